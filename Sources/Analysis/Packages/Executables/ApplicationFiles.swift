import Evidence

/// Sources and scripts of an application, which tell what it runs, and the directories of ld.so.
package enum ApplicationFiles {
    /// Larger ones are not read, in bytes.
    private static let limit = 64 << 10
    private static let endings = ["py", "sh", "js", "mjs", "ts", "rb", "pl", "php"]
    private static let system = Prefixes(["usr/", "lib/", "lib64/", "var/", "etc/", "bin/", "sbin/", "root/"])
    private static let installed = [
        "site-packages", "dist-packages", "node_modules", "vendor", "venv", ".venv", ".git",
    ]

    static let selections = [
        FileSelection(upTo: limit) { path, _ in isLoaderSetting(path) || isEntrypoint(path) && !isInstalled(path) },
        FileSelection(endings.map(FileSelection.Name.ending), upTo: limit) { path, _ in isOwn(path) },
    ]

    /// Keeps them whole.
    package static let collector = WholeFiles("application", selections[0], selections[1])

    /// Whether a path is of such a file.
    package static func contains(_ path: FilePath) -> Bool {
        if isLoaderSetting(path) { return true }
        if isEntrypoint(path) { return !isInstalled(path) }
        return endings.contains(path.ending) && isOwn(path)
    }

    private static func isLoaderSetting(_ path: FilePath) -> Bool { path.text.hasPrefix("etc/ld.so.conf") }

    private static func isEntrypoint(_ path: FilePath) -> Bool { path.name.holds("entrypoint") }

    /// Whether it is neither in a system directory nor installed by a package manager.
    private static func isOwn(_ path: FilePath) -> Bool {
        let isScript = path.text.hasPrefix("usr/local/bin/")
        let isSystem = system.begin(path.text) && !path.text.hasPrefix("usr/src/")
        return (isScript || !isSystem) && !isInstalled(path)
    }

    private static func isInstalled(_ path: FilePath) -> Bool { installed.contains { path.contains($0) } }
}
