import Dockerfile
import ImageStore
import OCI
import Reporting
import TerminalUI

extension ViewID {
    static let image = ViewID("image")
}

/// The image's identity, configuration and history.
struct ImageView: View {
    let id = ViewID.image
    let plainTwin: String? = "strata inspect IMAGE"
    let hasSelection = false
    var place = ViewPlace()

    var key: KeyBinding? {
        KeyBinding(
            "i", .show(id), [.layers, .tree], .views, "the image's configuration and history")
    }

    func title(in state: State) -> String { "Image" }

    func rows(in state: State, width: Int) -> ViewRows { ViewRows(ImageText(state).lines(width: width)) }
}

private struct ImageText {
    private let state: State
    private let theme: Theme

    init(_ state: State) {
        self.state = state
        theme = state.options.theme
    }

    func lines(width: Int) -> [TextLine] {
        guard let image = state.image else { return [] }
        let sections = [
            ("Identity", identity(image)), ("What it runs", runtime(image.config.config)),
            ("Labels", pairs(image.config.config.labels)), ("Annotations", pairs(image.annotations)),
        ]
        let facts = sections.filter { !$0.1.isEmpty }.flatMap { title, facts in
            [TextLine(title, theme.title)] + facts.flatMap { lines(of: $0, width: width) } + [TextLine()]
        }
        return facts + compressed(width: width) + history(image, width: width)
    }

    private typealias Fact = (name: String, values: [String])

    private func lines(of fact: Fact, width: Int) -> [TextLine] {
        let name = Printable.escape(fact.name)
        let wide = TextWidth.of(name) > 14
        let label = TextLine("  " + TextWidth.pad(wide ? name + " " : name, to: max(16, wide ? 0 : 16)), theme.dim)
        return fact.values.enumerated().flatMap { index, value in
            TextLine.wrapped(
                Printable.escape(value), label: index == 0 ? label : TextLine(String(repeating: " ", count: 18)),
                width: width)
        }
    }

    private func identity(_ image: ImageFacts) -> [Fact] {
        let facts: [Fact] = [
            ("References", image.references), ("Id", [image.id]),
            ("Manifest", [image.manifestDigest].compactMap { $0 }),
            ("Platform", [image.platform.description]), ("Format", [image.format]),
            ("Created", [image.config.created].compactMap { $0 }),
            ("Author", [image.config.author].compactMap { $0 }),
        ]
        return facts.filter { !$0.values.isEmpty }
    }

    private func runtime(_ config: RuntimeConfig) -> [Fact] {
        let facts: [Fact] = [
            ("User", [config.user.flatMap { $0.isEmpty ? nil : $0 } ?? "root (none is set)"]),
            ("Directory", [config.workingDirectory].compactMap { $0 }),
            ("Entrypoint", [config.entrypoint].compactMap { $0.map(ImageText.command) }),
            ("Command", [config.command].compactMap { $0.map(ImageText.command) }),
            ("Environment", config.environment), ("Ports", config.exposedPorts), ("Volumes", config.volumes),
            ("Stop signal", [config.stopSignal].compactMap { $0 }),
            ("Shell", [config.shell].compactMap { $0.map(ImageText.command) }),
            ("Health check", [config.healthcheck.map { ImageText.command($0.test) } ?? "none"]),
            ("On build", config.onBuild),
        ]
        return facts.filter { !$0.values.isEmpty }
    }

    private func pairs(_ values: [String: String]) -> [Fact] {
        values.sorted { $0.key < $1.key }.map { ($0.key, [$0.value]) }
    }

    private static func command(_ arguments: [String]) -> String {
        "[" + arguments.map { "\"\($0)\"" }.joined(separator: ", ") + "]"
    }

    /// How large each layer is when it is pushed.
    private func compressed(width: Int) -> [TextLine] {
        guard let sizes = state.compressed, !sizes.layers.isEmpty else { return [] }
        let lines = CompressedListing(sizes).text(width: width - 2).split(separator: "\n").map { line in
            TextLine("  " + state.drawable(String(line)), theme.text)
        }
        return [TextLine("Compressed, by layer", theme.title)] + lines + [TextLine()]
    }

    private func history(_ image: ImageFacts, width: Int) -> [TextLine] {
        guard !image.steps.isEmpty else { return [] }
        let lines = image.steps.flatMap { step in
            let number = step.layer.map { Figure.right(String($0), 4) } ?? Figure.right("-", 4)
            return TextLine.wrapped(
                Printable.escape(InstructionText.oneLine(step.text)),
                label: TextLine("  \(number)  ", theme.dim), width: width)
        }
        return [TextLine("History (layer, instruction)", theme.title)] + lines
    }
}
