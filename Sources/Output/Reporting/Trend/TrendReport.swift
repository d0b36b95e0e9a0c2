import DisplayText
import ImageAnalysis

/// What `strata trend show` prints of a history of builds.
public struct TrendReport: Sendable {
    /// The builds, each with its growth over the one before.
    public let growths: [BuildGrowth]
    /// The build that is taken apart: the one asked for, else the one that grew most; nil where none grew.
    public let shown: BuildGrowth?
    private let limit: Int

    /// A report on builds.
    ///
    /// - Parameters:
    ///   - builds: The builds, the oldest first.
    ///   - label: The build to take apart; nil for the one that grew most.
    ///   - limit: So many instructions and packages are told of a build.
    public init(_ builds: [BuildRecord], label: String? = nil, limit: Int) {
        let growths = BuildGrowth.all(of: builds)
        self.growths = growths
        shown =
            label.map { label in growths.last { $0.build.label == label } }
            ?? growths.filter { $0.delta > 0 }.max { $0.delta < $1.delta }
        self.limit = limit
    }

    // MARK: For people

    /// A row a build, then the causes of one build's growth.
    ///
    /// - Parameters:
    ///   - width: The columns that there are; nil for as many as it takes.
    ///   - palette: How styles become escape sequences.
    public func text(width: Int?, palette: TextStyle.Palette = .plain) -> String {
        guard !growths.isEmpty else { return "no builds yet: strata trend add writes one\n" }
        let tables =
            [table.lines(width: width, palette: palette)] + (shown.map { causes(of: $0, width, palette) } ?? [])
        return tables.filter { !$0.isEmpty }.map { $0.map { $0 + "\n" }.joined() }.joined(separator: "\n")
    }

    /// So many columns an instruction takes in a row; it is told whole below.
    private static let nameWidth = 50

    private struct Column {
        let column: TextTable.Column
        var isAlwaysShown = false
        let text: @Sendable (BuildGrowth) -> String
    }

    private static let columns: [Column] = [
        Column(column: .init("BUILD", minimumWidth: 8), isAlwaysShown: true) { Printable.escape($0.build.label) },
        Column(column: .init("DATE")) { $0.build.date.map { Printable.escape($0) } ?? "" },
        Column(column: .init("SIZE", .right), isAlwaysShown: true) { "\(ByteCount($0.build.size))" },
        Column(column: .init("GROWTH", .right)) { $0.before == nil ? "" : ByteCount($0.delta).signed },
        Column(column: .init("COMPRESSED", .right)) { $0.build.compressed.map { "\(ByteCount($0))" } ?? "" },
        Column(column: .init("GROWTH", .right)) { $0.compressedDelta.map { ByteCount($0).signed } ?? "" },
        Column(column: .init("LAYERS", .right), isAlwaysShown: true) { "\($0.build.layers.count)" },
        Column(column: .init("WASTED", .right), isAlwaysShown: true) { "\(ByteCount($0.build.wasted))" },
        Column(column: .init("FINDINGS", minimumWidth: 8)) { $0.build.findingsText },
        Column(column: .init("MOST BY", minimumWidth: 12)) { growth in
            guard let most = growth.instructions.first else { return "" }
            let place = most.line.map { "line \($0): " } ?? ""
            let name = TextWidth.truncate(Printable.escape(most.name), to: TrendReport.nameWidth)
            return "\(ByteCount(most.delta).signed) \(place)\(name)"
        },
    ]

    private var table: TextTable {
        let used = TrendReport.columns.filter { column in
            column.isAlwaysShown || growths.contains { !column.text($0).isEmpty }
        }
        var table = TextTable(used.map(\.column))
        for growth in growths { table.append(used.map { .init($0.text(growth)) }) }
        return table
    }

    private func causes(of growth: BuildGrowth, _ width: Int?, _ palette: TextStyle.Palette) -> [[String]] {
        guard let before = growth.before else { return [] }
        let name = "\(Printable.escape(growth.build.label)) over \(Printable.escape(before.label))"
        let sizes = "\(ByteCount(before.size)) → \(ByteCount(growth.build.size)), \(ByteCount(growth.delta).signed)"
        var instructions = TextTable([
            .init("GROWTH", .right), .init("LINE", .right), .init("INSTRUCTION", minimumWidth: 16, wraps: true),
        ])
        for change in growth.instructions.prefix(limit) {
            instructions.append([
                .init(ByteCount(change.delta).signed), .init(change.line.map(String.init) ?? ""),
                .init(Printable.escape(change.name)),
            ])
        }
        var packages = TextTable([
            .init("GROWTH", .right), .init("PACKAGE", minimumWidth: 12), .init("KIND"), .init("BEFORE"), .init("NOW"),
        ])
        for change in growth.packages.prefix(limit) {
            packages.append([
                .init(ByteCount(change.delta).signed), .init(Printable.escape(change.name)),
                .init(Printable.escape(change.ecosystem ?? "")),
                .init(Printable.escape(change.versionBefore ?? "-")), .init(Printable.escape(change.versionNow ?? "-")),
            ])
        }
        return [[palette.apply(.heading, to: name) + "  " + sizes]]
            + [instructions, packages].filter { !$0.rows.isEmpty }.map { $0.lines(width: width, palette: palette) }
    }

    // MARK: For programs

    /// The documented object, version 1.
    public var json: JSONValue {
        [
            "schemaVersion": 1,
            "builds": .array(growths.map(json)),
            "largestGrowth": .optional(growths.filter { $0.delta > 0 }.max { $0.delta < $1.delta }?.build.label),
        ]
    }

    private func json(of growth: BuildGrowth) -> JSONValue {
        let build = growth.build
        return [
            "label": .string(build.label),
            "date": .optional(build.date),
            "image": .string(build.image),
            "size": .integer(build.size),
            "delta": .optional(growth.before == nil ? nil : growth.delta),
            "compressed": .optional(build.compressed),
            "compressedDelta": .optional(growth.compressedDelta),
            "layers": .integer(build.layers.count),
            "wasted": .integer(build.wasted),
            "findings": .object(Severity.allCases.map { ($0.rawValue, .integer(build.findings[$0] ?? 0)) }),
            "instructions": .array(
                growth.instructions.prefix(limit).map { change in
                    [
                        "instruction": .string(change.name),
                        "line": .optional(change.line),
                        "before": .integer(change.before),
                        "now": .integer(change.now),
                        "delta": .integer(change.delta),
                    ]
                }),
            "packages": .array(
                growth.packages.prefix(limit).map { change in
                    [
                        "ecosystem": .optional(change.ecosystem),
                        "name": .string(change.name),
                        "versionBefore": .optional(change.versionBefore),
                        "versionNow": .optional(change.versionNow),
                        "before": .integer(change.before),
                        "now": .integer(change.now),
                        "delta": .integer(change.delta),
                    ]
                }),
        ]
    }
}

extension BuildRecord {
    /// `1 high, 2 low`; empty for none.
    fileprivate var findingsText: String {
        Severity.allCases.compactMap { severity in findings[severity].map { "\($0) \(severity.rawValue)" } }
            .joined(separator: ", ")
    }
}
