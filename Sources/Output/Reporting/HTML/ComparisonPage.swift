import ImageAnalysis

/// What `strata diff` says of two images as one page: both sides, the differences by cause, then packages, configuration
/// and paths.
public struct ComparisonPage {
    private let comparison: Comparison

    /// - Parameter comparison: What differs.
    public init(_ comparison: Comparison) {
        self.comparison = comparison
    }

    /// The page.
    ///
    /// - Parameter toolVersion: The version of the program that asks.
    public func html(toolVersion: String) -> String {
        HTMLPage(
            title: "\(comparison.b.name) against \(comparison.a.name): strata diff",
            sections: [header, classes, packages, configuration, paths].compactMap(\.self), toolVersion: toolVersion
        ).text
    }

    private var header: HTML {
        let (a, b) = (comparison.a, comparison.b)
        let columns = [("", false), ("Shown", true), ("In layers", true), ("Stored", true), ("Layers", true)]
        let sides = [a, b].map { side in
            HTML.row([
                .cell(side.name), .number("\(ByteCount(side.visibleBytes))"), .number("\(ByteCount(side.layerBytes))"),
                .number("\(ByteCount(side.storedBytes))"), .number("\(side.layers)"),
            ])
        }
        let difference = HTML.row([
            .cell("difference"), signed(comparison.delta), signed(b.layerBytes - a.layerBytes),
            signed(b.storedBytes - a.storedBytes), .number(""),
        ])
        let push =
            "\(comparison.sharedLayers) layers are shared; a push of the second sends "
            + "\(ByteCount(comparison.pushedBytes))."
        return HTML(
            "header",
            [
                HTML("p", ["class": "dim"], "strata diff"), HTML("h1", "\(a.name) → \(b.name)"),
                HTML("p", ["class": "verdict"], "\(ByteCount(comparison.delta).signed) shown"),
                HTML.table("sides", columns, sides + [difference]), HTML("p", push),
            ])
    }

    private var classes: HTML {
        let columns = [("Difference", true), ("Paths", true), ("Why", false), ("", false)]
        let rows = comparison.classes.map { sum in
            HTML.row([
                signed(sum.delta), .number("\(sum.paths)"), .cell(sum.difference.rawValue),
                .cell(sum.difference.meaning),
            ])
        }
        return HTML.section("Why they differ", [HTML.table("classes", columns, rows)])
    }

    private var packages: HTML? {
        section(
            "packages", "Packages", comparison.packages,
            [
                ("Difference", true), ("Package", false), ("Kind", false),
                ("Before", false), ("After", false),
            ]
        ) { package in
            [
                signed(package.delta), .cell(package.name), .cell(package.ecosystem.rawValue),
                .cell(package.versionsA.joined(separator: ", ")), .cell(package.versionsB.joined(separator: ", ")),
            ]
        }
    }

    private var configuration: HTML? {
        section(
            "configuration", "Configuration", comparison.configuration,
            [("Field", false), ("Before", false), ("After", false)]
        ) { field in
            [.cell(field.field), HTML("td", [HTML("code", field.a ?? "")]), HTML("td", [HTML("code", field.b ?? "")])]
        }
    }

    private var paths: HTML? {
        section(
            "paths", "Paths, the largest difference first", comparison.paths,
            [("Difference", true), ("Class", false), ("Path", false), ("Before", true), ("After", true)]
        ) { path in
            [
                signed(path.delta), .cell(path.difference.rawValue),
                HTML("td", [HTML("span", ["class": "path"], "/" + String(decoding: path.path, as: UTF8.self))]),
                .number(path.bytesA.map { "\(ByteCount($0))" } ?? ""),
                .number(path.bytesB.map { "\(ByteCount($0))" } ?? ""),
            ]
        }
    }

    /// A table under a heading, of the first thousand; nil where there is nothing to list.
    private func section<Item>(
        _ name: StaticString, _ heading: String, _ items: [Item], _ columns: [(heading: String, isNumber: Bool)],
        _ cells: (Item) -> [HTML]
    ) -> HTML? {
        guard !items.isEmpty else { return nil }
        let (rows, omitted) = HTML.first(of: items, atMost: 1_000) { HTML.row(cells($0)) }
        return HTML.section(
            heading,
            [HTML.table("\(name)", columns, rows)]
                + HTML.rest(omitted, "row", where: "strata diff --format json lists all"))
    }

    private func signed(_ bytes: Int64) -> HTML { .number(ByteCount(bytes).signed) }
}
