import DisplayText
import Dockerfile
import ImageAnalysis

extension StageDrawing {
    /// A line of the drawing.
    public struct Line: Sendable, Hashable {
        /// What it says; everything untrusted in it is escaped.
        public var text: String
        /// How it looks.
        public var style: TextStyle
        /// The stage that it is about, its place in `stages.stages`, from 0; nil for none.
        public var stage: Int?
        /// The layer that it is about, from 1: a stage's first on the lines of the stage; nil for none.
        public var layer: Int?
        /// Whether it names a stage.
        public var isTitle: Bool

        init(
            _ text: String, _ style: TextStyle = .plain, stage: Int? = nil, layer: Int? = nil, isTitle: Bool = false
        ) {
            self.text = text
            self.style = style
            self.stage = stage
            self.layer = layer
            self.isTitle = isTitle
        }
    }

    /// The stages drawn for people: first those in the image, base to final, then those that fed it, then the rest.
    ///
    /// - Parameters:
    ///   - width: The columns that there are; nil for as many as it takes.
    ///   - palette: How styles become escape sequences.
    public func text(width: Int?, palette: TextStyle.Palette = .plain) -> String {
        lines.map { line in
            let fitted = width.map { TextWidth.truncate(line.text, to: $0) } ?? line.text
            return palette.apply(line.style, to: fitted) + "\n"
        }.joined()
    }

    /// The lines of the drawing, as long as it takes.
    public var lines: [Line] {
        var lines = heading.map { Line($0) } + [Line("")]
        lines += baseLines.map { Line($0.0, $0.1, layer: stages.baseLayers.first) }
        let all = Array(stages.stages.enumerated())
        let inImage = all.filter { $0.element.role == .base || $0.element.role == .final }
        for (position, (index, stage)) in inImage.enumerated() {
            if position > 0 || !baseLines.isEmpty { lines.append(Line("  │", .dim)) }
            lines += block(stage, at: index)
        }
        let apart: [(String, Stage.Role)] = [
            ("Not in the image, but it took files from here:", .feeds), ("Not built for this image:", .unbuilt),
        ]
        for (title, role) in apart {
            let group = all.filter { $0.element.role == role }
            if !group.isEmpty { lines += [Line(""), Line(title, .heading)] }
            for (index, stage) in group { lines += block(stage, at: index) }
        }
        return lines + carriedLines.map { Line($0.0, $0.1) }
    }

    private var heading: [String] {
        var lines: [String] = []
        if let imageName { lines.append("Image       \(Printable.escape(imageName))") }
        if let source = stages.source { lines.append("Dockerfile  \(Printable.escape(source.text))") }
        lines.append("Known from  \(evidence)")
        return lines
    }

    /// How the layers' origins are known, and how surely.
    private var evidence: String {
        let layers = stages.attribution.layers.filter { $0.isBase != true }
        guard !layers.isEmpty else {
            return imageName == nil ? "the Dockerfile alone: nothing of an image" : "the history: no layers of its own"
        }
        let counts = [Attribution.Certainty.certain, .likely, .guess].compactMap { certainty -> String? in
            let count = layers.count { $0.certainty == certainty }
            return count == 0 ? nil : count == layers.count ? certainty.rawValue : "\(count) \(certainty.rawValue)"
        }
        let share: String =
            if case .fits(let share) = stages.attribution.fit { ", \(Int(share * 100)) % found" } else { "" }
        switch stages.source {
        case .provenance: return "BuildKit's provenance: \(counts.joined(separator: ", "))"
        case .given, .found: return "the Dockerfile and the history\(share): layers \(counts.joined(separator: ", "))"
        case nil: return "the history alone: instructions \(counts.joined(separator: ", ")), stages unknown"
        }
    }

    private var baseLines: [(String, TextStyle)] {
        let base = stages.attribution.base
        let name = stages.baseName ?? "base image"
        if imageName != nil, base.layerCount == nil {
            return [("base image  unknown: nothing tells where it ends", .dim)]
        }
        if base.layerCount == 0 { return [("\(Printable.escape(stages.baseName ?? "scratch"))  no layers", .dim)] }
        guard !stages.baseLayers.isEmpty else { return [] }
        let size = baseSize.map { ByteCount($0).description } ?? "unknown size"
        let known =
            base.evidence == .dockerfile || base.evidence == .provenance ? "" : ", known from \(base.explanation)"
        let kind = stages.baseName == nil ? "" : "  base image"
        return [("\(Printable.escape(name))\(kind)  \(size)  \(layerText(stages.baseLayers))\(known)", .dim)]
    }

