import DisplayText
import Dockerfile
import FileTree
import ImageAnalysis

extension ComparisonReport {
    /// The comparison as Markdown, for a comment on a pull request: why the images differ, their sizes and the causes, then,
    /// folded, layers, paths, packages, configuration, and findings that are new or gone.
    ///
    /// GitHub takes 65,536 characters a comment: what does not fit is counted.
    public var markdown: String {
        let said = sentences.flatMap { ["", Markdown.posted($0.prefix(1).uppercased() + $0.dropFirst()) + "."] }
        var comment = MarkdownComment(heading + sizeTable + causeTable + said)
        foldLayers(into: &comment)
        foldPaths(into: &comment)
        foldPackages(into: &comment)
        foldConfiguration(into: &comment)
        foldFindings("New", comparison.findings.new, into: &comment)
        foldFindings("Gone", comparison.findings.gone, into: &comment)
        foldFiles(into: &comment)
        return comment.text
    }

    private var heading: [String] {
        let (a, b) = (comparison.a, comparison.b)
        let names = [a.name, b.name].map { Markdown.code(Markdown.shortened($0)) }
        let delta = b.layerBytes - a.layerBytes
        let gain = delta == 0 ? "" : " (\(Gain(from: a.layerBytes, to: b.layerBytes).percent))"
        return [
            "## \(names[0]) → \(names[1]): \(ByteCount(delta).signed)\(gain)", "", Markdown.posted(comparison.summary),
            "",
        ]
    }

    private var sizeTable: [String] {
        ["| | A | B | difference |", "|---|---:|---:|---:|"]
            + sizes.map { size in
                Markdown.row([
                    size.title, "\(ByteCount(size.a))", "\(ByteCount(size.b))", ByteCount(size.b - size.a).signed,
                ])
            } + [Markdown.row(["layers", "\(comparison.a.layers)", "\(comparison.b.layers)", layerDifference])]
    }

    /// The causes with their sum; none where nothing differs.
    private var causeTable: [String] {
        guard !causes.isEmpty else { return [] }
        let rows = causes.map { cause in
            [
                ByteCount(cause.delta).signed, ByteCount(cause.compressedDelta).signed,
                cause.paths.map(String.init) ?? "", Markdown.cell(cause.why),
            ]
        }
        let sum = [
            ByteCount(comparison.b.layerBytes - comparison.a.layerBytes).signed,
            ByteCount(comparison.compressedDelta).signed, "\(comparison.paths.count)", "in all",
        ].map { "**\($0)**" }
        return ["", "| size | compressed | paths | why |", "|---:|---:|---:|---|"] + (rows + [sum]).map(Markdown.row)
    }

    // MARK: What one unfolds

    private func foldLayers(into comment: inout MarkdownComment) {
        let own = comparison.layers.count { $0.standing != .shared }
        fold(
            "\(Count.text(comparison.layers.count, "layer")), \(own) not shared", comparison.layers, "layer",
            ["| A | B | size | compressed | layer | instruction |", "|---:|---:|---:|---:|---|---|"], into: &comment
        ) { layer in
            let (a, b) = (layer.a, layer.b)
            let isShared = layer.standing == .shared
            let instruction = InstructionText.oneLine((b ?? a)?.text ?? "")
            return [
                a.map { "\($0.index)" } ?? "–", b.map { "\($0.index)" } ?? "–",
                isShared ? "\(ByteCount(a?.size ?? 0))" : ByteCount((b?.size ?? 0) - (a?.size ?? 0)).signed,
                isShared ? "" : ByteCount((b?.compressed ?? 0) - (a?.compressed ?? 0)).signed, layer.standing.text,
                Markdown.code(Markdown.shortened(instruction)),
            ]
        }
    }

