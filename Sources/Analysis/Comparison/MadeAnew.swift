/// What each build writes anew, whatever is built.
enum MadeAnew {
    private static let databases = [
        "var/lib/dpkg/", "var/lib/apt/", "var/lib/apk/", "lib/apk/db/", "var/lib/rpm/", "usr/lib/sysimage/rpm/",
        "var/lib/pacman/", "var/lib/opkg/", "var/cache/debconf/", "var/lib/dnf/", "var/lib/yum/",
    ]
    private static let directories = ["var/cache/", "var/log/", "root/.cache/", "tmp/", "var/tmp/", "run/"]
    private static let files: Set<String> = [
        "etc/ld.so.cache", "etc/machine-id", "var/lib/dbus/machine-id", "etc/apk/world", "var/lib/systemd/random-seed",
        "etc/.pwd.lock", "var/lib/urandom/random-seed",
    ]

    /// Whether a package manager writes it about its packages.
    static func isPackageDatabase(_ path: String) -> Bool { databases.contains { path.hasPrefix($0) } }

    /// Whether it is a cache, a log or an identifier.
    static func isGenerated(_ path: String) -> Bool {
        files.contains(path) || directories.contains { path.hasPrefix($0) } || path.contains("/.cache/")
    }

    /// Whether two names, one of each build, are one name with a part drawn by chance: `tmp.Qx81Zk` and `tmp.b7WpLA`.
    static func areRandom(_ one: [UInt8], _ other: [UInt8]) -> Bool {
        guard one.count == other.count, one != other else { return false }
        let differing = one.indices.filter { one[$0] != other[$0] }
        guard let first = differing.first, let last = differing.last, last - first + 1 >= 5 else { return false }
        return [one, other].allSatisfy { isRandom($0[first...last]) }
    }

    /// Letters and digits of two kinds at least: neither a word nor a number that counts.
    private static func isRandom(_ part: ArraySlice<UInt8>) -> Bool {
        let kinds: [ClosedRange<UInt8>] = [0x30...0x39, 0x41...0x5a, 0x61...0x7a]
        let isName = part.allSatisfy { byte in
            kinds.contains { $0.contains(byte) } || byte == 0x5f || byte == 0x2d
        }
        return isName && kinds.count { kind in part.contains { kind.contains($0) } } >= 2
    }
}
