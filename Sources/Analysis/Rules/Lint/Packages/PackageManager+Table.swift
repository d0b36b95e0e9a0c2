/// The package managers that rules know, from their manual pages.
extension PackageManager {
    /// apt-get and apt.
    static let apt = PackageManager(
        name: "apt", programs: ["apt-get", "apt"], install: ["install"],
        valued: ["-t", "--target-release", "--default-release", "-o", "--option", "-c", "--config-file", "-a"],
        yes: ["-y", "--yes", "--assume-yes", "--force-yes"], caches: ["/var/lib/apt/lists"])

    /// apk.
    static let apk = PackageManager(
        name: "apk", programs: ["apk"], install: ["add"],
        valued: [
            "-t", "--virtual", "-X", "--repository", "-p", "--root", "--keys-dir", "--repositories-file", "--arch",
        ],
        caches: ["/var/cache/apk"])

    /// yum.
    static let yum = PackageManager(
        name: "yum", programs: ["yum"], install: ["install"],
        alsoAsks: ["groupinstall", "localinstall", "reinstall"], valued: redHatOptions, yes: ["-y", "--assumeyes"],
        caches: ["/var/cache/yum"], clean: ["clean all"])

    /// dnf and microdnf.
    static let dnf = PackageManager(
        name: "dnf", programs: ["dnf", "microdnf", "dnf5"], install: ["install"],
        alsoAsks: ["groupinstall", "localinstall", "reinstall"], valued: redHatOptions, yes: ["-y", "--assumeyes"],
        caches: ["/var/cache/dnf", "/var/cache/libdnf5"], clean: ["clean all"])

    private static let redHatOptions: Set<String> = [
        "-c", "--config", "-x", "--exclude", "--enablerepo", "--disablerepo", "--repo", "--repoid", "--installroot",
        "--releasever", "--setopt", "-d", "-e", "--disableplugin", "--enableplugin",
    ]

    /// zypper.
    static let zypper = PackageManager(
        name: "zypper", programs: ["zypper"], install: ["install", "in"],
        alsoAsks: ["remove", "rm", "source-install", "si", "patch"],
        valued: ["-r", "--repo", "--from", "-t", "--type", "-C", "--root", "-R", "-p", "--plus-repo"],
        yes: ["-y", "--no-confirm", "-n", "--non-interactive"], caches: ["/var/cache/zypp"], clean: ["clean", "cc"])

    /// pip, by any version of Python.
    static let pip = PackageManager(
        name: "pip", programs: ["pip", "pip2", "pip3"], install: ["install"],
        valued: [
            "-r", "--requirement", "-c", "--constraint", "-e", "--editable", "-i", "--index-url", "--extra-index-url",
            "-f", "--find-links", "-t", "--target", "--platform", "--python-version", "--implementation", "--abi",
            "--root", "--prefix", "-b", "--build", "--src", "--upgrade-strategy", "--install-option",
            "--global-option", "--no-binary", "--only-binary", "--progress-bar", "--trusted-host", "--proxy",
            "--retries", "--timeout", "--cache-dir", "--log", "--cert", "--client-cert", "--config-settings", "-C",
            "--python", "--exists-action", "--use-feature", "--group", "--report",
        ],
        caches: ["/root/.cache/pip"], clean: ["cache purge"])

    /// npm.
    static let npm = PackageManager(
        name: "npm", programs: ["npm"], install: ["install", "i", "add"],
        valued: [
            "--registry", "--prefix", "-C", "--cache", "--loglevel", "--userconfig", "-w", "--workspace", "--omit",
        ])

    /// gem.
    static let gem = PackageManager(
        name: "gem", programs: ["gem"], install: ["install", "i"],
        valued: [
            "-v", "--version", "-i", "--install-dir", "-n", "--bindir", "-s", "--source", "-p", "--http-proxy",
            "-P", "--trust-policy", "-g", "--file", "--platform", "--without",
        ])

    /// go, which takes packages for commands that are fetched, not for those of the module itself.
    static let go = PackageManager(
        name: "go", programs: ["go"], install: ["install", "get", "run"],
        valued: [
            "-ldflags", "-tags", "-gcflags", "-asmflags", "-mod", "-modfile", "-o", "-p", "-C", "-exec", "-overlay",
        ])

    /// yarn.
    static let yarn = PackageManager(
        name: "yarn", programs: ["yarn"], install: ["install"],
        caches: [
            "/usr/local/share/.cache/yarn", "/usr/local/share/.cache", "/root/.cache/yarn", "/root/.yarn",
            "/home/node/.cache/yarn",
        ],
        clean: ["cache clean"])
}
