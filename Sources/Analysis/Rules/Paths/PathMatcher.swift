/// All patterns of all rules as one machine that walks down paths: a state says how far which patterns have come. States
/// are made when a path first needs them, so there are as few as the image has kinds of paths.
struct PathMatcher {
    /// The set of rules that something matches, a bit each.
    typealias Sets = UInt64

    /// What holds at a path.
    struct State {
        /// The places that patterns have come to, ascending; those that may begin anywhere are not listed.
        let places: [Int]
        /// The rules of which a pattern ends here.
        var matched: Sets = 0
        /// The rules to which all belongs that lies below.
        var below: Sets = 0
    }

    /// A component of a pattern, and what is reached by matching it.
    private struct Place {
        let component: Int?
        let isLast: Bool
        let isBelow: Bool
        let set: Sets
    }

    private(set) var states: [State] = []
    let components: [PathPattern.Component]
    private let places: [Place]
    private let floating: [Int]
    /// The state in which nothing has begun; the root's is 0.
    private var idle: UInt32 = 0
    private var numbers: [[Int]: UInt32] = [:]
    private var steps: [UInt64: UInt32] = [:]

    /// So many rules fit into one machine.
    static let maximumRules = 64

    /// A machine for the rules' patterns, at most `maximumRules`.
    init(_ rules: [[PathPattern]]) {
        var numbers: [PathPattern.Component: Int] = [:]
        var components: [PathPattern.Component] = []
        var places: [Place] = []
        var (anchored, floating): ([Int], [Int]) = ([], [])
        for (rule, patterns) in rules.prefix(PathMatcher.maximumRules).enumerated() {
            for pattern in patterns where !pattern.components.isEmpty {
                if pattern.isAnchored { anchored.append(places.count) } else { floating.append(places.count) }
                for (depth, component) in pattern.components.enumerated() {
                    if component != .anyDirectories, numbers[component] == nil {
                        numbers[component] = components.count
                        components.append(component)
                    }
                    places.append(
                        Place(
                            component: numbers[component], isLast: depth == pattern.components.count - 1,
                            isBelow: pattern.isBelow, set: 1 << Sets(rule)))
                }
            }
        }
        self.components = components
        self.places = places
        self.floating = floating
        _ = number(of: State(places: closed(anchored)))
        idle = number(of: State(places: []))
    }

    /// The state below a path in `state` for a name that matches these components.
    ///
    /// - Parameters:
    ///   - name: The name's class.
    ///   - matches: The components that names of the class match.
    mutating func step(from state: UInt32, name: UInt16, matches: [Int]) -> UInt32 {
        // Nothing begun and nothing begins: most paths of an image.
        if name == 0, states[Int(state)].places.isEmpty { return idle }
        let key = UInt64(state) << 16 | UInt64(name)
        if let known = steps[key] { return known }
        var next: [Int] = []
        var (matched, below): (Sets, Sets) = (0, 0)
        for place in states[Int(state)].places + floating {
            guard let component = places[place].component else {
                next.append(place)
                continue
            }
            guard matches.contains(component) else { continue }
            if !places[place].isLast {
                next.append(place + 1)
            } else if places[place].isBelow {
                below |= places[place].set
            } else {
                matched |= places[place].set
            }
        }
        let new = number(of: State(places: closed(next), matched: matched, below: below))
        steps[key] = new
        return new
    }

    /// The places and those that `**` lets pass by.
    private func closed(_ list: [Int]) -> [Int] {
        var all = Set(list)
        for place in list {
            var place = place
            while places[place].component == nil, !places[place].isLast {
                place += 1
                all.insert(place)
            }
        }
        return all.sorted()
    }

    private mutating func number(of state: State) -> UInt32 {
        let key = state.places + [-1, Int(truncatingIfNeeded: state.matched), Int(truncatingIfNeeded: state.below)]
        if let known = numbers[key] { return known }
        let number = UInt32(states.count)
        states.append(state)
        numbers[key] = number
        return number
    }
}
