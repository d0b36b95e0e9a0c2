import Archive
import Evidence
import FileTree
import Packages

/// Walks two final trees side by side and puts each path into its class.
struct TreeComparison {
    /// A path that differs, or a directory.
    struct Place {
        var difference: PathDifference
        /// The place of the directory that it lies in; nil for what lies in the root.
        var parent: Int?
        /// The bytes in the first image of the files directly in it that are the same.
        var sameA: Int64 = 0
        /// In the second image, where a hard link may count them elsewhere.
        var sameB: Int64 = 0
    }

    /// What all paths that are the same come to.
    struct Same {
        var paths = 0
        var bytesA: Int64 = 0
        var bytesB: Int64 = 0
        var compressedA: Int64 = 0
        var compressedB: Int64 = 0
    }

    /// Every path that differs, and all directories, each before what lies in it.
    private(set) var places: [Place] = []
    /// The others.
    private(set) var same = Same()

    private let a: ShownTree?
    private let b: ShownTree?
    private let sharesA: BlobShares
    private let sharesB: BlobShares
    private let packages: PackageComparison
    /// The number that a layer has in the second image, by its number in the first.
    private let sharedLayers: [Int: Int]

    /// - Parameters:
    ///   - shares: What entries take of the blobs.
    ///   - packages: The packages that differ.
    ///   - shared: The numbers of the layers that both have.
    init(
        _ a: ShownTree?, _ b: ShownTree?, shares: (a: BlobShares, b: BlobShares), packages: PackageComparison,
        shared: [(a: Int, b: Int)]
    ) {
        (self.a, self.b) = (a, b)
        (sharesA, sharesB) = shares
        self.packages = packages
        sharedLayers = Dictionary(shared.map { ($0.a, $0.b) }, uniquingKeysWith: { first, _ in first })
        walk()
    }

    /// A path of either tree that is still to be looked at.
    private struct Step {
        var a: PathID?
        var b: PathID?
        var parent: Int?
        var isRenamed = false
    }

    /// The last component of a path that is still to be looked at.
    private func name(of step: Step) -> [UInt8] {
        step.a.flatMap { a?.image.stack.name(of: $0) } ?? step.b.flatMap { b?.image.stack.name(of: $0) } ?? []
    }

    private mutating func walk() {
        // No stack frame a level: a hostile image nests a thousand directories.
        var open = steps(.root, .root, below: nil)
        while let step = open.popLast() {
            let plain = compare(step.a, step.b)
            let isDirectory =
                step.a.flatMap { a?.view.kind(of: $0) } == .directory
                || step.b.flatMap { b?.view.kind(of: $0) } == .directory
            guard isDirectory || plain != .same else {
                count(step)
                continue
            }
            let path = (step.parent.map { places[$0].difference.path + [0x2f] } ?? []) + name(of: step)
            var difference = difference(step, path, plain)
            if step.isRenamed, difference.difference != .package { difference.difference = .generated }
            places.append(Place(difference: difference, parent: step.parent))
            if difference.difference == .same { count(step, isDirectory: true) }
            if isDirectory { open += steps(step.a, step.b, below: places.count - 1) }
        }
    }

    /// What lies in a directory of either tree: first what the first one has, then what only the second one has. Both have
    /// their names in order.
    private func steps(_ pathA: PathID?, _ pathB: PathID?, below parent: Int?) -> [Step] {
        let inA = pathA.flatMap { a?.children(of: $0) } ?? []
        var inB = (pathB.flatMap { b?.children(of: $0) } ?? [])[...]
        var (steps, onlyInB) = ([Step](), [Step]())
        steps.reserveCapacity(inA.count)
        for child in inA {
            while let other = inB.first, order(of: child, against: other) > 0 {
                onlyInB.append(Step(a: nil, b: other, parent: parent))
                inB.removeFirst()
            }
            let twin = inB.first.flatMap { order(of: child, against: $0) == 0 ? $0 : nil }
            if twin != nil { inB.removeFirst() }
            steps.append(Step(a: child, b: twin, parent: parent))
        }
        steps += onlyInB + inB.map { Step(a: nil, b: $0, parent: parent) }
        markRenamed(&steps)
        return steps
    }

    private func order(of path: PathID, against other: PathID) -> Int {
        guard let a, let b else { return 0 }
        return a.image.stack.order(of: path, against: other, of: b.image.stack)
    }

    /// Takes in a path that is the same in both.
    private mutating func count(_ step: Step, isDirectory: Bool = false) {
        let (bytesA, bytesB) = (step.a.flatMap { a?.bytes(of: $0) } ?? 0, step.b.flatMap { b?.bytes(of: $0) } ?? 0)
        same.paths += 1
        same.bytesA.addSaturated(bytesA)
        same.bytesB.addSaturated(bytesB)
        same.compressedA.addSaturated(TreeComparison.share(of: step.a, a, sharesA))
        same.compressedB.addSaturated(TreeComparison.share(of: step.b, b, sharesB))
        guard !isDirectory, let parent = step.parent else { return }
        places[parent].sameA.addSaturated(bytesA)
        places[parent].sameB.addSaturated(bytesB)
    }

