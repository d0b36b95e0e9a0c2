/// Bytes that come one after the other and are read in any order: in memory, or in a temporary file where they are many.
public struct SpooledBytes: Sendable {
    /// So many stay in memory: whoever reads several layers at once holds several of these.
    private static let mostInMemory: Int64 = 16 << 20

    private var held: [UInt8] = []
    private var file: TemporaryFile?

    /// None yet.
    ///
    /// - Parameter count: How many will come, at most.
    public init(expecting count: Int64) {
        // Where no file can be made, memory has to do.
        if count > SpooledBytes.mostInMemory { file = try? TemporaryFile() }
        // Room for all at once: growing by doubling would take up to twice as much.
        if file == nil { held.reserveCapacity(Int(count)) }
    }

    /// These bytes, in memory.
    public init(_ bytes: [UInt8]) {
        held = bytes
    }

    /// How many there are.
    public var count: Int { file.map { Int($0.length) } ?? held.count }

    /// Adds bytes behind the others.
    public mutating func append(_ piece: RawSpan) {
        piece.withUnsafeBytes { bytes in
            do throws(ArchiveError) {
                try file?.append(bytes)
            } catch {
                // The disk is full.
                held = (try? file?.window.bytes(at: 0, count: count)) ?? []
                file = nil
            }
            if file == nil { held.append(contentsOf: bytes) }
        }
    }

    /// The bytes of a range, from 0; nil where not all of them are there.
    public func bytes(in range: Range<Int>) -> ArraySlice<UInt8>? {
        guard range.lowerBound >= 0, range.upperBound <= count else { return nil }
        guard let file else { return held[range] }
        let read = try? file.window.bytes(at: Int64(range.lowerBound), count: range.count)
        return read?.count == range.count ? read?[...] : nil
    }
}
