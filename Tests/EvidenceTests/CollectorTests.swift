import AnalysisSupport
import Archive
import FileTree
import ImageAnalysis
import TestSupport
import Testing

@testable import Evidence

@Suite("Which files a collector looks at")
struct FileSelectionTests {
    /// The paths of those that the selections take, in their order.
    private func taken(_ selections: [FileSelection], _ files: [SampleFile]) -> [String] {
        let inspection = ContentInspection(collectors: [Paths(files: selections)])
        inspection.read(files)
        return inspection.results.facts(Paths.Note.self).sorted { $0.key.ordinal < $1.key.ordinal }.map(\.value.path)
    }

    @Test("An exact name is the whole last component, in its own case, wherever it lies")
    func exactNames() {
        let files = [
            "status", "var/lib/dpkg/status", "./a/status", "var/status/x", "status-old", "xstatus", "a/Status",
            "status/",
        ].map { SampleFile($0) }
        #expect(
            taken([FileSelection([.exactly("status")], upTo: 100)], files) == [
                "status", "var/lib/dpkg/status", "a/status",
            ])
    }

    @Test("An ending is what stands behind the last dot")
    func endings() {
        let files = ["a.jar", "lib/b.c.jar", ".jar", "a.jar.txt", "jar", "a.JAR", "a.", "d.jar/a", "a.xjar"]
            .map { SampleFile($0) }
        #expect(taken([FileSelection([.ending("jar")], upTo: 100)], files) == ["a.jar", "lib/b.c.jar", ".jar"])
        #expect(taken([FileSelection([.ending("")], upTo: 100)], files) == ["a."])
    }

    @Test("Whole paths are compared without leading slashes and dots")
    func paths() {
        let files = ["etc/os-release", "./etc/os-release", "/etc/os-release", "x/etc/os-release", "usr/lib/os-release"]
            .map { SampleFile($0) }
        let selection = FileSelection(paths: ["etc/os-release", "lib/apk/db/installed"], upTo: 100)
        #expect(taken([selection], files) == ["etc/os-release", "etc/os-release", "etc/os-release"])
        #expect(taken([FileSelection(paths: [], upTo: 100)], files) == [])
    }

    @Test("Any name, with a condition on the path and on what the tar says")
    func conditions() {
        let files = [
            SampleFile("bin/a").with { $0.mode = 0o755 }, SampleFile("bin/b"),
            SampleFile("srv/c").with { $0.mode = 0o755 },
        ]
        let programs = FileSelection(upTo: 100) { path, entry in path.contains("bin") && entry.mode & 0o111 != 0 }
        #expect(taken([programs], files) == ["bin/a"])
        let named = FileSelection([.exactly("b"), .exactly("c")], upTo: 100) { path, _ in path.directory != "srv" }
        #expect(taken([named], files) == ["bin/b"])
    }

    @Test("Contents are of regular files from one byte up to the limit")
    func limits() {
        let files = [
            SampleFile("a/x", size: 0), SampleFile("b/x", size: 1), SampleFile("c/x", size: 100),
            SampleFile("d/x", size: 101),
            SampleFile("e/x").with { $0.kind = .symbolicLink }, SampleFile("f/x").with { $0.kind = .hardLink },
            SampleFile("g/x").with { $0.kind = .directory },
        ]
        #expect(taken([FileSelection([.exactly("x")], upTo: 100)], files) == ["b/x", "c/x"])
    }

    @Test("Entries of which no contents are wanted are of any kind and size")
    func entries() {
        let files = [
            SampleFile("a", size: 0), SampleFile("b", size: 5), SampleFile("c").with { $0.kind = .directory },
            SampleFile("d").with { $0.kind = .hardLink }, SampleFile("e").with { $0.mode = 0o600 },
        ]
        #expect(taken([.entries { $0.mode == 0o644 }], files) == ["a", "b", "c", "d"])
        let inspection = ContentInspection(collectors: [Paths(files: [.entries { _ in true }])])
        #expect(inspection.read(files) == [0, 0, 0, 0, 0])
        #expect(inspection.results.facts(Paths.Note.self).values.allSatisfy { $0.count == 0 })
    }

    @Test("A file that two selections of a collector take is noted once, by the first that its name leads to")
    func twoSelections() {
        let selections = [
            FileSelection([.any], upTo: 5) { _, _ in true }, FileSelection([.ending("jar")], upTo: 50),
            FileSelection([.exactly("a.jar")], upTo: 500),
        ]
        #expect(
            taken(selections, [SampleFile("a.jar", size: 3), SampleFile("a.jar", size: 300)]) == ["a.jar", "a.jar"])
        #expect(taken(selections, [SampleFile("b.jar", size: 300), SampleFile("b.jar", size: 30)]) == ["b.jar"])
    }
}

