import DisplayText
import Dockerfile
import FileTree
import ImageAnalysis

/// What `strata check` says of an image as one page: whether it may pass, where its bytes are, what would save most, its
/// tree and its layers, what was found, its packages.
public struct ImagePage {
    fileprivate let report: FindingsReport
    private let advice: Advice
    private let image: AnalyzedImage
    private let colors: LayerColors
    private let baseCount: Int

    /// - Parameters:
    ///   - report: What was found in the image.
    ///   - image: The image.
    ///   - advice: What would make it smaller.
    public init(_ report: FindingsReport, on image: AnalyzedImage, advice: Advice) {
        self.report = report
        self.image = image
        self.advice = advice
        baseCount = report.image.layers.prefix { $0.isBase }.count
        colors = LayerColors(baseCount: baseCount)
    }

    /// The page.
    ///
    /// - Parameter toolVersion: The version of the program that asks.
    public func html(toolVersion: String) -> String { [self].html(toolVersion: toolVersion) }

    fileprivate var sections: [HTML] {
        [report.verdictSection, bytes, savings, map, layers, report.findingsSection, packages].compactMap(\.self)
    }

    // MARK: Where the bytes are

    private var bytes: HTML {
        let sizes = report.image.layers.map(\.size)
        let now = ByteStrip(layers: sizes, baseCount: baseCount, hidden: advice.hiddenByLayer)
        let possible = now.possible(by: advice)
        let figures = report.figures.map { HTML("div", [HTML("dt", $0.name), HTML("dd", $0.value)]) }
        let legend = ByteStrip.sorts.compactMap { sort -> HTML? in
            let bytes = now.bytes(where: sort.isMeant)
            guard bytes > 0 else { return nil }
            return HTML("span", [swatch(colors.style(of: sort.kind)), HTML(text: "\(sort.name) \(ByteCount(bytes))")])
        }
        return HTML.section(
            "Where the bytes are",
            [
                HTML("dl", ["class": "facts"], figures),
                bar("now \(ByteCount(now.bytes))", now, of: now.bytes),
                bar("possible \(ByteCount(possible.bytes))", possible, of: max(now.bytes, possible.bytes)),
                HTML("div", ["class": "legend"], legend),
            ])
    }

    private func bar(_ name: String, _ strip: ByteStrip, of whole: Int64) -> HTML {
        let segments = strip.segments.map { segment -> HTML in
            let what =
                switch segment.kind {
                case .base: "base image"
                case .layer(let layer): "layer \(layer)"
                case .own: "yours"
                case .hidden: "stored but hidden"
                }
            let share = Double(segment.bytes) / Double(max(1, whole))
            let number = if case .layer(let layer) = segment.kind, share > 0.025 { "\(layer)" } else { "" }
            return HTML(
                "span",
                [
                    "class": colors.style(of: segment.kind),
                    "style": "width:\(HTML.percent(Double(segment.bytes), of: Double(whole)))",
                    "title": "\(what) \(ByteCount(segment.bytes))",
                ], number)
        }
        return HTML("div", ["class": "bar"], [HTML("span", name), HTML("div", ["class": "strip"], segments)])
    }

    private func swatch(_ style: String) -> HTML { HTML("span", ["class": "swatch \(style)"], "") }

    // MARK: What saves

    private var savings: HTML? {
        let (pieces, omitted) = HTML.first(of: advice.remedies, atMost: 20) { remedy in
            let place = remedy.line.map { "line \($0)" } ?? ""
            let summary = HTML(
                "summary",
                [
                    HTML("span", ["class": "bytes"], "\(ByteCount(remedy.savedBytes))"), HTML(text: remedy.title),
                    HTML("span", ["class": "path"], place),
                ])
            let facts = [
                ("What to do", remedy.action), ("Because", remedy.evidence), ("Sure", remedy.confidence.rawValue),
            ]
            return HTML("details", [summary, HTML("dl", facts.flatMap { [HTML("dt", $0), HTML("dd", $1)] })])
        }
        guard !pieces.isEmpty else { return nil }
        return HTML.section(
            "What would save most",
            pieces + HTML.rest(omitted, "remedy", "remedies", where: "strata advise tells all, and writes a Dockerfile")
        )
    }

