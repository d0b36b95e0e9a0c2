import Testing

@testable import TerminalUI

@Suite struct ThemeTests {
    private func styles(_ name: String, _ background: Background, _ level: ColorLevel) throws -> [(
        name: String, style: Style
    )] {
        ContrastTests.styles(try #require(Theme.named(name, on: background, level: level)))
    }

    @Test(arguments: Theme.names, ColorLevel.allCases)
    func everyThemeKeepsTheTerminalsBackgroundButForTiles(name: String, level: ColorLevel) throws {
        for background in Background.allCases {
            let styles = try styles(name, background, level)
            #expect(styles.count > 40)
            #expect(styles.allSatisfy { $0.style.background == .standard || $0.name.hasPrefix("tiles") })
            #expect(styles.contains { $0.name == "selection" && $0.style.attributes.contains(.reverse) })
        }
    }

    @Test(arguments: Theme.names, ColorLevel.allCases)
    func nothingIsFaint(name: String, level: ColorLevel) throws {
        for background in Background.allCases {
            #expect(try styles(name, background, level).allSatisfy { !$0.style.attributes.contains(.dim) })
        }
    }

    @Test(arguments: Theme.names, ColorLevel.allCases)
    func selectedRowsDifferFromOthersAndFromOneAnother(name: String, level: ColorLevel) throws {
        let theme = try #require(Theme.named(name, level: level))
        #expect(Set([theme.text, theme.selection, theme.selectionUnfocused]).count == 3)
        #expect(theme.tabActive != theme.tabInactive)
    }

    @Test(arguments: Theme.names, Background.allCases)
    func eightTilesAreToldApart(name: String, background: Background) throws {
        for level in ColorLevel.allCases {
            let theme = try #require(Theme.named(name, on: background, level: level))
            #expect(Set(theme.tiles).count == 8 && theme.style(ofTile: 8) == theme.tiles[0])
        }
    }

    @Test func monoAndATerminalWithoutColoursHaveNone() throws {
        for styles in [try styles("mono", .dark, .direct), try styles("auto", .light, .none)] {
            let coloured = styles.filter { $0.style.foreground != .standard || $0.style.background != .standard }
            #expect(coloured.map(\.name) == [])
        }
    }

    @Test(arguments: [("default", "auto"), ("color-blind", "colour-blind"), ("mono", "mono"), ("purple", nil)])
    func oldNamesStayAndOthersAreNone(name: String, expected: String?) {
        #expect(Theme.name(for: name) == expected)
        #expect((Theme.named(name) == nil) == (expected == nil))
    }

    @Test func autoGoesByTheBackgroundAndTheOthersByTheirName() {
        #expect(Theme.named("auto", on: .light) == Theme.named("light", on: .dark))
        #expect(Theme.named("auto", on: .dark) == Theme.named("dark", on: .light))
        #expect(Theme.named("colour-blind", on: .light) != Theme.named("colour-blind", on: .dark))
    }

    @Test func glyphsAreOneColumnWideAndASCIIIsASCII() {
        let all: [(Glyphs, Bool)] = [(.unicode, false), (.ascii, true)]
        for (glyphs, isASCII) in all {
            let characters = Mirror(reflecting: glyphs).children.flatMap { child -> [Character] in
                if let box = child.value as? Glyphs.Box {
                    return Mirror(reflecting: box).children.compactMap { $0.value as? Character }
                }
                return (child.value as? [Character]) ?? (child.value as? Character).map { [$0] } ?? []
            }
            #expect(characters.count > 25)
            #expect(characters.allSatisfy { TextWidth.of($0) == 1 && (!isASCII || $0.isASCII) })
            let texts = [glyphs.arrow, glyphs.ellipsis]
            #expect(texts.allSatisfy { TextWidth.of($0) <= 2 && (!isASCII || $0.allSatisfy(\.isASCII)) })
        }
    }

    @Test func stylesMerge() {
        let merged = Style(.red, .bold).merging(Style(.standard, on: .blue, .reverse))
        #expect(merged == Style(.red, on: .blue, [.bold, .reverse]))
        #expect(merged.description == "bold reverse red on blue")
    }
}
