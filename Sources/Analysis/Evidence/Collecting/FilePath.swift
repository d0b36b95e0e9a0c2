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
    /// What stands behind the last dot of the name, `gz`; empty for a name without one.
    public let ending: String

    /// A path as stored.
    public init(_ bytes: [UInt8]) {
        let path = FilePath.stripped(bytes)
        var (name, ending) = (path.startIndex, path.endIndex)
        for place in path.indices.reversed() {
            if path[place] == 0x2f {
                name = place + 1
                break
            }
            if path[place] == 0x2e, ending == path.endIndex { ending = place + 1 }
        }
        text = String(decoding: path, as: UTF8.self)
        self.name = name == path.startIndex ? text : String(decoding: path[name...], as: UTF8.self)
        self.ending = String(decoding: path[ending...], as: UTF8.self)
    }

    /// A path as a tar stores it, without leading `./` and slashes.
    public static func stripped(_ path: [UInt8]) -> ArraySlice<UInt8> {
        var start = 0
        while start < path.count {
            if path[start] == 0x2f {
                start += 1
            } else if path[start] == 0x2e, start + 1 < path.count, path[start + 1] == 0x2f {
                start += 2
            } else {
                break
            }
        }
        return path[start...]
    }

    /// The path with small letters instead of capitals, ASCII's only.
    public var lowercased: FilePath {
        text.hasCapitals ? FilePath(text.utf8.map(\.asciiLowercased)) : self
    }

    /// What comes before the last component and its slash; empty for a path of one component.
    public var directory: String {
        text.utf8.lastIndex(of: 0x2f).map { String(text[..<$0]) } ?? ""
    }

    /// Whether the directory of the path has this name.
    public func isIn(_ name: String) -> Bool {
        let start = text.utf8.count - self.name.utf8.count - 1 - name.utf8.count
        guard start >= 0 else { return false }
        return text.withBytes { path in
            name.withBytes { path.has($0, at: start) } && (start == 0 || path[start - 1] == 0x2f)
        }
    }

    /// Whether the components follow one another somewhere in the path, as a whole: `usr/lib` in `a/usr/lib/b`.
    public func contains(_ components: String) -> Bool {
        // Most paths do not have the text anywhere, which is told faster.
        guard text.holds(components) else { return false }
        return text.withBytes { path in
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
    /// The text with small letters instead of capitals, ASCII's only.
    package var asciiLowercased: String {
        hasCapitals ? String(decoding: utf8.map(\.asciiLowercased), as: UTF8.self) : self
    }

    fileprivate var hasCapitals: Bool { withBytes { $0.contains { $0 >= 0x41 && $0 <= 0x5a } } }

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
