import Archive
import Reporting
import Testing

@Suite struct ColorChoiceTests {
    @Test(
        arguments: [
            (ColorChoice.auto, [:], true, true),
            (.auto, [:], false, false),
            (.auto, ["NO_COLOR": "1"], true, false),
            (.auto, ["NO_COLOR": ""], true, true),
            (.auto, ["FORCE_COLOR": "1"], false, true),
            (.auto, ["FORCE_COLOR": "0"], true, false),
            (.auto, ["NO_COLOR": "1", "FORCE_COLOR": "1"], true, false),
            (.auto, ["TERM": "dumb"], true, false),
            (.always, ["NO_COLOR": "1"], false, true),
            (.never, ["FORCE_COLOR": "1"], true, false),
        ] as [(ColorChoice, [String: String], Bool, Bool)])
    func decides(choice: ColorChoice, environment: [String: String], isTerminal: Bool, isColored: Bool) {
        #expect((choice.palette(environment: environment, isTerminal: isTerminal) == .colors) == isColored)
    }
}

@Suite struct FileModeTests {
    @Test(
        arguments: [
            (EntryKind.regularFile, 0o644, "-rw-r--r--"), (.directory, 0o1777, "drwxrwxrwt"),
            (.regularFile, 0o4755, "-rwsr-xr-x"), (.regularFile, 0o6644, "-rwSr-Sr--"),
            (.directory, 0o1000, "d--------T"),
            (.symbolicLink, 0o777, "lrwxrwxrwx"), (.characterDevice, 0o600, "crw-------"),
            (.hardLink, 0o600, "-rw-------"),
        ] as [(EntryKind, UInt16, String)])
    func readsAsLs(kind: EntryKind, mode: UInt16, text: String) {
        #expect(FileMode.text(kind: kind, mode: mode) == text)
    }
}
