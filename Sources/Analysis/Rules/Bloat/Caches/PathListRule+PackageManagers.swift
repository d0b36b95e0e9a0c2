extension PathListRule {
    /// What the distributions' package managers keep of downloads and of their databases.
    static let packageManagers: [PathListRule] = [
        .cache(
            "apk-cache", title: "apk's cache is kept",
            why: "apk keeps the indices and packages that it downloaded. Nothing reads them when a container runs.",
            remedy: "Install with apk add --no-cache, or mount the cache: RUN --mount=type=cache,target=/var/cache/apk "
                + "apk add ….",
            patterns: ["/var/cache/apk/**", "/etc/apk/cache/**"], subject: "apk's cache"),
        .cache(
            "apt-cache", title: "apt's caches are kept",
            why: "apt keeps the packages that it downloaded, and binary caches of its lists that it can make anew at "
                + "any time. Nothing reads them when a container runs.",
            remedy: "Mount them, RUN --mount=type=cache,target=/var/cache/apt,sharing=locked, or end the same RUN with "
                + "apt-get clean and rm -f /var/cache/apt/*.bin.",
            patterns: ["/var/cache/apt/*.bin", "/var/cache/apt/archives/**"], subject: "apt caches"),
        .cache(
            "apt-lists", title: "apt's package lists are kept",
            why:
                "apt-get update stores the lists of all packages of all repositories. Nothing reads them when a container "
                + "runs, and they are stale after a day.",
            remedy:
                "Mount the lists as a cache, RUN --mount=type=cache,target=/var/lib/apt,sharing=locked, or end the same "
                + "RUN with rm -rf /var/lib/apt/lists/*.",
            patterns: ["/var/lib/apt/lists/**"],
            subject: "apt package lists"),
        .cache(
            "dnf-cache", title: "dnf's cache is kept",
            why: "dnf keeps the metadata of all repositories, and packages if told so. Nothing reads them when a "
                + "container runs.",
            remedy: "Mount the cache, RUN --mount=type=cache,target=/var/cache/dnf, or end the same RUN with dnf clean "
                + "all.",
            patterns: ["/var/cache/dnf/**", "/var/cache/libdnf5/**", "/var/lib/dnf/repos/**"],
            subject: "dnf's cache"),
        PathListRule(
            "dpkg-leftovers", severity: .low, title: "dpkg's and debconf's old databases are kept",
            why: "dpkg and debconf keep the database as it was before the last change, under a name that ends in -old. "
                + "Only a repair by hand would read it.",
            remedy: "End the RUN that installs with rm -f /var/lib/dpkg/*-old /var/cache/debconf/*-old.",
            isFreeToRemove: true,
            patterns: ["/var/lib/dpkg/*-old", "/var/cache/debconf/*-old"],
            subject: "old package databases"),
        .cache(
            "yum-cache", title: "yum's cache is kept",
            why: "yum keeps the metadata of all repositories, and packages if told so. Nothing reads them when a "
                + "container runs.",
            remedy: "Mount the cache, RUN --mount=type=cache,target=/var/cache/yum, or end the same RUN with yum clean "
                + "all.",
            patterns: ["/var/cache/yum/**"], subject: "yum's cache"),
        .cache(
            "zypper-cache", title: "zypper's cache is kept",
            why:
                "zypper keeps the metadata of all repositories and the packages that it downloaded. Nothing reads them "
                + "when a container runs.",
            remedy: "Mount the cache, RUN --mount=type=cache,target=/var/cache/zypp, or end the same RUN with zypper "
                + "clean --all.",
            patterns: ["/var/cache/zypp/**", "/var/cache/zypper/**"], subject: "zypper's cache"),
    ]
}
