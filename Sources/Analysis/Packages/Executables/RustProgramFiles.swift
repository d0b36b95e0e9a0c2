import Archive
import BinaryCoding
import Evidence
import Glibc

/// The crates of a Rust program that is not read whole.
struct PassedCrates: Sendable, Hashable {
    /// All that are linked in.
    var crates: [CargoCrate]
}

/// Notes the crates of Rust programs that are too large for `ExecutableFiles`.
struct RustProgramFiles: Collector {
    let id = "cargo"
    let files = [
        FileSelection(upTo: .max) { path, entry in
            entry.size > Int64(ExecutableFiles.limit) && ExecutableFiles.mayBeExecutable(path, entry)
        }
    ]

    /// What looks at it as it passes by says all.
    func fact(of file: CollectedFile) -> PassedCrates? { nil }

    func passing(
        _ path: FilePath, _ entry: TarEntry, from pool: UnpackingPool
    ) -> (any PassingFile<PassedCrates>)? {
        PassingRustProgram(size: entry.size, from: pool)
    }
}

/// Looks for what cargo-auditable wrote into a program as it passes by. The table of sections, which tells where that is,
/// comes last: so each start of a zlib stream is tried until one holds the list of crates.
struct PassingRustProgram: PassingFile {
    /// What a stream begins with: deflate with a window of 32 KiB, and one of four levels (RFC 1950).
    private static let method: UInt8 = 0x78
    private static let levels: Set<UInt8> = [0x01, 0x5e, 0x9c, 0xda]

    /// The bytes that have passed last: as many as a list may take, and those of which it may begin at each.
    private var kept: [UInt8] = []
    private var isFirst = true
    private var crates: [CargoCrate] = []
    private let budget: UnpackingBudget

    /// Nothing has passed.
    ///
    /// - Parameters:
    ///   - size: The size of the file, in bytes.
    ///   - pool: What is unpacked out of it draws from this.
    init(size: Int64, from pool: UnpackingPool) {
        budget = UnpackingBudget(file: size, from: pool)
    }

    mutating func receive(_ piece: RawSpan) -> Bool {
        piece.withUnsafeBytes { kept += $0 }
        if isFirst, kept.count >= Executable.magic.count {
            isFirst = false
            guard kept.starts(with: Executable.magic) else {
                kept = []
                return false
            }
        }
        while crates.isEmpty, kept.count >= 2 * CargoAudit.packedLimit {
            look(upTo: CargoAudit.packedLimit)
            kept.removeFirst(CargoAudit.packedLimit)
        }
        return crates.isEmpty
    }

    mutating func conclude() -> PassedCrates? {
        if crates.isEmpty, !isFirst { look(upTo: kept.count) }
        return crates.isEmpty ? nil : PassedCrates(crates: crates)
    }

    /// Tries the streams that begin in the first bytes that are kept.
    private mutating func look(upTo end: Int) {
        var next = 0
        while crates.isEmpty, let start = startOfStream(in: next..<end) {
            crates = CargoAudit.crates(packed: kept[start...].prefix(CargoAudit.packedLimit), within: budget)
            next = start + 1
        }
    }

    /// Where the first stream may begin in a range of what is kept.
    private func startOfStream(in range: Range<Int>) -> Int? {
        kept.withUnsafeBytes { bytes in
            var next = range.lowerBound
            while let base = bytes.baseAddress,
                let place = memchr(base + next, Int32(PassingRustProgram.method), range.upperBound - next)
            {
                let start = base.distance(to: place)
                if start + 1 < bytes.count, PassingRustProgram.levels.contains(bytes[start + 1]) { return start }
                next = start + 1
            }
            return nil
        }
    }
}

extension PassedCrates: BinaryCodable {
    func encode(to encoder: inout BinaryEncoder) {
        encoder.write(crates)
    }

    init(from decoder: inout BinaryDecoder) throws(BinaryFault) {
        crates = try decoder.value()
    }
}
