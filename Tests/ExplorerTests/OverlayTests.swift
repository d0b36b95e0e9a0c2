import TerminalUI
import Testing

@testable import Explorer

@Suite("What lies over the panes")
struct OverlayTests {
    @Test("? shows every key of the table with what it does, and the marks")
    func help() {
        var journey = Journey(160, 100)
        journey.press("?")
        // Of one column, so that no other one stands between the pieces of a sentence.
        let screen = Journey(45, 10).helpText
        for group in KeyBinding.Group.allCases {
            for binding in KeyBindings.group(group) {
                #expect(screen.contains(binding.label), "\(binding.label)")
                #expect(screen.contains(binding.help), "\(binding.help)")
            }
        }
        #expect(screen.contains("contents modified"))
        journey.press("?")
        #expect(journey.view == nil)
    }

    @Test("a help that is longer than the screen scrolls to its end and no further")
    func scrolling() {
        var journey = Journey(80, 24)
        journey.press("F1 G j j")
        #expect(journey.screen.contains("findings by colour"))
        journey.press("g")
        #expect(journey.screen.contains("Here"))
        journey.press("q")
        #expect(journey.view == nil)
        #expect(journey.effects.isEmpty)
    }

    @Test("help begins with the keys of the view that it is opened over")
    func here() {
        var journey = FoundImage.journey(120, 40)
        journey.press("F ?")
        #expect(journey.lines.prefix(8).contains { $0.contains("only findings of one category") })
        journey.press("Esc 2 ?")
        #expect(!journey.lines.prefix(8).contains { $0.contains("only findings of one category") })
    }

    @Test("i shows configuration and history, also steps that made no layer")
    func image() {
        var journey = Journey(100, 40)
        journey.press("i")
        for text in ["MODE=test", "[\"/app/run\"]", "maintainer", "-  CMD [\"sh\"]", "2  RUN make", "demo/app:1.0"] {
            #expect(journey.screen.contains(text), "\(text)")
        }
    }

    @Test("p picks another image and starts over with it")
    func picker() {
        var journey = Journey(80, 24)
        journey.send(.opened(choices: Fixture.choices, choice: 0, warnings: []))
        journey.press("p")
        #expect(journey.screen.contains("* demo/app:1.0"))
        #expect(journey.screen.contains("linux/arm64"))
        journey.press("j Enter")
        #expect(journey.effects == [.loadImage(1)])
        #expect(journey.view == nil)
        journey.press("Tab")
        journey.send(.imageReady(Fixture.image))
        #expect(journey.screen.contains("reading layers 0% of 51.0 kB"))
    }

    @Test("picking the image that is shown does nothing")
    func pickTheSame() {
        var journey = Journey(80, 24)
        journey.send(.opened(choices: Fixture.choices, choice: 0, warnings: []))
        journey.press("p Enter")
        #expect(journey.effects.isEmpty)
    }

    @Test("with one image there is nothing to pick, and p says so")
    func oneImage() {
        var journey = Journey(80, 24)
        journey.press("p")
        #expect(journey.status.hasPrefix("There is one image in demo.tar, nothing to pick from."))
    }

    @Test("names of images are escaped")
    func hostileNames() {
        var journey = Journey(80, 24)
        var choices = Fixture.choices
        choices[1].references = ["evil\u{1b}]0;title\u{7}"]
        journey.send(.opened(choices: choices, choice: 0, warnings: []))
        journey.press("p")
        #expect(journey.screen.contains("evil\\x1b]0;title\\x07"))
    }

    @Test("! without messages says that there are none")
    func noMessages() {
        var journey = Journey(80, 24)
        journey.press("!")
        #expect(journey.view == nil)
        #expect(journey.status.hasPrefix("There are no messages."))
    }
}

extension Journey {
    /// All lines of the help as one text, each run of spaces one space.
    fileprivate var helpText: String {
        let rows = HelpView().rows(in: state, width: 60)
        return (0..<rows.count).map { rows[$0].line.text }.joined(separator: " ").split(separator: " ")
            .joined(separator: " ")
    }
}
