import FileTree
import ImageAnalysis
import Learn

extension State {
    /// What is on the screen, as far as lessons ask.
    package var observation: Observation {
        var seen = Observation()
        seen.tab = views.tab.tabName ?? ""
        seen.view = views.isOverTab ? views.top.map(name) ?? seen.tab : seen.tab
        seen.layers = shownLayers
        if views.tab == .files { seen.path = text(of: selectedPath) }
        if let viewer = (views.top as? FileView)?.viewer { seen.open = String(decoding: viewer.path, as: UTF8.self) }
        seen.filter = tree.filter?.text ?? ""
        seen.showsChanges = tree.tab == .changes
        seen.isList = tree.form == .list
        seen.isMap = tree.isMap
        seen.sort = "\(tree.sort.key)"
        seen.leftOut = leftOutPaths
        return seen
    }

    /// Goes where a lesson shows something; what the image has not is passed over.
    package mutating func show(_ goals: [PreparedStep.Goal]) {
        func value(_ aspect: LookGoal.Aspect) -> String? { goals.first { $0.aspect == aspect }?.value }
        if let name = value(.view), let tab = ViewID.tab(named: name) { show(tab) }
        views.closeOverTab()
        let layer = value(.layer).flatMap { Int($0) } ?? layers.selected
        if let path = value(.path), let found = derived.stack.find(Array(path.utf8.drop { $0 == 0x2f })) {
            showPanes()
            go(to: found, inLayer: layer)
        } else if value(.layer) != nil, layer >= 1, layer <= layers.count {
            layers.select(layer)
        }
    }

    private func name(of view: any View) -> String {
        view.id == .file ? "viewer" : view.id.name.lowercased()
    }

    private func text(of path: PathID?) -> String {
        path.map { String(decoding: derived.stack.path(of: $0), as: UTF8.self) } ?? ""
    }

    private var leftOutPaths: [String] {
        (plan?.whatIf.rows ?? []).compactMap { row in
            guard case .leftOut(.path(let path)) = row.subject else { return nil }
            return text(of: path)
        }
    }
}
