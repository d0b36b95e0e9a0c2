import FileTree
import TerminalUI

/// Changes the state by what happened, and gives the work that has to be done outside.
///
/// The only way in which the explorer's state changes. It neither waits nor does anything outside of `state`.
public func reduce(_ state: inout State, _ action: Action) -> [Effect] {
    let effects = state.apply(action)
    state.showAwaited()
    state.settle()
    return effects + state.readOpenFile() + state.readAhead()
}

extension State {
    fileprivate mutating func apply(_ action: Action) -> [Effect] {
        switch action {
        case .event(let event): handle(event)
        case .command(let command): perform(command)
        case .openProgress, .opened, .openFailed, .imageReady: applyOpening(action)
        case .layerProgress, .layerLoaded, .layerFailed, .loaded, .hashed, .stagesDrawn, .analyzing, .analyzed,
            .advised, .packagesListed, .compressedMeasured:
            applyLoading(action)
        case .comparing, .compared, .comparisonFailed, .fileCompared:
            applyComparing(action)
        case .contentsRead(let request, let bytes): show(bytes, of: request)
        case .contentsFailed(let request, let reason): show(failure: reason, of: request)
        case .searchingContents, .contentsFound, .contentSearchEnded: applyContentSearch(action)
        case .membersRead(let request, let members): show(members, of: request)
        case .pathsFound(let text, let found): complete(text, with: found)
        case .imagesOffered(let images): offer(images)
        case .report(let notice): report(notice)
        }
    }

    private mutating func handle(_ event: Event) -> [Effect] {
        switch event {
        case .key(let key):
            notice = nil
            views.opened = nil
            views.awaitedBox = nil
            return handle(key)
        case .mouse(let mouse):
            return handle(mouse)
        case .resize(let size):
            self.size = size
            return []
        case .paste(let text):
            prompt?.field.insert(text)
            if prompt != nil { promptChanged() }
            return []
        case .suspendResumed:
            return [.redraw]
        }
    }

    /// What was typed before there was an image is done now that there is one.
    mutating func handleTypedAhead() -> [Effect] {
        let keys = typedAhead
        typedAhead = []
        return keys.flatMap { handle(.key($0)) }
    }

    private mutating func handle(_ key: Key) -> [Effect] {
        if let command = options.keys.command(for: key, in: mode) { return perform(command) }
        if mode == .opening, typedAhead.count < State.mostTypedAhead { typedAhead.append(key) }
        if mode == .prompt, var prompt, prompt.field.handle(key) {
            self.prompt = prompt
            promptChanged()
            return []
        }
        // Esc and a key right after it come as that key with Alt.
        let escape = Key(.escape)
        guard key.modifiers.contains(.alt), options.keys.command(for: escape, in: mode) != nil else { return [] }
        return handle(escape) + handle(Key(key.code, key.modifiers.subtracting(.alt)))
    }

    /// Carries a command out, or says why it cannot be.
    mutating func perform(_ command: Command) -> [Effect] {
        if case .show(let id) = command, waits(for: id) { return [] }
        if let reason = reason(against: command) {
            notice = Notice(.warning, reason)
            return []
        }
        if let effects = performAnywhere(command) { return effects }
        switch mode {
        case .opening, .tooSmall: return []
        case .layers: return performInLayers(command) ?? performInPanes(command)
        case .tree: return performInTree(command) ?? performInPanes(command)
        case .prompt: return performInPrompt(command)
        case .view: return performInView(command)
        }
    }

    /// Where a view over the tab cannot be shown yet, has it open by itself once it can; whether that is so.
    private mutating func waits(for id: ViewID) -> Bool {
        guard views.top?.id != id, Tab.tab(id) == nil, case .passing(let sentence) = Views.view(id)?.obstacle(in: self)
        else { return false }
        views.awaitedBox = id
        notice = Notice(.information, "\(sentence): this opens then.")
        return true
    }

    private mutating func performAnywhere(_ command: Command) -> [Effect]? {
        switch command {
        case .interrupt, .quit: return [.quit(error: nil)]
        case .suspend: return [.suspend]
        case .redraw: return [.redraw]
        case .nextTheme:
            options.cycleTheme()
            notice = Notice(.information, "Theme: \(options.themeName).")
            return []
        case .learn: return selectedLesson.map { [.openLesson($0)] } ?? []
        case .toggleMouse:
            options.hasMouse.toggle()
            notice = Notice(
                .information,
                options.hasMouse ? "The mouse works here." : "The mouse is the terminal's: it selects text.")
            return [.setMouse(options.hasMouse)]
        default: return performBetweenViews(command)
        }
    }

    /// Commands that lead from one view to another; nil for others.
    private mutating func performBetweenViews(_ command: Command) -> [Effect]? {
        switch command {
        case .show(let id) where views.top == nil || Tab.tab(id) != nil:
            show(id)
        case .tab(let id): go(to: id)
        case .nextTab: go(to: Tab.neighbour(of: views.tab, by: 1, in: self))
        case .previousTab: go(to: Tab.neighbour(of: views.tab, by: -1, in: self))
        case .palette: prompt = Prompt(.palette(Palette()))
        case .searchContents: prompt = Prompt(.searchContents)
        case .compareWith: return askForOtherImage()
        case .back: _ = goBack()
        case .forward: _ = goForward()
        default: return nil
        }
        return []
    }

    /// Says something on the status line, and keeps warnings and errors.
    mutating func report(_ notice: Notice) -> [Effect] {
        self.notice = notice
        if notice.kind != .information { messages.append(notice) }
        return []
    }

    /// Brings what follows from the rest up to date, and everything that scrolls into its bounds.
    fileprivate mutating func settle() {
        let layout = layout
        let rows = layout.treeRows.height
        derived.refresh(&tree, layers: shownLayers, height: rows > 0 ? rows : size.height)
        if let image {
            let list = LayerRow.rows(of: image)
            let row = layers.row(in: list)
            // The first layer brings its group's heading into sight.
            layers.scroll = ListScroll.offset(
                layers.scroll, showing: row == 1 ? 0 : row, count: list.count, height: layout.layerRows.height)
        }
        preview.file?.settle(size: layout.previewRows.size)
        settleView()
    }
}
