import Evidence
import FileTree
import Packages

/// A package that only one of two images has, or in another version.
public struct PackageDifference: Sendable, Hashable {
    /// Where it comes from.
    public let ecosystem: Ecosystem
    /// Its name.
    public let name: String
    /// Its versions in the first image; empty where that does not have it.
    public let versionsA: [String]
    /// Its versions in the second image.
    public let versionsB: [String]
    /// The bytes of its files in the first image.
    public let bytesA: Int64
    /// The same in the second image.
    public let bytesB: Int64

    /// By how many bytes its files are larger in the second image.
    public var delta: Int64 { bytesB - bytesA }
}

/// What two images have installed, held against one another.
struct PackageComparison {
    private struct Key: Hashable {
        var ecosystem: Ecosystem
        var name: String
        var architecture: String?
    }

    private struct Pair {
        var difference: PackageDifference
        var filesA: [PathID]
        var filesB: [PathID]
    }

    /// The packages that differ, the largest difference first.
    let differences: [PackageDifference]
    /// The paths of the first image that belong to them, with the package's place in `differences`.
    let changedA: [PathID: Int]
    /// The same of the second image.
    let changedB: [PathID: Int]

    init(_ a: AnalyzedImage, _ b: AnalyzedImage) {
        let (inA, inB) = (PackageComparison.byKey(a), PackageComparison.byKey(b))
        let pairs = Set(inA.keys).union(inB.keys).compactMap { key -> Pair? in
            PackageComparison.pair(key, inA[key] ?? [], inB[key] ?? [])
        }.sorted { left, right in
            let (one, other) = (left.difference, right.difference)
            let (size, otherSize) = (one.delta.magnitude, other.delta.magnitude)
            guard size == otherSize else { return size > otherSize }
            return (one.name, one.ecosystem.rawValue) < (other.name, other.ecosystem.rawValue)
        }
        differences = pairs.map(\.difference)
        changedA = PackageComparison.places(pairs.map(\.filesA))
        changedB = PackageComparison.places(pairs.map(\.filesB))
    }

    /// Nil where both have the same versions.
    private static func pair(_ key: Key, _ left: [Package], _ right: [Package]) -> Pair? {
        let (versionsA, versionsB) = (left.map(\.version).sorted(), right.map(\.version).sorted())
        guard versionsA != versionsB else { return nil }
        let difference = PackageDifference(
            ecosystem: key.ecosystem, name: key.name, versionsA: versionsA, versionsB: versionsB,
            bytesA: bytes(of: left), bytesB: bytes(of: right))
        return Pair(difference: difference, filesA: left.flatMap(\.files), filesB: right.flatMap(\.files))
    }

    /// A file that two packages have is the first one's.
    private static func places(_ files: [[PathID]]) -> [PathID: Int] {
        var places: [PathID: Int] = [:]
        for (place, paths) in files.enumerated() {
            for path in paths where places[path] == nil { places[path] = place }
        }
        return places
    }

    private static func byKey(_ image: AnalyzedImage) -> [Key: [Package]] {
        Dictionary(grouping: image.packages.packages) { package in
            Key(ecosystem: package.ecosystem, name: package.name, architecture: package.architecture)
        }
    }

    private static func bytes(of packages: [Package]) -> Int64 {
        packages.reduce(0) { $0.addingSaturated($1.size) }
    }
}
