import Archive
import BinaryCoding
import OCI

/// A crate that a Rust program was built from.
public struct CargoCrate: Sendable, Hashable {
    /// Its name.
    public var name: String
    /// Its version.
    public var version: String
    /// The names of the crates that it needs.
    public var dependencies: [String] = []
    /// Whether it is the program's own.
    public var isRoot = false
}

/// What cargo-auditable writes into programs: the section `.dep-v0`, JSON in zlib's format
/// (github.com/rust-secure-code/cargo-auditable, PARSING.md).
enum CargoAudit {
    /// The format's own advice: more is not believed, in bytes.
    private static let limit = 8 << 20
    /// Packed it is some kilobytes; more is not unpacked, in bytes.
    static let packedLimit = 1 << 20
    private static let maximumCount = 20_000

    private struct Document: Decodable {
        var packages: [Entry]
    }

    private struct Entry: Decodable {
        var name: String
        var version: String
        var kind: String?
        var dependencies: [Int]?
        var root: Bool?
    }

    /// The crates that are linked in, those that only built it apart; none where nothing is said.
    static func crates(_ sections: [ELFSection], of file: ELFReader, from pool: UnpackingPool) -> [CargoCrate] {
        guard let section = sections.first(where: { $0.name == ".dep-v0" }),
            section.size <= packedLimit, let packed = file.bytes(at: section.offset, count: section.size)
        else { return [] }
        return crates(packed: packed, within: UnpackingBudget(file: Int64(packed.count), from: pool))
    }

    /// The crates that the stream at the start of some bytes tells; none where it is none.
    static func crates(packed: ArraySlice<UInt8>, within budget: UnpackingBudget) -> [CargoCrate] {
        guard let (text, _) = ZlibStream.decompress(packed, limit: limit + 1, within: budget), text.count <= limit,
            let document = try? JSONDocument.decode(Document.self, from: text), document.packages.count <= maximumCount
        else { return [] }
        let all = document.packages
        return all.filter { $0.kind != "build" && !$0.name.isEmpty && !$0.version.isEmpty }.map { entry in
            let needed = (entry.dependencies ?? []).filter(all.indices.contains).map { all[$0] }
            return CargoCrate(
                name: entry.name, version: entry.version,
                dependencies: Set(needed.filter { $0.kind != "build" }.map(\.name)).sorted(),
                isRoot: entry.root ?? false)
        }
    }
}

extension CargoCrate: BinaryCodable {
    /// Writes it.
    public func encode(to encoder: inout BinaryEncoder) {
        encoder.write(name)
        encoder.write(version)
        encoder.write(dependencies)
        encoder.write(isRoot)
    }

    /// Reads it.
    public init(from decoder: inout BinaryDecoder) throws(BinaryFault) {
        name = try decoder.value()
        version = try decoder.value()
        dependencies = try decoder.value()
        isRoot = try decoder.value()
    }
}
