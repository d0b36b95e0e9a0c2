import TerminalUI

/// Picking the image to compare with: its name is typed, completed or chosen from those that lie beside the open one.
extension State {
    /// Asks which image to compare with.
    mutating func askForOtherImage() -> [Effect] {
        prompt = Prompt(.otherImage(offered: []))
        return [.offerImages]
    }

    /// Shows what lies beside the open image, while the user is still asked.
    mutating func offer(_ images: [OfferedImage]) -> [Effect] {
        if case .otherImage = prompt?.purpose { prompt?.purpose = .otherImage(offered: images) }
        return []
    }

    /// Puts the next of the offered images into the line, or the one before.
    mutating func chooseOffered(by step: Int) {
        guard let prompt, case .otherImage(let offered) = prompt.purpose, !offered.isEmpty else { return }
        let chosen = offered.firstIndex { $0.path == prompt.field.text }
        let next = chosen.map { $0 + step } ?? (step > 0 ? 0 : offered.count - 1)
        self.prompt?.field = TextField(offered[min(max(0, next), offered.count - 1)].path)
        notice = nil
    }

    /// Compares with another image, in the place of the one before.
    mutating func compare(with name: String) -> [Effect] {
        guard !name.isEmpty else { return [] }
        guard name != "-" else {
            notice = Notice(.warning, "Standard input is read at the start only: strata IMAGE - compares with it.")
            return []
        }
        forgetComparison()
        other = OtherImage(name: name)
        go(to: .compare)
        // What was open over the last comparison is about that.
        views.closeOverTab()
        trail.forget { $0.open.contains { $0 is FileDifferenceView } }
        views.awaited = .compare
        return [.compare(with: name)]
    }

    /// Stops reading the other image: there is none then.
    mutating func stopComparing() -> [Effect] {
        guard let name = other?.name else { return [] }
        forgetComparison()
        other = nil
        notice = Notice(.information, "Stopped: \(Printable.escape(name)) is not compared.")
        return [.cancelComparing]
    }

    /// Forgets what differs from the other image.
    mutating func forgetComparison() {
        comparison = nil
        comparedTree = []
        fileDifferences = [:]
    }

    /// Reports of the other image; those of one that is not wanted any more are dropped.
    mutating func applyComparing(_ action: Action) -> [Effect] {
        guard other != nil else { return [] }
        switch action {
        case .comparing(let phase): other?.phase = phase
        case .compared(let comparison):
            self.comparison = comparison
            comparedTree = comparison.tree.folded(to: CompareView.linesOfTree)
            other?.phase = .read
        case .comparisonFailed(let reason): other?.phase = .failed(reason)
        case .fileCompared(let difference): fileDifferences[difference.path] = difference
        default: break
        }
        return []
    }
}
