import CNcurses
import TerminalUI

/// Which keys ncurses' codes stand for, with the sequences that terminals send but their descriptions leave out.
struct KeyTable {
    /// Codes of our own lie above all of ncurses'.
    private static let firstOwnCode: Int32 = 0x2000
    static let lateAnswer: Int32 = 0x1ffc
    static let mouseReport: Int32 = 0x1ffd
    static let pasteStart: Int32 = 0x1ffe
    static let pasteEnd: Int32 = 0x1fff

    private var keys: [Int32: Key] = KeyTable.standard

    /// Tells ncurses the sequences of modified keys, of Home and End in every encoding, of the mouse and of pasting.
    init() {
        var code = KeyTable.firstOwnCode
        for (sequence, key) in KeyTable.sequences {
            if define_key("\u{1b}" + sequence, code) == OK { keys[code] = key }
            code += 1
        }
        _ = define_key("\u{1b}[<", KeyTable.mouseReport)
        _ = define_key("\u{1b}]11;", KeyTable.lateAnswer)
        _ = define_key("\u{1b}[?", KeyTable.lateAnswer)
        _ = define_key("\u{1b}[200~", KeyTable.pasteStart)
        _ = define_key("\u{1b}[201~", KeyTable.pasteEnd)
    }

    /// The key of one of ncurses' codes; nil for one that is no key of ours.
    func key(code: Int32) -> Key? { keys[code] }

    /// The key that types a character, or a control character.
    static func key(character: UInt32) -> Key? {
        switch character {
        case 9: Key(.tab)
        case 10, 13: Key(.enter)
        case 27: Key(.escape)
        case 127: Key(.backspace)
        case 0: Key(.character(" "), .control)
        case 1..<27: Unicode.Scalar(character + 0x60).map { Key(.character(Character($0)), .control) }
        case 28..<32: Unicode.Scalar(character + 0x40).map { Key(.character(Character($0)), .control) }
        default: Unicode.Scalar(character).map { Key(.character(Character($0))) }
        }
    }

    /// The keys that bytes stand for which were read past ncurses; what is no key is left out.
    static func keys(typed bytes: [UInt8]) -> [Key] {
        var keys: [Key] = []
        var rest = String(decoding: bytes, as: UTF8.self).unicodeScalars[...]
        while let first = rest.popFirst() {
            guard first == "\u{1b}" else {
                if let key = key(character: first.value) { keys.append(key) }
                continue
            }
            let text = String(rest)
            if let (sequence, key) = sequences.filter({ text.hasPrefix($0.0) }).max(by: { $0.0.count < $1.0.count }) {
                keys.append(key)
                rest = rest.dropFirst(sequence.unicodeScalars.count)
            } else if let key = rest.popFirst().flatMap({ key(character: $0.value) }) {
                keys.append(Key(key.code, key.modifiers.union(.alt)))
            } else {
                keys.append(Key(.escape))
            }
        }
        return keys
    }

    private static let standard: [Int32: Key] = {
        var keys: [Int32: Key] = [
            KEY_UP: Key(.up), KEY_DOWN: Key(.down), KEY_LEFT: Key(.left), KEY_RIGHT: Key(.right),
            KEY_HOME: Key(.home), KEY_END: Key(.end), KEY_PPAGE: Key(.pageUp), KEY_NPAGE: Key(.pageDown),
            KEY_FIND: Key(.home), KEY_SELECT: Key(.end), KEY_A1: Key(.home), KEY_C1: Key(.end),
            KEY_A3: Key(.pageUp), KEY_C3: Key(.pageDown),
            KEY_ENTER: Key(.enter), KEY_BACKSPACE: Key(.backspace), KEY_DC: Key(.delete), KEY_IC: Key(.insert),
            KEY_BTAB: Key(.backTab), KEY_SR: Key(.up, .shift), KEY_SF: Key(.down, .shift),
            KEY_SLEFT: Key(.left, .shift), KEY_SRIGHT: Key(.right, .shift), KEY_SHOME: Key(.home, .shift),
            KEY_SEND: Key(.end, .shift), KEY_SPREVIOUS: Key(.pageUp, .shift), KEY_SNEXT: Key(.pageDown, .shift),
            KEY_SDC: Key(.delete, .shift),
        ]
        for number in 1...63 { keys[KEY_F0 + Int32(number)] = Key(.function(number)) }
        return keys
    }()

    /// Sequences after ESC with their keys: plain ones, then those with modifiers as xterm numbers them.
    static let sequences: [(String, Key)] = {
        let letters: [(String, Key.Code)] = [
            ("A", .up), ("B", .down), ("C", .right), ("D", .left), ("H", .home), ("F", .end),
            ("P", .function(1)), ("Q", .function(2)), ("R", .function(3)), ("S", .function(4)),
        ]
        let numbers: [(Int, Key.Code)] = [
            (1, .home), (2, .insert), (3, .delete), (4, .end), (5, .pageUp), (6, .pageDown), (7, .home), (8, .end),
            (11, .function(1)), (12, .function(2)), (13, .function(3)), (14, .function(4)), (15, .function(5)),
            (17, .function(6)), (18, .function(7)), (19, .function(8)), (20, .function(9)), (21, .function(10)),
            (23, .function(11)), (24, .function(12)),
        ]
        var all: [(String, Key)] = [("[Z", Key(.backTab))]
        for (letter, code) in letters {
            all.append(("O" + letter, Key(code)))
            // "[P" is no F1 but the delete of some terminals.
            if !("P"..."S").contains(letter) { all.append(("[" + letter, Key(code))) }
            all += modified { ("[1;\($0)" + letter, Key(code, $1)) }
        }
        for (number, code) in numbers {
            all.append(("[\(number)~", Key(code)))
            all += modified { ("[\(number);\($0)~", Key(code, $1)) }
        }
        return all
    }()

    private static func modified(_ make: (Int, Key.Modifiers) -> (String, Key)) -> [(String, Key)] {
        (1...7).map { bits in
            var modifiers: Key.Modifiers = []
            if bits & 1 != 0 { modifiers.insert(.shift) }
            if bits & 2 != 0 { modifiers.insert(.alt) }
            if bits & 4 != 0 { modifiers.insert(.control) }
            return make(bits + 1, modifiers)
        }
    }
}
