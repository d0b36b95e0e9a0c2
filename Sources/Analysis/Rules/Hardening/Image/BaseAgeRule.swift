import Evidence
import OCI

/// The base image was old already when the image was built.
struct BaseAgeRule: ImageRule {
    let rule = Rule(
        id: "old-base", category: .hardening, severity: .low, title: "The image was built on an old base",
        why: "Fixes of the base image's packages that came out in between are not in the image.",
        remedy: "Build with --pull, on the newest base of the same version.")

    /// Bases are built anew about every month.
    static let limit = 90

    func findings(in image: AnalyzedImage) -> [Finding] {
        let history = image.image.config.history
        guard let count = image.stages.attribution.base.stepCount, count > 0, count <= history.count,
            let built = CalendarDay(created: image.image.config.created),
            let base = history.prefix(count).compactMap({ CalendarDay(created: $0.created) }).max()
        else { return [] }
        let age = built.days(after: base)
        guard age > BaseAgeRule.limit else { return [] }
        let day = history.prefix(count).compactMap(\.created).max().map { String($0.prefix(10)) } ?? ""
        let built10 = String((image.image.config.created ?? "").prefix(10))
        return [
            Finding(
                rule, title: "The base image was \(age) days old when the image was built",
                evidence: "base of \(day)\(image.stages.baseName.map { " (\($0))" } ?? ""), image of \(built10)")
        ]
    }
}
