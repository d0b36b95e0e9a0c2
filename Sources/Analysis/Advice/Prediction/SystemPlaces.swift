/// The directories that packages of the system fill (Filesystem Hierarchy Standard), and what their scripts write there.
enum SystemPlaces {
    private static let tops: Set<String> = [
        "bin", "boot", "dev", "etc", "lib", "lib32", "lib64", "libx32", "proc", "run", "sbin", "sys", "tmp", "usr",
        "var",
    ]
    private static let own = ["usr/local/", "usr/src/", "var/www/", "var/lib/gems/"]
    /// Written by package managers and packages' scripts, and by programs while they run.
    private static let made = [
        "boot/", "var/cache/", "var/log/", "var/backups/", "var/lib/", "var/mail/", "etc/alternatives/", "etc/apt/",
        "etc/rc", "etc/init.d/", "etc/systemd/",
        "etc/ssl/certs/", "etc/pam.d/", "etc/emacs/", "etc/xml/", "etc/sgml/", "etc/fonts/", "etc/default/",
        "usr/lib/locale/", "usr/lib/jvm/", "usr/lib/systemd/", "usr/share/info/", "usr/share/mime/",
        "usr/share/applications/", "usr/share/binfmts/", "usr/share/icons/", "etc/.java/", "etc/apparmor.d/",
        "etc/python3/", "usr/share/glib-2.0/", "usr/share/man/", "usr/share/doc/",
    ]
    private static let transient = [
        "dev/", "proc/", "run/", "sys/", "tmp/", "var/run/", "var/lock/", "var/tmp/", "var/cache/apt/",
    ]
    private static let files: Set<String> = [
        "passwd", "passwd-", "group", "group-", "shadow", "shadow-", "gshadow", "gshadow-", "subuid", "subuid-",
        "subgid",
        "subgid-", ".pwd.lock", "ld.so.cache", "mtab", "mailcap", "ca-certificates.conf", "shells", "localtime",
        "timezone",
        "machine-id", "hostname", "hosts", "resolv.conf", "environment", "inputrc", "networks", "nsswitch.conf",
    ]
    private static let endings = [
        "/gconv-modules.cache", "/loaders.cache", "/giomodule.cache", ".dpkg-old", ".dpkg-dist", ".ucf-dist",
        "/.wh..opq",
    ]

    /// Whether a path, without a leading slash, lies where packages of the system put their files.
    static func contains(_ path: String) -> Bool {
        if own.contains(where: { path.hasPrefix($0) }) { return false }
        return tops.contains(String(path.prefix { $0 != "/" }))
    }

    /// Whether nothing that lies there is for keeping.
    static func isTransient(_ path: String) -> Bool { transient.contains { path.hasPrefix($0) } }

    /// Whether installing packages, or running, makes such a file anew.
    static func isMadeAnew(_ path: String) -> Bool {
        if made.contains(where: { path.hasPrefix($0) }) || isTransient(path) || PackageRecords.contains(path) {
            return true
        }
        if path.hasPrefix("etc/"), files.contains(String(path.dropFirst(4))) { return true }
        return endings.contains { path.hasSuffix($0) }
    }
}
