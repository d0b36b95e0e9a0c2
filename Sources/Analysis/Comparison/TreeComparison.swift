import Archive
import Evidence
import FileTree
import Packages

/// Walks two final trees side by side and puts each path into its class.
struct TreeComparison {
    private let a: ShownTree?
    private let b: ShownTree?
    private let changedA: Set<PathID>
    private let changedB: Set<PathID>

    /// - Parameters:
    ///   - changedA: Paths of the first image that belong to packages which the second has not, or in another version.
    ///   - changedB: The same the other way round.
    init(_ a: ShownTree?, _ b: ShownTree?, changedA: Set<PathID>, changedB: Set<PathID>) {
        (self.a, self.b) = (a, b)
        (self.changedA, self.changedB) = (changedA, changedB)
    }

    /// Every path of either tree, the same ones too.
    func paths() -> [PathDifference] {
        var found: [PathDifference] = []
        // No stack frame a level: a hostile image nests a thousand directories.
        var open: [(a: PathID?, b: PathID?, path: [UInt8])] = [(.root, .root, [])]
        while let pair = open.popLast() {
            if !pair.path.isEmpty { found.append(difference(pair.a, pair.b, pair.path)) }
            let (inA, inB) = (a?.children(of: pair.a) ?? [:], b?.children(of: pair.b) ?? [:])
            let prefix = pair.path.isEmpty ? [] : pair.path + [0x2f]
            for (name, child) in inA { open.append((child, inB[name], prefix + name)) }
            for (name, child) in inB where inA[name] == nil { open.append((nil, child, prefix + name)) }
        }
        return found
    }

    private func difference(_ pathA: PathID?, _ pathB: PathID?, _ path: [UInt8]) -> PathDifference {
        PathDifference(
            path: path, difference: judge(pathA, pathB, path),
            bytesA: pathA.flatMap { a?.bytes(of: $0) }, bytesB: pathB.flatMap { b?.bytes(of: $0) },
            layerA: pathA.flatMap { a?.view.entry(of: $0)?.layer },
            layerB: pathB.flatMap { b?.view.entry(of: $0)?.layer })
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
        }
        if pathA.map(changedA.contains) == true || pathB.map(changedB.contains) == true { return .package }
        let text = String(decoding: path, as: UTF8.self)
        if MadeAnew.isPackageDatabase(text) { return .packageDatabase }
        if MadeAnew.isGenerated(text) { return .generated }
        return plain == .contents && differsInHeaderOnly(pathA, pathB) ? .bytecode : plain
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

    private func differsInHeaderOnly(_ pathA: PathID?, _ pathB: PathID?) -> Bool {
        guard let one = pathA.flatMap({ a?.byteCode(of: $0) }), let other = pathB.flatMap({ b?.byteCode(of: $0) })
        else { return false }
        return one == other
    }
}

/// Files that each build writes anew, whatever is built.
private enum MadeAnew {
    private static let databases = [
        "var/lib/dpkg/", "var/lib/apt/", "var/lib/apk/", "lib/apk/db/", "var/lib/rpm/", "usr/lib/sysimage/rpm/",
        "var/lib/pacman/", "var/lib/opkg/", "var/cache/debconf/", "var/lib/dnf/", "var/lib/yum/",
    ]
    private static let directories = ["var/cache/", "var/log/", "root/.cache/", "tmp/", "var/tmp/", "run/"]
    private static let files: Set<String> = [
        "etc/ld.so.cache", "etc/machine-id", "var/lib/dbus/machine-id", "etc/apk/world", "var/lib/systemd/random-seed",
        "etc/.pwd.lock", "var/lib/urandom/random-seed",
    ]

    static func isPackageDatabase(_ path: String) -> Bool { databases.contains { path.hasPrefix($0) } }

    static func isGenerated(_ path: String) -> Bool {
        files.contains(path) || directories.contains { path.hasPrefix($0) } || path.contains("/.cache/")
    }
}
