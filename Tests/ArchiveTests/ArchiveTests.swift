import Archive
import TestSupport

/// Bytes as the program meets them: in a file, whose name goes with the test's directory.
func window(_ bytes: [UInt8]) throws -> FileWindow {
    let directory = try TemporaryDirectory()
    return try FileWindow(opening: directory.write(bytes, to: "bytes"))
}

/// All entries of a tar.
func entries(_ bytes: [UInt8]) throws -> [TarEntry] {
    let reader = try TarReader(window(bytes))
    var entries: [TarEntry] = []
    while let entry = try reader.next() { entries.append(entry) }
    return entries
}

/// The paths of a tar's entries.
func paths(_ bytes: [UInt8]) throws -> [String] {
    try entries(bytes).map { String(decoding: $0.path, as: UTF8.self) }
}

/// What reading on gives until the end.
func readAll(_ read: (UnsafeMutableRawBufferPointer) throws(ArchiveError) -> Int) throws -> [UInt8] {
    var result: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1000)
    while true {
        let count = try buffer.withUnsafeMutableBytes { try read($0) }
        if count == 0 { return result }
        result += buffer[..<count]
    }
}

/// The kind of the error that `body` throws, nil when it throws none.
func errorKind(_ body: () throws -> Void) -> ArchiveError.Kind? {
    do {
        try body()
        return nil
    } catch {
        return (error as? ArchiveError)?.kind
    }
}
