import AnalysisSupport
import FileTree
import ImageAnalysis
import TestSupport
import Testing

@testable import Advice

/// Each stored byte has one fate: what the rows save is the difference, whatever is accepted and left out.
@Suite struct WhatIfTests {
    private func advice(_ image: Image) throws -> (AnalyzedFixture, Advice) {
        let fixture = try AnalyzedFixture(image)
        return (fixture, Advice(on: fixture.image, findings: fixture.image.findings()))
    }

    @Test func withAllRemediesItIsThePrediction() throws {
        let (_, advice) = try advice(NaiveImage.image)
        let whatIf = WhatIf(advice)
        #expect(whatIf.before == advice.before)
        #expect(whatIf.after.bytes == advice.after.bytes)
        #expect(abs(whatIf.after.compressedBytes - advice.after.compressedBytes) <= Int64(whatIf.rows.count))
    }

    @Test("A remedy's files are its bytes, and no two have one of them")
    func itemsAndBytesAgree() throws {
        let (_, advice) = try advice(NaiveImage.image)
        let whatIf = WhatIf(advice)
        var seen: Set<EntryReference> = []
        for (index, row) in whatIf.rows.enumerated() {
            let items = whatIf.items(of: index)
            #expect(items.reduce(0) { $0 + $1.bytes } == row.saving.bytes)
            #expect(items.count == row.saving.files)
            switch row.subject {
            case .remedy(let remedy), .option(let remedy):
                #expect(remedy.savedBytes == row.saving.bytes, "\(remedy.id)")
            case .leftOut: Issue.record("nothing was left out")
            }
            for item in items { #expect(seen.insert(item.entry).inserted) }
        }
    }

    @Test func aPathTakesAllStoredCopiesBelowIt() throws {
        let (fixture, advice) = try advice(WhatIfTests.links)
        var whatIf = WhatIf(advice)
        for index in whatIf.rows.indices where whatIf.rows[index].isAccepted { whatIf.toggle(index) }
        #expect(whatIf.after == whatIf.before)
        whatIf.leaveOut(.path(try #require(fixture.image.stack.find(Array("data".utf8)))))
        // Two copies of data/a, of which one is hidden; data/linked has another name and stays.
        #expect(whatIf.rows.last?.saving.bytes == 300_000)
        whatIf.leaveOut(.path(try #require(fixture.image.stack.find(Array("other".utf8)))))
        #expect(whatIf.rows.last?.saving.bytes == 50_000, "the last name takes the contents with it")
        whatIf.leaveOut(.layer(1))
        #expect(whatIf.rows.last?.saving.bytes == 7_000, "what the rows before left of the layer")
        #expect(whatIf.after.bytes == whatIf.before.bytes - 357_000)
        whatIf.takeBack(.layer(1))
        #expect(whatIf.after.bytes == whatIf.before.bytes - 350_000)
    }

    @Test func whatARemedyTakesALeftOutPathDoesNot() throws {
        let (fixture, advice) = try advice(WhatIfTests.links)
        var whatIf = WhatIf(advice)
        let hidden = try #require(whatIf.rows.firstIndex { $0.title == "hidden-bytes" })
        let data = LeftOut.path(try #require(fixture.image.stack.find(Array("data".utf8))))
        whatIf.leaveOut(data)
        let row = try #require(whatIf.row(of: data))
        #expect(whatIf.rows[row].saving.bytes == 200_000)
        whatIf.toggle(hidden)
        #expect(whatIf.rows[row].saving.bytes == 300_000)
        whatIf.toggle(row)
        #expect(whatIf.rows[row].saving.bytes == 300_000, "what it would save")
        #expect(whatIf.after.bytes == whatIf.before.bytes - WhatIfTests.accepted(whatIf))
    }

    @Test("Random rows and random paths add up, and are what the entries say", arguments: 0..<12)
    func sumsAreExact(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let (fixture, advice) = try advice(WhatIfTests.randomImage(&random))
        var whatIf = WhatIf(advice)
        let stack = fixture.image.stack
        for _ in 0..<8 {
            switch Int.random(in: 0..<4, using: &random) {
            case 0: whatIf.toggle(Int.random(in: 0..<max(1, whatIf.rows.count), using: &random))
            case 1: whatIf.leaveOut(.layer(Int.random(in: 1...stack.layerCount, using: &random)))
            default:
                let path = stack.path(at: Int.random(in: 0..<stack.pathCount, using: &random))
                whatIf.leaveOut(.path(try #require(path)))
            }
            #expect(whatIf.before.bytes - whatIf.after.bytes == WhatIfTests.accepted(whatIf))
            #expect(whatIf.after.bytes == WhatIfTests.remaining(whatIf, advice, fixture.image))
            for (index, row) in whatIf.rows.enumerated() where row.isAccepted {
                #expect(whatIf.items(of: index).reduce(0) { $0 + $1.bytes } == row.saving.bytes)
            }
        }
    }

    /// The bytes of all contents that neither an accepted remedy has nor lose their last name, told entry by entry.
    private static func remaining(_ whatIf: WhatIf, _ advice: Advice, _ image: AnalyzedImage) -> Int64 {
        let stack = image.stack
        let taken = Set(whatIf.accepted.flatMap(\.items).map(\.entry))
        func isLeftOut(_ entry: EntryReference, _ path: PathID) -> Bool {
            whatIf.leftOut.contains { subject in
                switch subject {
                case .layer(let layer): return entry.layer == layer
                case .package(let package): return package.files.contains(path)
                case .path(let top):
                    var next: PathID? = path
                    while let place = next {
                        if place == top { return true }
                        next = stack.parent(of: place)
                    }
                    return false
                }
            }
        }
        let entries = (1...stack.layerCount).flatMap(stack.entries)
        var names: [EntryReference: [(EntryReference, PathID)]] = [:]
        for entry in entries {
            guard let path = stack.path(of: entry), let contents = stack.contents(of: entry) else { continue }
            names[contents, default: []].append((entry, path))
        }
        let shown = names.reduce(Int64(0)) { sum, contents in
            let isGone = taken.contains(contents.key) || contents.value.allSatisfy { isLeftOut($0.0, $0.1) }
            return sum + (isGone ? 0 : stack.entry(contents.key).size)
        }
        // What a later entry of the same path and layer took the place of is no entry of the tree.
        return image.waste.copies.filter { $0.cause == .superseded }.reduce(shown) { sum, copy in
            sum + (taken.contains(copy.entry) || isLeftOut(copy.entry, copy.path) ? 0 : copy.bytes)
        }
    }

    private static func accepted(_ whatIf: WhatIf) -> Int64 {
        whatIf.rows.filter(\.isAccepted).reduce(0) { $0 + $1.saving.bytes }
    }

    private static let links = Image(reference: "links:1") {
        Layer {
            File("data/a", size: 100_000)
            File("data/linked", size: 50_000)
            HardLink("other/name", to: "data/linked")
            File("kept", size: 7_000)
        }.createdBy("COPY . / # buildkit", comment: NaiveImage.buildKit)
        Layer { File("data/a", size: 200_000) }.createdBy(
            "RUN /bin/sh -c make # buildkit", comment: NaiveImage.buildKit)
    }

    /// Layers that write, overwrite, delete and link what others have.
    private static func randomImage(_ random: inout SeededRandom) -> Image {
        let layers = (0..<Int.random(in: 2...5, using: &random)).map { _ in
            (0..<20).map { _ -> (path: String, kind: Int, size: Int) in
                let path =
                    "d\(Int.random(in: 0..<3, using: &random))/e\(Int.random(in: 0..<3, using: &random))"
                    + "/f\(Int.random(in: 0..<6, using: &random))"
                return (path, Int.random(in: 0..<8, using: &random), Int.random(in: 1...90_000, using: &random))
            }
        }
        return Image(reference: "random:1") {
            for layer in layers {
                Layer {
                    File("root/.cache/pip/http/x", size: 4_000 + layer.count)
                    for (path, kind, size) in layer {
                        switch kind {
                        case 0: Whiteout(path)
                        case 1: HardLink(path + ".link", to: path)
                        default: File(path, size: size)
                        }
                    }
                }.createdBy("RUN /bin/sh -c make # buildkit", comment: NaiveImage.buildKit)
            }
        }
    }
}

extension WhatIf.Row {
    fileprivate var title: String {
        switch subject {
        case .remedy(let remedy), .option(let remedy): remedy.id
        case .leftOut(let subject): "\(subject)"
        }
    }
}

/// What is left out becomes lines of `.dockerignore`, or remarks at the instruction that makes it.
@Suite struct LeftOutPlanTests {
    private static let image = Image(reference: "app:1") {
        Step("WORKDIR /app", comment: NaiveImage.buildKit)
        Layer {
            File("app/main.py", "import os\n")
            File("app/docs/guide.pdf", size: 90_000)
        }.createdBy("COPY . . # buildkit", comment: NaiveImage.buildKit)
        Layer { File("srv/data/big.bin", size: 70_000) }
            .createdBy("COPY assets/ /srv/data/ # buildkit", comment: NaiveImage.buildKit)
        Layer { File("opt/made", size: 50_000) }
            .createdBy("RUN /bin/sh -c make # buildkit", comment: NaiveImage.buildKit)
    }.configured { config in
        config.command = ["/app/main.py"]
        config.workingDirectory = "/app"
    }

    @Test func contextPathsAreIgnoredAndMadePathsAreRemarked() throws {
        let fixture = try AnalyzedFixture(Self.image)
        let advice = Advice(on: fixture.image, findings: fixture.image.findings())
        var whatIf = WhatIf(advice)
        #expect(advice.dockerfile(for: whatIf) == advice.dockerfile, "all of the advice is the Dockerfile that it has")
        for path in ["app/docs", "srv/data/big.bin", "opt/made"] {
            whatIf.leaveOut(.path(try #require(fixture.image.stack.find(Array(path.utf8)))))
        }
        #expect(advice.ignored(in: whatIf) == ["assets/big.bin", "docs"])
        let lines = advice.dockerfile(for: whatIf).split(separator: "\n")
        #expect(
            lines.contains("# layer 3 (RUN make): leave out /opt/made, or remove it in the same instruction"),
            "\(lines)")
        #expect(!lines.contains { $0.contains("docs") && $0.hasPrefix("# layer") })
    }

    @Test func aRefusedBaseStays() throws {
        let fixture = try AnalyzedFixture(NaiveImage.image)
        let advice = Advice(on: fixture.image, findings: fixture.image.findings())
        var whatIf = WhatIf(advice)
        let base = try #require(
            whatIf.rows.firstIndex { row in
                if case .remedy(let remedy) = row.subject { remedy.id == "slim-base" } else { false }
            })
        whatIf.toggle(base)
        let text = advice.dockerfile(for: whatIf)
        #expect(advice.dockerfile.contains("FROM python:3.11-slim"))
        #expect(!text.contains("FROM python:3.11-slim"))
        #expect(text.contains("# Not asked for: slim-base."))
    }
}