    private func difference(_ step: Step, _ path: [UInt8], _ plain: DifferenceClass) -> PathDifference {
        PathDifference(
            path: path, difference: judge(step.a, step.b, path, plain),
            bytesA: step.a.flatMap { a?.bytes(of: $0) }, bytesB: step.b.flatMap { b?.bytes(of: $0) },
            layerA: step.a.flatMap { a?.view.entry(of: $0)?.layer },
            layerB: step.b.flatMap { b?.view.entry(of: $0)?.layer },
            compressedA: TreeComparison.share(of: step.a, a, sharesA),
            compressedB: TreeComparison.share(of: step.b, b, sharesB),
            package: step.a.flatMap { packages.changedA[$0] } ?? step.b.flatMap { packages.changedB[$0] })
    }

    private static func share(of path: PathID?, _ tree: ShownTree?, _ shares: BlobShares) -> Int64 {
        guard let path, let tree else { return 0 }
        return tree.entries(of: path).reduce(0) { $0.addingSaturated(shares.bytes(of: $1)) }
    }

    // MARK: The class of a path

    /// Looks for what is to blame where a path is in one image only or has other contents.
    private func judge(
        _ pathA: PathID?, _ pathB: PathID?, _ path: [UInt8], _ plain: DifferenceClass
    ) -> DifferenceClass {
        guard [.added, .removed, .contents].contains(plain) else { return plain }
        if plain == .contents, differsInHeaderOnly(pathA, pathB) { return .bytecode }
        if let a, let b, a.isAsInBase(path), b.isAsInBase(path) { return .baseImage }
        if pathA.map({ packages.changedA[$0] != nil }) == true || pathB.map({ packages.changedB[$0] != nil }) == true {
            return .package
        }
        let text = String(decoding: path, as: UTF8.self)
        if MadeAnew.isPackageDatabase(text) { return .packageDatabase }
        return MadeAnew.isGenerated(text) ? .generated : plain
    }

    /// What differs by itself, whatever is to blame.
    private func compare(_ pathA: PathID?, _ pathB: PathID?) -> DifferenceClass {
        guard let a, let pathA else { return .added }
        guard let b, let pathB else { return .removed }
        let (entryA, entryB) = (a.view.entry(of: pathA), b.view.entry(of: pathB))
        if let entryA, let entryB, entryA.index == entryB.index, sharedLayers[entryA.layer] == entryB.layer,
            a.view.kind(of: pathA) != .hardLink
        {
            return .same
        }
        let (kindA, kindB) = (kind(of: pathA, a), kind(of: pathB, b))
        guard kindA == kindB else { return .contents }
        // A directory that is only implied has no mode, owner or time of its own to differ.
        guard let entryA, let entryB else { return .same }
        let (left, right) = (a.image.stack.entry(entryA), b.image.stack.entry(entryB))
        if kindA == .symbolicLink, left.linkTarget != right.linkTarget { return .contents }
        if left.deviceMajor != right.deviceMajor || left.deviceMinor != right.deviceMinor { return .contents }
        if kindA == .regularFile, !hasSameContents(a.contents(of: pathA), b.contents(of: pathB)) { return .contents }
        let isOwnedAlike = left.userID == right.userID && left.groupID == right.groupID
        guard left.mode == right.mode, isOwnedAlike, left.hasCapabilities == right.hasCapabilities else {
            return .metadata
        }
        return left.modified == right.modified ? .same : .time
    }

    /// A further name of a file is a file.
    private func kind(of path: PathID, _ tree: ShownTree) -> EntryKind {
        let kind = tree.view.kind(of: path)
        return kind == .hardLink ? .regularFile : kind
    }

    private func hasSameContents(_ left: EntryReference?, _ right: EntryReference?) -> Bool {
        guard let left, let right, let a, let b else { return left == nil && right == nil }
        let (one, other) = (a.image.stack.entry(left), b.image.stack.entry(right))
        return one.size == other.size && (one.size == 0 || one.contentHash == other.contentHash)
    }

    private func differsInHeaderOnly(_ pathA: PathID?, _ pathB: PathID?) -> Bool {
        guard let one = pathA.flatMap({ a?.byteCode(of: $0) }), let other = pathB.flatMap({ b?.byteCode(of: $0) })
        else { return false }
        return one == other
    }

    // MARK: Names drawn by chance

    private struct Contents: Hashable {
        var size: Int64
        var hash: UInt64
    }

    /// Marks what of one directory only one of the trees has, where the other has the same contents under a name that
    /// differs in a part drawn by chance only.
    private func markRenamed(_ steps: inout [Step]) {
        guard let a, let b else { return }
        let onlyInB = steps.indices.filter { steps[$0].a == nil }
        guard !onlyInB.isEmpty else { return }
        let byContents = Dictionary(grouping: onlyInB) { place in
            steps[place].b.flatMap { TreeComparison.contents(of: $0, in: b) }
        }
        for place in steps.indices where steps[place].b == nil {
            guard let contents = steps[place].a.flatMap({ TreeComparison.contents(of: $0, in: a) }),
                // Many files of the same contents are not told apart by their names.
                let others = byContents[contents], others.count <= TreeComparison.mostOfSameContents,
                let other = others.first(where: { MadeAnew.areRandom(name(of: steps[place]), name(of: steps[$0])) })
            else { continue }
            steps[place].isRenamed = true
            steps[other].isRenamed = true
        }
    }

    private static let mostOfSameContents = 64

    /// Nil for what is no file, or an empty one.
    private static func contents(of path: PathID, in tree: ShownTree) -> Contents? {
        guard let reference = tree.contents(of: path) else { return nil }
        let entry = tree.image.stack.entry(reference)
        return entry.size > 0 ? entry.contentHash.map { Contents(size: entry.size, hash: $0) } : nil
    }
}