@Suite("What collectors are given of files")
struct CollectionTests {
    @Test("Those who bring one collector along are served by one; collectors of another name by their own")
    func oneOfEachName() {
        let one = Paths(id: "one", files: [FileSelection([.exactly("a")], upTo: 10)])
        let other = Paths(id: "one", files: [FileSelection([.exactly("b")], upTo: 10)])
        let third = WholeFiles("bytes", FileSelection([.exactly("b")], upTo: 10))
        let inspection = ContentInspection(collectors: [one, other, third])
        #expect(inspection.table.collectors.map(\.id) == ["one", "bytes"])
        inspection.read([SampleFile("a"), SampleFile("b")])
        #expect(inspection.results.facts(Paths.Note.self).values.map(\.path) == ["a"])
        #expect(inspection.results.facts([UInt8].self).count == 1)
    }

    @Test("Several who want one file share its bytes, each up to its limit", arguments: [1, 7, 1000])
    func sharedBytes(piece: Int) {
        let small = Paths(id: "small", files: [FileSelection([.exactly("x")], upTo: 50)])
        let large = WholeFiles("large", FileSelection([.exactly("x")], upTo: 200))
        let entry = Paths(id: "entry", files: [.entries { _ in true }])
        let inspection = ContentInspection(collectors: [small, large, entry])
        let bytes = (0..<150).map { UInt8($0) }
        #expect(inspection.read([SampleFile("x", bytes), SampleFile("y", bytes)], piece: piece) == [150, 0])
        #expect(inspection.results.facts([UInt8].self) == [.init(layer: 1, ordinal: 0): bytes])
        // Too large for the first of them; of an entry there are no bytes.
        #expect(inspection.results.facts(Paths.Note.self).values.map(\.count) == [0, 0])
    }

    @Test("A file that holds more than its entry says is believed up to the limit only")
    func moreThanClaimed() {
        let inspection = ContentInspection(collectors: [WholeFiles("x", FileSelection([.exactly("x")], upTo: 50))])
        let liar = SampleFile("x", size: 5000).with { $0.claimedSize = 10 }
        #expect(inspection.read([liar], piece: 40) == [80])
        #expect(inspection.results.facts([UInt8].self).isEmpty)
    }

    /// Adds up bytes up to a zero, and keeps none.
    private struct Sum: Collector {
        struct Passing: PassingFile {
            var sum = 0

            mutating func receive(_ piece: RawSpan) -> Bool {
                piece.withUnsafeBytes { bytes in
                    sum += bytes.prefix { $0 != 0 }.reduce(0) { $0 + Int($1) }
                    return !bytes.contains(0)
                }
            }

            func conclude() -> Int? { sum == 0 ? nil : sum }
        }

        let id = "sum"
        let files = [FileSelection([.ending("x")], upTo: .max)]

        func fact(of file: CollectedFile) -> Int? { -file.bytes.count }
        func passing(_ path: FilePath, _ entry: TarEntry, from pool: UnpackingPool) -> (any PassingFile<Int>)? {
            entry.size > 10 ? Passing() : nil
        }
    }

    @Test("A file may be looked at as it passes by, up to where that is enough", arguments: [1, 4, 1000])
    func passingFiles(piece: Int) {
        let inspection = ContentInspection(collectors: [Sum()])
        let early: [UInt8] = [1, 1, 1, 1, 0, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9]
        let files = [
            SampleFile("a.x", [UInt8](repeating: 2, count: 20)), SampleFile("b.x", [1, 2, 3]), SampleFile("c.x", early),
            SampleFile("d.x", [UInt8](repeating: 0, count: 20)), SampleFile("e.y", early),
        ]
        let read = inspection.read(files, piece: piece)
        let facts = inspection.results.facts(Int.self)
        #expect((0..<5).map { facts[.init(layer: 1, ordinal: $0)] } == [40, -3, 4, nil, nil])
        #expect(read[0] == 20 && read[2] == min(16, (4 / piece + 1) * piece) && read[4] == 0)
    }

