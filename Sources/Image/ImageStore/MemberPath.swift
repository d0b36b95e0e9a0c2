/// Paths inside an archive or a directory of images: normal forms, and links followed without ever leaving it.
enum MemberPath {
    /// What lies at a path, links not followed.
    enum Node {
        case absent
        case directory
        case file
        /// A symbolic link; its target is relative to the link's directory.
        case symbolicLink(String)
        /// A tar's hard link; its target is relative to the archive.
        case hardLink(String)
    }

    /// Where a path leads.
    enum Resolution: Equatable {
        /// To this path, which is no link.
        case path(String)
        /// Out of the archive or directory.
        case outside
        /// Round in a circle, or further than any writer goes.
        case loop
    }

    /// Links followed at most, as Linux does.
    static let maximumLinks = 40
    /// Components looked at most, so that hostile names cost little.
    static let maximumComponents = 512

    /// `./a//b/` as `a/b`; empty for the top; nil when a component is `..`.
    static func normalized(_ path: String) -> String? {
        let parts = path.utf8.split(separator: UInt8(ascii: "/")).filter { !$0.elementsEqual(".".utf8) }
        guard !parts.contains(where: { $0.elementsEqual("..".utf8) }) else { return nil }
        return parts.map { String(Substring($0)) }.joined(separator: "/")
    }

    /// Follows `path` from the top, link by link; `node` tells what lies at a path that has no link before its last
    /// component.
    static func resolve(_ path: String, node: (String) -> Node) -> Resolution {
        guard !path.hasPrefix("/") else { return .outside }
        var pending = Array(components(path).reversed())
        var resolved: [Substring] = []
        var links = 0
        var steps = 0
        while let component = pending.popLast() {
            steps += 1
            guard steps <= maximumComponents else { return .loop }
            if component == ".." {
                guard resolved.popLast() != nil else { return .outside }
                continue
            }
            let target: String
            switch node((resolved + [component]).joined(separator: "/")) {
            case .symbolicLink(let text):
                guard !text.hasPrefix("/") else { return .outside }
                target = text
            case .hardLink(let text):
                resolved = []
                target = text
            case .absent, .directory, .file:
                resolved.append(component)
                continue
            }
            links += 1
            guard links <= maximumLinks else { return .loop }
            pending += components(target).reversed()
        }
        return .path(resolved.joined(separator: "/"))
    }

    private static func components(_ path: String) -> [Substring] {
        path.split(separator: "/").filter { $0 != "." }
    }
}
