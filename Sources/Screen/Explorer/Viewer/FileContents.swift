import TerminalUI

/// The bytes of a file, or its start, and whether they look like text.
public struct FileContents: Sendable, Hashable {
    /// The most bytes that the viewer reads of a file.
    public static let limit: Int64 = 1 << 20

    /// The bytes.
    public let bytes: [UInt8]
    /// Whether the file goes on after them.
    public let isCut: Bool
    /// Whether they look like text: no NUL near the start, and next to nothing that is no UTF-8.
    public let isText: Bool

    /// Contents of a file of `size` bytes.
    public init(bytes: [UInt8], size: Int64) {
        self.bytes = bytes
        isCut = Int64(bytes.count) < size
        isText = FileContents.looksLikeText(bytes.prefix(8192))
    }

    private static func looksLikeText(_ start: ArraySlice<UInt8>) -> Bool {
        if start.contains(0) { return false }
        let control = start.count { $0 < 0x20 && ![0x09, 0x0a, 0x0c, 0x0d, 0x1b].contains($0) }
        let replaced = String(decoding: start, as: UTF8.self).unicodeScalars.count { $0 == "\u{fffd}" }
        // A character cut in half at the end of the sample is no reason to doubt.
        return (control + max(0, replaced - 3)) * 20 <= start.count
    }
}
