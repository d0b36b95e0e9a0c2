import DisplayText
import Dockerfile
import FileTree
import ImageAnalysis

extension ComparisonReport {
    /// For people: why the images differ, the causes, then layers, paths as a tree, packages, configuration, findings.
    ///
    /// - Parameters:
    ///   - width: The columns that there are; nil for as many as it takes.
    ///   - palette: How styles become escape sequences.
    public func text(width: Int?, palette: TextStyle.Palette = .plain) -> String {
        let page = Page(width: width, palette: palette)
        let parts = [
            sides(page), causes(page), layers(page), tree(page), packages(page), configuration(page), findings(page),
        ]
        let tables = parts.filter { !$0.isEmpty }.map { part in part.map { $0 + "\n" }.joined() }
        let differences = (files ?? []).map { text(of: $0, palette) }
        return (tables + differences).joined(separator: "\n")
    }

    /// What lines fit into.
    private struct Page {
        let width: Int?
        let palette: TextStyle.Palette

        func lines(_ table: TextTable) -> [String] { table.lines(width: width, palette: palette) }

        func paragraph(_ text: String, _ style: TextStyle = .plain) -> [String] {
            palette.paragraph(text, style, indentation: 0, width: width)
        }
    }

    private func sides(_ page: Page) -> [String] {
        let (a, b) = (comparison.a, comparison.b)
        var table = TextTable([
            .init(""), .init("A", .right), .init("B", .right), .init("DIFFERENCE", .right), .init(""),
        ])
        func add(_ title: String, _ one: Int64, _ other: Int64, hasShare: Bool = false) {
            let share = hasShare ? Gain(from: one, to: other).percent : ""
            table.append([
                .init(title), "\(ByteCount(one))", "\(ByteCount(other))", signed(other - one), .init(share, .dim),
            ])
        }
        for (index, size) in sizes.enumerated() { add(size.title, size.a, size.b, hasShare: index == 0) }
        table.append(["layers", "\(a.layers)", "\(b.layers)", .init(layerDifference), ""])
        return page.paragraph("A  " + Printable.escape(a.name)) + page.paragraph("B  " + Printable.escape(b.name))
            + page.paragraph(Printable.escape(comparison.summary), .heading) + [""] + page.lines(table)
            + page.paragraph(sentences[0])
    }

    private func causes(_ page: Page) -> [String] {
        var table = TextTable([
            .init("SIZE", .right), .init("COMPRESSED", .right), .init("PATHS", .right),
            .init("WHY", minimumWidth: 20),
        ])
        func add(_ delta: Int64, _ compressed: Int64, _ paths: String, _ why: String, _ style: TextStyle = .plain) {
            table.append([signed(delta), signed(compressed), .init(paths), .init(Printable.escape(why), style)])
        }
        for cause in causes {
            add(cause.delta, cause.compressedDelta, cause.paths.map(String.init) ?? "", cause.why)
        }
        let hasRows = !table.rows.isEmpty
        if hasRows {
            add(
                comparison.b.layerBytes - comparison.a.layerBytes, comparison.compressedDelta,
                "\(comparison.paths.count)", "in all", .heading)
        }
        return (hasRows ? page.lines(table) : []) + page.paragraph(sentences[1], .dim)
    }

    private func layers(_ page: Page) -> [String] {
        guard !comparison.layers.isEmpty else { return [] }
        var table = TextTable([
            .init("A", .right), .init("B", .right), .init("SIZE", .right), .init("COMPRESSED", .right), .init("LAYER"),
            .init("INSTRUCTION", minimumWidth: 12),
        ])
        for layer in comparison.layers.prefix(limit) {
            let (a, b) = (layer.a, layer.b)
            let isShared = layer.standing == .shared
            let size = isShared ? "\(ByteCount(a?.size ?? 0))" : signedText((b?.size ?? 0) - (a?.size ?? 0))
            let compressed = (b?.compressed ?? 0) - (a?.compressed ?? 0)
            table.append([
                .init(a.map { "\($0.index)" } ?? "-"), .init(b.map { "\($0.index)" } ?? "-"), .init(size),
                isShared ? "" : signed(compressed), .init(layer.standing.text, layer.standing.style),
                .init(Printable.escape(InstructionText.oneLine((b ?? a)?.text ?? "")), .dim),
            ])
        }
        return page.lines(table) + rest(comparison.layers.count, "layer")
    }

