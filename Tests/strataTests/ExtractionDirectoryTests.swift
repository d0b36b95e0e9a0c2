import Archive
import Foundation
import Testing

@testable import strata

/// Every trick by which a path or a link could lead a write out of the output directory.
@Suite final class ExtractionDirectoryTests {
    private let top: String
    private let output: String

    init() throws {
        top = NSTemporaryDirectory() + "strata-extract-" + UUID().uuidString
        output = top + "/out"
        try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
        try FileManager.default.createDirectory(atPath: top + "/outside", withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: top) }

    private func directory(overwrites: Bool = false) throws -> ExtractionDirectory {
        try ExtractionDirectory(path: output, overwrites: overwrites)
    }

    private func path(_ text: String) throws -> ExtractionPath {
        try #require(ExtractionPath(Array(text.utf8)))
    }

    @discardableResult
    private func write(
        _ name: String, _ text: String, mode: UInt16 = 0o644, overwrites: Bool = false
    ) throws -> FileIdentity {
        let directory = try directory(overwrites: overwrites)
        return try directory.makeFile(path(name), mode: mode, modified: 0) { file in
            try Array(text.utf8).withUnsafeBytes { try file.write(.stored($0)) }
        }
    }

    private func text(_ name: String) -> String? {
        FileManager.default.contents(atPath: output + "/" + name).map { String(decoding: $0, as: UTF8.self) }
    }

    private var outsideIsEmpty: Bool {
        (try? FileManager.default.contentsOfDirectory(atPath: top + "/outside"))?.isEmpty == true
    }

    @Test func filesGetTheirParentsContentsAndPermissions() throws {
        try write("a/b/c", "hello", mode: 0o640)
        #expect(text("a/b/c") == "hello")
        let mode = try FileManager.default.attributesOfItem(atPath: output + "/a/b/c")[.posixPermissions] as? Int
        #expect(mode == 0o640)
    }

    @Test func setIdAndStickyBitsAreDropped() throws {
        try write("su", "", mode: 0o6755)
        try directory().makeDirectory(path("d"))
        try directory().finishDirectory(path("d"), mode: 0o1777, modified: 0)
        for (name, mode) in [("su", 0o755), ("d", 0o777)] {
            var status = stat()
            #expect(stat(output + "/" + name, &status) == 0)
            #expect(status.st_mode & 0o7777 == mode)
        }
    }

    @Test(arguments: ["../x", "a/../../x", "a/..", "..", "a\0b"])
    func pathsThatClimbAreNoPaths(text: String) {
        #expect(ExtractionPath(Array(text.utf8)) == nil)
    }

    @Test func absolutePathsStayInside() throws {
        try write("/etc//./passwd", "x")
        #expect(text("etc/passwd") == "x")
    }

