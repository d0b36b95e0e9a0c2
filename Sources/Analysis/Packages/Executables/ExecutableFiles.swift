import Archive
import Evidence

/// Notes what executables say of themselves: ELF files wherever they are, and scripts.
package struct ExecutableFiles: Collector {
    /// ELF files are parsed up to this size, in bytes: the section table is at their end.
    package static let limit = 96 << 20

    package let id = "executable"
    package let files =
        [FileSelection(upTo: limit) { path, entry in mayBeExecutable(path, entry) }] + ApplicationFiles.selections

    /// An executable files' collector.
    package init() {}

    /// What looks at it as it passes by says all.
    package func fact(of file: CollectedFile) -> Executable? { nil }

    package func passing(
        _ path: FilePath, _ entry: TarEntry, from pool: UnpackingPool
    ) -> (any PassingFile<Executable>)? {
        PassingExecutable(size: entry.size, from: pool)
    }

    /// Programs are executable; shared objects, static libraries' members apart, need not be.
    static func mayBeExecutable(_ path: FilePath, _ entry: TarEntry) -> Bool {
        // An archive with a script before it is read as an archive.
        if entry.mode & 0o111 != 0 { return !JavaArchiveFiles.endings.contains(path.ending) }
        switch path.ending {
        case "so", "o", "ko": return true
        default:
            return path.name.hasPrefix("core") || path.name.holds(".so.")
                || path.contains("usr/lib/debug")
        }
    }
}
