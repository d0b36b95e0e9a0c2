import Archive
import Glibc
import OCI

/// The bytes that the user named: a directory, or an archive as a window that can be read anywhere, decompressed.
enum Origin {
    case directory(String)
    case archive(FileWindow, Compression)

    /// How the archive is compressed as a whole.
    var compression: Compression {
        if case .archive(_, let compression) = self { compression } else { .none }
    }

    static func open(
        _ name: ImageName, progress: (OpenProgress) -> Void, isCancelled: () -> Bool
    ) throws(ImageStoreError) -> Origin {
        do throws(Fault) {
            switch name {
            case .path(let path): return try open(path: path, progress: progress, isCancelled: isCancelled)
            case .standardInput:
                guard isatty(STDIN_FILENO) == 0 else {
                    throw Fault(.cannotOpen, "is a terminal: pipe an image in, as in `docker save x | strata -`")
                }
                return try archive(
                    stream(STDIN_FILENO, progress: progress, isCancelled: isCancelled), progress: progress,
                    isCancelled: isCancelled)
            case .engine(let engine, let image):
                let saved = try engine.save(image, isCancelled: isCancelled) { bytes in
                    progress(OpenProgress(phase: .spooling, bytes: bytes, total: nil))
                }
                return try archive(saved, progress: progress, isCancelled: isCancelled)
            case .skopeo(let reference):
                let copied = try Skopeo.copy(reference, isCancelled: isCancelled) { bytes in
                    progress(OpenProgress(phase: .spooling, bytes: bytes, total: nil))
                }
                return try archive(copied, progress: progress, isCancelled: isCancelled)
            }
        } catch {
            throw ImageStoreError(error, name: name)
        }
    }

    /// What is in it.
    func contents(isCancelled: () -> Bool) throws(Fault) -> Contents {
        switch self {
        case .directory(let path): return try Contents.read(FileDirectory(path), isArchive: false)
        case .archive(let window, let compression):
            guard try Origin.canBeTar(window) else {
                throw NotAnImage.fault(bytes: window, compression: compression)
            }
            return try Contents.read(TarDirectory(window, isCancelled: isCancelled), isArchive: true)
        }
    }

    private static func canBeTar(_ window: FileWindow) throws(Fault) -> Bool {
        do {
            let canBegin = try TarBlock.canBegin(window)
            return canBegin && window.length > 0
        } catch {
            throw Fault(error)
        }
    }

    private static func open(
        path: String, progress: (OpenProgress) -> Void, isCancelled: () -> Bool
    ) throws(Fault) -> Origin {
        var info = stat()
        guard stat(path, &info) == 0 else {
            throw Fault(.cannotOpen, "cannot be opened: \(SystemError.text)")
        }
        if info.st_mode & S_IFMT == S_IFDIR {
            guard access(path, R_OK | X_OK) == 0 else {
                throw Fault(.cannotOpen, "cannot be opened: \(SystemError.text)")
            }
            return .directory(path)
        }
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Fault(.cannotOpen, "cannot be opened: \(SystemError.text)") }
        defer { close(descriptor) }
        return try archive(
            stream(descriptor, progress: progress, isCancelled: isCancelled), progress: progress,
            isCancelled: isCancelled)
    }

    /// A window on what a descriptor gives: the file itself where it is one, else a spool. The descriptor stays open.
    private static func stream(
        _ descriptor: Int32, progress: (OpenProgress) -> Void, isCancelled: () -> Bool
    ) throws(Fault) -> FileWindow {
        var info = stat()
        if fstat(descriptor, &info) == 0, info.st_mode & S_IFMT == S_IFREG {
            let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 3)
            guard copy >= 0 else { throw Fault(.cannotOpen, "cannot be opened: \(SystemError.text)") }
            let start = max(0, lseek(descriptor, 0, SEEK_CUR))
            let whole = FileWindow(descriptor: copy, length: Int64(info.st_size))
            return whole.window(at: Int64(start), length: Int64(info.st_size))
        }
        do {
            return try Spool.spool(
                descriptor: descriptor,
                progress: { progress(OpenProgress(phase: .spooling, bytes: $0, total: nil)) },
                isCancelled: isCancelled)
        } catch {
            throw Fault(error)
        }
    }

    private static func archive(
        _ window: FileWindow, progress: (OpenProgress) -> Void, isCancelled: () -> Bool
    ) throws(Fault) -> Origin {
        do {
            let compression = try Compression.sniff(window)
            guard compression != .none else { return .archive(window, .none) }
            let plain = try Spool.decompress(
                window, compression: compression,
                progress: { progress(OpenProgress(phase: .decompressing, bytes: $0, total: window.length)) },
                isCancelled: isCancelled)
            return .archive(plain, compression)
        } catch {
            throw Fault(error)
        }
    }
}
