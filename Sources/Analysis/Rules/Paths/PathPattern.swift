/// A pattern for paths, as rules write it: `/var/lib/apt/lists/**`, `.cache/pip/**`, `__pycache__/*.pyc`.
///
/// Components are matched whole. One that begins the pattern after a slash lies in the root; without the slash the
/// pattern may begin anywhere. `*` in a component stands for any text, once; `**` for any number of directories, and
/// at the end for all that lies below.
struct PathPattern: Sendable, Hashable, ExpressibleByStringLiteral {
    /// What one component of a path must be.
    enum Component: Sendable, Hashable {
        case name([UInt8])
        case glob(prefix: [UInt8], suffix: [UInt8])
        case anyDirectories
    }

    /// Whether it begins in the root.
    let isAnchored: Bool
    /// The components, the `**` at the end left out.
    let components: [Component]
    /// Whether it stands for all that lies below the path that the components match, not for that path.
    let isBelow: Bool

    init(_ text: String) {
        isAnchored = text.hasPrefix("/")
        var components = text.split(separator: "/").map(Component.init)
        isBelow = components.last == .anyDirectories
        if isBelow { components.removeLast() }
        self.components = components
    }

    init(stringLiteral text: String) {
        self.init(text)
    }
}

extension PathPattern.Component {
    fileprivate init(_ text: Substring) {
        if text == "**" {
            self = .anyDirectories
        } else if let star = text.firstIndex(of: "*") {
            let suffix = text[text.index(after: star)...]
            self = .glob(prefix: Array(text[..<star].utf8), suffix: Array(suffix.utf8))
        } else {
            self = .name(Array(text.utf8))
        }
    }
}
