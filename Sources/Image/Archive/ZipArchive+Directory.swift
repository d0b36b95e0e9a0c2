extension ZipArchive {
    /// Where an archive's central directory lies.
    struct Directory: Sendable {
        /// Its place in the archive's bytes.
        let range: Range<Int64>
        /// How many bytes lie before the archive; all offsets count from its start.
        let shift: Int64

        /// What an end record says, and where it lies: the directory ends there.
        private struct End {
            var position: Int64
            var size: Int64
            var offset: Int64
        }

        /// Finds it by the record at the end of the archive (APPNOTE.TXT 4.3.16).
        ///
        /// - Throws: `corrupt` where there is none, or where the directory does not lie in the archive.
        init(of source: ByteSource) throws(ArchiveError) {
            guard let end = try Directory.end(of: source) else {
                throw ArchiveError(.corrupt, "this is not a zip archive, or its end is missing")
            }
            let start = end.position.subtractingReportingOverflow(end.size)
            guard end.size >= 0, end.offset >= 0, !start.overflow, end.offset <= start.partialValue else {
                throw ArchiveError(.corrupt, "the zip archive's directory does not lie in the archive")
            }
            range = start.partialValue..<end.position
            shift = start.partialValue - end.offset
        }

        /// The last 22 bytes, before a comment of at most 65,535 bytes.
        private static func end(of source: ByteSource) throws(ArchiveError) -> End? {
            let length = 22 + 65_535 + 20
            let tailStart = max(0, source.count - Int64(length))
            let tail = try source.bytes(at: tailStart, count: length)
            let place = stride(from: tail.count - 22, through: 0, by: -1).first { place in
                let record = tail.dropFirst(place)
                return record.starts(with: [0x50, 0x4b, 5, 6])
                    && record.littleEndian(at: 20, bytes: 2) <= record.count - 22
            }
            guard let place else { return nil }
            let record = tail.dropFirst(place)
            let end = End(
                position: tailStart + Int64(place), size: Int64(record.littleEndian(at: 12, bytes: 4)),
                offset: Int64(record.littleEndian(at: 16, bytes: 4)))
            guard place >= 20 else { return end }
            return try largeEnd(of: source, locator: tail.dropFirst(place - 20), before: end.position - 20) ?? end
        }

        /// The zip64 record that the locator names (4.3.14, 4.3.15), or the one just before the locator where bytes before
        /// the archive make its number too small; nil where there is none.
        private static func largeEnd(
            of source: ByteSource, locator: ArraySlice<UInt8>, before position: Int64
        ) throws(ArchiveError) -> End? {
            guard locator.starts(with: [0x50, 0x4b, 6, 7]) else { return nil }
            for start in [locator.longLittleEndian(at: 8), position - 56] where start <= position - 56 {
                let record = try source.bytes(at: start, count: 56)
                guard record.count == 56, record.starts(with: [0x50, 0x4b, 6, 6]) else { continue }
                return End(
                    position: start, size: record.longLittleEndian(at: 40), offset: record.longLittleEndian(at: 48))
            }
            return nil
        }
    }
}
