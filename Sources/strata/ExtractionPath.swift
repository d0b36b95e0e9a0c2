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

    /// Whether a symbolic link here with this target can only lead to places inside the output directory.
    ///
    /// `..` counts at the start of the target only, where it climbs through directories that extraction made. After a
    /// name it could climb from wherever another link leads.
    func holdsInside(target: [UInt8]) -> Bool {
        guard let first = target.first, first != UInt8(ascii: "/"), !target.contains(0) else { return false }
        var climbs = 0
        var descends = false
        for part in target.split(separator: UInt8(ascii: "/")).map(Array.init) where part != Array(".".utf8) {
            if part != Array("..".utf8) {
                descends = true
            } else if descends {
                return false
            } else {
                climbs += 1
            }
        }
        return climbs < components.count
    }
}
