import Dockerfile
import ImageAnalysis

extension StageDrawing {
    /// A node of the graph: what it is called in the drawing's language, its text lines and its role.
    private struct Node {
        let name: String
        let lines: [String]
        let role: String
    }

    /// The stages as a Mermaid flowchart.
    public var mermaid: String {
        var lines = ["flowchart TD"]
        for node in nodes {
            let text = node.lines.map { Escaping.mermaid($0) }.joined(separator: "<br/>")
            lines.append("  \(node.name)[\"\(text)\"]:::\(node.role)")
        }
        for edge in arrows {
            let arrow = edge.kind == .from ? "==>" : edge.kind == .mount ? "-.->" : "-->"
            let label = edge.text.isEmpty ? "" : "|\"\(Escaping.mermaid(edge.text))\"|"
            lines.append("  \(edge.from) \(arrow)\(label) \(edge.to)")
        }
        lines += [
            "  classDef final stroke-width:3px", "  classDef feeds stroke-dasharray:4 3",
            "  classDef unbuilt opacity:0.5,stroke-dasharray:2 4",
        ]
        return lines.map { $0 + "\n" }.joined()
    }

    /// The stages in Graphviz's language.
    public var dot: String {
        var lines = ["digraph stages {", "  node [shape=box];"]
        for node in nodes {
            let text = node.lines.map { Escaping.dot($0) }.joined(separator: "\\n")
            let style = ["final": ", style=bold", "feeds": ", style=dashed", "unbuilt": ", style=dotted"][node.role]
            lines.append("  \(node.name) [label=\"\(text)\"\(style ?? "")];")
        }
        for edge in arrows {
            let style = edge.kind == .from ? ", style=bold" : edge.kind == .mount ? ", style=dashed" : ""
            lines.append("  \(edge.from) -> \(edge.to) [label=\"\(Escaping.dot(edge.text))\"\(style)];")
        }
        return lines.map { $0 + "\n" }.joined() + "}\n"
    }

    /// Sources outside the Dockerfile, in the order in which they first appear: their names in the drawing.
    private var outside: [Stage.Base] {
        var seen: [Stage.Base] = []
        for edge in edges {
            if case .stage = edge.source { continue }
            if !seen.contains(edge.source) { seen.append(edge.source) }
        }
        return seen
    }

    private var nodes: [Node] {
        guard let graph = stages.graph else {
            return stages.stages.map { Node(name: "image", lines: label($0, nil), role: "final") }
                + (stages.baseLayers.isEmpty
                    ? [] : [Node(name: "base", lines: [stages.baseName ?? "base image"], role: "outside")])
        }
        return outside.enumerated().map {
            Node(name: "source\($0.offset)", lines: [$0.element.label(in: graph)], role: "outside")
        }
            + zip(stages.stages, sizes).map { stage, size in
                Node(name: "stage\(stage.index ?? 0)", lines: label(stage, size), role: stage.role.rawValue)
            }
    }

    private func label(_ stage: ImageStage, _ size: StageSize?) -> [String] {
        var facts = stage.role.rawValue
        if let size { facts += ", \(ByteCount(size.bytes))" }
        if case .compressed = size { facts += " compressed" }
        if size == nil, imageName != nil, stage.index != nil { facts += ", size unknown" }
        let layers = stage.layers.map(String.init).joined(separator: ", ")
        return [stage.label, facts] + (layers.isEmpty ? [] : ["layers \(layers)"])
    }

    private var arrows: [(from: String, to: String, kind: StageEdge.Kind, text: String)] {
        guard stages.graph != nil else {
            return stages.baseLayers.isEmpty || stages.stages.isEmpty ? [] : [("base", "image", .from, "FROM")]
        }
        let outside = outside
        return edges.map { edge in
            let from: String =
                if case .stage(let index) = edge.source { "stage\(index)" } else {
                    "source\(outside.firstIndex(of: edge.source) ?? 0)"
                }
            let paths = edge.paths.joined(separator: " ")
            let word = edge.kind == .from ? "FROM" : edge.kind == .mount ? "mount \(paths)" : "COPY \(paths)"
            return (from, "stage\(edge.stage)", edge.kind, "\(word), line \(edge.lines.shortText)")
        }
    }
}

extension Escaping {
    /// Text in a Mermaid string: no quotes, brackets of HTML or marks of Markdown.
    fileprivate static let mermaid = Escaping(
        Dictionary(uniqueKeysWithValues: "\"<>&#`\\|[]{};".unicodeScalars.map { ($0, "#\($0.value);") }))
    /// Text in a string of Graphviz.
    fileprivate static let dot = Escaping(["\\": "\\\\", "\"": "\\\""])
}
