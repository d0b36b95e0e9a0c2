import DisplayText
import FileTree
import ImageAnalysis

/// Why packages and files are in an image, for people and programs: what `strata why` writes.
public struct PresenceReport: Sendable {
    /// The version of the JSON contract.
    public static let schemaVersion = 1
    /// The table names so many of what goes along.
    private static let limit = 20

    private let image: AnalyzedImage
    private let imageName: String
    private let query: String
    private let subjects: [PackageGraph.Node]
    private var graph: PackageGraph { image.packageGraph }

    /// A report on what a word of the command line means; nil where the image has no such package and no such program.
    ///
    /// - Parameter query: A package's name, or the path of a file.
    public init?(_ image: AnalyzedImage, imageName: String, query: String) {
        (self.image, self.imageName, self.query) = (image, imageName, query)
        let isPath = query.contains("/")
        let named = isPath ? [] : image.packages.packages.indices.filter { image.packages.packages[$0].name == query }
        if !named.isEmpty {
            subjects = named.map { .package($0) }
        } else if let path = image.view?.resolve(Array(query.utf8)), let node = image.packageGraph.node(of: path) {
            subjects = [node]
        } else {
            return nil
        }
    }

    /// A report on one package or program.
    public init(_ image: AnalyzedImage, imageName: String, node: PackageGraph.Node) {
        (self.image, self.imageName, query, subjects) = (image, imageName, image.packageGraph.name(of: node), [node])
    }

    /// Names of packages that are like a word which no package has, the likest first; at most three.
    public static func suggestions(for query: String, in image: AnalyzedImage) -> [String] {
        let names = Set(image.packages.packages.map(\.name))
        let limit = max(1, query.count / 3)
        let near = names.compactMap { name -> (String, Int)? in
            if query.count >= 3, name.contains(query) { return (name, 0) }
            let distance = abs(name.count - query.count) > limit ? limit + 1 : Spelling.distance(query, name)
            return distance <= limit ? (name, distance) : nil
        }
        return near.sorted { ($0.1, $0.0.count, $0.0) < ($1.1, $1.0.count, $1.0) }.prefix(3).map(\.0)
    }

    /// The answers in lines.
    public func text(width: Int?) -> String { subjects.map { text(of: $0, width: width) }.joined(separator: "\n") }

    private func text(of node: PackageGraph.Node, width: Int?) -> String {
        let line = graph.layer(of: node).flatMap { image.line(ofLayer: $0) }.map { " (line \($0))" } ?? ""
        let layer = graph.layer(of: node).map { ", layer \($0)\(line)" } ?? ""
        var lines = ["\(title(of: node))  \(ByteCount(graph.bytes(of: node)))\(layer)", "", "Why it is there"]
        for (depth, step) in graph.way(to: node).enumerated() {
            lines.append(
                String(repeating: " ", count: 2 + 2 * min(depth, 20)) + "\(title(of: step.node)): \(step.cause.text)")
        }
        let kept = graph.keptOnly(by: node)
        lines += ["", "What would go with it: \(ByteCount(graph.bytesTogether(of: node))) in all"]
        if kept.isEmpty { lines.append("  nothing else: only its own files") }
        for other in kept.prefix(PresenceReport.limit) {
            let size = ByteCount(graph.bytes(of: other)).description
            lines.append(String(repeating: " ", count: max(0, 10 - size.count)) + size + "  " + title(of: other))
        }
        let rest = kept.dropFirst(PresenceReport.limit)
        if !rest.isEmpty {
            let bytes = rest.reduce(Int64(0)) { $0 + graph.bytes(of: $1) }
            lines.append("  and \(rest.count) more, \(ByteCount(bytes)); --format json has all")
        }
        return lines.map { TextWidth.truncate(Printable.escape($0), to: width ?? 1000) + "\n" }.joined()
    }

    private func title(of node: PackageGraph.Node) -> String {
        guard case .package(let index) = node else { return graph.name(of: node) }
        let package = image.packages.packages[index]
        return "\(package.name) \(package.version) (\(package.ecosystem.rawValue))"
    }

    /// The answers for programs; keys keep their order and meaning within a `schemaVersion`.
    public var json: JSONValue {
        [
            "schemaVersion": .integer(PresenceReport.schemaVersion),
            "image": .string(imageName),
            "query": .string(query),
            "subjects": .array(
                subjects.map { node in
                    identity(of: node).adding([
                        "way": .array(
                            graph.way(to: node).map { step in
                                identity(of: step.node).adding(["cause": .string(step.cause.text)])
                            }),
                        "bytesTogether": .integer(graph.bytesTogether(of: node)),
                        "goesWith": .array(graph.keptOnly(by: node).map(identity)),
                    ])
                }),
        ]
    }

    private func identity(of node: PackageGraph.Node) -> JSONValue {
        var (kind, version, ecosystem) = ("file", String?.none, String?.none)
        switch node {
        case .package(let index):
            let package = image.packages.packages[index]
            (kind, version, ecosystem) = ("package", package.version, package.ecosystem.rawValue)
        case .python: kind = "python"
        case .start, .file: break
        }
        return [
            "kind": .string(kind),
            "name": .string(graph.name(of: node)),
            "version": .optional(version),
            "ecosystem": .optional(ecosystem),
            "layer": .optional(graph.layer(of: node)),
            "bytes": .integer(graph.bytes(of: node)),
        ]
    }
}
