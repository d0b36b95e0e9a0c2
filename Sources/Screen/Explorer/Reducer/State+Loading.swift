import FileTree
import ImageAnalysis
import TerminalUI

extension State {
    mutating func applyOpening(_ action: Action) -> [Effect] {
        switch action {
        case .openProgress(let what, let done, let total):
            loading.phase = .opening(what: what, done: done, total: total)
        case .opened(let choices, let choice, let warnings):
            self.choices = choices
            self.choice = choice
            warnings.forEach { messages.append(Notice(.warning, $0)) }
        case .openFailed(let reason):
            return [.quit(error: reason)]
        case .imageReady(let image):
            show(image)
            return handleTypedAhead()
        default: break
        }
        return []
    }

    /// Starts over with an image whose layers are not read yet.
    private mutating func show(_ image: ImageFacts) {
        let isFirst = self.image == nil
        self.image = image
        layers = LayersPane(count: image.layers.count, rows: LayerRow.rows(of: image))
        tree = TreePane(sort: options.sort)
        preview = Preview()
        prompt = nil
        loading.phase = .reading
        loading.layers = image.layers.map { layer in layer.missing.map { .failed($0) } ?? .waiting }
        loading.figures = nil
        loading.isHashed = false
        loading.analyzed = 0
        stageLines = []
        findings = nil
        forgetComparison()
        other?.phase = .waiting
        plan = nil
        packages = nil
        compressed = nil
        contentSearch = nil
        let tab = views.tab
        views = OpenViews()
        trail = Trail()
        if tab != views.tab { show(tab) }
        returning = nil
        returnToRemembered(isFirst: isFirst)
        trail = Trail()
        derived.replace(stack: LayerStack(layerCount: image.layers.count))
        derived.filterContext = PathFilter.Context()
        if let stages = image.stages { derived.filterContext.add(stages: stages.stages) }
        image.warnings.forEach { messages.append(Notice(.warning, $0)) }
        notice = image.warnings.first.map { Notice(.warning, Printable.escape($0)) } ?? notice
    }

    mutating func applyLoading(_ action: Action) -> [Effect] {
        switch action {
        case .layerProgress(let layer, let bytesRead):
            set(.reading(bytesRead: bytesRead), of: layer)
        case .layerLoaded(let layer, let stack):
            set(.loaded, of: layer)
            derived.replace(stack: stack)
        case .layerFailed(let layer, let reason):
            set(.failed(reason), of: layer)
            return report(Notice(.error, "Layer \(layer) cannot be read: \(reason)"))
        case .loaded(let stack, let figures, let warnings):
            finish(stack, figures)
            warnings.forEach { messages.append(Notice(.warning, $0)) }
            if notice == nil, let first = warnings.first { notice = Notice(.warning, first) }
        case .hashed(let stack, let figures):
            finish(stack, figures)
            loading.isHashed = true
        case .stagesDrawn(let lines):
            stageLines = lines
        case .analyzing(let part):
            loading.analyzed = part
        case .analyzed(let findings):
            self.findings = findings
            derived.filterContext.adopt(findings.filterContext)
        case .advised(let plan):
            self.plan = plan
        case .packagesListed(let packages):
            self.packages = packages
            derived.filterContext.adopt(packages.filterContext)
        case .compressedMeasured(let sizes):
            compressed = sizes
        default: break
        }
        return []
    }

    private mutating func finish(_ stack: LayerStack, _ figures: Figures) {
        for layer in 1..<stack.layerCount + 1 where stack.isLoaded(layer) { set(.loaded, of: layer) }
        if loading.phase != .finished { selectLargestLayer(stack) }
        loading.phase = .finished
        loading.figures = figures
        let old = derived.stack
        let translate = { (path: PathID) in stack.find(old.path(of: path)) }
        tree.translate(translate)
        if case .search(let start) = prompt?.purpose { prompt?.purpose = .search(from: translate(start) ?? .root) }
        views.forEach { $0.follow(stack, translate) }
        trail.follow(stack, translate)
        derived.replace(stack: stack, wasted: figures.wasted)
        returnToRememberedPath()
    }

    /// Goes to the layer above the base image that put most there, unless the user has moved already.
    private mutating func selectLargestLayer(_ stack: LayerStack) {
        let hasMoved = layers.selected != layers.count || layers.below > 0 || layers.anchor != nil
        guard options.opensOnLargestLayer, !hasMoved, returning == nil, tree.selection == .root, let image else {
            return
        }
        let own = min(image.baseLayerCount ?? 0, stack.layerCount) + 1..<stack.layerCount + 1
        let sizes = own.map { (layer: $0, size: stack.totals(of: $0)?.size ?? 0) }
        // Of equal ones the first: it is what the others add to.
        guard let largest = sizes.max(by: { ($0.size, -$0.layer) < ($1.size, -$1.layer) }), largest.size > 0 else {
            return
        }
        layers.selected = largest.layer
    }

    private mutating func set(_ status: Loading.LayerStatus, of layer: Int) {
        guard loading.layers.indices.contains(layer - 1) else { return }
        // A late report of progress does not undo the end.
        if case .reading = status, loading.layers[layer - 1] == .loaded { return }
        loading.layers[layer - 1] = status
    }
}
