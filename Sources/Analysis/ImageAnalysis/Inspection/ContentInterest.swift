import Archive

/// Which files' contents rules want, and up to which size.
///
/// Each part of the analysis lists its own files, as an extension: package data, caches' tags, configuration.
struct ContentInterest: Sendable, Hashable {
    /// Larger files are not kept, in bytes.
    var limit: Int
    /// Whether only facts of it are kept, not its contents.
    var isExecutable = false
    /// The name of a Java archive, of which only facts are kept; nil for all other files.
    var javaArchive: String?
    /// Whether it is an RPM database, of which only the packages are kept.
    var isRPMDatabase = false

    /// What is wanted of an entry; nil for nothing.
    init?(in entry: TarEntry) {
        guard entry.kind == .regularFile, entry.size > 0 else { return nil }
        let path = FilePath(entry.path)
        if let limit = ContentInterest.packageLimit(path) ?? ContentInterest.configurationLimit(path)
            ?? ContentInterest.bloatLimit(path) ?? ContentInterest.applicationLimit(path), entry.size <= limit
        {
            self.limit = limit
        } else if let limit = ContentInterest.javaArchiveLimit(path), entry.size <= limit {
            self.limit = limit
            javaArchive = path.name
        } else if let limit = ContentInterest.rpmDatabaseLimit(path), entry.size <= limit {
            self.limit = limit
            isRPMDatabase = true
        } else if ContentInterest.mayBeExecutable(path, mode: entry.mode, size: entry.size) {
            limit = ContentInterest.executableLimit
            isExecutable = true
        } else {
            return nil
        }
    }

    /// Executables are parsed up to this size, in bytes: the section table is at their end.
    static let executableLimit = 96 << 20

    /// Programs are executable; shared objects, static libraries' members apart, need not be.
    private static func mayBeExecutable(_ path: FilePath, mode: UInt16, size: Int64) -> Bool {
        guard size <= Int64(executableLimit) else { return false }
        if mode & 0o111 != 0 { return true }
        return path.name.hasSuffix(".so") || path.name.holds(".so.") || path.name.hasPrefix("core")
            || path.name.hasSuffix(".o") || path.name.hasSuffix(".ko") || path.contains("usr/lib/debug")
    }
}
