import CVectorscan

/// Many texts that vectorscan looks for in one pass. Made once; any thread may use it.
final class LiteralDatabase: Sendable {
    /// A text to look for.
    struct Literal: Sendable {
        /// Its bytes, at least one.
        var bytes: [UInt8]
        /// Whether it is found in either case.
        var ignoresCase = false
    }

    /// Why there is no database, one sentence.
    struct Failure: Error {
        let message: String
    }

    /// Only read once it is made, and vectorscan's databases may be shared by threads.
    nonisolated(unsafe) fileprivate let database: OpaquePointer

    /// Prepares the search; the index of a literal is its number in hits.
    init(_ literals: [Literal]) throws(Failure) {
        var database: OpaquePointer?
        var error: UnsafeMutablePointer<hs_compile_error_t>?
        let texts = literals.flatMap(\.bytes).map { CChar(bitPattern: $0) }
        let status = texts.withUnsafeBufferPointer { buffer in
            var offset = 0
            let starts = literals.map { literal in
                defer { offset += literal.bytes.count }
                return buffer.baseAddress.map { $0 + offset }
            }
            return hs_compile_lit_multi(
                starts, literals.map { $0.ignoresCase ? UInt32(HS_FLAG_CASELESS) : 0 },
                literals.indices.map { UInt32($0) }, literals.map(\.bytes.count), UInt32(literals.count),
                UInt32(HS_MODE_BLOCK), nil, &database, &error)
        }
        defer { if let error { hs_free_compile_error(error) } }
        guard status == HS_SUCCESS, let database else {
            let reason = error.flatMap { $0.pointee.message }.map { String(cString: $0) } ?? "code \(status)"
            throw Failure(message: "the patterns of secrets cannot be prepared: \(reason)")
        }
        self.database = database
    }

    deinit {
        hs_free_database(database)
    }
}

/// Looks for a database's texts; one thread's.
final class LiteralScanner {
    /// Where a text was found.
    struct Hit {
        /// The literal's index.
        var literal: Int
        /// The index behind its last byte.
        var end: Int
    }

    private let database: LiteralDatabase
    private let scratch: OpaquePointer

    /// A scanner; nil when there is no memory for it.
    init?(_ database: LiteralDatabase) {
        var scratch: OpaquePointer?
        guard hs_alloc_scratch(database.database, &scratch) == HS_SUCCESS, let scratch else { return nil }
        self.database = database
        self.scratch = scratch
    }

    deinit {
        hs_free_scratch(scratch)
    }

    /// All hits, in the order of their ends.
    func hits(in bytes: [UInt8]) -> [Hit] {
        var hits: [Hit] = []
        bytes.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return }
            withUnsafeMutablePointer(to: &hits) { hits in
                start.withMemoryRebound(to: CChar.self, capacity: buffer.count) { start in
                    // A window has some hundred kilobytes: its length fits.
                    _ = hs_scan(database.database, start, UInt32(clamping: buffer.count), 0, scratch, note, hits)
                }
            }
        }
        return hits
    }
}

private func note(
    _ literal: UInt32, _ from: UInt64, _ end: UInt64, _ flags: UInt32, _ context: UnsafeMutableRawPointer?
) -> Int32 {
    context?.assumingMemoryBound(to: [LiteralScanner.Hit].self).pointee.append(
        LiteralScanner.Hit(literal: Int(literal), end: Int(end)))
    return 0
}
