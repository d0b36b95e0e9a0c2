/// What is known of an image of Docker's library: what it is made of, and what it brings along.
struct OfficialImage: Sendable {
    /// What a variant of it is made of.
    enum System: Sendable, Hashable {
        case debian, ubuntu, alpine, busybox, distroless
        /// Nothing at all.
        case scratch
        /// Not known, or not the same from release to release.
        case other
    }

    /// Its name in the library.
    let name: String
    /// What its variant without a name is made of.
    var system = System.debian
    /// The user, and the group of that name, that it makes.
    var user: String?
    /// Whether its variant without a name carries compilers, headers and version control (buildpack-deps).
    var isFull = false
    /// Whether it has a `-slim` variant that what runs can start from.
    var hasSlim = false
    /// The programs that build software and are the reason for the image; empty for what runs it.
    var builders: Set<String> = []
    /// Programs that it brings beside those of its system.
    var programs: Set<String> = []
    /// Whether it brings more than is said here, so that nothing can be told to be missing.
    var bringsMore = false
    /// Whether its start script drops root's rights by itself.
    var dropsRights = false

    /// The ones that Dockerfiles mostly start from. What is not here is not known, and of it nothing is said.
    static let all: [String: OfficialImage] = Dictionary(
        uniqueKeysWithValues: (systems + languages + services).map { ($0.name, $0) })

    private static let systems = [
        OfficialImage(name: "debian"), OfficialImage(name: "ubuntu", system: .ubuntu, user: "ubuntu"),
        OfficialImage(name: "alpine", system: .alpine), OfficialImage(name: "busybox", system: .busybox),
        OfficialImage(
            name: "buildpack-deps", isFull: true, builders: ["gcc", "g++", "make", "cc", "configure"]),
    ]

    private static let languages = [
        OfficialImage(
            name: "python", isFull: true, hasSlim: true, programs: ["python", "python3", "pip", "pip3"]),
        OfficialImage(name: "pypy", isFull: true, hasSlim: true, programs: ["pypy", "pypy3", "pip", "pip3"]),
        OfficialImage(
            name: "node", user: "node", isFull: true, hasSlim: true, programs: ["node", "npm", "npx", "yarn", "ps"]),
        OfficialImage(name: "ruby", isFull: true, hasSlim: true, programs: ["ruby", "gem", "bundle", "ps"]),
        OfficialImage(name: "perl", isFull: true, hasSlim: true, programs: ["perl", "cpanm", "curl", "wget", "make"]),
        OfficialImage(name: "elixir", isFull: true, hasSlim: true, builders: ["mix"], programs: ["mix", "elixir"]),
        OfficialImage(name: "erlang", isFull: true, hasSlim: true, builders: ["rebar3"], programs: ["erl"]),
        OfficialImage(
            name: "golang", isFull: true, builders: ["go", "gcc", "make"], programs: ["go", "gofmt", "make", "gcc"]),
        OfficialImage(
            name: "rust", isFull: true, builders: ["cargo", "rustc"], programs: ["cargo", "rustc", "gcc", "cc"]),
        OfficialImage(name: "gcc", isFull: true, builders: ["gcc", "g++", "make", "cmake", "cc"]),
        OfficialImage(name: "maven", system: .other, builders: ["mvn"]),
        OfficialImage(name: "gradle", system: .other, user: "gradle", builders: ["gradle"]),
        OfficialImage(name: "swift", system: .ubuntu, isFull: true, hasSlim: true, builders: ["swift"]),
        OfficialImage(name: "haskell", isFull: true, builders: ["cabal", "stack", "ghc"]),
    ]

    private static let services = [
        OfficialImage(name: "php", user: "www-data", programs: ["php"], bringsMore: true),
        OfficialImage(name: "nginx", user: "nginx", bringsMore: true),
        OfficialImage(name: "httpd", user: "www-data", bringsMore: true),
        OfficialImage(name: "postgres", user: "postgres", bringsMore: true, dropsRights: true),
        OfficialImage(name: "redis", user: "redis", bringsMore: true, dropsRights: true),
        OfficialImage(name: "valkey", system: .other, user: "valkey", bringsMore: true, dropsRights: true),
        OfficialImage(name: "mysql", system: .other, user: "mysql", bringsMore: true, dropsRights: true),
        OfficialImage(name: "mariadb", system: .ubuntu, user: "mysql", bringsMore: true, dropsRights: true),
        OfficialImage(name: "mongo", system: .ubuntu, user: "mongodb", bringsMore: true, dropsRights: true),
        OfficialImage(name: "rabbitmq", system: .ubuntu, user: "rabbitmq", bringsMore: true, dropsRights: true),
        OfficialImage(name: "memcached", user: "memcache", bringsMore: true, dropsRights: true),
        OfficialImage(name: "haproxy", user: "haproxy", bringsMore: true, dropsRights: true),
    ]
}

