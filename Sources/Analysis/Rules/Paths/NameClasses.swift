import FileTree

/// For each name of a stack, which components of patterns it matches. Names are far fewer than paths, and all names
/// that match nothing are one class, so a path costs one look-up.
struct NameClasses {
    /// The class of each name, by its number; class 0 matches nothing.
    private(set) var classOfName: [UInt16]
    /// For each class, which components match, by their place in `components`.
    private(set) var matches: [[Int]] = [[]]
    /// The class that one more component makes of a class.
    private var steps: [UInt32: UInt16] = [:]

    init(of stack: LayerStack, components: [PathPattern.Component]) {
        classOfName = [UInt16](repeating: 0, count: stack.nameCount)
        let table = ComponentTable(components)
        stack.forEachName { number, name in
            table.forEachMatch(name) { component in
                classOfName[number] = step(from: classOfName[number], by: component)
            }
        }
    }

    private mutating func step(from old: UInt16, by component: Int) -> UInt16 {
        let key = UInt32(old) << 16 | UInt32(component)
        if let known = steps[key] { return known }
        guard matches.count < Int(UInt16.max) else { return old }
        let new = UInt16(matches.count)
        matches.append(matches[Int(old)] + [component])
        steps[key] = new
        return new
    }
}

/// Components by the byte that a name must begin or end with: most names are done after one look.
private struct ComponentTable {
    fileprivate struct Entry {
        let prefix: [UInt8]
        let suffix: [UInt8]
        let isWhole: Bool
        let component: Int
    }

    private var byFirst = [[Entry]](repeating: [], count: 256)
    private var byLast = [[Entry]](repeating: [], count: 256)
    private var always: [Entry] = []

    init(_ components: [PathPattern.Component]) {
        for (place, component) in components.enumerated() {
            switch component {
            case .anyDirectories: break
            case .name(let name):
                guard let first = name.first else { continue }
                byFirst[Int(first)].append(Entry(prefix: name, suffix: [], isWhole: true, component: place))
            case .glob(let prefix, let suffix):
                let entry = Entry(prefix: prefix, suffix: suffix, isWhole: false, component: place)
                if let first = prefix.first {
                    byFirst[Int(first)].append(entry)
                } else if let last = suffix.last {
                    byLast[Int(last)].append(entry)
                } else {
                    always.append(entry)
                }
            }
        }
    }

    /// In the order of the components, so that equal matches give equal classes.
    func forEachMatch(_ name: Span<UInt8>, _ body: (Int) -> Void) {
        guard name.count > 0 else { return }
        for entry in byFirst[Int(name[0])] where entry.matches(name) { body(entry.component) }
        for entry in byLast[Int(name[name.count - 1])] where entry.matches(name) { body(entry.component) }
        for entry in always { body(entry.component) }
    }
}

extension ComponentTable.Entry {
    fileprivate func matches(_ name: Span<UInt8>) -> Bool {
        guard isWhole ? name.count == prefix.count : name.count >= prefix.count + suffix.count else { return false }
        for place in prefix.indices where name[place] != prefix[place] { return false }
        let start = name.count - suffix.count
        for place in suffix.indices where name[start + place] != suffix[place] { return false }
        return true
    }
}
