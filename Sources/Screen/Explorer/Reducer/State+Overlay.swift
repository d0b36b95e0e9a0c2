import FileTree
import ImageAnalysis
import TerminalUI

extension State {
    /// Commands in a text over the panes.
    mutating func performInText(_ command: Command) -> [Effect] {
        guard let row = overlay?.row else { return [] }
        if let movement = Movement(command, height: overlayHeight) {
            // One row more than there are: `settle` knows how many fit.
            overlay?.row = movement == .last ? .max / 2 : max(0, movement.row(from: row, count: .max / 2))
        } else if command == .close {
            closeOverlay()
        }
        return []
    }

    /// Commands in a list over the panes.
    mutating func performInList(_ command: Command) -> [Effect] {
        switch command {
        case .close, .goOut:
            closeOverlay()
        case .open, .goIn:
            return pick()
        default:
            guard let movement = Movement(command, height: overlayHeight) else { return [] }
            switch overlay {
            case .picker(let scroll):
                let row = movement.row(from: scroll.selection, count: choices.count)
                overlay = .picker(ListScroll(selection: row, offset: scroll.offset))
            case .dockerfile(let scroll):
                let row = movement.row(from: scroll.selection, count: dockerfileLines.count)
                overlay = .dockerfile(ListScroll(selection: row, offset: scroll.offset))
            case .stages(let scroll):
                let row = movement.row(from: scroll.selection, count: stageLines.count)
                overlay = .stages(ListScroll(selection: row, offset: scroll.offset))
            case .history(var history):
                let row = movement.row(from: history.scroll.selection, count: history.events.count)
                history.scroll = ListScroll(selection: row, offset: history.scroll.offset)
                overlay = .history(history)
            default: break
            }
        }
        return []
    }

    private mutating func pick() -> [Effect] {
        let picked = overlay
        overlay = nil
        switch picked {
        case .picker(let scroll) where choices.indices.contains(scroll.selection) && scroll.selection != choice:
            choice = scroll.selection
            return [.loadImage(choice)]
        case .dockerfile(let scroll) where dockerfileLines.indices.contains(scroll.selection):
            goToLayer(
                dockerfileLines[scroll.selection].layer, from: picked,
                otherwise: "No layer of the image is known to come from this line.")
        case .stages(let scroll) where stageLines.indices.contains(scroll.selection):
            goToLayer(
                stageLines[scroll.selection].layer, from: picked,
                otherwise: "No layer of the image belongs to this line.")
        case .history(let history) where history.events.indices.contains(history.scroll.selection):
            layers.anchor = nil
            layers.selected = history.events[history.scroll.selection].layer
            reveal(history.path)
        default: break
        }
        return []
    }

    /// Selects a line's layer; the overlay stays open where the line has none.
    private mutating func goToLayer(_ layer: Int?, from picked: Overlay?, otherwise sentence: String) {
        guard let layer else {
            overlay = picked
            notice = Notice(.warning, sentence)
            return
        }
        layers.anchor = nil
        layers.selected = layer
        focus = .layers
        if findingsPane.destination == .overlay { findingsPane.destination = .panes }
    }

    private var dockerfileLines: [DockerfileLine] { image?.stages.map { DockerfileView($0).lines } ?? [] }

    /// The rows that an overlay has for itself.
    private var overlayHeight: Int { max(1, OverlayBox.inside(of: size).height) }

    /// Brings what scrolls in an overlay into its bounds.
    mutating func settleOverlay(_ layout: Layout) {
        guard let overlay else { return }
        switch overlay {
        case .picker(var scroll):
            scroll.fit(count: choices.count, height: overlayHeight)
            self.overlay = .picker(scroll)
        case .dockerfile(var scroll):
            scroll.fit(count: dockerfileLines.count, height: overlayHeight)
            self.overlay = .dockerfile(scroll)
        case .stages(var scroll):
            scroll.fit(count: stageLines.count, height: overlayHeight)
            self.overlay = .stages(scroll)
        case .history(var history):
            history.scroll.fit(count: history.events.count, height: overlayHeight)
            self.overlay = .history(history)
        case .findings: settleFindings()
        case .help, .image, .layer, .messages, .finding:
            let last = max(0, (OverlayText(self)?.lines.count ?? 0) - overlayHeight)
            var text = overlay
            text.row = min(max(0, overlay.row ?? 0), last)
            self.overlay = text
        }
    }
}