extension OfficialImage.System {
    /// The accounts of its `/etc/passwd`; nil where they are not known.
    var users: Set<String>? {
        switch self {
        case .debian, .ubuntu: Self.sharedUsers.union(Self.debianUsers)
        case .alpine: Self.sharedUsers.union(Self.alpineUsers)
        case .busybox: Self.sharedUsers.union(["sync", "www-data", "backup", "list", "proxy", "_apt"])
        case .distroless: ["root", "nobody", "nonroot"]
        case .scratch: []
        case .other: nil
        }
    }

    /// The groups of its `/etc/group`; nil where they are not known.
    var groups: Set<String>? {
        guard let users else { return nil }
        switch self {
        case .scratch: return []
        case .distroless: return users.union(["tty", "staff"])
        default: return users.union(Self.deviceGroups)
        }
    }

    private static let sharedUsers: Set<String> = [
        "root", "daemon", "bin", "sys", "sync", "mail", "games", "man", "lp", "news", "uucp", "operator", "nobody",
        "postmaster", "adm", "shutdown", "halt",
    ]
    private static let debianUsers: Set<String> = [
        "proxy", "www-data", "backup", "list", "irc", "gnats", "_apt", "messagebus", "systemd-network",
        "systemd-resolve", "systemd-timesync",
    ]
    private static let alpineUsers: Set<String> = [
        "cron", "ftp", "sshd", "at", "squid", "xfs", "cyrus", "vpopmail", "ntp", "smmsp", "guest", "svn",
    ]
    private static let deviceGroups: Set<String> = [
        "tty", "disk", "kmem", "dialout", "fax", "voice", "cdrom", "floppy", "tape", "sudo", "audio", "dip", "src",
        "shadow", "utmp", "video", "sasl", "plugdev", "staff", "users", "nogroup", "input", "kvm", "render", "wheel",
        "console", "netdev", "ping", "www-data", "readproc", "abuild", "crontab", "list", "operator",
    ]

    /// Programs that it lacks, whatever else is installed unless that is named like them; nil where that is not known.
    ///
    /// From the files of debian:12 and 13 (also -slim), ubuntu:22.04 and 24.04, alpine:3.18 to 3.22 and
    /// gcr.io/distroless. Only what people expect to be there is in it.
    var lacking: Set<String>? {
        switch self {
        case .debian, .ubuntu:
            ["curl", "wget", "jq", "sudo", "git", "apk", "yum", "dnf", "microdnf", "zypper", "su-exec", "gosu"]
        case .alpine:
            [
                "curl", "jq", "sudo", "git", "apt-get", "apt", "dpkg", "yum", "dnf", "microdnf", "zypper", "useradd",
                "groupadd", "usermod", "groupmod", "su-exec", "gosu",
            ]
        case .busybox: ["curl", "jq", "sudo", "git", "bash", "apt-get", "apk", "yum", "dnf", "python3", "useradd"]
        case .distroless, .scratch:
            [
                "sh", "bash", "ash", "curl", "wget", "nc", "jq", "sudo", "git", "apt-get", "apk", "yum", "dnf", "cat",
                "ls", "echo", "test", "mkdir", "chmod", "chown", "useradd", "adduser",
            ]
        case .other: nil
        }
    }

    /// Programs that it lacks too, but that many packages bring along.
    var oftenBrought: Set<String> {
        switch self {
        case .debian, .ubuntu:
            [
                "gcc", "g++", "make", "nc", "netcat", "unzip", "ps", "pgrep", "pkill", "ping", "nslookup", "dig", "ssh",
                "python", "python3", "pip", "pip3", "node", "npm",
            ]
        case .alpine: ["bash", "gcc", "g++", "make", "python", "python3", "pip", "pip3", "node", "npm", "dig"]
        case .busybox: ["gcc", "make"]
        case .distroless, .scratch, .other: []
        }
    }
}
