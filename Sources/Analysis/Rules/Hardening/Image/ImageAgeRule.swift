import Evidence
import FoundationEssentials
import OCI

/// The image itself is old.
struct ImageAgeRule: ImageRule {
    let rule = Rule(
        id: "old-image", category: .hardening, severity: .info, title: "The image is old",
        why: "What was mended in its packages since then is not in it.", remedy: "Build it again on a newer base.")

    /// Older images are told of, in days.
    static let limit = 180
    /// The time now, in seconds since 1970.
    var now: @Sendable () -> Int64 = { Int64(Date().timeIntervalSince1970) }

    func findings(in image: AnalyzedImage) -> [Finding] {
        guard let created = image.image.config.created, let day = CalendarDay(created: created),
            CalendarDay(seconds: now()).days(after: day) > ImageAgeRule.limit
        else { return [] }
        // No number of days: the same image gives the same words tomorrow.
        return [
            Finding(
                rule, title: "The image is more than \(ImageAgeRule.limit) days old",
                evidence: "created \(created.prefix(10))")
        ]
    }
}