    // MARK: The tree

    private var map: HTML? {
        guard let view = image.view, view.size(of: .root) > 0 else { return nil }
        let note =
            "Each tile is a file or directory of the final tree, in the colour of the layer that put it there: "
            + "the numbers of the strip, the colours of the table below."
        return HTML.section(
            "The final tree, by layer",
            [TreeMap(view, width: 1152, height: 560).html(colors), HTML("p", ["class": "dim"], note)])
    }

    // MARK: Layers

    private var layers: HTML {
        let hasStages = report.image.stages.graph != nil
        let columns =
            [
                ("Layer", true), ("Size", true), ("Stored", true), ("Hidden", true), ("Files", true), ("+", true),
                ("~", true),
                ("−", true),
            ] + (hasStages ? [("Stage", false), ("Lines", false)] : []) + [("Instruction", false)]
        let (rows, omitted) = HTML.first(of: report.image.layers, atMost: 500) { row(of: $0, hasStages) }
        return HTML.section(
            "Layers",
            [HTML.table("layers", columns, rows)] + HTML.rest(omitted, "layer", where: "strata inspect lists all"))
    }

    private func row(of layer: ImageReport.Layer, _ hasStages: Bool) -> HTML {
        let hidden = image.waste.wastedBytesByLayer
        func count(_ number: Int) -> HTML { .number(number == 0 ? "" : "\(number)") }
        func size(_ bytes: Int64) -> HTML { .number(bytes == 0 ? "" : "\(ByteCount(bytes))") }
        let stage = layer.stage ?? (layer.isBase ? "base image" : "")
        var cells = [
            HTML("td", ["class": "number"], [swatch(colors.style(of: layer.index)), HTML(text: "\(layer.index)")]),
            .number(layer.isLoaded ? "\(ByteCount(layer.size))" : "unknown"), .number("\(ByteCount(layer.blobSize))"),
            size(hidden.indices.contains(layer.index - 1) ? hidden[layer.index - 1] : 0), count(layer.files),
            count(layer.added), count(layer.modified), count(layer.removed),
        ]
        if hasStages { cells += [.cell(stage), .cell(layer.lines?.shortText ?? "")] }
        return HTML.row(cells + [HTML("td", [instruction(layer.text)])])
    }

    /// On one line; a long one is folded.
    private func instruction(_ text: String) -> HTML {
        let line = InstructionText.oneLine(text)
        guard line.unicodeScalars.count > 100 else { return HTML("code", line.isEmpty ? "no history" : line) }
        let start = String(String.UnicodeScalarView(line.unicodeScalars.prefix(90))) + "…"
        return HTML("details", [HTML("summary", [HTML("code", start)]), HTML("pre", line)])
    }

    // MARK: Packages

    private var packages: HTML? {
        let listing = PackageListing(image)
        let columns = [("Size", true), ("Package", false), ("Version", false), ("Kind", false), ("Layer", true)]
        let (rows, omitted) = HTML.first(of: listing.packages, atMost: 50) { package in
            HTML.row([
                .number("\(ByteCount(package.size))"), .cell(package.name), .cell(package.version),
                .cell(package.ecosystem.rawValue), .number("\(package.layer)"),
            ])
        }
        guard !rows.isEmpty else { return nil }
        return HTML.section(
            "Packages, the largest first",
            [HTML.table("packages", columns, rows)]
                + HTML.rest(omitted, "package", where: "strata inspect --packages lists all"))
    }
}

extension [ImagePage] {
    /// Several images on one page, one below the other.
    ///
    /// - Parameter toolVersion: The version of the program that asks.
    public func html(toolVersion: String) -> String {
        HTMLPage(title: HTMLPage.title(map(\.report)), sections: flatMap(\.sections), toolVersion: toolVersion).text
    }
}
