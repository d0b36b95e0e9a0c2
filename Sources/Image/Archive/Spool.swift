import Glibc

/// Streams that cannot be read twice, kept in a temporary file that has no name.
public enum Spool {
    /// Copies what `descriptor` gives until its end. `progress` hears the bytes so far.
    public static func spool(
        descriptor: Int32, progress: (Int64) -> Void = { _ in }, isCancelled: () -> Bool = { false }
    ) throws(ArchiveError) -> FileWindow {
        try copy(progress: progress, isCancelled: isCancelled) { buffer throws(ArchiveError) in
            while true {
                let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
                if count >= 0 { return count }
                if errno != EINTR { throw ArchiveError(.unreadable, "cannot read on: \(systemMessage(errno))") }
            }
        }
    }

    /// Decompresses a window. `progress` hears the compressed bytes read so far.
    public static func decompress(
        _ window: FileWindow, compression: Compression, progress: (Int64) -> Void = { _ in },
        isCancelled: () -> Bool = { false }
    ) throws(ArchiveError) -> FileWindow {
        let stream = try ByteStream(window, compression: compression)
        return try copy(
            progress: { _ in progress(stream.compressedBytesRead) }, isCancelled: isCancelled
        ) { buffer throws(ArchiveError) in
            try stream.read(into: buffer)
        }
    }

    private static func copy(
        progress: (Int64) -> Void, isCancelled: () -> Bool,
        read: (UnsafeMutableRawBufferPointer) throws(ArchiveError) -> Int
    ) throws(ArchiveError) -> FileWindow {
        var file = try TemporaryFile()
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 4096)
        defer { buffer.deallocate() }
        while true {
            guard !isCancelled() else { throw ArchiveError(.cancelled, "cancelled") }
            let count = try read(buffer)
            if count == 0 { return file.window }
            try file.append(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            progress(file.length)
        }
    }
}
