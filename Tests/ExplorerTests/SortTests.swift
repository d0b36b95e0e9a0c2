import Testing

@testable import Explorer

@Suite("The order of entries")
struct SortTests {
    @Test("s goes through name, size, count, time, wasted bytes; S turns the order round")
    func keys() {
        var journey = Journey()
        journey.press("Tab s")
        #expect(journey.paths == ["usr/lib", "app", "bin", "etc"])
        #expect(journey.status.hasPrefix("Sorted by size."))
        #expect(journey.screen.contains("Size↓"))
        journey.press("S")
        #expect(journey.paths == ["etc", "bin", "app", "usr/lib"])
        #expect(journey.screen.contains("Size↑"))
        journey.press("s")
        #expect(journey.paths == ["app", "usr/lib", "bin", "etc"])
        #expect(journey.screen.contains("Files↓"))
        journey.press("s")
        #expect(journey.screen.contains("Modified↓"))
        journey.press("s")
        #expect(journey.screen.contains("Wasted↓"))
        journey.press("s S")
        #expect(journey.paths == ["usr/lib", "etc", "bin", "app"])
    }

    @Test("equal entries stay in the order of their names, either way round")
    func ties() {
        let files = ["c", "a", "b"].map { Fixture.file($0, 5) }
        var journey = Journey(80, 24, layers: [.init(entries: files)])
        journey.press("Tab s")
        #expect(journey.paths == ["a", "b", "c"])
        journey.press("S")
        #expect(journey.paths == ["a", "b", "c"])
    }

    @Test("by wasted bytes a directory counts what is hidden below it, of deleted files too")
    func wasted() {
        var journey = Journey()
        journey.press("Tab s s s s")
        // 50 bytes of old, 100 of passwd and 300 of run are hidden.
        #expect(journey.status.hasPrefix("Sorted by wasted bytes."))
        #expect(journey.paths == ["app", "etc", "bin", "usr/lib"])
        #expect(journey.lines.contains { $0.contains("300 B") && $0.contains("app/") })
        #expect(journey.lines.contains { $0.contains("150 B") && $0.contains("etc/") })
        journey.press("j Space")
        #expect(journey.lines.contains { $0.contains("100 B") && $0.contains("passwd") })
    }

    @Test("where the ordering column has no room, the heading says what orders")
    func narrowHeading() {
        var journey = Journey(40, 12)
        journey.press("Tab s s s")
        #expect(journey.screen.contains("(by time of"))
        journey.press("s")
        #expect(journey.screen.contains("Size   Wasted↓  Name"))
    }

    @Test("names are ordered by their bytes")
    func bytes() {
        let files = ["é", "Z", "a", "10", "9"].map { Fixture.file($0, 1) }
        var journey = Journey(80, 24, layers: [.init(entries: files)])
        journey.press("Tab")
        #expect(journey.paths == ["10", "9", "Z", "a", "é"])
    }

    @Test("the newest comes first by time")
    func time() {
        let files = [Fixture.file("old", 1, modified: 1), Fixture.file("new", 1, modified: 9)]
        var journey = Journey(80, 24, layers: [.init(entries: files)])
        journey.press("Tab s s s")
        #expect(journey.paths == ["new", "old"])
    }
}
