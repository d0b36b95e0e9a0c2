import Archive
import Glibc
import OCI
import YAML

/// Files that count without being named.
enum ConfigurationFile {
    /// The file of that name in the current directory, else in the image's; nil when neither has it.
    static func path(named name: String, besideImageIn directory: String?) -> String? {
        let here = name
        let beside = directory.map { $0.isEmpty ? name : "\($0)/\(name)" }
        return [here, beside].compactMap(\.self).first { isFile($0) }
    }

    /// Longer files are not read, in bytes.
    static let maximumSize: Int64 = 1 << 20

    /// The whole of a file.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - limit: A longer one is refused, in bytes.
    ///   - purpose: What the file is for, for people.
    static func bytes(
        of path: String, upTo limit: Int64 = maximumSize, as purpose: String = "settings"
    ) throws(Failure) -> [UInt8] {
        do {
            let window = try FileWindow(opening: path)
            guard window.length <= limit else { throw Failure.usage("\(path) is too large for \(purpose)") }
            return try window.bytes(at: 0, count: Int(window.length))
        } catch let error as ArchiveError {
            throw .usage(error.message)
        } catch let error as Failure {
            throw error
        } catch {
            throw .usage("\(path) cannot be read")
        }
    }

    /// The whole of a JSON document that another program wrote, compressed or not; no more of it than such documents may
    /// have.
    static func document(at path: String) throws(Failure) -> [UInt8] {
        let window: FileWindow
        do throws(ArchiveError) {
            window = try FileWindow(opening: path)
        } catch {
            throw .usage(error.message)
        }
        do throws(ArchiveError) {
            return try window.decompressed(upTo: JSONDocument.maximumLength + 1)
        } catch {
            throw .usage("\(path): \(error.message)")
        }
    }

    /// The settings in the text of a file.
    static func settings(in text: [UInt8], path: String) throws(Failure) -> YAMLValue {
        do {
            return try YAMLValue(parsing: text)
        } catch {
            throw .usage("\(path) is no YAML: \(error.message)")
        }
    }

    /// Whether there is a regular file: a directory or a pipe of that name is nobody's settings.
    static func isFile(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }
}
