import FileTree

extension State {
    /// Why a command cannot be carried out now, as a sentence for the status line; nil where it can.
    func reason(against command: Command) -> String? {
        switch command {
        case .view where mode == .layers:
            layers.count == 0 ? "The image has no layers." : nil
        case .view where mode == .findings: nil
        case .view, .openInPager, .openInEditor:
            viewer == nil ? reasonAgainstReading : nil
        case .pathHistory, .extract, .toggleFold:
            selectedPath == nil ? "There is no path selected: \(reasonForEmptyTree)" : nil
        case .copyPath where mode == .tree:
            selectedPath == nil ? "There is no path selected: \(reasonForEmptyTree)" : nil
        case .searchNext, .searchPrevious:
            reasonAgainstNext
        case .dockerfile:
            image?.stages == nil ? "Nothing is known of the image's Dockerfile." : nil
        case .waste, .findings:
            findings == nil ? reasonForNoFindings : nil
        case .stages:
            stageLines.isEmpty ? "The stages are drawn as soon as all layers are read." : nil
        case .picker:
            choices.count < 2 ? "There is one image in \(loading.name), nothing to pick from." : nil
        case .messages:
            messages.isEmpty ? "There are no messages." : nil
        case .toggleRange:
            layers.count < 2 ? "A range needs two layers." : nil
        case .nextLayer:
            layers.selected >= layers.count ? "This is the last layer." : nil
        case .previousLayer:
            layers.selected <= 1 ? "This is the first layer." : nil
        case .toggleHex, .toggleWrap, .toggleNumbers:
            viewer?.contents == nil ? "The contents are not there yet." : nil
        default: nil
        }
    }

    private var reasonAgainstNext: String? {
        let pattern = viewer.map { !$0.search.isEmpty } ?? (tree.search != nil)
        return pattern ? nil : "There is nothing to look for yet: / starts a search."
    }

    private var reasonForNoFindings: String {
        loading.phase == .finished
            ? "The image is still being analysed; the list opens then."
            : "The image is analysed as soon as all layers are read; the list opens then."
    }

    private var reasonForEmptyTree: String {
        if loading.phase != .finished { return "the layers are still being read." }
        if tree.filter != nil { return "nothing matches the filter; Esc ends it." }
        return tree.tab == .changes ? "the layer changed nothing; c shows all files." : "there are no files."
    }

    private var reasonAgainstReading: String? {
        guard let path = selectedPath else { return "There is no file selected: \(reasonForEmptyTree)" }
        return switch derived.view.kind(of: path) {
        case .regularFile, .hardLink: nil
        case .directory: "A directory has no contents of its own: Space unfolds it."
        case .symbolicLink: "A symbolic link has no contents of its own: Enter goes to its target."
        case .characterDevice, .blockDevice: "A device has no contents in an image."
        case .namedPipe, .socket: "A pipe or socket has no contents in an image."
        }
    }
}
