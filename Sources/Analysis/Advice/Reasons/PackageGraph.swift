import Evidence
import FileTree
import Packages
import Rules

/// Why the packages and programs of an image are there, and what would go with each of them.
///
/// Its nodes are the packages, the programs and libraries of no package, and Python installations of no package; its edges
/// lead from what needs to what is needed: declared dependencies, shared objects, interpreters. They start at what the
/// image runs, at what an instruction or a package manager's mark asks for, and at what every system has. What nothing
/// keeps so is kept by who brought it.
public struct PackageGraph: Deduction {
    /// What a node is.
    public enum Node: Sendable, Hashable {
        /// What all reasons start from.
        case start
        /// A package, by its place in the inventory.
        case package(Int)
        /// A program or library of no package.
        case file(PathID)
        /// A Python of no package, by its prefix: `usr/local`.
        case python(String)

        fileprivate var isPackage: Bool { if case .package = self { true } else { false } }
    }

    /// One step of the way to a node.
    public struct Step: Sendable, Hashable {
        /// What is needed.
        public let node: Node
        /// What needs it, or who asked for it.
        public let cause: PresenceCause
    }

    /// The image.
    let image: AnalyzedImage
    /// The nodes; the start first, then the packages in the inventory's order.
    private(set) var nodes: [Node] = [.start]
    private(set) var successors: [[Int]] = [[]]
    private var causes: [Edge: PresenceCause] = [:]
    private var places: [Node: Int] = [:]
    /// Bytes of each node's files, each contents once.
    private(set) var bytes: [Int64] = []
    /// For each node, the sum over it and what only it keeps.
    private var bytesTogether: [Int64] = []
    /// For each node, how many packages it and what only it keeps are.
    private var packagesTogether: [Int64] = []
    private var kept: [[Int]] = []
    /// For each node, from where the shortest way of the first rank comes.
    private var origins: [Int?] = []

    private struct Edge: Hashable {
        let from: Int
        let to: Int
    }

    /// Draws the graph of an image.
    public init(of image: AnalyzedImage) {
        self.image = image
        for index in image.packages.packages.indices { _ = place(of: .package(index)) }
        if let view = image.view, let closure = image.runtime {
            for prefix in closure.pythonPrefixes.sorted() { _ = place(of: .python(prefix)) }
            addDependencies()
            addExecutables(of: view)
            addStarts(closure)
            addRequests()
        }
        addPresent()
        measure()
        let tree = DominatorTree(of: successors)
        bytesTogether = tree.sums(of: bytes)
        packagesTogether = tree.sums(of: nodes.map { $0.isPackage ? 1 : 0 })
        kept = Array(repeating: [], count: nodes.count)
        for node in tree.order { if let parent = tree.parents[node] { kept[parent].append(node) } }
        origins = shortestWays()
    }

    // MARK: Drawing

    private mutating func place(of node: Node) -> Int {
        if let place = places[node] { return place }
        places[node] = nodes.count
        nodes.append(node)
        successors.append([])
        return nodes.count - 1
    }

    private mutating func add(_ cause: PresenceCause, from: Int = 0, to: Int) {
        let edge = Edge(from: from, to: to)
        guard from != to else { return }
        if let known = causes[edge] {
            if cause.rank < known.rank { causes[edge] = cause }
        } else {
            causes[edge] = cause
            successors[from].append(to)
        }
    }

    private mutating func addDependencies() {
        for (index, package) in image.packages.packages.enumerated() {
            for other in image.packages.indicesOfDependencies(of: package) {
                add(.dependency(of: package.name), from: index + 1, to: other + 1)
            }
        }
    }

    /// The node that a file belongs to: its package, the Python installation, or itself.
    private mutating func node(of file: PathID, in closure: RuntimeClosure?) -> Int {
        if let place = known(of: file, in: closure) { return place }
        return place(of: .file(file))
    }

    private func known(of file: PathID, in closure: RuntimeClosure?) -> Int? {
        if let index = image.packages.indexOfOwner(of: file) { return index + 1 }
        if case .pythonInstallation(let prefix) = closure?.files[file] { return places[.python(prefix)] }
        if let prefix = PythonInstallation.prefix(ofInterpreter: image.text(of: file)),
            let place = places[.python(prefix)]
        {
            return place
        }
        return places[.file(file)]
    }

