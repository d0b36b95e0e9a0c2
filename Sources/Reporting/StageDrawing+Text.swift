import DisplayText
import Dockerfile
import ImageAnalysis

extension StageDrawing {
    /// The stages drawn for people: first those in the image, base to final, then those that fed it, then the rest.
    ///
    /// - Parameters:
    ///   - width: The columns that there are; nil for as many as it takes.
    ///   - palette: How styles become escape sequences.
    public func text(width: Int?, palette: TextStyle.Palette = .plain) -> String {
        var lines: [(String, TextStyle)] = heading.map { ($0, .plain) }
        lines.append(("", .plain))
        lines += baseLines
        let inImage = stages.stages.filter { $0.role == .base || $0.role == .final }
        for (position, stage) in inImage.enumerated() {
            if position > 0 || !baseLines.isEmpty { lines.append(("  │", .dim)) }
            lines += block(stage)
        }
        let apart: [(String, Stage.Role)] = [
            ("Not in the image, but it took files from here:", .feeds), ("Not built for this image:", .unbuilt),
        ]
        for (title, role) in apart {
            let group = stages.stages.filter { $0.role == role }
            if !group.isEmpty { lines += [("", .plain), (title, .heading)] }
            for stage in group { lines += block(stage) }
        }
        lines += carriedLines
        return lines.map { text, style in
            let fitted = width.map { TextWidth.truncate(text, to: $0) } ?? text
            return palette.apply(style, to: fitted) + "\n"
        }.joined()
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
        let share: String = if case .fits(let share) = stages.attribution.fit { ", \(Int(share * 100)) % found" } else { "" }
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
        let known = base.evidence == .dockerfile || base.evidence == .provenance ? "" : ", known from \(base.explanation)"
        return [("\(Printable.escape(name))  base image  \(size)  \(layerText(stages.baseLayers))\(known)", .dim)]
    }

    private func block(_ stage: ImageStage) -> [(String, TextStyle)] {
        let number = stage.index.map { "[\($0)] " } ?? ""
        var parts = [stage.role.rawValue]
        if imageName != nil {
            let position = stages.stages.firstIndex(of: stage) ?? 0
            parts.append(sizes[position].map(sizeText) ?? "size unknown")
        }
        if !stage.layers.isEmpty { parts.append(layerText(stage.layers)) }
        if let lines = stage.lines { parts.append("lines \(lines.shortText)") }
        if stage.index != nil, let base = stage.base { parts.append("FROM \(Printable.escape(base))") }
        let style: TextStyle = stage.role == .final ? .heading : stage.role == .unbuilt ? .dim : .plain
        var lines = [("\(number)\(Printable.escape(stage.label))  \(parts.joined(separator: "  "))", style)]
        lines += layerRows(stage).map { ("  │ \($0)", .plain) }
        lines += stage.taken.map { ("  └─▶ \(taken($0))", stage.role == .unbuilt ? .dim : .plain) }
        if let index = stage.index {
            for edge in edges where edge.stage == index && edge.kind != .from {
                guard case .stage = edge.source else {
                    lines.append(("  ◀── \(verb(edge)) from \(sourceText(edge)): \(pathText(edge))", .plain))
                    continue
                }
            }
        }
        return lines
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
            lines.append(
                (
                    "\(Printable.escape(item.source)) gave \(ByteCount(item.bytes)) in \(item.files) files "
                        + "to \(layerText(item.layers)), and kept \(ByteCount(item.leftBytes)) in "
                        + "\(item.leftFiles) files", .plain
                ))
        }
        return lines
    }
}
