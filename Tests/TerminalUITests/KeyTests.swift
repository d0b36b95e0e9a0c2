import Testing

@testable import TerminalUI

@Suite struct KeyTests {
    @Test(arguments: [
        ("g", Key(.character("g"))), ("G", Key(.character("G"))), ("C-d", Key(.character("d"), .control)),
        ("M-x", Key(.character("x"), .alt)), ("C-M-Up", Key(.up, [.control, .alt])), ("S-Tab", Key(.backTab)),
        ("PgUp", Key(.pageUp)), ("F12", Key(.function(12))), ("F", Key(.character("F"))), ("-", Key(.character("-"))),
        ("C--", Key(.character("-"), .control)), ("Space", Key(.character(" "))), ("日", Key(.character("日"))),
        ("S-Left", Key(.left, .shift)), ("Backspace", Key(.backspace)), ("Esc", Key(.escape)),
    ])
    func labelsAreReadAndWritten(label: String, key: Key) {
        #expect(Key(label) == key)
        #expect(key.label == label)
    }

    @Test(arguments: ["", "F0", "F64", "nonsense", "C-", "C-xy"])
    func namesOfNoKeyAreTold(text: String) {
        #expect(Key.named(text) == nil)
    }
}
