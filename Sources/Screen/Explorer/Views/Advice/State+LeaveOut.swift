import FileTree
import ImageAnalysis
import TerminalUI

extension State {
    /// Leaves something out of what the image would be, or takes that back, and says what comes of it.
    mutating func leaveOut(_ subject: LeftOut) {
        guard var plan else {
            notice = analysisObstacle.map { Notice(.warning, $0.sentence) }
            return
        }
        let isLeftOut = plan.whatIf.row(of: subject) != nil
        plan.change(in: derived.stack) { whatIf in
            if isLeftOut { whatIf.takeBack(subject) } else { whatIf.leaveOut(subject) }
        }
        self.plan = plan
        let size = bytes(plan.whatIf.after.bytes)
        let name = text(of: subject)
        guard !isLeftOut, let saving = plan.whatIf.rows.last?.saving else {
            notice = Notice(.information, "\(name) stays in: the image would be \(size).")
            return
        }
        let saved = saving.bytes > 0 ? "saves \(bytes(saving.bytes))" : "saves nothing that the advice does not"
        notice = Notice(.information, "Leaving out \(name) \(saved): the image would be \(size).")
    }

    /// `/usr/share/doc`, `layer 3`, `the package libc6`.
    func text(of subject: LeftOut) -> String {
        switch subject {
        case .path(let path): "/" + Printable.escape(derived.stack.path(of: path))
        case .layer(let layer): "layer \(layer)"
        case .package(let package): "the package \(Printable.escape(package.name))"
        }
    }

    /// Leaves out what the cursor of the panes is on.
    mutating func leaveOutAtCursor() {
        if focus == .layers {
            guard layers.below == 0 else {
                notice = Notice(.warning, "What is not in the image cannot be left out.")
                return
            }
            leaveOut(.layer(layers.selected))
        } else if let path = selectedPath {
            leaveOut(.path(path))
        }
    }
}
