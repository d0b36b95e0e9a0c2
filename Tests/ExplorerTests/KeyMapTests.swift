import TerminalUI
import Testing

@testable import Explorer

@Suite("Keys that the user chooses")
struct KeyMapTests {
    private func journey(_ choices: [(command: String, keys: [String])]) throws -> Journey {
        Journey(200, 40, options: Options(themeName: "mono", keys: try KeyMap(choosing: choices)))
    }

    @Test("each command has a name of its own")
    func names() {
        let names = KeyMap.commands.map(\.name)
        #expect(Set(names).count == names.count)
        #expect(names.contains("page-down") && names.contains("tab-waste") && names.contains("quit"))
        #expect(names.allSatisfy { !$0.contains("(") })
    }

    @Test("mean what they are chosen for, the old ones nothing; footer, help and palette show them")
    func chosen() throws {
        var journey = try journey([("zoom", ["F5"])])
        journey.press("z")
        #expect(!journey.state.isZoomed)
        journey.press("F5")
        #expect(journey.state.isZoomed)
        #expect(journey.footer.contains("F5 both panes"))
        journey.press("?")
        #expect(journey.screen.contains("F5 "))
        journey.press("Esc :")
        journey.type("the pane alone")
        #expect(journey.lines.contains { $0.contains("F5") && $0.contains("the pane alone") })
    }

    @Test("may be none: the command is still in the palette")
    func none() throws {
        var journey = try journey([("zoom", [])])
        #expect(!journey.footer.contains("zoom"))
        journey.press("z :")
        journey.type("the pane alone")
        journey.press("Enter")
        #expect(journey.state.isZoomed)
    }

    @Test("leave lines that are typed alone")
    func typing() throws {
        var journey = try journey([("down", ["a"])])
        journey.press("/")
        journey.type("a")
        #expect(journey.state.prompt?.field.text == "a")
    }

    @Test(
        "that cannot be are said",
        arguments: [
            ("zoon", ["z"], "there is no command “zoon”: did you mean zoom?"), ("zoom", ["Foo"], "“Foo” is no key"),
            ("zoom", ["j"], "j is down's key too"), ("zoom", ["x"], "x is extract's key too"),
        ])
    func faults(command: String, keys: [String], words: String) {
        let fault = #expect(throws: KeyMap.Fault.self) { try KeyMap(choosing: [(command, keys)]) }
        #expect(fault?.message.hasPrefix(words) == true, "\(fault?.message ?? "")")
    }

    @Test("may take another command's key that gets other keys")
    func exchanged() throws {
        var journey = try journey([("zoom", ["j"]), ("down", ["z"])])
        journey.press("j")
        #expect(journey.state.isZoomed)
    }
}

@Suite("Where one was in an image")
struct RememberedPlaceTests {
    private let image = Fixture.image.id

    private func journey(_ place: RememberedPlace, sort: SortOrder = SortOrder(.name)) -> Journey {
        Journey(120, 40, options: Options(themeName: "mono", places: [image: place]), at: .overview, sort: sort)
    }

    @Test("comes back with tab, layer and path")
    func comesBack() throws {
        let journey = journey(RememberedPlace(tab: "Files", layer: 2, path: Array("usr/lib/libc.so".utf8)))
        #expect(journey.view == nil)
        #expect(journey.state.layers.selected == 2)
        #expect(journey.selected == "usr/lib/libc.so")
        #expect(journey.state.rememberedPlace?.tab == "Files")
        #expect(journey.state.rememberedPlace?.path == Array("usr/lib/libc.so".utf8))
    }

    @Test("is passed over where the image has no such thing, whatever it is", arguments: [Int.min, -1, 0, 99, Int.max])
    func absent(layer: Int) {
        let journey = journey(RememberedPlace(tab: "Nowhere\u{1b}[2J", layer: layer, path: [0xff, 0, 0x2f, 0x2f]))
        #expect(journey.view == .overview)
        #expect((1...journey.state.layers.count).contains(journey.state.layers.selected))
    }

    @Test("the order of files is the one that was settled")
    func sort() {
        let journey = journey(RememberedPlace(tab: "Files", layer: 1), sort: SortOrder(.size))
        #expect(journey.state.tree.sort == SortOrder(.size))
    }
}