    private func foldPaths(into comment: inout MarkdownComment) {
        fold(
            "\(Count.text(comparison.paths.count, "path")), the largest difference first", comparison.paths, "path",
            ["| A | B | difference | why | path |", "|---:|---:|---:|---|---|"], into: &comment
        ) { path in
            [
                path.bytesA.map { "\(ByteCount($0))" } ?? "–", path.bytesB.map { "\(ByteCount($0))" } ?? "–",
                ByteCount(path.delta).signed, path.difference.rawValue,
                Markdown.code(Markdown.shortened("/" + Printable.escape(path.path))),
            ]
        }
    }

    private func foldPackages(into comment: inout MarkdownComment) {
        fold(
            Count.text(comparison.packages.count, "package"), comparison.packages, "package",
            ["| difference | package | kind | version A | version B |", "|---:|---|---|---|---|"], into: &comment
        ) { package in
            [
                ByteCount(package.delta).signed, Markdown.code(Markdown.shortened(package.name)),
                package.ecosystem.rawValue, Markdown.cell(versions(package.versionsA)),
                Markdown.cell(versions(package.versionsB)),
            ]
        }
    }

    private func foldConfiguration(into comment: inout MarkdownComment) {
        fold(
            "\(Count.text(comparison.configuration.count, "field")) of the configuration", comparison.configuration,
            "field", ["| field | A | B |", "|---|---|---|"], into: &comment
        ) { field in
            [Markdown.cell(field.field)]
                + [field.a, field.b].map { $0.map { Markdown.code(Markdown.shortened($0)) } ?? "–" }
        }
    }

    private func foldFindings(_ word: String, _ findings: [Finding], into comment: inout MarkdownComment) {
        fold(
            "\(word): \(Severity.totals(of: findings))", findings, "finding",
            ["| severity | finding | what to do |", "|---|---|---|"], into: &comment
        ) { finding in
            [
                finding.severity.rawValue, "\(Markdown.cell(finding.title)) \(Markdown.code(finding.rule.id))",
                Markdown.cell(finding.remedy),
            ]
        }
    }

    /// A table of the first items, those that `--limit` lets through and a comment has room for.
    private func fold<Item>(
        _ summary: String, _ items: [Item], _ noun: String, _ head: [String], into comment: inout MarkdownComment,
        cells: (Item) -> [String]
    ) {
        guard !items.isEmpty else { return }
        let shown = Array(items.prefix(limit))
        comment.fold(summary, head, shown) { omitted in
            if omitted > 0 {
                return "\(Count.text(items.count - shown.count + omitted, noun)) did not fit into a comment: "
                    + "`--format json` lists all."
            }
            return items.count > shown.count ? Markdown.posted(more(items.count, noun)) + "." : nil
        } row: {
            Markdown.row(cells($0))
        }
    }

    /// The lines of each file that has some, as far as there is room, then the others with why they have none.
    private func foldFiles(into comment: inout MarkdownComment) {
        let files = files ?? []
        let omitted = files.count { file in
            file.text.map { !comment.fold("lines of a file", lines(of: file, $0)) } ?? false
        }
        if omitted > 0 {
            comment.append([
                "", "The lines of \(Count.text(omitted, "file")) did not fit into a comment: `--files` shows them.",
            ])
        }
        let others = files.filter { $0.text == nil }
        fold(
            "\(Count.text(others.count, "file")) without lines to show", others, "file",
            ["| file | why |", "|---|---|"], into: &comment
        ) {
            [name(of: $0), Markdown.cell($0.reason ?? "not shown")]
        }
    }

    private func name(of file: FileDifference) -> String {
        Markdown.code(Markdown.shortened("/" + Printable.escape(file.path)))
    }

    /// The lines of a file, in a fence that no line of it ends.
    private func lines(of file: FileDifference, _ text: String) -> [String] {
        let lines = text.utf8.split(separator: 0x0a).map { Printable.escapeLine(Substring($0)) }
        let ticks = lines.flatMap { $0.split(whereSeparator: { $0 != "`" }).map(\.count) }.max() ?? 0
        let fence = String(repeating: "`", count: max(3, ticks + 1))
        return [name(of: file), "", fence + "diff"] + lines + [fence]
    }
}
