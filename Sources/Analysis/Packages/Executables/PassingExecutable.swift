import Archive
import Evidence

/// Reads an executable once it is known whole: a script by its first line, and an ELF file when all of it has passed, since
/// the table of sections, which says where all else is, comes last. Of any other file the first bytes are enough.
struct PassingExecutable: PassingFile {
    private let size: Int64
    private let pool: UnpackingPool
    private var contents: SpooledBytes

    /// Nothing has passed.
    ///
    /// - Parameters:
    ///   - size: How many bytes the file has.
    ///   - pool: What is unpacked out of it draws from this.
    init(size: Int64, from pool: UnpackingPool) {
        (self.size, self.pool) = (size, pool)
        contents = SpooledBytes(expecting: size)
    }

    mutating func receive(_ piece: RawSpan) -> Bool {
        // A file is never larger than its entry says; a reader that gave more would not be believed.
        guard Int64(contents.count + piece.byteCount) <= size else {
            contents = SpooledBytes([])
            return false
        }
        contents.append(piece)
        return contents.count < Executable.maximumScriptLine || start.starts(with: Executable.magic)
    }

    mutating func conclude() -> Executable? {
        Executable(scriptStartingWith: start) ?? Executable(parsing: contents, from: pool)
    }

    private var start: ArraySlice<UInt8> {
        contents.bytes(in: 0..<min(contents.count, Executable.maximumScriptLine)) ?? []
    }
}