    private func tree(_ page: Page) -> [String] {
        guard !comparison.paths.isEmpty else { return ["No path differs."] }
        var table = TextTable([
            .init("A", .right), .init("B", .right), .init("DIFFERENCE", .right), .init("WHY"),
            .init("PATH", minimumWidth: 20),
        ])
        for row in comparison.tree.folded(to: limit) {
            let indentation = String(repeating: "  ", count: row.depth)
            switch row.what {
            case .more(let count): table.append(["", "", "", "", .init("\(indentation)and \(count) more", .dim)])
            case .node(let place):
                let node = comparison.tree.nodes[place]
                table.append([
                    "\(ByteCount(node.bytesA))", "\(ByteCount(node.bytesB))", signed(node.delta),
                    .init(node.difference?.rawValue ?? "", .dim), .init(indentation + name(of: node)),
                ])
            }
        }
        return page.lines(table)
    }

    private func name(of node: DifferenceTree.Node) -> String {
        let below = node.paths > 1 ? " \(node.paths) paths" : ""
        switch node.kind {
        case .path(let path): return "/" + Printable.escape(path) + (node.children.isEmpty ? "" : "/") + below
        case .package(let place):
            let package = comparison.packages[place]
            return Printable.escape(package.name) + " \(versions(package.versionsA)) → \(versions(package.versionsB))"
        case .packages(let ecosystem): return "packages (\(ecosystem)): \(node.children.count)"
        }
    }

    private func packages(_ page: Page) -> [String] {
        guard !comparison.packages.isEmpty else { return [] }
        var table = TextTable([
            .init("A", .right), .init("B", .right), .init("DIFFERENCE", .right), .init("PACKAGE", minimumWidth: 8),
            .init("KIND"), .init("VERSION A", minimumWidth: 5), .init("VERSION B", minimumWidth: 5),
        ])
        for package in comparison.packages.prefix(limit) {
            table.append([
                "\(ByteCount(package.bytesA))", "\(ByteCount(package.bytesB))", signed(package.delta),
                .init(Printable.escape(package.name)), .init(package.ecosystem.rawValue),
                .init(versions(package.versionsA)), .init(versions(package.versionsB)),
            ])
        }
        return page.lines(table) + rest(comparison.packages.count, "package")
    }

    private func configuration(_ page: Page) -> [String] {
        guard !comparison.configuration.isEmpty else { return [] }
        var table = TextTable([
            .init("CONFIGURATION", minimumWidth: 14), .init("A", minimumWidth: 12), .init("B", minimumWidth: 12),
        ])
        for field in comparison.configuration {
            table.append([
                .init(Printable.escape(field.field)), .init(field.a.map { Printable.escape($0) } ?? "-"),
                .init(field.b.map { Printable.escape($0) } ?? "-"),
            ])
        }
        return page.lines(table)
    }

    private func findings(_ page: Page) -> [String] {
        let (new, gone) = (comparison.findings.new, comparison.findings.gone)
        guard !new.isEmpty || !gone.isEmpty else { return [] }
        var table = TextTable([
            .init("FINDING"), .init("SEVERITY"), .init("RULE"), .init("WHAT", minimumWidth: 20),
        ])
        for (word, style, findings) in [("new", TextStyle.added, new), ("gone", .removed, gone)] {
            for finding in findings.prefix(limit) {
                table.append([
                    .init(word, style), .init(finding.severity.rawValue), .init(finding.rule.id),
                    .init(Printable.escape(finding.title)),
                ])
            }
            if findings.count > limit {
                table.append([.init(word, style), "", "", .init(more(findings.count, "finding"), .dim)])
            }
        }
        return page.lines(table)
    }

    private func text(of file: FileDifference, _ palette: TextStyle.Palette) -> String {
        guard let text = file.text else {
            return palette.apply(.dim, to: "/\(Printable.escape(file.path)): \(file.reason ?? "not shown")") + "\n"
        }
        return text.utf8.split(separator: 0x0a).map { line in
            let text = Printable.escapeLine(Substring(line))
            let style: TextStyle = text.hasPrefix("+") ? .added : text.hasPrefix("-") ? .removed : .plain
            return palette.apply(style, to: text) + "\n"
        }.joined()
    }

    // MARK: Figures

    private func rest(_ count: Int, _ noun: String) -> [String] { count > limit ? [more(count, noun)] : [] }

    private func signed(_ bytes: Int64) -> TextTable.Cell {
        .init(signedText(bytes), bytes > 0 ? .added : bytes < 0 ? .removed : .plain)
    }

    private func signedText(_ bytes: Int64) -> String { ByteCount(bytes).signed }

}

extension LayerDifference.Standing {
    /// What it is called for people.
    public var text: String {
        switch self {
        case .shared: "shared"
        case .compression: "compression"
        case .order: "order"
        case .onlyInA: "only in A"
        case .onlyInB: "only in B"
        }
    }

    fileprivate var style: TextStyle {
        switch self {
        case .shared: .dim
        case .compression, .order: .modified
        case .onlyInA: .removed
        case .onlyInB: .added
        }
    }
}
