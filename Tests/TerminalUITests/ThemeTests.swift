import Testing

@testable import TerminalUI

@Suite struct ThemeTests {
    private func styles(_ theme: Theme) -> [(String, Style)] {
        Mirror(reflecting: theme).children.compactMap { child in
            (child.value as? Style).map { (child.label ?? "", $0) }
        }
    }

    @Test(arguments: ["default", "mono", "high-contrast", "colour-blind"])
    func everyThemeKeepsTheTerminalsBackground(name: String) throws {
        let theme = try #require(Theme.named(name))
        #expect(styles(theme).count > 25)
        #expect(styles(theme).allSatisfy { $0.1.background == .standard })
        #expect(theme.selection.attributes.contains(.reverse))
    }

    @Test func monoHasNoColour() {
        #expect(styles(.mono).filter { $0.1.foreground != .standard }.map(\.0) == [])
    }

    @Test func highContrastHasNothingFaint() {
        #expect(styles(.highContrast).allSatisfy { !$0.1.attributes.contains(.dim) && $0.1.foreground != .gray })
    }

    @Test func colourBlindTellsNothingByRedOrGreen() {
        let redOrGreen: Set<Color> = [.red, .green, .ansi(9), .ansi(10)]
        #expect(styles(.colourBlind).filter { redOrGreen.contains($0.1.foreground) }.map(\.0) == [])
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
            #expect(characters.count > 30)
            #expect(characters.allSatisfy { TextWidth.of($0) == 1 && (!isASCII || $0.isASCII) })
        }
    }

    @Test func stylesMerge() {
        let merged = Style(.red, .bold).merging(Style(.standard, on: .blue, .reverse))
        #expect(merged == Style(.red, on: .blue, [.bold, .reverse]))
        #expect(merged.description == "bold reverse red on blue")
    }
}
