/// A line that shows how far a work has come: label, bar, percent, and a text such as the bytes done.
public struct ProgressBar: Sendable {
    /// What is being done.
    public let label: String
    /// The part that is done, 0…1; nil where the whole is not known.
    public let fraction: Double?
    /// A text at the right, such as the bytes read.
    public let detail: String
    private static let shortestBar = 4

    /// A line of progress.
    public init(label: String, fraction: Double?, detail: String = "") {
        self.label = label
        self.fraction = fraction
        self.detail = detail
    }

    /// Draws into the first row of `rect`. When it is narrow the detail goes first, then the bar.
    public func draw(into canvas: inout Canvas, in rect: Rect, theme: Theme, glyphs: Glyphs = .unicode) {
        guard !rect.isEmpty else { return }
        let percent = fraction.map { " " + ProgressBar.percent($0) } ?? ""
        var tail = percent + (detail.isEmpty ? "" : "  " + detail)
        let ellipsis = glyphs.ellipsis
        let least = fraction == nil ? 0 : 1 + ProgressBar.shortestBar
        if TextWidth.of(label) + TextWidth.of(tail) + least > rect.width { tail = percent }
        let room = max(0, rect.width - TextWidth.of(tail))
        let text = TextWidth.truncate(label, to: room, ellipsis: ellipsis)
        let used = canvas.draw(text, at: rect.origin, style: theme.text, maxWidth: room)
        let barWidth = min(40, room - used - 1)
        var x = rect.x + used
        if let fraction, barWidth >= ProgressBar.shortestBar {
            let bar = Bar(fraction).text(width: barWidth, glyphs: glyphs)
            x += 1 + canvas.draw(bar, at: Point(x: x + 1, y: rect.y), style: theme.progress, maxWidth: barWidth)
        }
        canvas.draw(tail, at: Point(x: x, y: rect.y), style: theme.dim, maxWidth: max(0, rect.maxX - x))
    }

    private static func percent(_ fraction: Double) -> String {
        let value = fraction.isNaN ? 0 : Int(min(1, max(0, fraction)) * 100)
        return String(repeating: " ", count: value < 10 ? 2 : value < 100 ? 1 : 0) + "\(value)%"
    }
}
