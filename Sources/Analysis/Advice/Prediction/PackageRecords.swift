/// What package managers write beside the packages' own files: a layer that installs nothing does not rewrite them.
enum PackageRecords {
    private static let directories = [
        "var/lib/dpkg/", "var/lib/apt/", "var/lib/apk/", "lib/apk/db/", "var/lib/rpm/", "usr/lib/sysimage/rpm/",
        "var/cache/debconf/", "var/log/apt/", "var/cache/ldconfig/",
    ]
    private static let files: Set<String> = [
        "etc/ld.so.cache", "var/log/dpkg.log", "var/log/alternatives.log", "var/log/apt", "etc/apk/world",
    ]

    /// Whether a path, without a leading slash, is one of them.
    static func contains(_ path: String) -> Bool {
        files.contains(path) || directories.contains { path.hasPrefix($0) }
    }
}
