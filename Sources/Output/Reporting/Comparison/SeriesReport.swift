import ImageAnalysis

/// What `strata compare` says of images side by side.
public struct SeriesReport: Sendable {
    let series: ImageSeries
    let transfer: TransferTime
    let warnings: [String]

    /// - Parameters:
    ///   - series: The images.
    ///   - transfer: How fast they are pushed and pulled.
    ///   - warnings: What is odd or damaged in them, one sentence each.
    public init(_ series: ImageSeries, transfer: TransferTime, warnings: [String] = []) {
        (self.series, self.transfer, self.warnings) = (series, transfer, warnings)
    }

    /// Against the first image.
    func gain(of member: ImageSeries.Member) -> Gain {
        Gain(from: series.members.first?.size ?? 0, to: member.size)
    }

    /// The same of what they take compressed.
    func compressedGain(of member: ImageSeries.Member) -> Gain {
        Gain(from: series.members.first?.compressed.bytes ?? 0, to: member.compressed.bytes)
    }

    /// Seconds that a push takes to where the images before it are.
    func pushSeconds(of member: ImageSeries.Member) -> Double { transfer.seconds(for: member.addedCompressed) }

    /// Seconds that a pull takes to where nothing of it is.
    func pullSeconds(of member: ImageSeries.Member) -> Double { transfer.seconds(for: member.compressed.bytes) }

    /// What an image is called: by its reference where that tells all of them apart, else as the user named it, without
    /// the directory.
    func label(of member: ImageSeries.Member) -> String {
        let references = series.members.map(\.displayName)
        if Set(references).count == references.count { return member.displayName }
        let file = member.name.split(separator: "/").last.map(String.init) ?? member.name
        let files = series.members.map { $0.name.split(separator: "/").last.map(String.init) ?? $0.name }
        return Set(files).count == files.count ? file : member.name
    }
}