    @Test(arguments: [
        "/..", "/../etc/passwd", "/a/../..", "..", "../..", "../../x", "a/../..", "a/../../..", "", "./../..",
    ])
    func linksThatLeadOutAreRefused(target: String) throws {
        let link = try path("link")
        #expect(throws: ExtractionDirectory.Refusal.self) {
            try directory().makeSymbolicLink(link, target: Array(target.utf8))
        }
        #expect(!FileManager.default.fileExists(atPath: output + "/link"))
    }

    @Test(arguments: [
        ("a/link", "/etc/passwd", "../etc/passwd"), ("link", "/", "."), ("a/b/link", "//x/./y", "../../x/y"),
    ])
    func absoluteTargetsMeanTheImagesRoot(name: String, target: String, relative: String) throws {
        try directory().makeSymbolicLink(path(name), target: Array(target.utf8))
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: output + "/" + name) == relative)
    }

    @Test func aLinkMayNotClimbFromWhereAnotherLinkLeads() throws {
        try directory().makeSymbolicLink(path("a/b/up"), target: Array("../..".utf8))
        #expect(throws: ExtractionDirectory.Refusal.self) {
            try directory().makeSymbolicLink(path("escape"), target: Array("a/b/up/..".utf8))
        }
    }

    @Test(arguments: [("a/link", "../b"), ("link", "b/c"), ("a/b/link", "./../../x")])
    func linksInsideAreMade(name: String, target: String) throws {
        try directory().makeSymbolicLink(path(name), target: Array(target.utf8))
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: output + "/" + name) == target)
    }

    @Test func noLinkIsFollowedOnTheWay() throws {
        try FileManager.default.createSymbolicLink(atPath: output + "/d", withDestinationPath: top + "/outside")
        #expect(throws: ExtractionDirectory.Refusal.self) { try write("d/file", "x") }
        #expect(throws: ExtractionDirectory.Refusal.self) { try write("d/file", "x", overwrites: true) }
        #expect(throws: ExtractionDirectory.Refusal.self) { try directory().makeDirectory(path("d/sub")) }
        #expect(outsideIsEmpty)
    }

    @Test func noLinkIsFollowedAtTheEnd() throws {
        try FileManager.default.createSymbolicLink(atPath: output + "/f", withDestinationPath: top + "/outside/f")
        #expect(throws: ExtractionDirectory.Refusal.self) { try write("f", "x") }
        try write("f", "replaced", overwrites: true)
        #expect(text("f") == "replaced")
        #expect(outsideIsEmpty)
    }

    @Test func whatExistsStaysUnlessTheUserSaysSo() throws {
        try write("f", "first")
        #expect(throws: ExtractionDirectory.Refusal("exists already (--overwrite replaces it)")) {
            try write("f", "second")
        }
        #expect(text("f") == "first")
        try write("f", "second", overwrites: true)
        #expect(text("f") == "second")
    }

    @Test func aDirectoryIsNeverReplaced() throws {
        try directory().makeDirectory(path("d"))
        #expect(throws: ExtractionDirectory.Refusal.self) { try write("d", "x", overwrites: true) }
    }

    @Test func missingParentsOfTheOutputAreMade() throws {
        _ = try ExtractionDirectory(path: output + "/x//y/z", overwrites: false)
        #expect(FileManager.default.fileExists(atPath: output + "/x/y/z"))
    }

    @Test func aDirectoryTellsWhetherItWasThere() throws {
        #expect(try directory().makeDirectory(path("a/b")))
        #expect(try !directory().makeDirectory(path("a/b")))
        #expect(try !directory().makeDirectory(path("a")))
    }

    @Test func hardLinksShareTheFile() throws {
        let one = try write("a/one", "x")
        try directory().makeHardLink(path("two"), to: path("a/one"), which: one)
        var status = stat()
        #expect(stat(output + "/two", &status) == 0)
        #expect(status.st_nlink == 2)
    }

    @Test func aHardLinkReplacesAnotherNameOfItsFile() throws {
        let one = try write("one", "x")
        for _ in 0..<2 { try directory(overwrites: true).makeHardLink(path("two"), to: path("one"), which: one) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: output).sorted() == ["one", "two"])
    }

    @Test func aHardLinkIsNeverMadeToWhatSomebodyPutThereMeanwhile() throws {
        let one = try write("one", "x")
        try FileManager.default.moveItem(atPath: output + "/one", toPath: top + "/elsewhere")
        try write("one", "the user's own")
        #expect(throws: ExtractionDirectory.Refusal("is a hard link to a file that somebody replaced meanwhile")) {
            try directory().makeHardLink(path("two"), to: path("one"), which: one)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: output) == ["one"])
    }

    @Test func aHardLinkThroughALinkIsRefused() throws {
        let one = try write("one", "x")
        try FileManager.default.createSymbolicLink(atPath: output + "/d", withDestinationPath: top + "/outside")
        try Data("s".utf8).write(to: URL(fileURLWithPath: top + "/outside/secret"))
        #expect(throws: ExtractionDirectory.Refusal.self) {
            try directory().makeHardLink(path("stolen"), to: path("d/secret"), which: one)
        }
    }

    @Test(arguments: [false, true])
    func aFileThatFailsHalfWayLeavesAllAsItWas(wasThere: Bool) throws {
        struct Fault: Error {}
        if wasThere { try write("half", "precious") }
        let file = try path("half")
        #expect(throws: (any Error).self) { try fail(file, overwrites: false, with: Fault()) }
        #expect(throws: Fault.self) { try fail(file, overwrites: true, with: Fault()) }
        #expect(text("half") == (wasThere ? "precious" : nil))
        #expect(try FileManager.default.contentsOfDirectory(atPath: output).count == (wasThere ? 1 : 0))
    }

    private func fail(_ file: ExtractionPath, overwrites: Bool, with fault: some Error) throws {
        try directory(overwrites: overwrites).makeFile(file, mode: 0o644, modified: 0) { file in
            try Array("half".utf8).withUnsafeBytes { try file.write(.stored($0)) }
            throw fault
        }
    }

    @Test func aHoleTakesNoRoomAndKeepsItsLength() throws {
        try directory().makeFile(path("sparse"), mode: 0o644, modified: 0) { file in
            try Array("start".utf8).withUnsafeBytes { try file.write(.stored($0)) }
            try file.write(.hole(1 << 40))
        }
        var status = stat()
        #expect(stat(output + "/sparse", &status) == 0)
        #expect(status.st_size == 5 + (1 << 40))
        #expect(status.st_blocks * 512 < 1 << 20)
    }

    @Test func zerosBecomeAHole() throws {
        let zeros = [UInt8](repeating: 0, count: 1 << 20)
        try directory().makeFile(path("sparse"), mode: 0o644, modified: 0) { file in
            try zeros.withUnsafeBytes { try file.write(.stored($0)) }
        }
        var status = stat()
        #expect(stat(output + "/sparse", &status) == 0)
        #expect(status.st_size == 1 << 20)
        #expect(status.st_blocks * 512 < 1 << 20)
    }
}
