import Glibc

/// The directory that `extract -o` names, and the only place that extraction writes to.
///
/// Every path is walked component by component from the open directory, no symbolic link is ever followed, so nothing
/// that an image names, links or that somebody put there meanwhile can lead a write out of it.
struct ExtractionDirectory: ~Copyable {
    /// Why one path could not be made; a phrase to read after the path.
    struct Refusal: Error, Equatable {
        let reason: String
        init(_ reason: String) { self.reason = reason }

        /// A symbolic link that could lead to places outside.
        static let leadsOut = Refusal("leads out of the output directory")

        /// The refusal that the failed system call's error number stands for.
        static func system(_ action: String, _ number: Int32 = errno) -> Refusal {
            Refusal("\(action): \(String(cString: strerror(number)))")
        }
    }

    private let root: Int32
    private let overwrites: Bool

    /// Opens `path`, making the directory where there is none; its parent must be there.
    init(path: String, overwrites: Bool) throws(Refusal) {
        try self.init(root: ExtractionDirectory.openRoot(path), overwrites: overwrites)
    }

    private init(root: Int32, overwrites: Bool) {
        self.root = root
        self.overwrites = overwrites
    }

    deinit { close(root) }

    private static func openRoot(_ path: String) throws(Refusal) -> Int32 {
        if mkdir(path, 0o777) != 0, errno != EEXIST { throw .system("cannot be made") }
        let descriptor = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system("cannot be opened") }
        return descriptor
    }

    /// Makes a directory and those above it; one that is there already stays as it is.
    func makeDirectory(_ path: ExtractionPath) throws(Refusal) {
        close(try open(directory: path.components[...]))
    }

    /// Gives a directory that was made its permissions and time, once nothing more is put into it.
    func finishDirectory(_ path: ExtractionPath, mode: UInt16, modified: Int64) throws(Refusal) {
        let descriptor = try open(directory: path.components[...])
        defer { close(descriptor) }
        try ExtractionDirectory.setAttributes(of: descriptor, mode: mode, modified: modified)
    }

    /// Makes a regular file; what `body` writes becomes its contents. A file that fails half-way is removed again.
    func makeFile(
        _ path: ExtractionPath, mode: UInt16, modified: Int64, body: (borrowing ExtractedFile) throws -> Void
    ) throws {
        let parent = try openParent(of: path)
        defer { close(parent) }
        try makeRoom(for: path.name, in: parent)
        let descriptor = openat(parent, path.name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Refusal.system("cannot be made") }
        defer { close(descriptor) }
        do {
            let file = ExtractedFile(descriptor: descriptor)
            try body(file)
            try file.finish()
            try ExtractionDirectory.setAttributes(of: descriptor, mode: mode, modified: modified)
        } catch {
            unlinkat(parent, path.name, 0)
            throw error
        }
    }

    /// Makes a symbolic link, if its target stays inside; an absolute one is made relative to the link.
    func makeSymbolicLink(_ path: ExtractionPath, target: [UInt8]) throws(Refusal) {
        guard let target = path.targetInside(target) else { throw .leadsOut }
        let parent = try openParent(of: path)
        defer { close(parent) }
        try makeRoom(for: path.name, in: parent)
        let text = target.map { CChar(bitPattern: $0) } + [0]
        guard symlinkat(text, parent, path.name) == 0 else { throw .system("cannot be made") }
    }

    /// Makes another name of a file that was extracted before.
    func makeHardLink(_ path: ExtractionPath, to existing: ExtractionPath) throws(Refusal) {
        let source = try openParent(of: existing)
        defer { close(source) }
        let parent = try openParent(of: path)
        defer { close(parent) }
        try makeRoom(for: path.name, in: parent)
        // Without AT_SYMLINK_FOLLOW a link itself is linked, never what it leads to.
        guard linkat(source, existing.name, parent, path.name, 0) == 0 else { throw .system("cannot be made") }
    }

    /// Removes what is in the way where the user allows it; directories stay.
    private func makeRoom(for name: [CChar], in parent: Int32) throws(Refusal) {
        var status = stat()
        guard fstatat(parent, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return }
        if status.st_mode & S_IFMT == S_IFDIR { throw Refusal("is a directory in the output already") }
        guard overwrites else { throw Refusal("exists already (--overwrite replaces it)") }
        guard unlinkat(parent, name, 0) == 0 else { throw .system("cannot be replaced") }
    }

    private func openParent(of path: ExtractionPath) throws(Refusal) -> Int32 {
        try open(directory: path.components.dropLast())
    }

    /// Opens a directory below the root, making those that are missing.
    private func open(directory components: ArraySlice<[CChar]>) throws(Refusal) -> Int32 {
        var current = dup(root)
        guard current >= 0 else { throw .system("cannot be opened") }
        for name in components {
            let above = current
            defer { close(above) }
            if mkdirat(current, name, 0o755) != 0, errno != EEXIST { throw .system("has a parent that cannot be made") }
            let next = openat(current, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
            guard next >= 0 else {
                let isInTheWay = errno == ENOTDIR || errno == ELOOP
                throw isInTheWay ? Refusal("lies below a link or a file, not a directory") : .system("cannot be opened")
            }
            current = next
        }
        return current
    }

    /// Permissions without set-id and sticky bits, and the time of the last change.
    private static func setAttributes(of descriptor: Int32, mode: UInt16, modified: Int64) throws(Refusal) {
        guard fchmod(descriptor, mode_t(mode & 0o777)) == 0 else { throw .system("keeps no permissions") }
        let time = timespec(tv_sec: Int(modified), tv_nsec: 0)
        // A time that the file system cannot hold is no reason to lose the file.
        _ = futimens(descriptor, [time, time])
    }
}