    private mutating func addExecutables(of view: TreeView) {
        let closure = image.runtime
        var objects = SharedObjectSearch(image)
        image.forEachPresent(where: { $1 == .regularFile || $1 == .hardLink }) { file, reference in
            guard let executable = image.contents.fact(Executable.self, of: reference, in: image.stack) else { return }
            let path = image.text(of: file)
            let from = node(of: file, in: closure)
            var lookup = FileLookup(view)
            for link in executable.links(at: path, &lookup, &objects) {
                add(
                    link.isInterpreter ? .interpreter(of: path) : .linked(by: path), from: from,
                    to: node(of: link.file, in: closure))
            }
            for link in lookup.followed.sorted() {
                guard let owner = image.packages.indexOfOwner(of: link) else { continue }
                add(.link(image.text(of: link)), from: from, to: owner + 1)
            }
        }
    }

    private mutating func addStarts(_ closure: RuntimeClosure) {
        for (file, reason) in closure.files.sorted(by: { $0.key < $1.key }) {
            guard case .program(let source) = reason else { continue }
            add(.run(source: source), to: node(of: file, in: closure))
        }
        let required = Set(SystemPackages.required(in: image).map(PackageIdentity.init))
        for (index, package) in image.packages.packages.enumerated() {
            let identity = PackageIdentity(package)
            if required.contains(identity) { add(.essential, to: index + 1) }
            guard case .package(_, let because) = closure.packages[identity] else { continue }
            if because.hasPrefix("the application's text") || because.hasPrefix("data that") {
                add(.used(because), to: index + 1)
            }
        }
        // Whatever Python code of a package lies there needs the Python that it was installed into.
        for (index, package) in image.packages.packages.enumerated() where package.ecosystem == .python {
            let record = image.text(of: package.record)
            for prefix in closure.pythonPrefixes where record.hasPrefix(prefix + "/lib/python") {
                if let python = places[.python(prefix)] {
                    add(.dependency(of: package.name), from: index + 1, to: python)
                }
            }
        }
    }

    private mutating func addRequests() {
        if let ecosystem = image.packages.packages.first(where: \.ecosystem.isSystem)?.ecosystem {
            for step in image.recipe.steps {
                let place =
                    step.line.map { "line \($0)" } ?? step.layer.map { "layer \($0)'s instruction" } ?? "an instruction"
                for request in RequestedPackages(of: [step]).requests {
                    for index in image.packages.indices(named: request.name, in: ecosystem)
                    where image.packages.packages[index].name == request.name {
                        add(.requested(place: place), to: index + 1)
                    }
                }
            }
        }
        let marks = RequestedByMark(of: image)
        for (index, package) in image.packages.packages.enumerated() where marks.contains(package) {
            add(.marked, to: index + 1)
        }
    }

    /// What nothing keeps is kept by who brought it: first what nothing needs, then one of each ring.
    private mutating func addPresent() {
        var isReached = [Bool](repeating: false, count: nodes.count)
        reach(0, &isReached)
        var isNeeded = [Bool](repeating: false, count: nodes.count)
        for node in nodes.indices where !isReached[node] { for next in successors[node] { isNeeded[next] = true } }
        // Thousands of packages may come with one layer: its words are kept once.
        var authors: [Int?: String] = [:]
        for onlyUnneeded in [true, false] {
            for node in nodes.indices where !isReached[node] && !(onlyUnneeded && isNeeded[node]) {
                let layer = layer(of: nodes[node])
                let author = authors[layer] ?? layer.map { image.author(ofLayer: $0) } ?? "the image"
                authors[layer] = author
                add(.present(by: author), to: node)
                reach(node, &isReached)
            }
        }
    }

    private func reach(_ start: Int, _ isReached: inout [Bool]) {
        var pending = [start]
        isReached[start] = true
        while let node = pending.popLast() {
            for next in successors[node] where !isReached[next] {
                isReached[next] = true
                pending.append(next)
            }
        }
    }

