import DisplayText
import Dockerfile
import ImageAnalysis

extension ImageReport {
    /// The report for people: facts, a table of the layers, totals and warnings.
    ///
    /// - Parameters:
    ///   - width: The columns that there are; nil for as many as it takes.
    ///   - isVerbose: Whether layers show their digests and instructions stand in full.
    ///   - palette: How styles become escape sequences.
    public func text(width: Int?, isVerbose: Bool = false, palette: TextStyle.Palette = .plain) -> String {
        var lines = facts.lines(width: width, palette: palette)
        lines += [""] + layerTable.lines(width: width, palette: palette)
        if isVerbose { lines += [""] + layers.flatMap { $0.details(palette: palette) } }
        lines += [""] + totalsTable.lines(width: width, palette: palette)
        if !others.isEmpty { lines += [""] + otherImages.lines(width: width, palette: palette) }
        return lines.map { $0 + "\n" }.joined()
    }

    private var facts: TextTable {
        var table = TextTable([.init(""), .init("", minimumWidth: 20)])
        func add(_ name: String, _ value: String) {
            if !value.isEmpty { table.append([.init(name, .dim), .init(Printable.escape(value))]) }
        }
        let config = image.config
        add("Image", image.references.isEmpty ? image.id : image.references.joined(separator: ", "))
        if !image.references.isEmpty { add("ID", image.id) }
        add("Platform", image.platform.description)
        add("Created", image.created ?? "")
        let compression = source.compression == .none ? "" : ", \(source.compression.rawValue)"
        add("Source", "\(source.path) (\(source.format.rawValue)\(compression))")
        add("Entrypoint", ExecForm.text(config.entrypoint))
        add("Command", ExecForm.text(config.command))
        add("User", config.user ?? "")
        add("Directory", config.workingDirectory ?? "")
        add("Ports", config.exposedPorts.joined(separator: " "))
        add("Base image", baseText)
        add("Dockerfile", dockerfileText)
        return table
    }

    private var baseText: String {
        let base = stages.attribution.base
        let name = stages.baseName.map { "\($0), " } ?? ""
        guard let count = base.layerCount else {
            return name + "unknown layers: the history does not tell where it ends"
        }
        let layers =
            switch count {
            case 0: "no layers"
            case 1: "layer 1"
            default: "layers 1 to \(count)"
            }
        return "\(name)\(layers), known from \(base.explanation)"
    }

    private var dockerfileText: String { stages.source?.text ?? "" }

    private var layerTable: TextTable {
        var table = TextTable([
            .init("LAYER", .right), .init("SIZE", .right), .init("STORED", .right), .init("FILES", .right),
            .init("+", .right), .init("~", .right), .init("-", .right),
        ])
        if stages.graph != nil { table.columns += [.init("STAGE", minimumWidth: 8), .init("LINES")] }
        table.columns.append(.init("INSTRUCTION", minimumWidth: 12))
        for layer in layers {
            let style = layer.isBase ? TextStyle.dim : .plain
            let text = layer.text.isEmpty ? "no history" : InstructionText.oneLine(layer.text)
            var row: [TextTable.Cell] = [
                "\(layer.index)", .init(layer.isLoaded ? "\(ByteCount(layer.size))" : "unknown"),
                "\(ByteCount(layer.blobSize))", .init(layer.isLoaded ? "\(layer.files)" : "?"),
                count(layer.added, .added), count(layer.modified, .modified), count(layer.removed, .removed),
            ]
            if stages.graph != nil {
                row.append(.init(Printable.escape(layer.stage ?? (layer.isBase ? "base image" : "")), style))
                row.append(.init(layer.lines?.shortText ?? ""))
            }
            table.append(row + [.init(Printable.escape(text), style)])
        }
        return table
    }

    private func count(_ count: Int, _ style: TextStyle) -> TextTable.Cell {
        .init(count == 0 ? "" : "\(count)", style)
    }

    private var totalsTable: TextTable {
        var table = TextTable([.init(""), .init("", .right), .init("", minimumWidth: 10)])
        table.append([.init("Layers", .dim), "\(totals.layers)", "\(ByteCount(totals.blobBytes)) stored"])
        table.append([.init("Files", .dim), "\(totals.files)", "and \(totals.directories) directories"])
        table.append([.init("Size", .dim), "\(ByteCount(totals.layerBytes))", "\(totals.layerBytes) bytes"])
        table.append([.init("Visible", .dim), "\(ByteCount(totals.visibleBytes))", .init(percent(totals.efficiency))])
        let above = stages.attribution.base.layerCount == nil ? "of the image" : "of what lies above the base"
        let share = "\(percent(totals.userWastedPercent)) \(above)"
        table.append([.init("Wasted", .dim), "\(ByteCount(totals.wastedBytes))", .init(share)])
        return table
    }

    private func percent(_ fraction: Double) -> String {
        // Down, so that 100.0 % is said only of what is whole.
        let tenths = Int((fraction * 1000).rounded(.down))
        return "\(tenths / 10).\(tenths % 10) %"
    }

    private var otherImages: TextTable {
        var table = TextTable([
            .init("OTHER IMAGES HERE", minimumWidth: 20), .init("PLATFORM"), .init("ID", minimumWidth: 19),
        ])
        for other in others {
            let name = other.references.isEmpty ? "(no name)" : other.references.joined(separator: ", ")
            table.append([
                .init(Printable.escape(name)), .init(Printable.escape(other.platform.description)),
                .init(Printable.escape(other.id)),
            ])
        }
        return table
    }
}

extension ImageReport.Layer {
    /// Digests and the whole instruction.
    fileprivate func details(palette: TextStyle.Palette) -> [String] {
        let digests = [("diffID", diffID), ("digest", digest), ("type", mediaType)].compactMap { name, value in
            value.map { "  \(name) \(Printable.escape($0))" }
        }
        let instruction = InstructionText.lines(text).map { "  " + Printable.escape($0) }
        let heading = "Layer \(index)\(isBase ? ", base image" : "") (\(compression.rawValue))"
        return [palette.apply(.heading, to: heading)] + digests + instruction
    }
}

/// How commands of a configuration are shown.
private enum ExecForm {
    /// The exec form, as a Dockerfile has it; empty for none.
    static func text(_ arguments: [String]?) -> String {
        guard let arguments, !arguments.isEmpty else { return "" }
        return JSONValue.array(arguments.map { .string($0) }).compact
    }
}
