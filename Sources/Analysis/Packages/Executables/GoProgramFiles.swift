import Archive
import Evidence

/// Notes the build information of Go programs that are not read whole: ELF files too large for `ExecutableFiles`, and
/// programs of Windows and macOS.
struct GoProgramFiles: Collector {
    let id = "go"
    let files = [
        FileSelection(upTo: .max) { path, entry in
            path.ending == "exe" || ExecutableFiles.mayBeExecutable(path, entry)
        }
    ]

    /// What looks at it as it passes by says all.
    func fact(of file: CollectedFile) -> GoBuildInformation? { nil }

    func passing(
        _ path: FilePath, _ entry: TarEntry, from pool: UnpackingPool
    ) -> (any PassingFile<GoBuildInformation>)? {
        PassingGoProgram(isLarge: entry.size > Int64(ExecutableFiles.limit))
    }
}

/// Looks for the build information of a Go program as it passes by: a mark on a multiple of 16 bytes, and two texts behind
/// it since Go 1.18 (`debug/buildinfo`). Before, the mark had pointers to texts that have passed by then: of such a
/// program only that it is one can be told.
struct PassingGoProgram: PassingFile {
    /// Of a program's information at most so much is kept, in bytes: its modules with their sums.
    static let limit = 4 << 20
    /// What looks like the mark is believed so often: programs that read such information have it as a text.
    private static let attempts = 64
    private static let step = 16

    private let isLarge: Bool
    private var isFirst = true
    /// The bytes since the last multiple of 16, or since a mark.
    private var kept: [UInt8] = []
    /// Whether `kept` begins with the mark.
    private var isFound = false
    private var attempts = PassingGoProgram.attempts
    private var information: GoBuildInformation?
    /// Whether a mark had pointers.
    private var isOld = false

    /// Nothing has passed.
    ///
    /// - Parameter isLarge: Whether nobody else reads it, should it be an ELF file.
    init(isLarge: Bool) {
        self.isLarge = isLarge
    }

    mutating func receive(_ piece: RawSpan) -> Bool {
        piece.withUnsafeBytes { look($0) }
        return information == nil && attempts > 0
    }

    mutating func conclude() -> GoBuildInformation? {
        if information == nil, isOld { information = GoBuildInformation(goVersion: "") }
        return information
    }

    /// Whether `kept` is the start of an ELF file that nobody else reads, or of a PE or Mach-O file.
    private var isProgram: Bool {
        let magics: [[UInt8]] = [
            [0x4d, 0x5a], [0xcf, 0xfa, 0xed, 0xfe], [0xce, 0xfa, 0xed, 0xfe], [0xca, 0xfe, 0xba, 0xbe],
        ]
        return isLarge && kept.starts(with: Executable.magic) || magics.contains { kept.starts(with: $0) }
    }

    private mutating func look(_ piece: UnsafeRawBufferPointer) {
        var rest = piece[...]
        while !rest.isEmpty, information == nil, attempts > 0 {
            if isFound {
                let count = min(rest.count, PassingGoProgram.limit - kept.count)
                kept += rest.prefix(count)
                rest = rest.dropFirst(count)
                decide()
            } else if isFirst || !kept.isEmpty {
                // The first step, or the rest of one that two pieces share.
                let count = min(rest.count, PassingGoProgram.step - kept.count)
                kept += rest.prefix(count)
                rest = rest.dropFirst(count)
                if kept.count == PassingGoProgram.step { begin() }
            } else {
                rest = search(rest)
            }
        }
    }

    /// Goes to the next mark.
    ///
    /// - Returns: What follows it; nothing where there is none.
    private mutating func search(_ bytes: Slice<UnsafeRawBufferPointer>) -> Slice<UnsafeRawBufferPointer> {
        let buffer = UnsafeRawBufferPointer(rebasing: bytes)
        let whole = buffer.count & ~(PassingGoProgram.step - 1)
        for place in stride(from: 0, to: whole, by: PassingGoProgram.step)
        where buffer[place] == 0xff && buffer[(place)..<(place + 14)].elementsEqual(GoBuildInformation.magic) {
            kept = Array(buffer[place..<(place + PassingGoProgram.step)])
            begin()
            return bytes.dropFirst(place + PassingGoProgram.step)
        }
        kept = Array(buffer[whole...])
        return bytes.suffix(0)
    }

    /// A step is whole: is it the mark?
    private mutating func begin() {
        if isFirst, !isProgram { attempts = 0 }
        isFirst = false
        isFound = kept.starts(with: GoBuildInformation.magic)
        if isFound, kept[15] & 2 == 0 { (isOld, isFound) = (true, false) }
        if isFound { attempts -= 1 } else { kept = [] }
    }

    /// Believes what stands behind a mark once it is whole. Behind one that is none another may stand.
    private mutating func decide() {
        switch GoBuildInformation.extent(of: kept[...]) {
        case .whole: information = GoBuildInformation(following: kept[...])
        case .incomplete where kept.count < PassingGoProgram.limit: return
        case .incomplete, .none: break
        }
        let passed = kept
        (isFound, kept) = (false, [])
        if information == nil {
            passed.withUnsafeBytes { look(UnsafeRawBufferPointer(rebasing: $0[PassingGoProgram.step...])) }
        }
    }
}
