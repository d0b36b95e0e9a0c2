import Archive

/// The words before a colon, with what may stand behind it.
enum FilterKey: String, Sendable, CaseIterable {
    case layer, stage, kind, owner, mode, change, mark, rule, package

    /// How the term is written.
    var example: String {
        switch self {
        case .layer: "layer:9 or layer:3-5"
        case .stage: "stage:builder"
        case .kind: "kind:" + FilterKey.names(FilterKey.kinds.map(\.name))
        case .owner: "owner:0 or owner:1000:1000"
        case .mode: "mode:" + FilterKey.names(FilterKey.modes.map(\.name)) + " or mode:0755"
        case .change: "change:" + FilterKey.names(FilterKey.changes.map(\.name))
        case .mark: "mark:secret|waste|bloat|hardening, what findings name"
        case .rule: "rule:ID, what findings of strata rules' ID name"
        case .package: "package:libc6"
        }
    }

    /// Words for kinds; the first of each are shown.
    static let kinds: [(name: String, kinds: [EntryKind])] = [
        ("file", [.regularFile]), ("dir", [.directory]), ("link", [.symbolicLink]), ("hardlink", [.hardLink]),
        ("device", [.characterDevice, .blockDevice]), ("pipe", [.namedPipe]), ("socket", [.socket]),
    ]

    /// Words for bits of modes.
    static let modes: [(name: String, bits: UInt16, filesOnly: Bool)] = [
        ("suid", 0o4000, false), ("sgid", 0o2000, false), ("sticky", 0o1000, false), ("world-writable", 0o002, false),
        ("exec", 0o111, true),
    ]

    /// Marks of changes, as `ls --changes` draws them.
    static let changes: [(name: String, change: Change)] = [
        ("+", .added), ("~", .modified), ("m", .metadata), ("-", .removed),
    ]

    private static func names(_ names: [String]) -> String { names.joined(separator: "|") }
}
