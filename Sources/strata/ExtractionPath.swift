/// A path inside the output directory, proven to name nothing outside it.
struct ExtractionPath {
    /// The names from the output directory down, each ended by NUL for the system calls.
    let components: [[CChar]]

    /// Takes a path of an image; nil when a part of it could lead elsewhere: `..`, or a NUL that cuts it short.
    init?(_ path: [UInt8]) {
        var components: [[CChar]] = []
        for part in path.split(separator: UInt8(ascii: "/")) where Array(part) != Array(".".utf8) {
            guard Array(part) != Array("..".utf8), !part.contains(0) else { return nil }
            components.append(part.map { CChar(bitPattern: $0) } + [0])
        }
        self.components = components
    }

    /// The last name; `.` for the output directory itself.
    var name: [CChar] { components.last ?? [CChar(bitPattern: UInt8(ascii: ".")), 0] }

    /// The target for a symbolic link here, such that it can only lead to places inside the output directory; nil when
    /// there is none.
    ///
    /// An absolute target, which means the image's own root, is written relative to the link. `..` counts at the start
    /// of the target only, where it climbs through directories that extraction made. After a name it could climb from
    /// wherever another link leads.
    func targetInside(_ target: [UInt8]) -> [UInt8]? {
        guard let first = target.first, !target.contains(0), let parents = components.indices.last else { return nil }
        let parts = target.split(separator: UInt8(ascii: "/")).map(Array.init).filter { $0 != Array(".".utf8) }
        let climbs = parts.prefix { $0 == Array("..".utf8) }.count
        guard !parts.dropFirst(climbs).contains(Array("..".utf8)) else { return nil }
        guard first == UInt8(ascii: "/") else { return climbs <= parents ? target : nil }
        guard climbs == 0 else { return nil }
        let way = Array(repeating: Array("..".utf8), count: parents) + parts
        return way.isEmpty ? Array(".".utf8) : Array(way.joined(separator: [UInt8(ascii: "/")]))
    }
}
