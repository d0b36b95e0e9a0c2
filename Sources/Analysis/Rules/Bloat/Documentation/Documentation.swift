import Evidence

/// Documentation of installed packages.
struct Documentation: PathRule {
    let rule = Rule(
        id: "documentation", category: .bloat, severity: .low, title: "Documentation is installed",
        why:
            "Nobody reads the documentation of packages inside a container. The copyright files are not counted: licences "
            + "ask to keep them.",
        remedy: "Have dpkg leave it out, path-exclude=/usr/share/doc/* and path-include=/usr/share/doc/*/copyright in "
            + "/etc/dpkg/dpkg.cfg.d, or dnf with tsflags=nodocs, before anything is installed.")
    let patterns: [PathPattern] = [
        "/usr/share/doc/**", "/usr/local/share/doc/**", "/usr/share/gtk-doc/**", "/usr/share/doc-base/**",
    ]
    let subject = "documentation"

    func files(in image: AnalyzedImage) -> [PathIndex.File] {
        matches(in: image).filter { !image.stack.name(of: $0.path).elementsEqual("copyright".utf8) }
    }
}
