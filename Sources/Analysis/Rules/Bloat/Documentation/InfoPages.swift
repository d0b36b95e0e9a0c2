import Evidence

/// Pages for `info`.
struct InfoPages: PathRule {
    let rule = Rule(
        id: "info-pages", category: .bloat, severity: .low, title: "Info pages are installed",
        why: "Nobody reads info pages inside a container.",
        remedy: "Have dpkg leave them out, path-exclude=/usr/share/info/* in /etc/dpkg/dpkg.cfg.d, before anything "
            + "is installed.")
    let patterns: [PathPattern] = ["/usr/share/info/**", "/usr/local/share/info/**"]
    let subject = "info pages"
}
