import Glibc

/// A path of a tar as rules look at it: without leading `./` and slashes, as text.
///
/// Bytes that are no UTF-8 become replacement characters: rules look for known names, which are ASCII. Looked at for
/// every file of every layer, so all of it works on bytes: characters would cost more than reading the layer.
public struct FilePath: Sendable, Hashable {
    /// The whole path, `usr/bin/env`.
    public let text: String
    /// Its last component.
    public let name: String

    /// A path as stored.
    public init(_ bytes: [UInt8]) {
        let start = FilePath.stripped(bytes)
        text = String(decoding: start, as: UTF8.self)
        name = start.lastIndex(of: 0x2f).map { String(decoding: start[($0 + 1)...], as: UTF8.self) } ?? text
    }

    /// A path as a tar stores it, without leading `./` and slashes.
    public static func stripped(_ path: [UInt8]) -> ArraySlice<UInt8> {
        var path = path[...]
        while path.first == 0x2f || path.starts(with: [0x2e, 0x2f]) {
            path = path.dropFirst(path.first == 0x2f ? 1 : 2)
        }
        return path
    }

    /// The path with small letters instead of capitals, ASCII's only.
    public var lowercased: FilePath {
        let hasCapitals = text.utf8.contains { $0 >= 0x41 && $0 <= 0x5a }
        return hasCapitals ? FilePath(text.utf8.map(\.asciiLowercased)) : self
    }

    /// What comes before the last component and its slash; empty for a path of one component.
    public var directory: String {
        text.utf8.lastIndex(of: 0x2f).map { String(text[..<$0]) } ?? ""
    }

    /// Whether the directory of the path has this name.
    public func isIn(_ name: String) -> Bool {
        var rest = text.utf8.dropLast(self.name.utf8.count)
        guard rest.popLast() == 0x2f, rest.suffix(name.utf8.count).elementsEqual(name.utf8) else { return false }
        let before = rest.dropLast(name.utf8.count)
        return before.isEmpty || before.last == 0x2f
    }

    /// Whether the components follow one another somewhere in the path, as a whole: `usr/lib` in `a/usr/lib/b`.
    public func contains(_ components: String) -> Bool {
        text.withBytes { path in
            components.withBytes { wanted in
                var start = 0
                while true {
                    let end = start + wanted.count
                    if path.has(wanted, at: start), end == path.count || path[end] == 0x2f { return true }
                    guard let slash = path.firstIndex(of: 0x2f, from: start) else { return false }
                    start = slash + 1
                }
            }
        }
    }
}

extension String {
    /// Whether a text stands in this one, byte by byte: `contains` of the standard library compares characters.
    package func holds(_ text: String) -> Bool {
        withBytes { bytes in
            text.withBytes { wanted in
                guard let first = wanted.first else { return true }
                var start = 0
                while let place = bytes.firstIndex(of: first, from: start) {
                    if bytes.has(wanted, at: place) { return true }
                    start = place + 1
                }
                return false
            }
        }
    }

    fileprivate func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        // No copy of the bytes: they lie in one piece already.
        var text = self
        return text.withUTF8 { body(UnsafeRawBufferPointer($0)) }
    }
}

extension UnsafeRawBufferPointer {
    /// Whether some bytes stand at an index that is not behind the end.
    fileprivate func has(_ wanted: UnsafeRawBufferPointer, at index: Int) -> Bool {
        let count = wanted.count
        guard count <= self.count - index else { return false }
        guard let base = baseAddress, let wanted = wanted.baseAddress else { return count == 0 }
        return memcmp(base + index, wanted, count) == 0
    }

    /// Where a byte first stands from an index on that is not behind the end.
    fileprivate func firstIndex(of byte: UInt8, from start: Int) -> Int? {
        guard let base = baseAddress, let place = memchr(base + start, Int32(byte), count - start) else { return nil }
        return base.distance(to: place)
    }
}
