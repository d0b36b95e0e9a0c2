import Archive
import RegularExpressions

extension PathFilter {
    /// The paths of a view that fit, visible or not. What the context does not know fits nothing.
    public func paths(in view: TreeView, _ context: Context = Context()) -> PathSet {
        let asksForDirectories = expression.terms.contains { term in
            if case .kinds(let kinds) = term { kinds == [.directory] } else { false }
        }
        let evaluation = FilterEvaluation(view: view, context: context, sizesDirectories: asksForDirectories)
        return PathSet(members: evaluation.members(of: expression))
    }
}

/// Works out a filter term by term, each for all paths: names are looked at once each, and no path is written out but
/// for regular expressions.
private struct FilterEvaluation {
    let view: TreeView
    let context: PathFilter.Context
    let sizesDirectories: Bool

    private var stack: LayerStack { view.stack }

    func members(of expression: FilterExpression) -> [Bool] {
        switch expression {
        case .term(let term): return members(of: term)
        case .not(let inner): return members(of: inner).map { !$0 }
        case .all(let parts):
            return parts.dropFirst().reduce(into: members(of: parts[0])) { join(&$0, members(of: $1)) { $0 && $1 } }
        case .any(let parts):
            return parts.dropFirst().reduce(into: members(of: parts[0])) { join(&$0, members(of: $1)) { $0 || $1 } }
        }
    }

    private func join(_ left: inout [Bool], _ right: [Bool], _ rule: (Bool, Bool) -> Bool) {
        left.withUnsafeMutableBufferPointer { left in
            right.withUnsafeBufferPointer { right in
                for index in left.indices { left[index] = rule(left[index], right[index]) }
            }
        }
    }

    private func members(of term: FilterTerm) -> [Bool] {
        switch term {
        case .text(let text):
            if text.contains(PathName.slash) { return stack.paths(containing: text).members }
            return below(stack.paths(withNameContaining: text).members)
        case .glob(let glob):
            let names = stack.arena.names.matches(glob.matches)
            return below(stack.arena.nameNumbers.map { names[Int($0)] })
        case .pathGlob(let glob): return glob.members(of: stack.arena)
        case .expression(let expression): return members(of: expression)
        case .size(let comparison, let limit):
            return paths { index in
                (sizesDirectories || !view.flags[index].isDirectory) && comparison.holds(view.sizes[index], limit)
            }
        case .layers(let layers): return members(ofLayers: Set(layers.prefix(stack.layerCount + 1)))
        case .kinds(let kinds): return paths { kinds.contains(view.flags[$0].kind) }
        case .owner(let user, let group):
            return entries { $0.userID == user && (group ?? $0.groupID) == $0.groupID }
        case .anyMode(let bits, let filesOnly):
            return entries(where: { kind in
                kind != .symbolicLink && (!filesOnly || kind != .directory)
            }) { $0.mode & bits != 0 }
        case .mode(let mode): return entries { $0.mode == mode }
        case .change(let change): return paths { view.flags[$0].change == change }
        case .named(let key, let name): return members(key, name)
        }
    }

    private func members(_ key: FilterKey, _ name: String) -> [Bool] {
        switch key {
        case .stage: return members(ofLayers: context.stages?[name] ?? [])
        case .package: return members(of: (context.packages?[name] ?? []).lazy.map(\.index))
        case .mark: return members(of: (context.marks?[name] ?? []).joined())
        case .rule: return members(of: context.rules?[name] ?? EntrySet())
        case .layer, .kind, .owner, .mode, .change: return paths { _ in false }
        }
    }

    /// The paths that show one of the entries.
    private func members(of entries: some Sequence<EntryReference>) -> [Bool] {
        members(
            of: entries.lazy.compactMap { entry -> Int? in
                stack.path(of: entry).flatMap { view.entry(of: $0) == entry ? $0.index : nil }
            })
    }

    private func members(of paths: some Sequence<Int>) -> [Bool] {
        var members = [Bool](repeating: false, count: stack.pathCount)
        for path in paths where members.indices.contains(path) { members[path] = true }
        return members
    }

    private func members(ofLayers layers: Set<Int>) -> [Bool] {
        let isWanted = (0..<stack.layerCount + 1).map(layers.contains)
        return paths { path in
            view.shown[path].reference.map { $0.layer < isWanted.count && isWanted[$0.layer] } ?? false
        }
    }

    private func paths(where condition: (Int) -> Bool) -> [Bool] {
        (0..<stack.pathCount).map(condition)
    }

    /// The paths of whose entries a condition holds; implied directories have none.
    private func entries(
        where isMeant: (EntryKind) -> Bool = { _ in true }, _ condition: (DetailColumns.Ownership) -> Bool
    ) -> [Bool] {
        paths { index in
            guard let reference = view.shown[index].reference, isMeant(view.flags[index].kind) else { return false }
            guard let details = stack.layers[reference.layer - 1]?.columns.details else { return false }
            return condition(details.ownership(at: reference.index))
        }
    }

    /// Adds what lies below the members.
    private func below(_ members: [Bool]) -> [Bool] {
        var members = members
        members.withUnsafeMutableBufferPointer { members in
            for path in members.indices.dropFirst() where members[Int(stack.arena.parents[path])] {
                members[path] = true
            }
        }
        return members
    }

    private func members(of expression: RegularExpression) -> [Bool] {
        var members = [Bool](repeating: false, count: stack.pathCount)
        guard let search = LineSearch(expression) else { return members }
        var path: [UInt8] = []
        var (directory, length) = (UInt32.max, 0)
        for index in members.indices.dropFirst() {
            let parent = stack.arena.parents[index]
            if members[Int(parent)] {
                members[index] = true
                continue
            }
            // What lies in one directory mostly comes in a row.
            if parent != directory {
                path = parent == 0 ? [] : [PathName.slash] + stack.arena.path(of: parent)
                path.append(PathName.slash)
                (directory, length) = (parent, path.count)
            }
            path.removeSubrange(length...)
            path += stack.arena.names.bytes[stack.arena.names.range(of: stack.arena.nameNumbers[index])]
            members[index] = path.withUnsafeBytes { search.isFound(in: $0) }
        }
        return members
    }
}
