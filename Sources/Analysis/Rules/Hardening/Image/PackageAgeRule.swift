import Evidence
import FileTree
import OCI

/// The packages are older than the image.
struct PackageAgeRule: ImageRule {
    let rule = Rule(
        id: "old-packages", category: .hardening, severity: .low, title: "The packages are older than the image",
        why: "Nothing was installed or updated for long before the image was built: fixes since then are not in it.",
        remedy: "Build on the newest base, with --pull, or upgrade in a RUN: apt-get update && apt-get upgrade --yes.")

    /// Package data that every install and update rewrites.
    private static let records = [
        "var/lib/dpkg/status", "lib/apk/db/installed", "usr/lib/apk/db/installed", "var/lib/rpm/rpmdb.sqlite",
        "var/lib/rpm/Packages", "var/lib/rpm/Packages.db", "usr/lib/sysimage/rpm/rpmdb.sqlite",
        "usr/lib/sysimage/rpm/Packages.db", "usr/share/rpm/rpmdb.sqlite",
    ]

    func findings(in image: AnalyzedImage) -> [Finding] {
        guard let built = CalendarDay(created: image.image.config.created),
            let newest = PackageAgeRule.records.compactMap({ image.file(at: $0) }).max(by: {
                $0.entry.modified < $1.entry.modified
            })
        else { return [] }
        let day = CalendarDay(seconds: newest.entry.modified)
        let age = built.days(after: day)
        // Times before any image are set on purpose, to make the same bytes again.
        guard day >= CalendarDay.firstImage, age > BaseAgeRule.limit else { return [] }
        return [
            Finding(
                rule, title: "Packages were last changed \(age) days before the image was built",
                path: image.stack.path(of: newest.path), layer: newest.reference.layer,
                evidence: "by the time of \(image.absoluteText(of: newest.path)), "
                    + image.origin(ofLayer: newest.reference.layer))
        ]
    }
}
