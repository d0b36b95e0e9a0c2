import Archive
import FileTree
import FoundationEssentials
import OCI

extension TreeListing {
    /// The path that is listed.
    var topText: JSONValue { .string(text(of: view.stack.path(of: top))) }

    /// The row as JSON, with the layer of the listing where that is wanted.
    func entry(of row: Row, naming isNamed: Bool) -> JSONValue { .object(members(of: row.path, isNamed)) }

    /// The row as fields.
    func record(of row: Row, naming isNamed: Bool) -> [String] {
        members(of: row.path, isNamed).filter { $0.key != "pathBytes" }.map { TreeListing.field($0.value) }
    }

    static let keys = [
        "path", "kind", "mode", "uid", "gid", "size", "files", "modified", "linkTarget", "change", "layer",
    ]

    /// What is known of one path. A name that is no UTF-8 has U+FFFD for what cannot be written, and all its bytes in
    /// base64 under `pathBytes`.
    private func members(of path: PathID, _ isNamed: Bool) -> [(key: String, value: JSONValue)] {
        let bytes = view.stack.path(of: path)
        let reference = view.entry(of: path)
        let entry = reference.map { view.stack.entry($0) }
        let values: [JSONValue] = [
            .string(text(of: bytes)),
            .string(TreeListing.name(of: view.kind(of: path))),
            .optional(entry.map { TreeListing.octal($0.mode) }),
            .optional(entry.map { Int($0.userID) }),
            .optional(entry.map { Int($0.groupID) }),
            .integer(view.size(of: path)),
            .integer(view.fileCount(of: path)),
            .optional(entry.map { Timestamp($0.modified).iso8601 }),
            .optional(entry.flatMap { $0.linkTarget.isEmpty ? nil : text(of: $0.linkTarget) }),
            .optional(showsChanges ? TreeListing.name(of: view.change(of: path)) : nil),
            .optional(reference.map { $0.layer }),
        ]
        var members = zip(TreeListing.keys, values).map { (key: $0, value: $1) }
        if isNamed { members.append(("changedIn", .integer(view.layers.upperBound))) }
        let isText = String(validating: bytes, as: UTF8.self) != nil
        return isText ? members : members + [("pathBytes", .string(Data(bytes).base64EncodedString()))]
    }

    private func text(of bytes: [UInt8]) -> String {
        String(decoding: bytes, as: UTF8.self)
    }

    private static func octal(_ mode: UInt16) -> String {
        let digits = String(mode, radix: 8)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    private static func name(of kind: EntryKind) -> String {
        switch kind {
        case .regularFile: "file"
        case .directory: "directory"
        case .symbolicLink: "symlink"
        case .hardLink: "hardlink"
        case .characterDevice: "character-device"
        case .blockDevice: "block-device"
        case .namedPipe: "fifo"
        case .socket: "socket"
        }
    }

    private static func name(of change: Change) -> String {
        switch change {
        case .unchanged: "unchanged"
        case .added: "added"
        case .modified: "modified"
        case .metadata: "metadata"
        case .removed: "removed"
        }
    }

    private static func field(_ value: JSONValue) -> String {
        switch value {
        case .null: ""
        case .string(let text): text
        default: value.compact
        }
    }
}
