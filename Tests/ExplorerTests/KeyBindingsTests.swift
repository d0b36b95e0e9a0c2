import Foundation
import TerminalUI
import Testing

@testable import Explorer

@Suite("The table of keys")
struct KeyBindingsTests {
    @Test("no key means two things in one mode", arguments: Mode.allCases)
    func unambiguous(mode: Mode) {
        let keys = KeyBindings.all.filter { $0.works(in: mode) }.flatMap(\.keys)
        for key in Set(keys) { #expect(keys.count { $0 == key } == 1, "\(key.label) in \(mode)") }
    }

    @Test("every view has a name of its own, and every command that it takes has a key there")
    func views() {
        #expect(Set(Views.all.map(\.id)).count == Views.all.count)
        for view in Views.all {
            let bound = Set(KeyBindings.all.filter { $0.works(in: .view(view.id)) }.map(\.command))
            #expect(view.commands.isSubset(of: bound), "\(view.id.name)")
        }
    }

    @Test("C-c quits everywhere, and every mode has a way out", arguments: Mode.allCases)
    func wayOut(mode: Mode) {
        #expect(KeyBindings.command(for: Key("C-c"), in: mode) == .interrupt)
        let out = [Key("q"), Key("Esc")].compactMap { KeyBindings.command(for: $0, in: mode) }
        #expect(!out.isEmpty)
    }

    @Test("no command has only keys that terminals take")
    func notOnlyTaken() {
        let taken = ["C-m", "C-i", "C-h", "C-j", "C-s", "C-q", "C-Space"].map { Key($0) }
        for binding in KeyBindings.all { #expect(!binding.keys.allSatisfy(taken.contains), "\(binding.command)") }
    }

    @Test(
        "the keys that hands know do what they expect",
        arguments: [
            ("j", Command.down), ("Down", .down), ("C-n", .down), ("k", .up), ("PgDn", .pageDown), ("C-f", .pageDown),
            ("C-d", .halfPageDown), ("C-u", .halfPageUp), ("g", .top), ("End", .bottom), ("l", .goIn),
            ("Backspace", .goOut), ("/", .search), ("n", .searchNext), ("N", .searchPrevious), ("f", .filter),
            ("?", .show(.help)), ("F1", .show(.help)), ("q", .quit), ("Tab", .focusNext), ("S-Tab", .focusNext),
            ("z", .zoom),
            ("y", .copyPath), ("Space", .toggleFold), ("-", .foldAll), ("=", .unfoldAll), ("v", .view),
            ("e", .openInPager), ("C-l", .redraw), ("C-z", .suspend),
        ])
    func known(key: String, command: Command) {
        #expect(KeyBindings.command(for: Key(key), in: .tree) == command)
    }

    @Test("the footer fits every width and always has help and the way out")
    func footer() {
        for width in [40, 60, 84, 120, 300] {
            var journey = Journey(width, 24)
            #expect(journey.footer.contains("? help  q quit"))
            journey.press("Tab")
            #expect(journey.footer.contains("q quit"))
        }
    }

    @Test("waste and security stand in the bar of a terminal of 80 columns, so the footer is for what is done here")
    func findingsInTheBar() {
        var journey = Journey(80, 24)
        #expect(journey.lines[1].contains("4 Waste") && journey.lines[1].contains("5 Security"))
        #expect(journey.footer.contains("c changes only"))
        journey.press("Tab")
        #expect(journey.footer.contains("c changes only"))
    }

    @Test("the footer names what Enter does to just this row")
    func enter() {
        var journey = Journey(120, 40)
        #expect(journey.footer.hasPrefix("Enter files"))
        journey.press("Tab")
        #expect(journey.footer.hasPrefix("Enter unfold"))
        journey.press("= G")
        #expect(journey.footer.hasPrefix("Enter follow"))
        journey.press("k")
        #expect(journey.footer.hasPrefix("Enter view"))
    }

    @Test("a key that can do nothing now stays in the footer, faint")
    func disabled() {
        var journey = Journey(120, 40, options: Options())
        journey.press("Tab")
        let theme = Theme()
        let x = TextWidth.of("Enter unfold  ")
        #expect(journey.footer.contains("v view"))
        #expect(journey.canvas[x, 39].style == theme.dim)
    }

    @Test("the README's table is the one made from the keys")
    func readme() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let readme = try String(contentsOf: root.appendingPathComponent("README.md"), encoding: .utf8)
        guard readme.contains("| keys | what they do |") else {
            #expect(!readme.contains("<!-- keys -->"), "the README announces a key table and has none")
            return
        }
        #expect(readme.contains(KeyBindings.markdown), "make the README's table anew with `strata keys`")
    }
}
