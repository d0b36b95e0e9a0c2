import Evidence

/// Lists of packages, which are large, come from a package manager's servers, and hold no secrets.
enum PackageIndex {
    private static let directories = Prefixes([
        "var/lib/apt/lists/", "var/cache/apt/", "var/lib/dpkg/info/", "lib/apk/db/", "usr/lib/apk/db/",
        "var/cache/apk/", "var/lib/rpm/", "usr/lib/sysimage/rpm/", "var/cache/dnf/", "var/cache/yum/",
        "var/cache/zypp/", "var/lib/dnf/", "var/lib/pacman/", "var/cache/pacman/", "var/cache/debconf/",
    ])
    private static let files = ["var/lib/dpkg/status", "var/lib/dpkg/status-old", "var/lib/dpkg/available"]

    /// Whether the file is such a list.
    static func contains(_ path: FilePath) -> Bool {
        directories.begin(path.text) || path.isIn("dpkg") && files.contains(path.text)
    }
}
