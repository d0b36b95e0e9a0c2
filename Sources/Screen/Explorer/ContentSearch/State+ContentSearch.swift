import TerminalUI

/// Searching the contents of all layers, with what `strata grep` searches them with.
extension State {
    /// Why contents cannot be searched now; nil where they can.
    var contentSearchObstacle: String? {
        loading.phase == .finished ? nil : "Contents can be searched as soon as all layers are read."
    }

    /// Starts a search and shows what it finds; without a pattern, or with the last one, what the last one found.
    mutating func searchContents(_ pattern: String) -> [Effect] {
        let wasCutShort = if case .stopped = contentSearch?.phase { true } else { false }
        if let last = contentSearch, pattern.isEmpty || pattern == last.pattern && !wasCutShort {
            show(views.view(.grep) ?? GrepView())
            return []
        }
        guard !pattern.isEmpty else { return [] }
        nextRequest += 1
        contentSearch = ContentSearch(pattern: pattern, request: nextRequest)
        show(GrepView())
        return [.searchContents(request: nextRequest, pattern: pattern)]
    }

    private mutating func show(_ results: any View) {
        if views.top is GrepView { views.replaceTop(with: results) } else { push(results) }
    }

    /// Reports of a search; those of one that is not wanted any more are dropped.
    mutating func applyContentSearch(_ action: Action) -> [Effect] {
        switch action {
        case .searchingContents(let request, let part):
            guard isRunning(request) else { break }
            contentSearch?.phase = .running(part)
        case .contentsFound(let request, let found, let isOverBudget):
            guard isRunning(request) else { break }
            take(found)
            contentSearch?.isOverBudget = isOverBudget
        case .contentSearchEnded(let request, let fault):
            guard isRunning(request) else { break }
            contentSearch?.phase = fault.map { .failed($0) } ?? .finished
            if !(views.top is GrepView), notice == nil, let search = contentSearch {
                notice = Notice(.information, "\(title(of: search)): C-g Enter shows them.")
            }
        default: break
        }
        return []
    }

    private func isRunning(_ request: Int) -> Bool {
        contentSearch?.request == request && contentSearch?.running != nil
    }

    /// More was found: the cursor stays on its line.
    private mutating func take(_ found: FoundLines) {
        let old = contentSearch?.found ?? FoundLines()
        contentSearch?.found = found
        views.forEach { view in
            guard var grep = view as? GrepView else { return }
            grep.follow(old, found)
            view = grep
        }
    }

    /// What is looked for, how much of it was found, and how far that is.
    func title(of search: ContentSearch) -> String {
        let pattern = "“\(Printable.escape(search.pattern))”"
        let count =
            "\(Figure.count(search.found.lineCount, "line")) in \(Figure.count(search.found.fileCount, "file"))"
        let counted = search.isOverBudget ? ", some only counted" : ""
        return switch search.phase {
        case .running(let part): "\(pattern): \(count), searching \(Figure.percent(part))"
        case .finished: "\(pattern): \(count)\(counted)"
        case .stopped(let part): "\(pattern): \(count), stopped at \(Figure.percent(part))"
        case .failed: pattern
        }
    }
}
