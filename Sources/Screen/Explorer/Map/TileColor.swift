import FileTree
import TerminalUI

/// What the colours of the tree map tell; each colour comes with a letter that tells the same.
public enum TileColor: Sendable, Hashable, CaseIterable {
    /// The layer that put the file there.
    case layer
    /// The stage that made this layer.
    case stage
    /// Directory, file, link or another.
    case kind
    /// The worst that was found in the file.
    case finding

    /// The word for it.
    var label: String {
        switch self {
        case .layer: "layer"
        case .stage: "stage"
        case .kind: "kind"
        case .finding: "finding"
        }
    }

    /// The next one, after the last the first.
    var next: TileColor { TileColor.allCases.next(after: self) }

    /// The letter and the style of a path's tile; a directory has those of the largest file in it.
    func mark(of path: PathID, in state: State) -> (letter: String, style: Style) {
        let theme = state.options.theme
        switch self {
        case .layer:
            guard let layer = TileColor.layerOfLargestFile(in: path, state) else {
                return ("-", theme.style(ofTile: 0))
            }
            return (String(layer), theme.style(ofTile: layer - 1))
        case .stage:
            guard let layer = TileColor.layerOfLargestFile(in: path, state),
                let stage = state.image?.stages?.stage(ofLayer: layer)
            else { return ("-", theme.style(ofTile: 0)) }
            return (Printable.escape(stage.label), theme.style(ofTile: 1 + (stage.index ?? 0)))
        case .kind:
            switch state.derived.view.kind(of: path) {
            case .directory: return ("d", theme.style(ofTile: 0))
            case .regularFile: return ("f", theme.style(ofTile: 1))
            case .hardLink, .symbolicLink: return ("l", theme.style(ofTile: 2))
            case .characterDevice, .blockDevice, .namedPipe, .socket: return ("s", theme.style(ofTile: 3))
            }
        case .finding:
            let own = state.derived.view.entry(of: path)
            guard let marks = state.findings?.marks else { return ("-", theme.style(ofTile: 0)) }
            if let own, let mark = marks.mark(of: own) { return (mark.text, theme.style(ofTile: 2)) }
            let isBelow = marks.hasFindings(below: path, upToLayer: state.shownLayers.upperBound)
            return isBelow ? ("!", theme.style(ofTile: 1)) : ("-", theme.style(ofTile: 0))
        }
    }

    /// The layer at the end of the way down along the largest entries: what a directory's size is mostly made of.
    private static func layerOfLargestFile(in path: PathID, _ state: State) -> Int? {
        var path = path
        while let next = state.largestEntry(of: path) { path = next }
        return state.derived.view.entry(of: path)?.layer
    }
}

extension State {
    /// The largest entry of a directory; nil where nothing is in it.
    fileprivate func largestEntry(of directory: PathID) -> PathID? {
        var largest: PathID?
        for path in derived.stack.children(of: directory)
        where derived.isShown(path) && derived.view.change(of: path) != .removed {
            if largest.map({ derived.amounts.size(of: $0) < derived.amounts.size(of: path) }) ?? true { largest = path }
        }
        return largest
    }
}