    @Test("Who keeps a file whole gets it beside one who lets it pass")
    func passingBesideKept() {
        let whole = WholeFiles("whole", FileSelection([.exactly("a.x")], upTo: 100))
        let inspection = ContentInspection(collectors: [Sum(), whole])
        let bytes: [UInt8] = [1, 0] + [UInt8](repeating: 7, count: 20)
        #expect(inspection.read([SampleFile("a.x", bytes)], piece: 5) == [22])
        #expect(inspection.results.facts(Int.self).values.map(\.self) == [1])
        #expect(inspection.results.facts([UInt8].self).values.map(\.self) == [bytes])
    }

    @Test("What is larger than the limit is noted where that is asked for")
    func largerFiles() {
        let asking = FileSelection([.exactly("a")], upTo: 10) { path, _ in path.directory != "no" }.notingLargerFiles()
        let other = FileSelection([.exactly("b")], upTo: 10)
        let inspection = ContentInspection(collectors: [WholeFiles("x", asking, other)])
        inspection.read([
            SampleFile("a", size: 11), SampleFile("no/a", size: 11), SampleFile("b", size: 11),
            SampleFile("c/a", size: 10),
        ])
        let noted = inspection.results.facts(FilePassedOver.self)
        #expect(noted.map(\.key.ordinal) == [0])
        #expect(noted.values.map(\.limit) == [10])
    }

    @Test("A fact that is nil is none")
    func nothingToNote() {
        struct Never: Collector {
            let id = "never"
            let files = [FileSelection([.exactly("x")], upTo: 10)]
            func fact(of file: CollectedFile) -> Int? { nil }
        }
        let inspection = ContentInspection(collectors: [Never()])
        #expect(inspection.read([SampleFile("x")]) == [1])
        #expect(inspection.results.facts(Int.self).isEmpty)
    }

    @Test("Without collectors and searches no byte is asked for")
    func nobodyWantsAnything() {
        #expect(ContentInspection(collectors: []).read([SampleFile("x"), SampleFile("y", size: 9)]) == [0, 0])
    }
}

@Suite("What was noted")
struct InspectedContentsTests {
    private struct Heavy: Collector {
        let id = "heavy"
        let files = [FileSelection([.any], upTo: 100) { _, _ in true }]
        func fact(of file: CollectedFile) -> String? { file.path.text }
        func weight(of fact: String) -> Int { fact.hasPrefix("heavy") ? ContentInspection.budget / 2 : 1 }
    }

    @Test("All facts together weigh at most the budget; what is beyond is left out, and said")
    func budget() {
        let inspection = ContentInspection(collectors: [Heavy()])
        inspection.read([SampleFile("heavy-1")])
        #expect(!inspection.results.isOverBudget)
        inspection.read(layer: 2, [SampleFile("heavy-2")])
        #expect(!inspection.results.isOverBudget)
        inspection.read(layer: 3, [SampleFile("heavy-3"), SampleFile("light")])
        #expect(inspection.results.isOverBudget)
        #expect(Set(inspection.results.facts(String.self).values) == ["heavy-1", "heavy-2"])
    }

    @Test(
        "What is left out does not depend on which layer was read first",
        arguments: [[1, 2, 3, 4], [4, 3, 2, 1], [3, 1, 4, 2]])
    func order(layers: [Int]) {
        let inspection = ContentInspection(collectors: [Heavy()])
        for layer in layers {
            inspection.read(layer: layer, [SampleFile("heavy-\(layer)"), SampleFile("light-\(layer)")])
        }
        #expect(inspection.results.isOverBudget)
        #expect(Set(inspection.results.facts(String.self).values) == ["heavy-1", "light-1"])
    }

    @Test("A file noted twice weighs once")
    func sameFileAgain() {
        let inspection = ContentInspection(collectors: [Heavy()])
        for _ in 0..<5 { inspection.read([SampleFile("heavy-1")]) }
        #expect(inspection.results.facts(String.self).count == 1)
        inspection.read(layer: 2, [SampleFile("heavy-2")])
        #expect(!inspection.results.isOverBudget)
    }

