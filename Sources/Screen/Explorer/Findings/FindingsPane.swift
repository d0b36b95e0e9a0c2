import ImageAnalysis
import TerminalUI

/// The lists of findings: which one is on the screen, what is unfolded in each, and where the cursor is. It stays as
/// it is while the user looks at a file and comes back.
public struct FindingsPane: Sendable, Hashable {
    /// The lists.
    public enum Tab: Sendable, Hashable, CaseIterable {
        /// Findings about bytes.
        case waste
        /// All others: secrets, hardening, the Dockerfile, vulnerabilities.
        case others

        /// The list that a command asks for; nil for other commands.
        init?(_ command: Command) {
            switch command {
            case .waste: self = .waste
            case .findings: self = .others
            default: return nil
            }
        }
    }

    /// What a finding can be about.
    public enum Destination: Sendable, Hashable {
        /// A file or a layer.
        case panes
        /// A line of the Dockerfile, or the configuration.
        case overlay
    }

    /// One list.
    struct List: Sendable, Hashable {
        /// The row that is selected.
        var scroll = ListScroll()
        /// Findings that show their files; indices into `ImageFindings.all`.
        var unfolded: Set<Int> = []
        /// The only category that is shown; nil for all.
        var category: Rule.Category?
    }

    /// The list on the screen.
    public var tab = Tab.waste
    /// Where the user has gone from a finding, and from where Esc leads back; nil for nowhere.
    public var destination: Destination?
    /// The list that the user has asked for while the image was still being analysed; nil for none.
    public var awaited: Tab?
    private var lists: [Tab: List] = [:]

    init() {}

    /// The list on the screen.
    var list: List {
        get { lists[tab] ?? List() }
        set { lists[tab] = newValue }
    }

    /// The rows of the list on the screen.
    func rows(of findings: ImageFindings) -> FindingRows {
        let list = list
        let shown = shown(of: findings).filter { index in
            list.category.map { findings.all[index].category == $0 } ?? true
        }
        return FindingRows(shown, unfolded: list.unfolded, of: findings)
    }

    /// The row that is selected; nil where the list is empty.
    func selectedRow(of findings: ImageFindings) -> FindingRow? { rows(of: findings)[list.scroll.selection] }

    /// All findings of the tab.
    func shown(of findings: ImageFindings) -> [Int] { tab == .waste ? findings.aboutBytes : findings.others }

    /// Goes on to the next category that the tab has, after the last to all.
    mutating func cycleCategory(of findings: ImageFindings) {
        let present = Set(shown(of: findings).map { findings.all[$0].category })
        let all = [nil] + Rule.Category.allCases.filter { present.contains($0) }.map { Optional($0) }
        let position = all.firstIndex(of: list.category) ?? 0
        list.category = all[(position + 1) % all.count]
        list.scroll = ListScroll()
    }
}
