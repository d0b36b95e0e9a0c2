import DisplayText
import FileTree
import ImageAnalysis
import Reporting

/// Two images of one's own, told in the words of the course: what left, by which technique, and what is still to do.
public struct BeforeAndAfter: Sendable {
    /// Something that was done, or is still to do.
    public struct Point: Sendable, Hashable {
        /// What it is, a phrase.
        public let text: String
        /// By how many bytes the layers are smaller for it, or would be; nil where it is not about bytes.
        public let bytes: Int64?
        /// The lesson that teaches it; nil for none.
        public let lesson: Lesson?
    }

    /// One of the two images.
    struct Side: Sendable {
        let name: String
        let size: Int64
        let pushed: Int64?
    }

    let before: Side
    let after: Side
    /// What was done, the most bytes first; with the rest, their bytes add up to what the image is smaller by.
    public let done: [Point]
    /// What is still to do, the most bytes first.
    public let open: [Point]

    /// Tells what became of an image.
    public init(_ a: AnalyzedImage, named nameA: String, _ b: AnalyzedImage, named nameB: String) {
        before = BeforeAndAfter.side(a, nameA)
        after = BeforeAndAfter.side(b, nameB)
        let (faultsA, faultsB) = (TaughtFaults(of: a), TaughtFaults(of: b))
        var done = BeforeAndAfter.base(a, b) + BeforeAndAfter.stages(a, b)
        for lesson in Lesson.allCases {
            let saved = faultsA.bytes(lesson) - faultsB.bytes(lesson)
            if saved != 0 { done.append(Point(text: faultsA.text(lesson), bytes: saved, lesson: lesson)) }
        }
        let rest = before.size - after.size - done.reduce(0) { $0.addingSaturated($1.bytes ?? 0) }
        if rest != 0 { done.append(Point(text: "everything else: your own files", bytes: rest, lesson: nil)) }
        self.done =
            BeforeAndAfter.sorted(done) + faultsA.judgements.filter { !faultsB.rules.contains($0.rule) }.map(\.point)
        open =
            BeforeAndAfter.sorted(
                Lesson.allCases.filter { faultsB.bytes($0) > 0 }.map {
                    Point(text: faultsB.text($0), bytes: faultsB.bytes($0), lesson: $0)
                }) + faultsB.judgements.map(\.point)
    }

    private static func sorted(_ points: [Point]) -> [Point] {
        points.enumerated().sorted { left, right in
            let (one, other) = ((left.element.bytes ?? 0).magnitude, (right.element.bytes ?? 0).magnitude)
            return one == other ? left.offset < right.offset : one > other
        }.map(\.element)
    }

    private static func side(_ image: AnalyzedImage, _ name: String) -> Side {
        Side(
            name: name, size: image.waste.layerBytes, pushed: image.compressedSizes.total(\.pushed)?.bytes)
    }

    private static func base(_ a: AnalyzedImage, _ b: AnalyzedImage) -> [Point] {
        guard let sizeA = ImageStages.sum(a.stages.baseLayers, in: a.stack),
            let sizeB = ImageStages.sum(b.stages.baseLayers, in: b.stack), sizeA != sizeB
        else { return [] }
        let before = a.stages.baseName.map { ", not \($0)" } ?? ""
        let text = "another base image\(before)\(b.stages.baseName.map { ": \($0)" } ?? "")"
        return [Point(text: text, bytes: sizeA - sizeB, lesson: .bases)]
    }

    /// A builder whose files are copied out of it, where there was none.
    private static func stages(_ a: AnalyzedImage, _ b: AnalyzedImage) -> [Point] {
        func builders(_ image: AnalyzedImage) -> [String] {
            image.stages.stages.filter { $0.role == .feeds }.map(\.label)
        }
        let names = builders(b)
        guard builders(a).isEmpty, !names.isEmpty else { return [] }
        return [
            Point(
                text: "a stage that builds, \(names.joined(separator: ", ")): what it needs stays behind", bytes: nil,
                lesson: .copies)
        ]
    }

