import DisplayText
import ImageAnalysis

/// Advice on an image for people and programs.
public struct AdviceReport: Sendable {
    /// The advice.
    public let advice: Advice
    /// The image's name.
    public let imageName: String
    /// How fast the image is pushed and pulled.
    public let transfer: TransferTime

    /// A report.
    public init(_ advice: Advice, imageName: String, transfer: TransferTime) {
        self.advice = advice
        self.imageName = imageName
        self.transfer = transfer
    }

    /// Seconds as people read them.
    static func duration(_ seconds: Double) -> String {
        if seconds < 9.95 { return "\(Int64((seconds * 10).rounded()) / 10).\(Int64((seconds * 10).rounded()) % 10) s" }
        if seconds < 119.5 { return "\(Int64(seconds.rounded())) s" }
        return seconds < 1e12 ? "\(Int64((seconds / 60).rounded())) min" : "for ever"
    }

    /// What part of the first the second saves, in whole percent.
    static func percent(saved: Int64, of whole: Int64) -> Int {
        whole > 0 ? Int((Double(saved) / Double(whole) * 100).rounded()) : 0
    }
}
