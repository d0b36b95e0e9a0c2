extension PathListRule {
    /// What the distributions' package managers keep of downloads and of their databases.
    static let packageManagers: [PathListRule] = [
        .cache(
            "apt-cache", title: "apt's caches are kept",
            why: "apt keeps the packages that it downloaded, and binary caches of its lists that it can make anew at "
                + "any time. Nothing reads them when a container runs.",
            remedy: "Mount them, RUN --mount=type=cache,target=/var/cache/apt,sharing=locked, or end the same RUN with "
                + "apt-get clean and rm -f /var/cache/apt/*.bin.",
            patterns: ["/var/cache/apt/*.bin", "/var/cache/apt/archives/**"], subject: "apt caches"),
        PathListRule(
            "dpkg-leftovers", severity: .low, title: "dpkg's and debconf's old databases are kept",
            why: "dpkg and debconf keep the database as it was before the last change, under a name that ends in -old. "
                + "Only a repair by hand would read it.",
            remedy: "End the RUN that installs with rm -f /var/lib/dpkg/*-old /var/cache/debconf/*-old.",
            isFreeToRemove: true,
            patterns: ["/var/lib/dpkg/*-old", "/var/cache/debconf/*-old"],
            subject: "old package databases"),
    ]
}