    private func block(_ stage: ImageStage, at position: Int) -> [Line] {
        let number = stage.index.map { "[\($0)] " } ?? ""
        var parts = [stage.role.rawValue]
        if imageName != nil { parts.append(sizes[position].map(sizeText) ?? "size unknown") }
        if !stage.layers.isEmpty { parts.append(layerText(stage.layers)) }
        if let lines = stage.lines { parts.append("lines \(lines.shortText)") }
        if stage.index != nil, let base = stage.base { parts.append("FROM \(Printable.escape(base))") }
        let style: TextStyle = stage.role == .final ? .heading : stage.role == .unbuilt ? .dim : .plain
        let first = stage.layers.first
        func line(_ text: String, _ style: TextStyle = .plain, layer: Int? = first) -> Line {
            Line(text, style, stage: position, layer: layer)
        }
        let title = "\(number)\(Printable.escape(stage.label))  \(parts.joined(separator: "  "))"
        let layers = zip(layerRows(stage), stage.layers).map { line("  │ \($0)", layer: $1) }
        let given = stage.taken.map { line("  └─▶ \(taken($0))", stage.role == .unbuilt ? .dim : .plain) }
        let heading = Line(title, style, stage: position, layer: first, isTitle: true)
        return [heading] + layers + given + takenFromImages(stage).map { line($0) }
    }

    /// What a stage takes from images and contexts that are no stages.
    private func takenFromImages(_ stage: ImageStage) -> [String] {
        guard let index = stage.index else { return [] }
        return edges.filter { $0.stage == index && $0.kind != .from }.compactMap { edge in
            if case .stage = edge.source { return nil }
            return "  ◀── \(verb(edge)) from \(sourceText(edge)): \(pathText(edge))"
        }
    }

    private func layerRows(_ stage: ImageStage) -> [String] {
        let table = stage.layers.reduce(
            into: TextTable([.init("", .right), .init("", .right), .init(""), .init("")])
        ) { table, index in
            let layer = stages.attribution.layers[index - 1]
            let size = layerSizes[index - 1].map { ByteCount($0).description } ?? "unknown"
            let lines = layer.lines.map { "line \($0.shortText)" } ?? ""
            let doubt = layer.certainty == .certain ? "" : " (\(layer.certainty.rawValue))"
            let text = layer.text.isEmpty ? "no history" : InstructionText.oneLine(layer.text)
            table.append([
                .init("\(index)"), .init(size), .init(lines), .init(Printable.escape(text) + doubt),
            ])
        }
        return table.lines()
    }

    private func taken(_ edge: StageEdge) -> String {
        let stage = stages.stages.indices.contains(edge.stage) ? stages.stages[edge.stage].label : "?"
        return "\(Printable.escape(stage))  \(verb(edge)): \(pathText(edge))"
    }

    private func verb(_ edge: StageEdge) -> String {
        "\(edge.kind == .mount ? "RUN --mount" : "COPY") line \(edge.lines.shortText)"
    }

    private func pathText(_ edge: StageEdge) -> String {
        let sources = Printable.escape(edge.paths.joined(separator: " "))
        let seen = edge.kind == .mount ? " (seen while building, not kept)" : ""
        return "\(sources) → \(Printable.escape(edge.destination ?? "?"))\(seen)"
    }

    private func sourceText(_ edge: StageEdge) -> String {
        guard let graph = stages.graph else { return "?" }
        return Printable.escape(edge.source.label(in: graph))
    }

    private func layerText(_ layers: [Int]) -> String {
        guard let first = layers.first, let last = layers.last else { return "no layers" }
        return first == last ? "layer \(first)" : "layers \(first)-\(last)"
    }

    private func sizeText(_ size: StageSize) -> String {
        switch size {
        case .layers(let bytes): ByteCount(bytes).description
        case .otherImage(let bytes, let name): "\(ByteCount(bytes)) in \(Printable.escape(name))"
        case .compressed(let bytes): "\(ByteCount(bytes)) compressed"
        }
    }

    private var carriedLines: [(String, TextStyle)] {
        guard !carried.isEmpty else { return [] }
        var lines: [(String, TextStyle)] = [("", .plain), ("Matched by content with other images:", .heading)]
        for item in carried {
            let source = Printable.escape(item.source)
            let name = item.stage.map { "\(Printable.escape(stages.stages[$0].label)) is \(source)" } ?? source
            lines.append((name, .plain))
            for copy in item.copies {
                let verb = item.stage == nil ? "also has" : "gave"
                let others = copy.otherFiles == 0 ? "" : ", \(fileCount(copy.otherFiles)) from elsewhere"
                let text =
                    "\(verb) \(ByteCount(copy.bytes)) in \(fileCount(copy.files)) of layer \(copy.layer)\(others)"
                lines.append(("  \(text)", .plain))
            }
            lines.append(("  keeps \(ByteCount(item.leftBytes)) in \(fileCount(item.leftFiles)) to itself", .plain))
        }
        return lines
    }

    private func fileCount(_ count: Int) -> String { Count.text(count, "file") }
}
