import Evidence

/// Copies that dpkg and debconf keep of their own databases.
struct DpkgLeftovers: PathRule {
    let rule = Rule(
        id: "dpkg-leftovers", category: .bloat, severity: .low, title: "dpkg's and debconf's old databases are kept",
        why: "dpkg and debconf keep the database as it was before the last change, under a name that ends in -old. "
            + "Only a repair by hand would read it.",
        remedy: "End the RUN that installs with rm -f /var/lib/dpkg/*-old /var/cache/debconf/*-old.",
        isFreeToRemove: true)
    let patterns: [PathPattern] = ["/var/lib/dpkg/*-old", "/var/cache/debconf/*-old"]
    let subject = "old package databases"
}