    @Test("Facts are told by their type, and by the layer and place of their file")
    func typesAndPlaces() {
        let inspection = ContentInspection(collectors: [
            Heavy(), WholeFiles("whole", FileSelection([.exactly("x")], upTo: 100)),
        ])
        inspection.read([SampleFile("a"), SampleFile("x", [1])])
        inspection.read(layer: 2, [SampleFile("x", [2])])
        let results = inspection.results
        #expect(
            results.facts([UInt8].self) == [.init(layer: 1, ordinal: 1): [1], .init(layer: 2, ordinal: 0): [2]])
        #expect(results.facts(String.self).count == 3)
        #expect(results.facts(Int.self).isEmpty)
        #expect(InspectedContents().facts(String.self).isEmpty)
    }

    @Test("Results that were asked for before do not change")
    func resultsAreValues() {
        let inspection = ContentInspection(collectors: [Heavy()])
        let before = inspection.results
        inspection.read([SampleFile("a")])
        #expect(before.facts(String.self).isEmpty)
        #expect(inspection.results.facts(String.self).count == 1)
    }

    @Test("What a search found is told by its type; nil where it did not run")
    func searches() {
        struct Count: Sendable { var files = 0 }
        let inspection = ContentInspection(
            collectors: [Heavy()], searches: [CountingSearch { $0.setResult(Count(files: $1)) }])
        #expect(inspection.read([SampleFile("a", size: 200), SampleFile("b", size: 5000)]) == [200, 5000])
        #expect(inspection.results.result(Count.self)?.files == 2)
        #expect(ContentInspection(collectors: []).results.result(Count.self) == nil)
        // Those that the collector beside it wants none of.
        #expect(inspection.results.facts(String.self).isEmpty)
    }

    @Test("A hard link has the fact of the file that stores its contents, through all layers")
    func hardLinks() throws {
        let fixture = try AnalyzedFixture(
            Image(reference: "a:1") {
                Layer {
                    File("etc/os-release", "ID=one\n")
                    HardLink("etc/same", to: "etc/os-release")
                    Symlink("etc/link", to: "os-release")
                    File("etc/other", "ID=other\n")
                }
                Layer { HardLink("usr/lib/os-release", to: "etc/os-release") }
            })
        let (contents, stack) = (fixture.image.contents, fixture.image.stack)
        let view = try #require(fixture.image.view)
        func text(_ path: String) -> String? {
            contents.bytes(at: path, in: view).map { String(decoding: $0, as: UTF8.self) }
        }
        #expect(text("etc/os-release") == "ID=one\n")
        #expect(text("etc/same") == "ID=one\n")
        #expect(text("usr/lib/os-release") == "ID=one\n")
        // Nobody wanted it, and a symbolic link has no contents.
        #expect(text("etc/other") == nil)
        #expect(text("etc/link") == nil)
        #expect(text("etc/nothing") == nil)
        #expect(text("etc") == nil)
        let link = try #require(stack.find(Array("etc/same".utf8)).flatMap { view.entry(of: $0) })
        #expect(contents.place(of: link, in: stack) == .init(layer: 1, ordinal: 0))
    }
}

@Suite("What follows from an image")
struct DeductionTests {
    /// The how-manieth time it was worked out.
    private struct Number: Deduction {
        let value: Int
        init(of image: AnalyzedImage) { value = DeductionTests.counter.next() }
    }

    private struct Dependent: Deduction {
        let values: [Int]
        init(of image: AnalyzedImage) { values = [image[Number.self].value, image[Number.self].value] }
    }

    private static let counter = Counter()

    @Test("Is worked out once an image, also when another deduction asks")
    func once() throws {
        let one = try AnalyzedFixture { File("a", "1") }.image
        let first = one[Number.self].value
        let copy = one
        #expect(copy[Number.self].value == first)
        #expect(one[Dependent.self].values == [first, first])
        let other = try AnalyzedFixture { File("a", "1") }.image
        #expect(other[Number.self].value == first + 1)
        #expect(one[Number.self].value == first)
    }
}
