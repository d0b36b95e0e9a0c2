import DisplayText
import FileTree
import ImageAnalysis

/// What `strata diff` prints of two images.
public struct ComparisonReport: Sendable {
    private let comparison: Comparison
    private let limit: Int

    /// - Parameters:
    ///   - comparison: What differs.
    ///   - limit: How many paths and packages the table shows, those with the largest difference.
    public init(_ comparison: Comparison, limit: Int) {
        self.comparison = comparison
        self.limit = limit
    }

    // MARK: For people

    /// A table of the causes, then packages, configuration and paths.
    ///
    /// - Parameters:
    ///   - width: The columns that there are; nil for as many as it takes.
    ///   - palette: How styles become escape sequences.
    public func text(width: Int?, palette: TextStyle.Palette = .plain) -> String {
        let parts = [sides, classes, packages, configuration, paths].filter { !$0.isEmpty }
        return parts.map { part in part.map { fitted($0, width, palette) }.joined() }.joined(separator: "\n")
    }

    private func fitted(_ line: (String, TextStyle), _ width: Int?, _ palette: TextStyle.Palette) -> String {
        palette.apply(line.1, to: width.map { TextWidth.truncate(line.0, to: $0) } ?? line.0) + "\n"
    }

    private typealias Lines = [(String, TextStyle)]

    private var sides: Lines {
        var table = TextTable([
            .init(""), .init("SHOWN", .right), .init("IN LAYERS", .right), .init("STORED", .right),
            .init("LAYERS", .right),
        ])
        for side in [comparison.a, comparison.b] {
            table.append([
                .init(Printable.escape(side.name)), "\(ByteCount(side.visibleBytes))", "\(ByteCount(side.layerBytes))",
                "\(ByteCount(side.storedBytes))", "\(side.layers)",
            ])
        }
        table.append([
            "difference", .init(Self.signed(comparison.delta)),
            .init(Self.signed(comparison.b.layerBytes - comparison.a.layerBytes)),
            .init(Self.signed(comparison.b.storedBytes - comparison.a.storedBytes)), "",
        ])
        let shared = "\(comparison.sharedLayers) layers are shared; a push of the second sends"
        return table.lines().map { ($0, .plain) } + [("\(shared) \(ByteCount(comparison.pushedBytes))", .plain)]
    }

    private var classes: Lines {
        var table = TextTable([.init("DIFFERENCE", .right), .init("PATHS", .right), .init("WHY")])
        for sum in comparison.classes where sum.difference != .same || sum.delta != 0 {
            table.append([
                .init(Self.signed(sum.delta)), "\(sum.paths)",
                .init("\(sum.difference.rawValue): \(sum.difference.meaning)"),
            ])
        }
        let same = comparison.classes.first { $0.difference == .same }
        let note = "the same in both: \(ByteCount(same?.bytesB ?? 0)) in \(same?.paths ?? 0) paths"
        let hasRows = comparison.classes.contains { $0.difference != .same || $0.delta != 0 }
        return (hasRows ? table.lines().map { ($0, .plain) } : []) + [(note, .plain)]
    }

    private var packages: Lines {
        guard !comparison.packages.isEmpty else { return [] }
        var table = TextTable([
            .init("DIFFERENCE", .right), .init("PACKAGE"), .init("KIND"), .init("BEFORE"), .init("AFTER"),
        ])
        for package in comparison.packages.prefix(limit) {
            table.append([
                .init(Self.signed(package.delta)), .init(Printable.escape(package.name)),
                .init(package.ecosystem.rawValue), .init(Self.versions(package.versionsA)),
                .init(Self.versions(package.versionsB)),
            ])
        }
        return table.lines().map { ($0, .plain) } + rest(comparison.packages.count, "package")
    }

    private static func versions(_ versions: [String]) -> String {
        versions.isEmpty ? "-" : versions.map { Printable.escape($0) }.joined(separator: ", ")
    }

