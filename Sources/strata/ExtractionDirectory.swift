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
        /// Something has the name, and may not be replaced.
        static let exists = Refusal("exists already (--overwrite replaces it)")

        /// The refusal that the failed system call's error number stands for.
        static func system(_ action: String, _ number: Int32 = errno) -> Refusal {
            Refusal("\(action): \(String(cString: strerror(number)))")
        }
    }

    private let root: Int32
    private let overwrites: Bool

    /// Opens `path`, making the directory and those above it where they are missing.
    init(path: String, overwrites: Bool) throws(Refusal) {
        try self.init(root: ExtractionDirectory.openRoot(path), overwrites: overwrites)
    }

    private init(root: Int32, overwrites: Bool) {
        self.root = root
        self.overwrites = overwrites
    }

    deinit { close(root) }

    private static func openRoot(_ path: String) throws(Refusal) -> Int32 {
        for end in path.indices.dropFirst() where path[end] == "/" { mkdir(String(path[..<end]), 0o777) }
        if mkdir(path, 0o777) != 0, errno != EEXIST { throw .system("cannot be made") }
        let descriptor = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system("cannot be opened") }
        return descriptor
    }

    /// Makes a directory and those above it; tells whether it was not there before.
    @discardableResult
    func makeDirectory(_ path: ExtractionPath) throws(Refusal) -> Bool {
        let parent = try openParent(of: path)
        defer { close(parent) }
        let isNew = mkdirat(parent, path.name, 0o755) == 0
        // Opened once more, since what is there may be a link or a file.
        close(try open(directory: path.components[...]))
        return isNew
    }

    /// Gives a directory that was made its permissions and time, once nothing more is put into it.
    func finishDirectory(_ path: ExtractionPath, mode: UInt16, modified: Int64) throws(Refusal) {
        let descriptor = try open(directory: path.components[...])
        defer { close(descriptor) }
        try ExtractionDirectory.setAttributes(of: descriptor, mode: mode, modified: modified)
    }

    /// Makes a regular file; what `body` writes becomes its contents. Under its name it is there whole or not at all.
    ///
    /// - Returns: Which file it is, for links to it.
    @discardableResult
    func makeFile(
        _ path: ExtractionPath, mode: UInt16, modified: Int64, body: (borrowing ExtractedFile) throws -> Void
    ) throws -> FileIdentity {
        try make(path) { parent, draft in
            let descriptor = openat(parent, draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else { throw Refusal.system("cannot be made") }
            defer { close(descriptor) }
            let file = ExtractedFile(descriptor: descriptor)
            try body(file)
            try file.finish()
            try ExtractionDirectory.setAttributes(of: descriptor, mode: mode, modified: modified)
        }
    }

    /// Makes a symbolic link, if its target stays inside; an absolute one is made relative to the link.
    func makeSymbolicLink(_ path: ExtractionPath, target: [UInt8]) throws {
        guard let target = path.targetInside(target) else { throw Refusal.leadsOut }
        let text = target.map { CChar(bitPattern: $0) } + [0]
        _ = try make(path) { parent, draft in
            guard symlinkat(text, parent, draft) == 0 else { throw Refusal.system("cannot be made") }
        }
    }

    /// Makes another name of a file that was extracted before; of no other file, whatever has its name by now.
    func makeHardLink(_ path: ExtractionPath, to existing: ExtractionPath, which: FileIdentity) throws {
        let source = try openParent(of: existing)
        defer { close(source) }
        _ = try make(path) { parent, draft in
            // Without AT_SYMLINK_FOLLOW a link itself is linked, never what it leads to.
            guard linkat(source, existing.name, parent, draft, 0) == 0 else { throw Refusal.system("cannot be made") }
            guard FileIdentity(of: draft, in: parent) == which else {
                throw Refusal("is a hard link to a file that somebody replaced meanwhile")
            }
        }
    }

    /// Lets `body` make something under a name that nobody has, then gives it its own, replacing what was there where
    /// the user allows it; directories stay. When anything fails, all is as before.
    private func make(
        _ path: ExtractionPath, _ body: (_ parent: Int32, _ draft: [CChar]) throws -> Void
    ) throws -> FileIdentity {
        let parent = try openParent(of: path)
        defer { close(parent) }
        if FileIdentity.isDirectory(path.name, in: parent) {
            throw Refusal("is a directory in the output already")
        }
        guard overwrites || FileIdentity(of: path.name, in: parent) == nil else { throw Refusal.exists }
        let draft = ExtractionDirectory.draftName(in: parent)
        // Also after a rename: one hard link onto another of the same file does nothing.
        defer { unlinkat(parent, draft, 0) }
        try body(parent, draft)
        guard let identity = FileIdentity(of: draft, in: parent) else { throw Refusal.system("cannot be made") }
        try place(draft, as: path.name, in: parent)
        return identity
    }

    private func place(_ draft: [CChar], as name: [CChar], in parent: Int32) throws(Refusal) {
        if !overwrites {
            // A link fails where the name is taken, a rename would not.
            if linkat(parent, draft, parent, name, 0) == 0 { return }
            if errno == EEXIST { throw .exists }
        }
        guard renameat(parent, draft, parent, name) == 0 else { throw .system("cannot be made") }
    }

    /// A name that is free in the directory; killed in the middle, a run leaves nothing else behind.
    private static func draftName(in parent: Int32) -> [CChar] {
        var number = 0
        while true {
            let name = Array(".strata-\(getpid())-\(number)".utf8CString)
            if FileIdentity(of: name, in: parent) == nil { return name }
            number += 1
        }
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

/// Which file it is, whatever its names.
struct FileIdentity: Equatable {
    private let device: dev_t
    private let inode: ino_t

    /// What has the name; nil where nothing has.
    init?(of name: [CChar], in directory: Int32) {
        guard let status = FileIdentity.status(of: name, in: directory) else { return nil }
        device = status.st_dev
        inode = status.st_ino
    }

    static func isDirectory(_ name: [CChar], in directory: Int32) -> Bool {
        FileIdentity.status(of: name, in: directory).map { $0.st_mode & S_IFMT == S_IFDIR } ?? false
    }

    private static func status(of name: [CChar], in directory: Int32) -> stat? {
        var status = stat()
        return fstatat(directory, name, &status, AT_SYMLINK_NOFOLLOW) == 0 ? status : nil
    }
}
