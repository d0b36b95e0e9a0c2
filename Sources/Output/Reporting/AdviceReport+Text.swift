import DisplayText
import ImageAnalysis

extension AdviceReport {
    /// The advice in paragraphs.
    ///
    /// - Parameters:
    ///   - width: The columns that there are; 80 where it is nil.
    ///   - palette: How styles become escape sequences.
    ///   - itemLimit: How many of the largest files are named for each remedy.
    public func text(width: Int?, palette: TextStyle.Palette = .plain, itemLimit: Int = 0) -> String {
        var page = Page(width: max(40, min(width ?? 80, 100)), palette: palette)
        summary(&page)
        section("What to do, and what it saves", advice.remedies, &page)
        if advice.remedies.isEmpty { page.add("Nothing was found that saves bytes.", indent: 0) }
        if !advice.lessons.isEmpty {
            page.heading("Also mended in the Dockerfile below")
            for lesson in advice.lessons {
                let line = lesson.line.map { "line \($0): " } ?? ""
                page.add("\(line)\(lesson.title)", marker: "-")
                page.add(lesson.evidence, indent: 2, .dim)
            }
        }
        section("What more could be saved, at a price: not in the prediction", advice.options, &page)
        stays(&page)
        if !advice.notes.isEmpty {
            page.heading("What this rests on")
            for note in advice.notes { page.add(note, marker: "-") }
        }
        if !advice.ignored.isEmpty {
            page.heading(".dockerignore")
            for name in advice.ignored { page.line(name) }
        }
        page.heading("A Dockerfile to start from")
        for line in advice.dockerfile.split(separator: "\n", omittingEmptySubsequences: false) {
            page.line(String(line))
        }
        return page.text.hasSuffix("\n\n") ? String(page.text.dropLast()) : page.text
    }

    /// What becomes of one file, in a few lines.
    public static func text(of path: PathAdvice, width: Int?) -> String {
        var page = Page(width: max(40, min(width ?? 80, 100)), palette: .plain)
        page.add("\(path.path)  \(ByteCount(path.bytes)) in layer \(path.layer)", indent: 0)
        if let remedy = path.remedy {
            page.add("goes: \(remedy.title) [rule \(remedy.id)]", indent: 2)
            page.add(remedy.action, indent: 2)
        }
        for (index, reason) in path.reasons.enumerated() {
            page.add((index == 0 ? "stays: " : "because: ") + reason, indent: 2)
        }
        return page.text
    }

    private func summary(_ page: inout Page) {
        let (before, after) = (advice.before, advice.after)
        page.line("Image   \(Printable.escape(imageName))")
        page.line(
            change("Size", before.bytes, after.bytes)
                + "  saves \(ByteCount(before.bytes - after.bytes)),"
                + " \(AdviceReport.percent(saved: before.bytes - after.bytes, of: before.bytes)) %")
        page.line(change("Stored", before.compressedBytes, after.compressedBytes) + "  compressed, estimated")
        let times = [before, after].map { AdviceReport.duration(transfer.seconds(for: $0.compressedBytes)) }
        page.line(
            "Push    \(times[0]) → \(times[1]) at \(ByteCount(transfer.bytesPerSecond))/s; a pull takes as long")
        if let change = advice.codeChange {
            let after = change.after.map { " (after advice: \(ByteCount($0.bytes)))" } ?? ""
            page.line("Change  a change of your code pushes \(ByteCount(change.before.bytes)) anew\(after)")
        }
        page.add("Compressed: \(advice.compression).", indent: 8, .dim)
    }

    private func change(_ name: String, _ before: Int64, _ after: Int64) -> String {
        name + String(repeating: " ", count: max(1, 8 - name.count)) + "\(ByteCount(before)) → \(ByteCount(after))"
    }

    private func section(_ title: String, _ remedies: [Remedy], _ page: inout Page) {
        guard !remedies.isEmpty else { return }
        page.heading(title)
        // What saves less than a thousandth is only named.
        let smallest = advice.before.bytes / 1000
        let large = max(1, remedies.prefix { $0.savedBytes >= smallest }.count)
        for (index, remedy) in remedies.prefix(large).enumerated() {
            let line = remedy.line.map { " (line \($0))" } ?? ""
            page.add(
                "\(ByteCount(remedy.savedBytes))  \(remedy.title)\(line)", marker: "\(index + 1).", .heading)
            page.add(remedy.action, indent: 3)
            let sure = "\(remedy.confidence.rawValue) confidence, rule \(remedy.id)"
            page.add("Because: \(remedy.evidence.isEmpty ? "" : remedy.evidence + " ")[\(sure)]", indent: 3, .dim)
        }
        let rest = remedies.dropFirst(large)
        guard !rest.isEmpty else { return }
        let saved = rest.reduce(Int64(0)) { $0.addingSaturated($1.savedBytes) }
        page.add(
            "\(ByteCount(saved))  together: \(rest.map(\.id).joined(separator: ", "))", marker: "\(large + 1).")
    }

    private func stays(_ page: inout Page) {
        guard !advice.kept.isEmpty else { return }
        page.heading("What stays, and why")
        for kept in advice.kept {
            let size = ByteCount(kept.bytes).description
            page.add(
                "\(kept.reason) (\(Count.text(kept.files, "file")))",
                marker: String(repeating: " ", count: max(0, 9 - size.count)) + size)
        }
    }
}

/// Lines that fit a width.
private struct Page {
    let width: Int
    let palette: TextStyle.Palette
    private(set) var text = ""

    init(width: Int, palette: TextStyle.Palette) {
        self.width = width
        self.palette = palette
    }

    mutating func line(_ line: String) {
        text += Printable.escape(line) + "\n"
    }

    mutating func heading(_ title: String) {
        text += "\n" + palette.apply(.heading, to: title) + "\n"
    }

    mutating func add(_ paragraph: String, indent: Int, _ style: TextStyle = .plain) {
        let space = String(repeating: " ", count: indent)
        for line in TextWidth.wrap(Printable.escape(paragraph), width: width - indent) {
            text += space + palette.apply(style, to: line) + "\n"
        }
    }

    mutating func add(_ paragraph: String, marker: String, _ style: TextStyle = .plain) {
        let indent = marker.count + 1
        for (index, line) in TextWidth.wrap(Printable.escape(paragraph), width: width - indent).enumerated() {
            let start = index == 0 ? marker + " " : String(repeating: " ", count: indent)
            text += start + palette.apply(style, to: line) + "\n"
        }
    }
}
