/// A path of a tar as rules look at it: without leading `./` and slashes, as text.
///
/// Bytes that are no UTF-8 become replacement characters: rules look for known names, which are ASCII.
struct FilePath: Sendable, Hashable {
    /// The whole path, `usr/bin/env`.
    let text: String
    /// Its last component.
    var name: Substring { text.lastIndex(of: "/").map { text[text.index(after: $0)...] } ?? text[...] }
    /// What comes before the last component and its slash; empty for a path of one component.
    var directory: Substring { text.lastIndex(of: "/").map { text[..<$0] } ?? "" }

    /// A path as stored.
    init(_ bytes: [UInt8]) {
        var start = bytes[...]
        while start.first == 0x2f || start.starts(with: [0x2e, 0x2f]) {
            start = start.dropFirst(start.first == 0x2f ? 1 : 2)
        }
        text = String(decoding: start, as: UTF8.self)
    }

    /// Whether the components follow one another somewhere in the path, as a whole: `usr/lib` in `a/usr/lib/b`.
    func contains(_ components: String) -> Bool {
        text == components || text.hasPrefix(components + "/") || text.hasSuffix("/" + components)
            || text.contains("/" + components + "/")
    }
}
