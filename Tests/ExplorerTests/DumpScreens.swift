import FileTree
import Foundation
import Testing

@testable import Explorer

@Test func dumpScreens() throws {
    func put(_ name: String, _ j: Journey) throws {
        try FileManager.default.createDirectory(atPath: "/tmp/screens", withIntermediateDirectories: true)
        try j.screen.write(toFile: "/tmp/screens/\(name)", atomically: true, encoding: .utf8)
    }
    try put("first80", Journey(80, 24))
    try put("first120", Journey(120, 40))
    try put("first40", Journey(40, 10))
    try put("ascii80", Journey(80, 24, options: Options(themeName: "mono", isASCII: true)))
    var w = Journey(waiting: 100, 24)
    w.send(.layerProgress(layer: 2, bytesRead: 9_000))
    var s = Fixture.stack; _ = s
    var one = FileTree.LayerStack(layerCount: 3); one.insert(Fixture.layers[0], at: 1); s = one
    w.send(.layerLoaded(layer: 1, stack: one)); w.send(.layerFailed(layer: 3, "the gzip stream ends early"))
    try put("loading", w)
    var j = Journey(100, 24); j.press("Tab = c"); try put("changes", j)
    j = Journey(100, 24); j.press("?"); try put("help", j)
    j = Journey(100, 30); j.press("i"); try put("image", j)
    j = Journey(100, 24); j.press("Tab ="); j.press("/"); j.type("passwd"); try put("search", j); j.press("Enter o");
    try put("history", j)
    j = Journey(80, 12); j.press("Tab ="); j.press("/"); j.type("run"); j.press("Enter Enter"); try put("reading", j)
    j.send(.contentsRead(request: 1, Array("#!/bin/sh\n\techo \u{1b}[31m hi\nexit 0\n".utf8))); try put("viewer", j)
    j.press("x"); try put("hex", j)
    j = Journey(100, 24); j.press("f"); j.type("lib"); try put("filter", j)
}
