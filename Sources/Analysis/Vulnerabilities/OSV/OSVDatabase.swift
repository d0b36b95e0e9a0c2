import Archive
import Evidence
import FoundationEssentials
import Packages

/// An OSV database on disk: a directory of records, or zip archives of them as osv.dev gives them out.
///
/// Records are read one at a time, and only those that name an installed package are decoded: memory does not grow with
/// the database.
public struct OSVDatabase: Sendable {
    /// Why a database cannot be used, in words that follow its name.
    public struct Fault: Error, Sendable, CustomStringConvertible {
        /// The rest of a sentence that begins with the path.
        public let description: String
    }

    /// What the database says of an image.
    public struct Result: Sendable {
        /// What its packages have.
        public internal(set) var vulnerabilities: [KnownVulnerability] = []
        /// How many records there are.
        public internal(set) var recordCount = 0
        /// How many of them name an installed package and cannot be read.
        public internal(set) var unreadableCount = 0
        /// What was not understood of the records that apply.
        public internal(set) var unread = UnreadResults()
    }

    /// Larger records are not read, in bytes.
    static let recordLimit = 16 << 20
    private let files: [String]

    /// Looks for the files of a database.
    ///
    /// - Parameter path: A directory, searched to a depth of 8, or a zip archive.
    public init(opening path: String) throws(Fault) {
        var isDirectory = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
            throw Fault(description: "does not exist")
        }
        files = isDirectory ? OSVDatabase.files(in: path) : [path]
        guard !files.isEmpty else { throw Fault(description: "has no records: *.json or *.zip") }
    }

    /// What the packages of an image have.
    public func vulnerabilities(of inventory: PackageInventory) throws(Fault) -> Result {
        var matching = OSVMatching(inventory)
        for file in files {
            do {
                if file.hasSuffix(".json") {
                    let window = try FileWindow(opening: file)
                    if window.length <= Int64(OSVDatabase.recordLimit) {
                        matching.read(try window.bytes(at: 0, count: Int(window.length)))
                    } else {
                        matching.skip()
                    }
                } else {
                    try OSVDatabase.read(zip: file, into: &matching)
                }
            } catch let error as ArchiveError {
                throw Fault(description: "cannot be read: \(error.message)")
            } catch {
                throw Fault(description: "cannot be read")
            }
        }
        return matching.result
    }

    private static func read(zip path: String, into matching: inout OSVMatching) throws {
        let window = try FileWindow(opening: path)
        let archive = try ZipArchive(window)
        let budget = UnpackingBudget(file: window.length)
        try archive.forEachMember { member in
            guard member.name.suffix(5).elementsEqual(".json".utf8) else { return true }
            if let bytes = try? archive.contents(of: member, limit: recordLimit, within: budget) {
                matching.read(bytes)
            } else {
                matching.skip()
            }
            return true
        }
    }

    /// The files of a directory and those below it, by name, so that the order is always the same.
    private static func files(in directory: String) -> [String] {
        var found: [String] = []
        var waiting = [(path: directory, depth: 0)]
        while let (path, depth) = waiting.popLast() {
            let names = ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
            var directories: [(path: String, depth: Int)] = []
            for name in names {
                let file = path + "/" + name
                if name.hasSuffix(".json") || name.hasSuffix(".zip") {
                    found.append(file)
                    continue
                }
                var isDirectory = false
                if depth < 8, FileManager.default.fileExists(atPath: file, isDirectory: &isDirectory), isDirectory {
                    directories.append((file, depth + 1))
                }
            }
            waiting += directories.reversed()
        }
        return found
    }
}
