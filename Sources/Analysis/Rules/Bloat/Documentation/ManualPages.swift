import Evidence

/// Pages for `man`.
struct ManualPages: PathRule {
    let rule = Rule(
        id: "manual-pages", category: .bloat, severity: .low, title: "Manual pages are installed",
        why: "Nobody reads manual pages inside a container; most images have no man either.",
        remedy: "Have dpkg leave them out, path-exclude=/usr/share/man/* in /etc/dpkg/dpkg.cfg.d, or dnf with "
            + "tsflags=nodocs, before anything is installed.")
    let patterns: [PathPattern] = ["/usr/share/man/**", "/usr/local/share/man/**", "/usr/local/man/**"]
    let subject = "manual pages"
}
