import CVectorscan
import Glibc

/// Looks for an expression in bytes; one thread's.
public final class LineSearch {
    private let expression: RegularExpression
    private let scratch: OpaquePointer

    /// A search; nil when there is no memory for it.
    public init?(_ expression: RegularExpression) {
        var scratch: OpaquePointer?
        guard hs_alloc_scratch(expression.database, &scratch) == HS_SUCCESS else { return nil }
        if let starts = expression.startsDatabase, hs_alloc_scratch(starts, &scratch) != HS_SUCCESS {
            hs_free_scratch(scratch)
            return nil
        }
        guard let scratch else { return nil }
        self.expression = expression
        self.scratch = scratch
    }

    deinit {
        hs_free_scratch(scratch)
    }

    /// Whether the expression is somewhere in the bytes.
    public func isFound(in bytes: UnsafeRawBufferPointer) -> Bool { firstEnd(in: bytes) != nil }

    /// The index behind what ends first of what is found; nil where nothing is.
    public func firstEnd(in bytes: UnsafeRawBufferPointer) -> Int? {
        var end = -1
        scan(bytes, for: expression.database, context: &end) { _, _, end, _, context in
            context?.assumingMemoryBound(to: Int.self).pointee = Int(end)
            return 1
        }
        return end < 0 ? nil : end
    }

    /// What is found in a line, ascending and without overlaps; what touches is one. None where the expression was not
    /// made to tell where what is found begins, and for what is empty.
    public func spans(in line: UnsafeRawBufferPointer) -> [Range<Int>] {
        guard let database = expression.startsDatabase else { return [] }
        var found: [Range<Int>] = []
        withUnsafeMutablePointer(to: &found) { found in
            scan(line, for: database, context: found) { _, start, end, _, context in
                guard start < end else { return 0 }
                context?.assumingMemoryBound(to: [Range<Int>].self).pointee.append(Int(start)..<Int(end))
                return 0
            }
        }
        return found.sorted { $0.lowerBound < $1.lowerBound }.reduce(into: []) { spans, span in
            guard let last = spans.last, span.lowerBound <= last.upperBound else { return spans.append(span) }
            spans[spans.count - 1] = last.lowerBound..<max(last.upperBound, span.upperBound)
        }
    }

    /// The lines, without their line feeds, in which the expression is found. What spans two lines is in neither.
    public func lines(in bytes: UnsafeRawBufferPointer) -> [Range<Int>] {
        var candidates = Candidates(bytes: bytes)
        withUnsafeMutablePointer(to: &candidates) { candidates in
            scan(bytes, for: expression.database, context: candidates) { _, _, end, _, context in
                context?.assumingMemoryBound(to: Candidates.self).pointee.add(end: Int(end))
                return 0
            }
        }
        if expression.isLiteral { return candidates.lines }
        return candidates.lines.filter { isFound(in: UnsafeRawBufferPointer(rebasing: bytes[$0])) }
    }

    private func scan(
        _ bytes: UnsafeRawBufferPointer, for database: OpaquePointer, context: UnsafeMutableRawPointer,
        _ note: match_event_handler
    ) {
        // Vectorscan wants an address, also of nothing.
        var nothing: CChar = 0
        guard let start = bytes.baseAddress, !bytes.isEmpty else {
            _ = hs_scan(database, &nothing, 0, 0, scratch, note, context)
            return
        }
        let text = start.assumingMemoryBound(to: CChar.self)
        _ = hs_scan(database, text, UInt32(clamping: bytes.count), 0, scratch, note, context)
    }
}

/// The lines in which something ends that was found, ascending.
private struct Candidates {
    let bytes: UnsafeRawBufferPointer
    private(set) var lines: [Range<Int>] = []
    private var end = -1

    init(bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    /// Ends come in ascending order, many of one line.
    mutating func add(end: Int) {
        // What ends behind a line feed is nothing at the start of the next line, or ran over the end of its own.
        let place = end > 0 && bytes[end - 1] != newline ? end - 1 : end
        guard place > self.end, end < bytes.count || place < end || bytes.isEmpty else { return }
        let line = start(of: place)..<self.end(of: place)
        self.end = line.upperBound
        lines.append(line)
    }

    private func start(of place: Int) -> Int {
        var start = place
        while start > 0, bytes[start - 1] != newline { start -= 1 }
        return start
    }

    private func end(of place: Int) -> Int {
        guard place < bytes.count, let base = bytes.baseAddress,
            let found = memchr(base + place, Int32(newline), bytes.count - place)
        else { return bytes.count }
        return UnsafeRawPointer(found) - base
    }
}

private let newline = UInt8(ascii: "\n")
