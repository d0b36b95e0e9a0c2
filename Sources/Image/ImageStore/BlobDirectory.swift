import Archive
import OCI

/// A place with files by path: a tar's members, or a directory of the file system. Whatever an archive says, a
/// look-up never leaves the place.
protocol BlobDirectory: Sendable {
    /// The file at `path`, links followed within the place.
    func find(_ path: String) -> Found
    /// The names at the top, sorted, for telling what the place is.
    var topLevelNames: [String] { get }
    /// Whether anything lies at `path` or below.
    func contains(_ path: String) -> Bool
    /// What is wrong with the place as a whole: sentences without a subject, such as "is cut short".
    var faults: [String] { get }
}

/// The outcome of a look-up.
enum Found: Sendable {
    /// The file's bytes.
    case file(FileWindow)
    /// Nothing to read, and why, in words that follow the file's name.
    case missing(String)

    static let absent = Found.missing("is not in the archive")

    var window: FileWindow? {
        if case .file(let window) = self { window } else { nil }
    }
}

extension BlobDirectory {
    /// The bytes of a document.
    func document(_ path: String) throws(Fault) -> [UInt8] {
        switch find(path) {
        case .missing(let reason): throw Fault(.damaged, "is damaged: \(path) \(reason)")
        case .file(let window): return try window.document(named: path)
        }
    }

    /// A document, decoded.
    func decode<Value: Decodable>(_ type: Value.Type, at path: String) throws(Fault) -> Value {
        let bytes = try document(path)
        do {
            return try JSONDocument.decode(type, from: bytes)
        } catch {
            throw Fault(.damaged, "is damaged: \(path) \(error)")
        }
    }
}

extension FileWindow {
    /// All bytes of a document, which messages call `name`.
    func document(named name: String) throws(Fault) -> [UInt8] {
        guard length <= JSONDocument.maximumLength else {
            throw Fault(.damaged, "is damaged: \(name) is too large for a document (\(length) bytes)")
        }
        do {
            return try bytes(at: 0, count: Int(length))
        } catch {
            throw Fault(error)
        }
    }
}
