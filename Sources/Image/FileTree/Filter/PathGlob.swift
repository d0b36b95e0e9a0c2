/// A pattern of paths, component by component: `usr/lib/*.so`, `**/test/**`. Without a slash at its start it may begin in
/// any directory; `**` stands for any number of directories.
struct PathGlob: Sendable, Hashable {
    private enum Component: Sendable, Hashable {
        case directories
        case name(Glob)
    }

    /// As many states as a number has bits.
    static let longest = 60

    private let components: [Component]

    /// Nil where there are too many components.
    init?(_ text: [UInt8]) {
        let isAnchored = text.first == PathName.slash
        var components: [Component] = isAnchored ? [] : [.directories]
        for part in text.split(separator: PathName.slash) {
            let component: Component = Array(part) == Array("**".utf8) ? .directories : .name(Glob(Array(part)))
            if component != .directories || components.last != .directories { components.append(component) }
        }
        guard components.count <= PathGlob.longest else { return nil }
        self.components = components
    }

    /// For each path whether it, or a directory above it, is meant. All ways through the pattern advance together, from
    /// a directory's states to those of what lies in it.
    func members(of arena: PathArena) -> [Bool] {
        let fits = fits(of: arena.names)
        let end: UInt64 = 1 << UInt64(components.count)
        var states = [UInt64](repeating: 0, count: arena.count)
        states[0] = closure(of: 1)
        for path in 1..<max(1, arena.count) {
            let before = states[Int(arena.parents[path])]
            // What lies below a match is one, too.
            states[path] = before & end != 0 && path != 0 ? before : next(before, fits[Int(arena.nameNumbers[path])])
        }
        states[0] = 0
        return states.map { $0 & end != 0 }
    }

    /// For each name the components that it fits, as bits.
    private func fits(of names: NameTable) -> [UInt64] {
        var fits = [UInt64](repeating: 0, count: names.count)
        for (place, component) in components.enumerated() {
            guard case .name(let glob) = component else {
                // At the end it wants something below, whatever its name.
                if place == components.count - 1 { fits = fits.map { $0 | 1 << UInt64(place) } }
                continue
            }
            for (name, isMatch) in names.matches(glob.matches).enumerated() where isMatch {
                fits[name] |= 1 << UInt64(place)
            }
        }
        return fits
    }

    /// The states after one more name.
    private func next(_ states: UInt64, _ fits: UInt64) -> UInt64 {
        closure(of: (states & fits) << 1 | states & directories)
    }

    /// The states with those that `**` leads to over no directory at all.
    private func closure(of states: UInt64) -> UInt64 {
        var states = states
        for (place, component) in components.enumerated() where component == .directories {
            let isLast = place == components.count - 1
            if states & 1 << UInt64(place) != 0, !isLast { states |= 1 << UInt64(place + 1) }
        }
        return states
    }

    private var directories: UInt64 {
        components.enumerated().reduce(0) { $1.element == .directories ? $0 | 1 << UInt64($1.offset) : $0 }
    }
}
