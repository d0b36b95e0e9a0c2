import Foundation
import Testing

@testable import TestSupport

/// The small things that tests lean on.
struct SupportTests {
    @Test func aTemporaryDirectoryGoesWithItsOwner() throws {
        var directory: TemporaryDirectory? = try TemporaryDirectory()
        let path = try #require(directory?.path)
        try directory?.write("text", to: "deep/file")
        #expect(FileManager.default.fileExists(atPath: path + "/deep/file"))
        directory = nil
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func aSeedGivesTheSameNumbers() {
        var first = SeededRandom(seed: 1)
        var second = SeededRandom(seed: 1)
        #expect(first.bytes(100) == second.bytes(100))
        #expect(first.name(8) == second.name(8))
        var known = SeededRandom(seed: 0)
        #expect(known.next() == 0xE220_A839_7B1D_CDAF, "SplitMix64's published first number of seed 0")
    }

    @Test func aSnapshotThatFits() {
        assertSnapshot("one\ntwo", named: "two-lines")
    }

    @Test func aMissingSnapshotIsRecordedAndFails() throws {
        let directory = try TemporaryDirectory()
        let test = directory.path("MyTests/Tests.swift")
        withKnownIssue { assertSnapshot("text", named: "new", filePath: test) }
        #expect(try String(contentsOfFile: directory.path("Snapshots/MyTests/new.txt"), encoding: .utf8) == "text\n")
        withKnownIssue { assertSnapshot("other", named: "new", filePath: test) }
    }

    @Test func differencesNameTheirLines() {
        #expect(Snapshot.difference(recorded: "a\nb", actual: "a\nb") == nil)
        #expect(Snapshot.difference(recorded: "a\nb", actual: "a\nc") == "-2: b\n+2: c")
    }

    @Test func manifestsAreReadByTheirColumns() {
        let samples = SharedImages.samples(manifest: "file\ttruth\nx.tar\tlayers=1\n\ny\t", folder: "/f")
        #expect(samples.map(\.path) == ["/f/x.tar", "/f/y"])
        #expect(samples.map { $0.columns["truth"] } == ["layers=1", ""])
    }

    @Test(.enabled(if: SharedImages.isPresent, "../shared/images is not there"))
    func theSharedSamplesExist() {
        let samples = SharedImages.samples(.formats) + SharedImages.samples(.public)
        #expect(samples.count > 500)
        #expect(samples.filter { !FileManager.default.fileExists(atPath: $0.path) }.map(\.name) == [])
    }
}
