import FileTree
import ImageAnalysis
import TerminalUI

/// Where a finding leads, from whichever view.
extension State {
    /// The lesson on what is selected in the view on the screen; nil for none.
    var selectedLesson: Lesson? { views.top?.lesson(in: self) }

    /// `3, a later rm hides: u opens it`.
    func text(of lesson: Lesson) -> String {
        "\(lesson)" + (options.keys.keys(of: .learn).first.map { ": \($0.label) opens it" } ?? "")
    }

    /// Goes to what a finding is about: its file, its layer, its line of the Dockerfile, or the image's configuration.
    mutating func go(to finding: Finding) -> Outcome {
        if let item = finding.items.first ?? finding.place(in: derived.stack) { return go(to: item) }
        if let line = finding.line, finding.layer == nil, image?.stages?.lines.isEmpty == false {
            return Outcome(next: .tabAt(DockerfileView(line: line)))
        }
        guard let layer = finding.layer, 1...max(1, layers.count) ~= layer else { return Outcome(next: .tab(.image)) }
        selectLayer(layer)
        return .panes
    }

    /// Shows a file in the tree of the layer that stores it, also one that a later layer deleted.
    mutating func go(to item: Finding.Item) -> Outcome {
        go(to: item.path, inLayer: item.entry.layer)
        return .panes
    }
}
