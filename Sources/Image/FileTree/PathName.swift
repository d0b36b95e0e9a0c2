/// How a path in a tar is read: `./a`, `/a` and `a/` are one path; `..` takes a component back, as Docker does, and
/// may not climb out of the root.
enum PathName {
    static let slash = UInt8(ascii: "/")
    static let dot = UInt8(ascii: ".")
    /// Before the name of what a layer removes (OCI layer.md, "Whiteouts").
    static let whiteoutPrefix = Array(".wh.".utf8)
    /// A directory with this in it shows nothing of lower layers.
    static let opaqueWhiteout = Array(".wh..wh..opq".utf8)
    /// Other names that begin so are bookkeeping of aufs.
    static let bookkeepingPrefix = Array(".wh..wh.".utf8)
    /// Longer paths than this are refused (DESIGN.md, "Bad input").
    static let longest = 65_536

    /// The ranges of the components that count, in order; empty for the root, nil when the path climbs out of it.
    static func components(of path: [UInt8]) -> [Range<Int>]? {
        var components: [Range<Int>] = []
        var start = 0
        while start < path.count {
            let end = path[start...].firstIndex(of: slash) ?? path.count
            let isDots = end - start <= 2 && path[start..<end].allSatisfy { $0 == dot }
            if !isDots {
                components.append(start..<end)
            } else if end - start == 2, components.popLast() == nil {
                return nil
            }
            start = end + 1
        }
        return components
    }

    /// The path for a message: bytes that are not printable ASCII or valid UTF-8 are escaped.
    static func printable(_ path: [UInt8]) -> String {
        var text = ""
        for scalar in String(decoding: path.prefix(300), as: UTF8.self).unicodeScalars {
            let isPlain = scalar.properties.generalCategory != .control && scalar.properties.generalCategory != .format
            text += isPlain ? String(scalar) : scalar.escaped(asASCII: true)
        }
        return path.count > 300 ? text + "…" : text
    }
}
