import FileTree
import TerminalUI

extension State {
    /// What is typed takes effect at once.
    mutating func promptChanged() {
        guard let prompt else { return }
        notice = nil
        switch prompt.purpose {
        case .search(let start):
            tree.search = PathPattern(prompt.field.text)
            tree.selection = start
            if tree.search != nil { findNext(backwards: false, from: start, includingStart: true) }
        case .filter:
            applyFilter(prompt.field.text)
        case .searchView(let start): searchView(prompt.field.text, from: start)
        case .palette: self.prompt?.purpose = .palette(Palette())
        case .extract, .otherImage, .writeDockerfile, .searchContents: break
        }
    }

    /// Filters the tree; where the last word is wrong or unfinished, by the words before it, and says so.
    private mutating func applyFilter(_ text: String) {
        guard text.contains(where: { $0 != " " }) else { return tree.setFilter(nil) }
        do throws(PathFilter.Fault) {
            tree.setFilter(try filter(text))
            notice = PathFilter.hint(after: text).map { Notice(.information, $0) }
        } catch {
            notice = Notice(.warning, Printable.escape(error.description))
            let before = text.lastIndex(of: " ").map { String(text[..<$0]) } ?? ""
            if let good = try? filter(before) { tree.setFilter(good) }
        }
    }

    private func filter(_ text: String) throws(PathFilter.Fault) -> PathFilter {
        let filter = try PathFilter(text)
        try filter.check(against: derived.filterContext)
        return filter
    }

    /// Commands of the line that is being typed.
    mutating func performInPrompt(_ command: Command) -> [Effect] {
        guard let prompt else { return [] }
        switch command {
        case .accept:
            self.prompt = nil
            return accept(prompt)
        case .cancel:
            self.prompt = nil
            cancel(prompt)
        case .down, .up: moveInList(by: command == .down ? 1 : -1)
        case .copyTwin: return copyTwin()
        case .complete:
            return prompt.completion.map { [.completePath(prompt.field.text, $0)] } ?? []
        case .toggleReplacing:
            guard case .extract(let replaces) = prompt.purpose else { return [] }
            self.prompt?.purpose = .extract(replaces: !replaces)
        default: break
        }
        return []
    }

    private mutating func moveInList(by step: Int) {
        chooseOffered(by: step)
        guard let prompt, case .palette(var palette) = prompt.purpose else { return }
        let count = palette.entries(for: prompt.field.text, in: self).count
        palette.scroll.select(palette.scroll.selection + step)
        palette.scroll.fit(count: count, height: PaletteBox(self)?.height ?? 1)
        self.prompt?.purpose = .palette(palette)
    }

    private mutating func copyTwin() -> [Effect] {
        guard let prompt, case .palette(let palette) = prompt.purpose else { return [] }
        let entries = palette.entries(for: prompt.field.text, in: self)
        guard entries.indices.contains(palette.scroll.selection), let twin = entries[palette.scroll.selection].twin
        else {
            notice = Notice(.warning, "No command line gives the same.")
            return []
        }
        self.prompt = nil
        notice = Notice(.information, "Copied \(twin)")
        return [.copy(twin)]
    }

    /// Does what is selected in the palette; searches names where nothing matches what was typed.
    private mutating func perform(_ palette: Palette, _ text: String) -> [Effect] {
        let entries = palette.entries(for: text, in: self)
        if entries.indices.contains(palette.scroll.selection) {
            return perform(entries[palette.scroll.selection].binding.command)
        }
        guard !text.isEmpty else { return [] }
        go(to: .files)
        tree.search = PathPattern(text)
        findNext(backwards: false, includingStart: true)
        return []
    }

    private mutating func accept(_ prompt: Prompt) -> [Effect] {
        switch prompt.purpose {
        case .search, .searchView: return []
        case .palette(let palette): return perform(palette, prompt.field.text)
        case .searchContents: return searchContents(prompt.field.text)
        case .otherImage: return compare(with: prompt.field.text)
        case .writeDockerfile: return writing(to: prompt.field.text)
        case .filter:
            applyFilter(prompt.field.text)
            if notice?.kind != .warning, let filter = tree.filter {
                notice = Notice(.information, "Filter “\(Printable.escape(filter.text))”: Esc shows all files again.")
            }
            return []
        case .extract(let replaces):
            guard !prompt.field.text.isEmpty else { return [] }
            notice = Notice(.information, "Extracting …")
            return extraction(to: prompt.field.text, overwrites: replaces)
        }
    }

    /// Completes the path as far as all names go that begin so, and says which ones do.
    mutating func complete(_ text: String, with found: [String]) -> [Effect] {
        guard let completion = prompt?.completion, prompt?.field.text == text else { return [] }
        guard let first = found.first else {
            notice = Notice(.warning, completion == .directories ? "No directory begins so." : "No image begins so.")
            return []
        }
        let common = found.dropFirst().reduce(first) { String(zip($0, $1).prefix { $0 == $1 }.map { $0.0 }) }
        if common.count > text.count { prompt?.field = TextField(common) }
        guard found.count > 1 else { return [] }
        let names = found.map { Printable.escape($0.split(separator: "/").last.map(String.init) ?? $0) }
        notice = Notice(.information, names.joined(separator: "  "))
        return []
    }

    private mutating func cancel(_ prompt: Prompt) {
        notice = nil
        switch prompt.purpose {
        case .search(let start):
            tree.search = nil
            tree.selection = start
        case .filter(let before): tree.setFilter(before)
        case .searchView(let start):
            var start = start
            start.search = ""
            leaveSearch(start)
        case .palette, .extract, .otherImage, .writeDockerfile, .searchContents: break
        }
    }
}
