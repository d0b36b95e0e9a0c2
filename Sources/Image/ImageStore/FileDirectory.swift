import Archive
import Glibc
import Synchronization

/// A directory of the file system as a place with files. Links inside it are followed, links out of it refused.
struct FileDirectory: BlobDirectory {
    private let root: String
    private let opened = OpenFiles()
    let faults: [String] = []

    /// The directory at `path`, which exists.
    init(_ path: String) {
        root = path
    }

    /// Windows on the files opened so far: images of several platforms share layers, and each file costs a descriptor.
    private final class OpenFiles: Sendable {
        let windows = Mutex<[String: FileWindow]>([:])
    }

    func find(_ path: String) -> Found {
        switch MemberPath.resolve(path, node: node) {
        case .outside: return .missing("leads out of the directory and is not followed")
        case .loop: return .missing("is a link that leads in a circle")
        case .path(let resolved):
            if let window = opened.windows.withLock({ $0[resolved] }) { return .file(window) }
            let found = open(resolved)
            if let window = found.window { opened.windows.withLock { $0[resolved] = window } }
            return found
        }
    }

    /// Opens a file that is no link and, lest opening a named pipe waits for ever, a regular one.
    private func open(_ path: String) -> Found {
        var descriptor = descriptor(of: path)
        // A layout can hold thousands of layers.
        if descriptor < 0, errno == EMFILE, FileDescriptors.raiseLimit() {
            descriptor = self.descriptor(of: path)
        }
        guard descriptor >= 0 else {
            return .missing(errno == ENOENT ? "is not in the directory" : "cannot be opened: \(SystemError.text)")
        }
        var info = stat()
        guard fstat(descriptor, &info) == 0, info.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            return .missing("is not a regular file")
        }
        return .file(FileWindow(descriptor: descriptor, length: Int64(info.st_size)))
    }

    private func descriptor(of path: String) -> Int32 {
        Glibc.open("\(root)/\(path)", O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    }

    private func node(_ path: String) -> MemberPath.Node {
        var info = stat()
        guard lstat("\(root)/\(path)", &info) == 0 else { return .absent }
        switch info.st_mode & S_IFMT {
        case S_IFDIR: return .directory
        case S_IFLNK: return target(of: path).map { .symbolicLink($0) } ?? .absent
        default: return .file
        }
    }

    private func target(of path: String) -> String? {
        let buffer = [UInt8](unsafeUninitializedCapacity: Int(PATH_MAX)) { bytes, count in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                guard let start = characters.baseAddress else { return }
                count = max(0, readlink("\(root)/\(path)", start, characters.count))
            }
        }
        return buffer.isEmpty ? nil : String(validating: buffer, as: UTF8.self)
    }

    func contains(_ path: String) -> Bool {
        if case .absent = node(path) { false } else { true }
    }

    var topLevelNames: [String] {
        guard let stream = opendir(root) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while names.count < TarDirectory.maximumMembers, let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }
}

/// What the operating system says about the last failed call.
enum SystemError {
    static var text: String {
        String(cString: strerror(errno))
    }
}
