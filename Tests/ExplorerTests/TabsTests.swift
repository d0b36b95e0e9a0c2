import FileTree
import TerminalUI
import Testing

@testable import Explorer

@Suite("Tabs")
struct TabsTests {
    @Test("the overview is first, and each digit leads to its tab", arguments: Tab.all.indices.dropLast())
    func digits(index: Int) {
        var journey = Journey(100, 30, at: .overview)
        #expect(journey.state.views.tab == .overview)
        journey.press("\(index + 1)")
        #expect(journey.state.views.tab == Tab.all[index].id)
        #expect(journey.lines[1].contains("\(index + 1) \(Tab.all[index].name)"))
    }

    @Test("the tab on the screen is in a style of its own")
    func bar() throws {
        var journey = Journey(100, 30)
        journey.press("4")
        let theme = journey.state.options.theme
        let x = try #require(journey.lines[1].range(of: "4 Waste"))
        let column = journey.lines[1].distance(from: journey.lines[1].startIndex, to: x.lowerBound)
        #expect(journey.canvas[column, 1].style == theme.tabActive)
        #expect(journey.canvas[1, 1].style == theme.tabInactive)
    }

    @Test("below the columns that all names take only the tab on the screen has its name")
    func narrow() {
        var journey = Journey(60, 24)
        #expect(journey.lines[1] == " 1 2 Files 3 4 5 6 7 8")
        #expect(!journey.lines[1].contains("Waste"))
        journey.press("4")
        #expect(journey.lines[1].contains("4 Waste") && !journey.lines[1].contains("Files"))
    }

    /// Two images, so that there are nine tabs.
    private func nine(_ width: Int) -> Journey {
        Journey(width, 24, options: Options(themeName: "mono", otherImage: "other.tar"), at: .compare)
    }

    @Test("nine tabs fit 80 columns with names that are shorter where they have to be, and 40 with digits")
    func nineTabs() {
        #expect(
            nine(80).lines[1]
                == " 1 Overview 2 Files 3 Stages 4 Waste 5 Security 6 Pkgs 7 Advice 8 Image 9 Diff")
        #expect(nine(100).lines[1].contains("6 Packages") && nine(100).lines[1].contains("9 Compare"))
        #expect(nine(40).lines[1] == " 1 2 3 4 5 6 7 8 9 Compare")
    }

    @Test("] and [ go to the neighbours, round the ends")
    func neighbours() {
        var journey = Journey(100, 30, at: .overview)
        journey.press("]")
        #expect(journey.state.views.tab == .files)
        journey.press("[ [")
        // The comparison is there only where two images are.
        #expect(journey.state.views.tab == .image)
        journey.press("]")
        #expect(journey.state.views.tab == .overview)
    }

    @Test("a click on a name leads there")
    func click() throws {
        var journey = Journey(100, 30)
        let place = try #require(journey.lines[1].range(of: "Waste"))
        journey.click(journey.lines[1].distance(from: journey.lines[1].startIndex, to: place.lowerBound), 1)
        #expect(journey.state.views.tab == .waste)
    }

    @Test("each tab keeps its place, with what is open over it")
    func places() {
        var journey = FoundImage.journey(120, 40)
        journey.press("Tab = j j")
        let selected = journey.selected
        journey.press("5 j v 2")
        #expect(journey.selected == selected && journey.state.focus == .tree)
        journey.press("5")
        #expect(journey.view == .finding)
        journey.press("q")
        #expect(journey.list?.place.scroll.selection == 1)
    }

    @Test(", and . lead back and forward through where the user has been")
    func backAndForward() {
        var journey = FoundImage.journey(120, 40)
        journey.press("4 5 Enter")
        #expect(journey.selected == "etc/old")
        journey.press(",")
        #expect(journey.view == .security)
        journey.press(",")
        #expect(journey.view == .waste)
        journey.press(". .")
        #expect(journey.state.views.tab == .files)
        #expect(journey.selected == "etc/old" && journey.state.layers.selected == 1)
        journey.press(".")
        #expect(journey.status.contains("nothing to go forward to"))
    }

    @Test("a new way ends the one forward")
    func newWay() {
        var journey = Journey(120, 40)
        journey.press("4 5 , 3 .")
        #expect(journey.status.contains("nothing to go forward to"))
        #expect(journey.state.views.tab == .dockerfile)
    }

    @Test("Esc in a tab goes back, and where there is nowhere to go says how to leave")
    func escape() {
        var journey = Journey(120, 40, at: .overview)
        journey.press("4 Esc")
        #expect(journey.state.views.tab == .overview)
        journey.press("Esc")
        #expect(journey.status.contains("q quits"))
        #expect(journey.effects.isEmpty)
    }

    @Test("Esc with a key right after it, which terminals tell as Alt, is both")
    func escapeAndKey() {
        var journey = FoundImage.journey(120, 40)
        journey.press("5 v M-4")
        #expect(journey.view == .waste)
        journey.press("5")
        #expect(journey.view == .security)
        journey.press("2 f")
        journey.type("lib")
        journey.press("M-b M-4")
        #expect(journey.state.tree.filter == nil && journey.view == .waste)
    }

    @Test("a file that is viewed stays open while another tab is looked at")
    func viewer() {
        var journey = Journey(120, 40)
        journey.press("Tab Space j v")
        #expect(journey.viewer != nil)
        journey.press("4")
        #expect(journey.state.mode == .view(.waste))
        journey.press("2")
        #expect(journey.state.mode == .view(.file))
    }

    @Test("places of the past follow their paths when the layers are stacked anew")
    func stackedAnew() {
        var journey = FoundImage.journey(120, 40)
        journey.press("5 Enter 4")
        journey.send(.hashed(stack: Fixture.otherStack, figures: Figures(of: Fixture.otherStack)))
        journey.press(",")
        #expect(journey.selected == "etc/old")
    }

    @Test("another image keeps the tab and forgets the places of the one before")
    func anotherImage() {
        var journey = FoundImage.journey(120, 40)
        journey.press("5 Enter 4")
        journey.send(.imageReady(Fixture.image))
        #expect(journey.state.views.tab == .waste)
        journey.press(",")
        #expect(journey.state.views.tab == .waste)
    }
}