    // MARK: For people

    /// The story, in lines.
    ///
    /// - Parameters:
    ///   - width: The columns that there are; nil for as many as it takes.
    ///   - palette: How styles become escape sequences.
    public func text(width: Int?, palette: TextStyle.Palette = .plain) -> String {
        let verdict = palette.paragraph(verdict, .heading, indentation: 0, width: width)
        func section(_ title: String, _ points: [Point]) -> [String] {
            guard !points.isEmpty else { return ["\(title): nothing that the rules tell of"] }
            let rows = BeforeAndAfter.table(of: points).lines(width: width, palette: palette)
            return [palette.apply(.heading, to: title)] + rows
        }
        let parts = [verdict, section("What was done", done), section("What is still to do", open)]
        return parts.map { part in part.map { $0 + "\n" }.joined() }.joined(separator: "\n")
    }

    private static func table(of points: [Point]) -> TextTable {
        var table = TextTable([.init("", .right), .init("", minimumWidth: 20, wraps: true), .init("")])
        for point in points {
            table.append([
                .init(point.bytes.map { ByteCount($0).description } ?? ""), .init(Printable.escape(point.text)),
                .init(point.lesson.map { "strata learn \($0.rawValue)" } ?? ""),
            ])
        }
        return table
    }

    private var verdict: String {
        let names = [before, after].map { "\(Printable.escape($0.name)) \(ByteCount($0.size))" }
        let difference = before.size - after.size
        guard difference > 0 else { return "\(names[0]), then \(names[1]): nothing was saved" }
        let share = FactValue.percent(Double(difference) / Double(before.size))
        var text = "\(names[0]), then \(names[1]): \(ByteCount(difference)) less (\(share))"
        if let one = before.pushed, let other = after.pushed, one > other {
            text += ", \(ByteCount(one - other)) less to push"
        }
        return text
    }
}

/// What rules find in the layers above the base, by the lesson that teaches it; a file that several name counts once.
private struct TaughtFaults {
    /// A finding that is not about bytes.
    struct Judgement {
        let rule: String
        let point: BeforeAndAfter.Point
    }

    private var sums: [Lesson: Int64] = [:]
    private var texts: [Lesson: [String]] = [:]
    private(set) var judgements: [Judgement] = []

    init(of image: AnalyzedImage) {
        var seen: Set<EntryReference> = []
        for finding in image[TaughtFindings.self].findings where finding.severity > .info || finding.bytes != nil {
            guard let lesson = finding.rule.lesson else { continue }
            var bytes: Int64 = 0
            for item in finding.items where !image.isBase(layer: item.entry.layer) && seen.insert(item.entry).inserted {
                bytes = bytes.addingSaturated(item.bytes)
            }
            if bytes > 0 {
                sums[lesson, default: 0] = sums[lesson, default: 0].addingSaturated(bytes)
                if texts[lesson]?.contains(finding.rule.title) != true {
                    texts[lesson, default: []].append(finding.rule.title)
                }
            } else if finding.bytes == nil, !judgements.contains(where: { $0.rule == finding.rule.id }) {
                let point = BeforeAndAfter.Point(text: finding.rule.title, bytes: nil, lesson: lesson)
                judgements.append(Judgement(rule: finding.rule.id, point: point))
            }
        }
    }

    var rules: Set<String> { Set(judgements.map(\.rule)) }

    func bytes(_ lesson: Lesson) -> Int64 { sums[lesson] ?? 0 }

    /// What it is about: the first few rules, or the lesson's idea.
    func text(_ lesson: Lesson) -> String {
        guard let titles = texts[lesson] else { return lesson.title }
        return titles.prefix(2).joined(separator: "; ") + (titles.count > 2 ? "; …" : "")
    }
}
