import TerminalUI
import TestSupport
import Testing

@testable import Explorer

@Suite("Screens")
struct ScreenTests {
    @Test("what a layer changed")
    func changes() {
        var journey = Journey(100, 24)
        journey.press("Tab = c")
        assertSnapshot(journey.screen, named: "screen-changes")
    }

    @Test("a file's text")
    func viewer() {
        var journey = Journey(80, 12)
        journey.press("Tab = /")
        journey.type("run")
        journey.press("Enter Enter")
        journey.send(.contentsRead(request: 1, Array("#!/bin/sh\n\techo \u{1b}[31m hi\nexit 0\n".utf8)))
        assertSnapshot(journey.screen, named: "screen-viewer")
    }

    @Test("a file's bytes")
    func hex() {
        var journey = Journey(80, 12)
        journey.press("Tab = /")
        journey.type("run")
        journey.press("Enter Enter")
        journey.send(.contentsRead(request: 1, Array("#!/bin/sh\n\techo \u{1b}[31m hi\nexit 0\n".utf8)))
        journey.press("x")
        assertSnapshot(journey.screen, named: "screen-hex")
    }

    @Test("what the layers did to a path")
    func history() {
        var journey = Journey(100, 24)
        journey.press("Tab = /")
        journey.type("passwd")
        journey.press("Enter o")
        assertSnapshot(journey.screen, named: "screen-history")
    }

    @Test("a filter while it is typed")
    func filter() {
        var journey = Journey(100, 24)
        journey.press("f")
        journey.type("lib")
        assertSnapshot(journey.screen, named: "screen-filter")
    }

    @Test("the configuration")
    func image() {
        var journey = Journey(100, 30)
        journey.press("i")
        assertSnapshot(journey.screen, named: "screen-image")
    }
}
