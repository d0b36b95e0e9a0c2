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
    /// By how many bytes its files are larger in the second image.
    public let delta: Int64
}

/// What two images have installed, held against one another.
struct PackageComparison {
    private struct Key: Hashable {
        var ecosystem: Ecosystem
        var name: String
        var architecture: String?
    }

    /// The packages that differ, the largest difference first.
    let differences: [PackageDifference]
    /// The paths of the first image that belong to them.
    let changedA: Set<PathID>
    /// The same of the second image.
    let changedB: Set<PathID>

    init(_ a: AnalyzedImage, _ b: AnalyzedImage) {
        let (inA, inB) = (PackageComparison.byKey(a), PackageComparison.byKey(b))
        var differences: [PackageDifference] = []
        var (changedA, changedB): (Set<PathID>, Set<PathID>) = ([], [])
        for key in Set(inA.keys).union(inB.keys) {
            let (left, right) = (inA[key] ?? [], inB[key] ?? [])
            let (versionsA, versionsB) = (left.map(\.version).sorted(), right.map(\.version).sorted())
            guard versionsA != versionsB else { continue }
            changedA.formUnion(left.lazy.flatMap(\.files))
            changedB.formUnion(right.lazy.flatMap(\.files))
            differences.append(
                PackageDifference(
                    ecosystem: key.ecosystem, name: key.name, versionsA: versionsA, versionsB: versionsB,
                    delta: PackageComparison.bytes(of: right) - PackageComparison.bytes(of: left)))
        }
        self.differences = differences.sorted { left, right in
            let (leftSize, rightSize) = (left.delta.magnitude, right.delta.magnitude)
            return leftSize == rightSize ? left.name < right.name : leftSize > rightSize
        }
        (self.changedA, self.changedB) = (changedA, changedB)
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
