import Archive
import Evidence

/// Reads a Java archive as it passes by, by the headers before its members: of one too large to be kept, the directory at
/// its end would come too late.
///
/// Of members without their length in the header (APPNOTE.TXT 4.4.4, bit 3) the end is where the next header begins.
struct PassingJavaArchive: PassingFile {
    private var records: JavaRecords
    private var state = State.searching
    /// What came and was not dealt with.
    private var buffer: [UInt8] = []
    /// What is kept of the member in `state`. It and `inside` are no part of the state, so that they grow in place.
    private var kept: [UInt8] = []
    /// The archive inside, while it is read: at most one.
    private var inside: [PassingJavaArchive] = []
    /// What unpacks the member in `state`; nil for one that is stored.
    private var inflater: DeflateReader?
    /// So many bytes of it were unpacked.
    private var unpacked = 0

    private enum State {
        /// Looking for the next header.
        case searching
        /// Passing over so many bytes.
        case skipping(Int64)
        /// Reading a member of which so many bytes are to come; nil where its contents tell their end.
        case reading(Wanted, Int64?)
    }

    private struct Wanted {
        let member: JavaRecords.Member
        let path: FilePath
    }

    /// Nothing has passed of an archive that these are the records of.
    init(_ records: JavaRecords) {
        self.records = records
    }

    mutating func receive(_ piece: RawSpan) -> Bool {
        piece.withUnsafeBytes { take($0) }
        return true
    }

    mutating func conclude() -> JavaArchive? {
        finish()
        return JavaArchive(records)
    }

    private mutating func take(_ bytes: UnsafeRawBufferPointer) {
        buffer += bytes
        advance(isEnd: false)
    }

    /// Deals with what is left when no more comes.
    private mutating func finish() {
        advance(isEnd: true)
        // A member that ends before its time may still have said something.
        if case .reading(let wanted, _) = state { end(wanted) }
    }

    /// Goes as far as the bytes that are there allow.
    private mutating func advance(isEnd: Bool) {
        var place = 0
        while place < buffer.count {
            let there = buffer.count - place
            switch state {
            case .skipping(let count):
                let passed = Int(min(count, Int64(there)))
                state = Int64(passed) == count ? .searching : .skipping(count - Int64(passed))
                place += passed
            case .reading(let wanted, let count):
                let passed = Int(min(count ?? .max, Int64(there)))
                place += read(wanted, place..<(place + passed), count)
            case .searching:
                let next = nextHeader(from: place, isEnd: isEnd)
                guard let header = next.header else {
                    buffer.removeFirst(next.place)
                    return
                }
                begin(header)
                place = header.contents
            }
        }
        buffer.removeAll(keepingCapacity: true)
    }

    /// Begins with a member. One that nobody wants, and whose length is not said, ends where the next header is.
    private mutating func begin(_ header: Header) {
        state = header.size.map { .skipping($0) } ?? .searching
        guard header.isReadable, let member = records.member(at: header.path) else { return }
        if member == .model { return records.take(.model, at: header.path, []) }
        guard header.isDeflated || header.size != nil, header.size != 0 else { return }
        guard records.budget.spend(in: 0, out: 0) else { return records.isCut = true }
        state = .reading(Wanted(member: member, path: header.path), header.size)
        (kept, unpacked, inflater) = ([], 0, header.isDeflated ? DeflateReader() : nil)
        if member == .archive { inside = [PassingJavaArchive(records.inside(header.path))] }
    }

    /// Reads bytes of the member; `remaining` of them are still to come.
    ///
    /// - Returns: How many of them are its own.
    private mutating func read(_ wanted: Wanted, _ range: Range<Int>, _ remaining: Int64?) -> Int {
        var isWanted = true
        var used = range.count
        // Taken out meanwhile: what it gives changes other parts of this value.
        let bytes = buffer
        bytes.withUnsafeBytes { all in
            let piece = UnsafeRawBufferPointer(rebasing: all[range])
            if let inflater {
                let own = inflater.read(piece) { contents in
                    isWanted = deliver(contents, of: wanted)
                    return isWanted
                }
                if remaining == nil { used = own }
            } else {
                isWanted = deliver(piece, of: wanted)
            }
        }
        let left = remaining.map { $0 - Int64(used) }
        if !isWanted || inflater?.isDamaged == true {
            records.isCut = true
            forget()
            state = left.map { .skipping($0) } ?? .searching
        } else if left == 0 || left == nil && inflater?.isFinished == true {
            end(wanted)
        } else {
            state = .reading(wanted, left)
        }
        return used
    }

    /// Takes contents; false where there are more than what is unpacked.
    private mutating func deliver(_ contents: UnsafeRawBufferPointer, of wanted: Wanted) -> Bool {
        if inflater != nil || wanted.member != .archive {
            unpacked += contents.count
            guard unpacked <= records.limit(of: wanted.member, isPassing: true), records.budget.spend(contents.count)
            else { return false }
        }
        if wanted.member == .archive { inside[0].take(contents) } else { kept += contents }
        return true
    }

    /// A member is through.
    private mutating func end(_ wanted: Wanted) {
        if wanted.member == .archive {
            inside[0].finish()
            records.merge(inside[0].records)
        } else {
            records.take(wanted.member, at: wanted.path, kept)
        }
        forget()
    }

    private mutating func forget() {
        (kept, inside, inflater) = ([], [], nil)
        state = .searching
    }
}

/// The headers before members (APPNOTE.TXT 4.3.7).
extension PassingJavaArchive {
    /// A member's header.
    private struct Header {
        let path: FilePath
        let isDeflated: Bool
        let isReadable: Bool
        /// Nil where it is not said.
        let size: Int64?
        /// Where in the buffer the contents begin.
        let contents: Int
    }

    private enum Match {
        case none
        /// More bytes must tell.
        case incomplete
        case header(Header)
    }

    /// The next header, where its place is; without one, how far there is none.
    private func nextHeader(from start: Int, isEnd: Bool) -> (place: Int, header: Header?) {
        var place = start
        while let found = buffer[place...].firstIndex(of: 0x50) {
            switch match(buffer[found...]) {
            case .header(let header): return (found, header)
            case .incomplete where !isEnd: return (found, nil)
            case .incomplete, .none: place = found + 1
            }
        }
        return (buffer.count, nil)
    }

    /// What bytes start with. What would be a strange header is a coincidence inside of a member.
    private func match(_ bytes: ArraySlice<UInt8>) -> Match {
        let magic: [UInt8] = [0x50, 0x4b, 3, 4]
        guard bytes.starts(with: magic.prefix(bytes.count)) else { return .none }
        guard bytes.count >= 30 else { return .incomplete }
        func number(_ offset: Int, _ count: Int) -> Int {
            (0..<count).reversed().reduce(0) { $0 << 8 | Int(bytes[bytes.startIndex + offset + $1]) }
        }
        let (version, flags, method, size) = (number(4, 1), number(6, 2), number(8, 2), number(18, 4))
        let (name, extra) = (number(26, 2), number(28, 2))
        guard version <= 63, method <= 20, name > 0, name <= 4096 else { return .none }
        guard bytes.count >= 30 + name + extra else { return .incomplete }
        let isOpen = flags & 8 != 0 && size == 0 || size == 0xffff_ffff
        return .header(
            Header(
                path: FilePath(Array(bytes.dropFirst(30).prefix(name))), isDeflated: method == 8,
                isReadable: flags & 1 == 0 && (method == 0 || method == 8), size: isOpen ? nil : Int64(size),
                contents: bytes.startIndex + 30 + name + extra))
    }
}
