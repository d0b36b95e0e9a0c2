import FileTree

extension State {
    /// Why a command cannot be carried out now, as a sentence for the status line; nil where it can.
    func reason(against command: Command) -> String? {
        switch command {
        case .view where mode == .layers:
            layers.count == 0 ? "The image has no layers." : nil
        case .show(let id):
            // A tab says itself what it waits for.
            views.top?.id == id || Tab.tab(id) != nil ? nil : Views.view(id)?.obstacle(in: self)?.sentence
        case .back: trail.past.isEmpty ? "There is nothing to go back to." : nil
        case .forward: trail.future.isEmpty ? "There is nothing to go forward to." : nil
        case .searchNext, .searchPrevious:
            reasonAgainstNext
        case .searchContents: contentSearchObstacle
        case .learn: selectedLesson == nil ? "No lesson is about this: one is where the cursor is on a finding." : nil
        case .leaveOut where plan == nil: analysisObstacle?.sentence
        case .toggleHex, .toggleWrap, .toggleNumbers, .toggleLayout:
            openFile?.contents == nil ? "The contents are not there yet." : nil
        // The rest of what keys do in a view, the view knows.
        case _ where views.top != nil: nil
        case .view, .openInPager, .openInEditor: reasonAgainstReading
        case .toggleFold where tree.form == .list, .foldAll where tree.form == .list,
            .unfoldAll where tree.form == .list:
            "In the list of all files nothing is folded: L shows the tree again."
        case .nextTileColor where !tree.isMap: "The colours are those of the map: M shows it."
        case .toggleFold where tree.isMap, .foldAll where tree.isMap, .unfoldAll where tree.isMap:
            "In the map nothing is folded: Enter goes in, h out, M shows the tree again."
        case .extract where !tree.marks.isEmpty: nil
        case .extract, .toggleFold, .mark: reasonAgainstPath
        case .copyPath where mode == .tree, .leaveOut where mode == .tree: reasonAgainstPath
        case .togglePreview where !layout.hasRoomForPreview:
            "A preview needs a screen of 150 columns or 40 rows."
        case .toggleRange:
            layers.count < 2 ? "A range needs two layers." : nil
        case .nextLayer:
            layers.selected >= layers.count ? "This is the last layer." : nil
        case .previousLayer:
            layers.selected <= 1 ? "This is the first layer." : nil
        default: nil
        }
    }

    private var reasonAgainstNext: String? {
        let search = views.top?.place.search ?? tree.search?.text ?? ""
        return !search.isEmpty ? nil : "There is nothing to look for yet: / starts a search."
    }

    /// Why nothing can be done with the path that is selected in the tree: there is none.
    var reasonAgainstPath: String? {
        selectedPath == nil ? "There is no path selected: \(reasonForEmptyTree)" : nil
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