    private var configuration: Lines {
        guard !comparison.configuration.isEmpty else { return [] }
        var table = TextTable([.init("CONFIGURATION"), .init("BEFORE"), .init("AFTER")])
        for field in comparison.configuration {
            table.append([
                .init(Printable.escape(field.field)), .init(field.a.map { Printable.escape($0) } ?? "-"),
                .init(field.b.map { Printable.escape($0) } ?? "-"),
            ])
        }
        return table.lines().map { ($0, .plain) }
    }

    private var paths: Lines {
        guard !comparison.paths.isEmpty else { return [("No path differs.", .plain)] }
        var table = TextTable([.init("DIFFERENCE", .right), .init("CLASS"), .init("PATH")])
        for path in comparison.paths.prefix(limit) {
            table.append([
                .init(Self.signed(path.delta)), .init(path.difference.rawValue),
                .init("/" + Printable.escape(path.path)),
            ])
        }
        return table.lines().map { ($0, .plain) } + rest(comparison.paths.count, "path")
    }

    private func rest(_ count: Int, _ noun: String) -> Lines {
        count > limit ? [("and \(Count.text(count - limit, noun)) more (--limit, --format json)", .dim)] : []
    }

    /// `+1.2 MB`, `-300 B`, `0 B`.
    public static func signed(_ bytes: Int64) -> String {
        let size = ByteCount(Int64(clamping: bytes.magnitude)).description
        return bytes == 0 ? size : (bytes > 0 ? "+" : "-") + size
    }

    // MARK: For programs

    /// The contract of `strata diff --format json` (DESIGN.md); keys keep their order and meaning.
    public var json: JSONValue {
        [
            "schemaVersion": .integer(Comparison.schemaVersion),
            "a": side(comparison.a),
            "b": side(comparison.b),
            "totals": [
                "a": .integer(comparison.a.visibleBytes),
                "b": .integer(comparison.b.visibleBytes),
                "delta": .integer(comparison.delta),
                "compressedDelta": .integer(comparison.b.storedBytes - comparison.a.storedBytes),
                "sharedLayers": .integer(comparison.sharedLayers),
                "pushedBytes": .integer(comparison.pushedBytes),
            ],
            "classes": .array(
                comparison.classes.map { sum in
                    [
                        "class": .string(sum.difference.rawValue),
                        "files": .integer(sum.paths),
                        "bytesA": .integer(sum.bytesA),
                        "bytesB": .integer(sum.bytesB),
                        "delta": .integer(sum.delta),
                    ]
                }),
            "packages": .array(
                comparison.packages.map { package in
                    [
                        "ecosystem": .string(package.ecosystem.rawValue),
                        "name": .string(package.name),
                        "a": Self.json(package.versionsA),
                        "b": Self.json(package.versionsB),
                        "delta": .integer(package.delta),
                    ]
                }),
            "config": .array(
                comparison.configuration.map { field in
                    ["field": .string(field.field), "a": .optional(field.a), "b": .optional(field.b)]
                }),
            "paths": .array(comparison.paths.map(json)),
        ]
    }

    private func side(_ side: Comparison.Side) -> JSONValue {
        [
            "name": .string(side.name),
            "visibleBytes": .integer(side.visibleBytes),
            "layerBytes": .integer(side.layerBytes),
            "storedBytes": .integer(side.storedBytes),
            "layers": .integer(side.layers),
        ]
    }

    private static func json(_ versions: [String]) -> JSONValue {
        versions.isEmpty ? .null : .string(versions.joined(separator: ", "))
    }

    private func json(_ path: PathDifference) -> JSONValue {
        [
            "path": .string(String(decoding: path.path, as: UTF8.self)),
            "class": .string(path.difference.rawValue),
            "a": path.bytesA.map { .integer($0) } ?? .null,
            "b": path.bytesB.map { .integer($0) } ?? .null,
            "delta": .integer(path.delta),
            "layerA": path.layerA.map { .integer($0) } ?? .null,
            "layerB": path.layerB.map { .integer($0) } ?? .null,
        ]
    }
}
