extension ContentInterest {
    /// Files that say what is installed; nil for the rest. In bytes.
    static func packageLimit(_ path: FilePath) -> Int? {
        // Most names end the search at once: this is asked for every file of every layer.
        switch path.name {
        case "status", "diversions", "installed", "os-release": systemRecordLimit(path.text)
        case "METADATA", "RECORD", "PKG-INFO", "installed-files.txt", "requires.txt", "top_level.txt":
            path.directory.hasSuffix(".dist-info") || path.directory.hasSuffix(".egg-info")
                || path.directory.hasSuffix("EGG-INFO") ? 8 << 20 : nil
        case "copyright": DebianCopyright.isPlace(path) ? DebianCopyright.maximumSize : dpkgLimit(path.text)
        case "package.json": path.contains("node_modules") || path.text.hasPrefix("usr/share/nodejs/") ? 1 << 20 : nil
        default:
            if path.name.hasSuffix(".gemspec") {
                path.directory.hasSuffix("specifications") || path.directory.hasSuffix("specifications/default")
                    ? 1 << 20 : nil
            } else if path.name.hasSuffix(".egg-info") {
                1 << 20
            } else {
                dpkgLimit(path.text)
            }
        }
    }

    /// Java archives, of which the packages in them are noted while the layer is read; nil for the rest. In bytes.
    static func javaArchiveLimit(_ path: FilePath) -> Int? {
        [".jar", ".war", ".ear", ".hpi"].contains { path.name.hasSuffix($0) } ? 96 << 20 : nil
    }

    /// RPM databases, whose packages are noted while the layer is read; nil for the rest. In bytes.
    static func rpmDatabaseLimit(_ path: FilePath) -> Int? {
        guard path.name == RPMDatabase.names[0] || path.name == RPMDatabase.names[1] else { return nil }
        return RPMDatabase.directories.contains(String(path.directory)) ? 256 << 20 : nil
    }

    private static func systemRecordLimit(_ path: String) -> Int? {
        switch path {
        case Dpkg.status: 32 << 20
        case Dpkg.diversions: 1 << 20
        case Apk.places[0], Apk.places[1]: 32 << 20
        case "etc/os-release", "usr/lib/os-release": 64 << 10
        default: dpkgLimit(path)
        }
    }

    /// Lists of files, one for each package, and the records of images that were made without dpkg.
    private static func dpkgLimit(_ path: String) -> Int? {
        guard path.hasPrefix("var/lib/dpkg/") else { return nil }
        return path.hasPrefix(Dpkg.information) && path.hasSuffix(".list") || path.hasPrefix(Dpkg.parts) ? 8 << 20 : nil
    }
}
