extension ContentInterest {
    /// Files that say who may do what: accounts, sudo, SSH; nil for the rest. In bytes.
    static func hardeningLimit(_ path: FilePath) -> Int? {
        let text = path.text
        if hardeningFiles.contains(text) { return 1 << 20 }
        let isListed =
            text.hasPrefix("etc/sudoers.d/") || text.hasPrefix("etc/ssh/sshd_config.d/")
            || text.hasSuffix(".ssh/authorized_keys") || text.hasSuffix(".ssh/authorized_keys2")
        return isListed ? 1 << 20 : nil
    }

    private static let hardeningFiles: Set<String> = [
        "etc/passwd", "etc/group", "etc/shadow", "etc/shadow-", "etc/sudoers", "etc/doas.conf", "etc/ssh/sshd_config",
        "etc/os-release", "usr/lib/os-release",
    ]
}
