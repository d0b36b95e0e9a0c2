extension ContentInterest {
    /// Sources and scripts of an application, which tell what it runs, and the directories of ld.so; nil for the rest. In
    /// bytes. What lies in system directories, or was installed by a package manager, is none.
    static func applicationLimit(_ path: FilePath) -> Int? {
        if path.text.hasPrefix("etc/ld.so.conf") { return 64 << 10 }
        guard extensions.contains(where: { path.name.hasSuffix($0) }) || path.name.holds("entrypoint") else {
            return nil
        }
        let isScript = path.name.holds("entrypoint") || path.text.hasPrefix("usr/local/bin/")
        let isSystem = system.contains { path.text.hasPrefix($0) } && !path.text.hasPrefix("usr/src/")
        guard isScript || !isSystem else { return nil }
        return installed.contains { path.contains($0) } ? nil : 64 << 10
    }

    private static let extensions = [".py", ".sh", ".js", ".mjs", ".ts", ".rb", ".pl", ".php"]
    private static let system = ["usr/", "lib/", "lib64/", "var/", "etc/", "bin/", "sbin/", "root/"]
    private static let installed = [
        "site-packages", "dist-packages", "node_modules", "vendor", "venv", ".venv", ".git",
    ]
}
