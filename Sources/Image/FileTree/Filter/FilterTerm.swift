import Archive
import RegularExpressions

/// One condition of a filter.
enum FilterTerm: Sendable {
    /// A part of a name; with a slash, of the path.
    case text([UInt8])
    case glob(Glob)
    case pathGlob(PathGlob)
    case expression(RegularExpression)
    case size(SizeComparison, Int64)
    /// The layer whose entry shows.
    case layers(ClosedRange<Int>)
    case kinds([EntryKind])
    case owner(user: UInt32, group: UInt32?)
    /// Any of these bits; for files alone, or for all but links, whose bits mean nothing.
    case anyMode(UInt16, filesOnly: Bool)
    case mode(UInt16)
    case change(Change)
    /// What only the `PathFilter.Context` knows.
    case named(FilterKey, String)
}

/// How a size stands to a limit.
enum SizeComparison: String, Sendable, CaseIterable {
    case atLeast = ">="
    case atMost = "<="
    case above = ">"
    case below = "<"

    func holds(_ size: Int64, _ limit: Int64) -> Bool {
        switch self {
        case .atLeast: size >= limit
        case .atMost: size <= limit
        case .above: size > limit
        case .below: size < limit
        }
    }
}

/// Terms and what joins them.
indirect enum FilterExpression: Sendable {
    case term(FilterTerm)
    case not(FilterExpression)
    case all([FilterExpression])
    case any([FilterExpression])

    /// Whether it says of everything that it names that it does not fit.
    var isNegative: Bool {
        switch self {
        case .term: false
        case .not: true
        case .all(let parts), .any(let parts): parts.allSatisfy(\.isNegative)
        }
    }
}