    // MARK: Measuring

    private mutating func measure() {
        bytes = Array(repeating: 0, count: nodes.count)
        guard let view = image.view else { return }
        let closure = image.runtime
        var counted: Set<EntryReference> = []
        image.forEachPresent(where: { $1 == .regularFile || $1 == .hardLink }) { file, reference in
            guard let node = known(of: file, in: closure), let contents = view.stack.contents(of: reference),
                counted.insert(contents).inserted
            else { return }
            bytes[node].addSaturated(view.stack.entry(contents).size)
        }
    }

    /// Breadth first, what runs before what was asked for, that before marks and what every system has.
    private func shortestWays() -> [Int?] {
        var origins = [Int?](repeating: nil, count: nodes.count)
        for rank in 0...4 {
            var pending = successors[0].filter { origins[$0] == nil && causes[Edge(from: 0, to: $0)]?.rank == rank }
            for node in pending { origins[node] = 0 }
            var next = 0
            while next < pending.count {
                let node = pending[next]
                next += 1
                for other in successors[node] where origins[other] == nil {
                    origins[other] = node
                    pending.append(other)
                }
            }
        }
        return origins
    }

    // MARK: Answers

    /// The node of a package by its place in the inventory, or of a file; nil for a file that is no program, of no package.
    public func node(of path: PathID) -> Node? {
        known(of: path, in: image.runtime).map { nodes[$0] }
    }

    /// The way from the start to a node; empty for the start, and for what is no node.
    public func way(to node: Node) -> [Step] {
        var steps: [Step] = []
        var next = places[node]
        while let place = next, place != 0, let origin = origins[place] {
            guard let cause = causes[Edge(from: origin, to: place)] else { break }
            steps.append(Step(node: nodes[place], cause: cause))
            next = origin
        }
        return steps.reversed()
    }

    /// The way to a node on one line: `linked by /usr/bin/python3 ← CMD runs it`.
    public func line(of node: Node) -> String {
        let steps = way(to: node)
        let texts = steps.reversed().map(\.cause.text)
        let shown = texts.count > 3 ? [texts[0], "…", texts[texts.count - 1]] : Array(texts)
        return shown.joined(separator: " ← ")
    }

    /// The bytes of a node's own files.
    public func bytes(of node: Node) -> Int64 { places[node].map { bytes[$0] } ?? 0 }

    /// The bytes that would go with a node, its own included.
    public func bytesTogether(of node: Node) -> Int64 { places[node].map { bytesTogether[$0] } ?? 0 }

    /// How many other packages only a node keeps.
    public func packagesKept(by node: Node) -> Int {
        places[node].map { Int(packagesTogether[$0]) - (node.isPackage ? 1 : 0) } ?? 0
    }

    /// What only a node keeps, the largest first.
    public func keptOnly(by node: Node) -> [Node] {
        guard let place = places[node] else { return [] }
        var found: [Int] = []
        var pending = kept[place]
        while let next = pending.popLast() {
            found.append(next)
            pending += kept[next]
        }
        return found.sorted { bytes[$0] == bytes[$1] ? $0 < $1 : bytes[$0] > bytes[$1] }.map { nodes[$0] }
    }

    /// What a node is called.
    public func name(of node: Node) -> String {
        switch node {
        case .start: "the image"
        case .package(let index): image.packages.packages[index].name
        case .file(let path): "/" + image.text(of: path)
        case .python(let prefix): "Python in /" + prefix
        }
    }

    /// The layer, from 1, that brought a node; nil where it is not known.
    public func layer(of node: Node) -> Int? {
        switch node {
        case .start: nil
        case .package(let index): image.packages.packages[index].layer
        case .file(let path): image.view?.entry(of: path)?.layer
        case .python(let prefix):
            image.resolved(prefix + "/bin/python3").flatMap { image.view?.entry(of: $0)?.layer }
        }
    }
}

extension AnalyzedImage {
    /// Why its packages are there; drawn when it is first asked for.
    public var packageGraph: PackageGraph { self[PackageGraph.self] }
}
