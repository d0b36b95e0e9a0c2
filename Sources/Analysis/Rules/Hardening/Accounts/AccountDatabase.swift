import Evidence
import FileTree

/// The users and groups of an image, from `/etc/passwd`, `/etc/group` and `/etc/shadow`.
package struct AccountDatabase {
    /// A line of `/etc/passwd` (passwd(5)).
    package struct User: Hashable {
        package let name: String
        let password: String
        /// Nil where the field is no number.
        package let userID: UInt32?
        package let groupID: UInt32?
        let shell: String
    }

    /// A line of `/etc/group` (group(5)).
    package struct Group: Hashable {
        package let name: String
        package let groupID: UInt32?
    }

    /// A line of `/etc/shadow` (shadow(5)).
    struct Shadow: Hashable {
        let name: String
        let password: PasswordField
    }

    /// Keeps the files, `shadow`'s old copy too.
    static let collector = WholeFiles("accounts", FileSelection(paths: paths, upTo: 1 << 20))
    private static let paths: Set = ["etc/passwd", "etc/group", "etc/shadow", "etc/shadow-"]

    package let users: [User]
    package let groups: [Group]
    let shadows: [Shadow]
    /// Whether the image has a `/etc/passwd` that could be read: without one no name means anything.
    let hasUsers: Bool

    /// The accounts of the final tree.
    package init(of image: AnalyzedImage) {
        func text(_ path: String) -> [UInt8]? { image.view.flatMap { image.contents.bytes(at: path, in: $0) } }
        let passwd = text("etc/passwd")
        hasUsers = passwd != nil
        users = AccountDatabase.users(in: passwd ?? [])
        groups = AccountDatabase.groups(in: text("etc/group") ?? [])
        shadows = AccountDatabase.shadows(in: text("etc/shadow") ?? [])
    }

    /// The user of a name or number, as `USER` names one.
    func user(_ nameOrNumber: String) -> User? {
        users.first { $0.name == nameOrNumber }
            ?? UInt32(nameOrNumber).flatMap { id in
                users.first { $0.userID == id }
            }
    }

    /// The users of a `passwd` file.
    package static func users(in bytes: [UInt8]) -> [User] {
        records(in: bytes, atLeast: 4).map { fields in
            User(
                name: fields[0], password: fields[1], userID: UInt32(fields[2]), groupID: UInt32(fields[3]),
                shell: fields.count > 6 ? fields[6] : "")
        }
    }

    static func groups(in bytes: [UInt8]) -> [Group] {
        records(in: bytes, atLeast: 3).map { Group(name: $0[0], groupID: UInt32($0[2])) }
    }

    static func shadows(in bytes: [UInt8]) -> [Shadow] {
        records(in: bytes, atLeast: 2).map { Shadow(name: $0[0], password: PasswordField($0[1])) }
    }

    /// Whether the hash of a password stands in a file at a path; nil for one that no path leads to.
    package static func holdsHash(_ bytes: [UInt8], at path: FilePath?) -> Bool {
        guard path.map({ paths.contains($0.text) }) ?? true else { return false }
        return shadows(in: bytes).contains { if case .hash = $0.password { true } else { false } }
    }

    /// The fields of each line; comments, NIS lines (`+`, `-`) and lines with too few fields are left out.
    private static func records(in bytes: [UInt8], atLeast count: Int) -> [[String]] {
        ConfigurationLines.lines(in: bytes).compactMap { line in
            let fields = line.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
            guard fields.count >= count, !fields[0].isEmpty, !"+-".contains(fields[0].prefix(1)) else { return nil }
            return fields
        }
    }
}

/// The lines of a configuration file that say something.
enum ConfigurationLines {
    /// Lines without white space at their ends, comments and empty ones left out.
    static func lines(in bytes: [UInt8]) -> [String] {
        bytes.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }.compactMap { line in
            let text = String(decoding: line, as: UTF8.self).trimmed
            return text.isEmpty || text.hasPrefix("#") ? nil : text
        }
    }
}

extension String {
    /// The text without white space at its ends.
    fileprivate var trimmed: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }
}
