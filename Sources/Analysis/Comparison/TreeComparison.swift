import Archive
import Evidence
import FileTree
import Packages

/// Walks two final trees side by side and puts each path into its class.
struct TreeComparison {
    /// A path of either tree, and the place of the directory that it lies in; nil for the root's.
    struct Place {
        var difference: PathDifference
        var parent: Int?
    }

    private let a: ShownTree?
    private let b: ShownTree?
    private let sharesA: BlobShares
    private let sharesB: BlobShares
    private let packages: PackageComparison

    init(_ a: ShownTree?, _ b: ShownTree?, shares: (a: BlobShares, b: BlobShares), packages: PackageComparison) {
        (self.a, self.b) = (a, b)
        (sharesA, sharesB) = shares
        self.packages = packages
    }

    /// Every path of either tree, the same ones too; a directory comes before what lies in it.
    func places() -> [Place] {
        var found: [Place] = []
        // No stack frame a level: a hostile image nests a thousand directories.
        var open: [(a: PathID?, b: PathID?, path: [UInt8], parent: Int?, isRenamed: Bool)] = [
            (.root, .root, [], nil, false)
        ]
        while let pair = open.popLast() {
            if !pair.path.isEmpty {
                var difference = difference(pair.a, pair.b, pair.path)
                if pair.isRenamed, difference.difference != .package { difference.difference = .generated }
                found.append(Place(difference: difference, parent: pair.parent))
            }
            let parent = found.isEmpty ? nil : found.count - 1
            let (inA, inB) = (a?.children(of: pair.a) ?? [:], b?.children(of: pair.b) ?? [:])
            let renamed = renamedAtRandom(inA, inB)
            let prefix = pair.path.isEmpty ? [] : pair.path + [0x2f]
            for (name, child) in inA { open.append((child, inB[name], prefix + name, parent, renamed.contains(name))) }
            for (name, child) in inB where inA[name] == nil {
                open.append((nil, child, prefix + name, parent, renamed.contains(name)))
            }
        }
        return found
    }

    private func difference(_ pathA: PathID?, _ pathB: PathID?, _ path: [UInt8]) -> PathDifference {
        PathDifference(
            path: path, difference: judge(pathA, pathB, path),
            bytesA: pathA.flatMap { a?.bytes(of: $0) }, bytesB: pathB.flatMap { b?.bytes(of: $0) },
            layerA: pathA.flatMap { a?.view.entry(of: $0)?.layer },
            layerB: pathB.flatMap { b?.view.entry(of: $0)?.layer },
            compressedA: TreeComparison.share(of: pathA, a, sharesA),
            compressedB: TreeComparison.share(of: pathB, b, sharesB),
            package: pathA.flatMap { packages.changedA[$0] } ?? pathB.flatMap { packages.changedB[$0] })
    }

    private static func share(of path: PathID?, _ tree: ShownTree?, _ shares: BlobShares) -> Int64 {
        guard let path, let tree else { return 0 }
        return tree.entries(of: path).reduce(0) { $0.addingSaturated(shares.bytes(of: $1)) }
    }

    private func judge(_ pathA: PathID?, _ pathB: PathID?, _ path: [UInt8]) -> DifferenceClass {
        let plain: DifferenceClass
        switch (pathA, pathB) {
        case (_?, nil): plain = .removed
        case (nil, _?): plain = .added
        case (nil, nil): return .same
        case (let pathA?, let pathB?):
            plain = compare(pathA, pathB)
            guard plain == .contents else { return plain }
            if differsInHeaderOnly(pathA, pathB) { return .bytecode }
        }
        if let a, let b, a.isAsInBase(path), b.isAsInBase(path) { return .baseImage }
        if pathA.map({ packages.changedA[$0] != nil }) == true || pathB.map({ packages.changedB[$0] != nil }) == true {
            return .package
        }
        let text = String(decoding: path, as: UTF8.self)
        if MadeAnew.isPackageDatabase(text) { return .packageDatabase }
        return MadeAnew.isGenerated(text) ? .generated : plain
    }

    /// A path that both have.
    private func compare(_ pathA: PathID, _ pathB: PathID) -> DifferenceClass {
        guard let a, let b else { return .same }
        let (kindA, kindB) = (kind(of: pathA, a), kind(of: pathB, b))
        guard kindA == kindB else { return .contents }
        let (entryA, entryB) = (a.view.entry(of: pathA), b.view.entry(of: pathB))
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

    private func differsInHeaderOnly(_ pathA: PathID, _ pathB: PathID) -> Bool {
        guard let one = a?.byteCode(of: pathA), let other = b?.byteCode(of: pathB) else { return false }
        return one == other
    }

    // MARK: Names drawn by chance

    private struct Contents: Hashable {
        var size: Int64
        var hash: UInt64
    }

    /// The names of one directory that only one of the trees has, where the other has the same contents under a name that
    /// differs in a part drawn by chance only.
    private func renamedAtRandom(_ inA: [[UInt8]: PathID], _ inB: [[UInt8]: PathID]) -> Set<[UInt8]> {
        guard let a, let b else { return [] }
        let onlyInA = inA.filter { inB[$0.key] == nil }
        let onlyInB = inB.filter { inA[$0.key] == nil }
        guard !onlyInA.isEmpty, !onlyInB.isEmpty else { return [] }
        var byContents: [Contents: [[UInt8]]] = [:]
        for (name, path) in onlyInB {
            if let contents = fileContents(of: path, b) { byContents[contents, default: []].append(name) }
        }
        var renamed: Set<[UInt8]> = []
        for (name, path) in onlyInA {
            guard let contents = fileContents(of: path, a),
                // Many files of the same contents are not told apart by their names.
                let others = byContents[contents], others.count <= TreeComparison.mostOfSameContents,
                let other = others.first(where: { MadeAnew.areRandom(name, $0) })
            else { continue }
            renamed.formUnion([name, other])
        }
        return renamed
    }

    private static let mostOfSameContents = 64

    private func fileContents(of path: PathID, _ tree: ShownTree) -> Contents? {
        guard let reference = tree.contents(of: path) else { return nil }
        let entry = tree.image.stack.entry(reference)
        return entry.size > 0 ? entry.contentHash.map { Contents(size: entry.size, hash: $0) } : nil
    }
}
