import AnalysisSupport
import FileTree
import ImageAnalysis
import TerminalUI
import TestSupport
import Testing

@testable import Explorer

@Suite("The advice, and what would be without some of it")
struct AdvicePlanTests {
    static let sizes = [
        Size(width: 80, height: 24), Size(width: 120, height: 40), Size(width: 200, height: 50),
        Size(width: 40, height: 12),
    ]

    private func plan(_ journey: Journey) throws -> AdvicePlan { try #require(journey.state.plan) }

    /// What the rows on the screen that are taken in say that they save.
    private func saved(_ whatIf: WhatIf) -> Int64 {
        whatIf.rows.filter(\.isAccepted).reduce(0) { $0 + $1.saving.bytes }
    }

    @Test("whole screens", arguments: sizes)
    func screens(size: Size) throws {
        var journey = try JudgedImage().journey(size.width, size.height, at: .advice)
        assertSnapshot(journey.screen, named: "advice-\(size.width)x\(size.height)")
        journey.press("Enter j Space")
        assertSnapshot(journey.screen, named: "advice-unfolded-\(size.width)x\(size.height)")
    }

    @Test("the diff, whole screens", arguments: sizes)
    func differences(size: Size) throws {
        var journey = try JudgedImage().journey(size.width, size.height, at: .advice)
        journey.press("D")
        assertSnapshot(journey.screen, named: "advice-diff-\(size.width)x\(size.height)")
    }

    @Test("Space takes a row out and in, and both sizes follow in the same frame; the verdict stays the advice's")
    func toggling() throws {
        let image = try JudgedImage()
        var journey = image.journey(120, 40, at: .advice)
        #expect(try plan(journey).whatIf.after.bytes == image.advice.after.bytes)
        let first = try #require(try plan(journey).whatIf.rows.first)
        #expect(journey.screen.contains("[x] "))
        journey.press("Space")
        let whatIf = try plan(journey).whatIf
        #expect(whatIf.after.bytes == image.advice.after.bytes + first.saving.bytes)
        #expect(journey.lines[3].contains(journey.state.bytes(whatIf.after.bytes)))
        #expect(journey.state.advice?.after == image.advice.after)
        journey.press("Space")
        #expect(try plan(journey).whatIf.after.bytes == image.advice.after.bytes)
    }

    @Test("random keys in the tree, the layers and the advice: the rows add up exactly", arguments: 0..<6)
    func random(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        var journey = try JudgedImage().journey(120, 40, at: .advice)
        let keys = [
            "6 d", "7 Space j", "7 k Space", "2 d", "2 j j d", "2 Tab = j j j d", "2 Tab k d K", "7 j d", "6 j j d",
        ]
        for _ in 0..<40 {
            journey.press(try #require(keys.randomElement(using: &random)))
            let whatIf = try plan(journey).whatIf
            #expect(whatIf.before.bytes - whatIf.after.bytes == saved(whatIf))
            #expect(whatIf.after.bytes >= 0)
            for (row, about) in whatIf.rows.enumerated() where about.isAccepted {
                #expect(whatIf.items(of: row).reduce(0) { $0 + $1.bytes } == about.saving.bytes)
            }
        }
    }

    @Test("d on a path of the tree leaves it out and says what that saves, and d again takes it back")
    func leavingOut() throws {
        var journey = try JudgedImage().journey(120, 40, at: .files)
        journey.press("Tab g")
        let path = try #require(journey.selected)
        let before = try plan(journey).whatIf.after.bytes
        journey.press("d")
        let whatIf = try plan(journey).whatIf
        #expect(whatIf.leftOut.count == 1)
        #expect(journey.status.contains("Leaving out /\(path) saves "))
        #expect(journey.status.contains("the image would be \(journey.state.bytes(whatIf.after.bytes))"))
        #expect(whatIf.after.bytes < before)
        journey.press("7")
        #expect(journey.screen.contains("you left out /\(path)"))
        journey.press("2 d")
        #expect(try plan(journey).whatIf.after.bytes == before)
        #expect(journey.status.contains("/\(path) stays in"))
    }

    @Test("d on a layer, on a file of the waste and on a file of the advice join the same sum")
    func leavingOutAnywhere() throws {
        var journey = try JudgedImage().journey(120, 40, at: .files)
        journey.press("d")
        #expect(try plan(journey).whatIf.leftOut.count == 1)
        #expect(journey.status.contains("layer \(journey.state.layers.selected)"))
        journey.press("4 g j d")
        #expect(journey.status.contains("Enter unfolds the cause"))
        journey.press("Enter j d")
        #expect(try plan(journey).whatIf.leftOut.count == 2)
        journey.press("7 g d")
        #expect(journey.status.contains("Space takes advice in or out"))
        journey.press("Enter j d")
        let plan = try plan(journey)
        #expect(plan.whatIf.leftOut.count >= 2)
        #expect(plan.whatIf.before.bytes - plan.whatIf.after.bytes == saved(plan.whatIf))
    }

    @Test("what is left out unfolds to its files, follows the sum, and d on its row takes it back")
    func leftOutRow() throws {
        var journey = try JudgedImage().journey(120, 40, at: .files)
        journey.press("Tab g d 7 G Enter j")
        let row = try #require(try plan(journey).whatIf.rows.indices.last)
        let tree = try #require(try plan(journey).tree(of: row))
        #expect(tree.bytes == (try plan(journey).whatIf.rows[row].saving.bytes))
        journey.press("g Space")
        let after = try plan(journey)
        #expect(after.tree(of: row)?.bytes == after.whatIf.rows[row].saving.bytes)
        journey.press("G h d")
        #expect(try plan(journey).whatIf.leftOut.isEmpty)
    }

    @Test("Enter on a file of the advice shows it in the layer that stores it")
    func goingThere() throws {
        var journey = try JudgedImage().journey(120, 40, at: .advice)
        journey.press("Enter")
        for _ in 0..<12 where journey.view == .advice { journey.press("j Enter") }
        #expect(journey.state.views.tab == .files)
        journey.press(",")
        #expect(journey.state.views.tab == .advice)
    }

    @Test("v shows all of a row where there is no room beside the rows")
    func inFull() throws {
        var journey = try JudgedImage().journey(40, 12, at: .advice)
        journey.press("v")
        #expect(journey.view == .remedy)
        #expect(journey.screen.contains("Do "))
    }

    @Test("D shows the Dockerfile of what is taken in: what is refused changes it")
    func dockerfile() throws {
        var journey = try JudgedImage().journey(120, 60, at: .advice)
        journey.press("D")
        #expect(journey.view == .advisedDockerfile)
        let all = journey.screen
        #expect(journey.lines.contains { $0.contains("┃ + ") } && journey.lines.contains { $0.contains("┃ - ") })
        journey.press("Esc Space D")
        #expect(journey.screen != all)
        #expect(journey.screen.contains("Not asked for: "))
    }

    @Test("w asks for the path, and writes the Dockerfile of what is taken in")
    func writing() throws {
        var journey = try JudgedImage().journey(120, 40, at: .advice)
        journey.press("w")
        #expect(journey.status.contains("Write the Dockerfile to: ./Dockerfile.strata"))
        journey.press("Enter")
        let plan = try plan(journey)
        #expect(
            journey.effects.last
                == .writeDockerfile(
                    plan.advice.dockerfile(for: plan.whatIf), ignored: plan.advice.ignored(in: plan.whatIf),
                    path: "./Dockerfile.strata"))
        journey.press("D w Esc")
        #expect(journey.view == .advisedDockerfile)
    }

    @Test("before the advice is there d says what it waits for")
    func waiting() {
        var journey = Journey(120, 40)
        journey.press("d")
        #expect(journey.status.contains("still being analysed"))
    }

    @Test("nothing leaves ASCII where only ASCII is wanted, at any size")
    func ascii() throws {
        for size in AdvicePlanTests.sizes {
            var journey = try JudgedImage().journey(
                size.width, size.height, at: .advice, options: Options(themeName: "mono", isASCII: true))
            for keys in ["Enter", "j Space", "v", "Esc D", "Esc 6", "s G", "8 G"] {
                journey.press(keys)
                #expect(journey.screen.unicodeScalars.allSatisfy { $0.isASCII }, "\(keys) \(size)")
            }
        }
    }
}

@Suite("Compressed sizes on the screen")
struct CompressedScreenTests {
    @Test("stand in a layer's facts, in the image's table by layer and beside the advice")
    func places() throws {
        var journey = try JudgedImage().journey(160, 50, at: .files)
        #expect(journey.screen.contains("gzip "))
        #expect(journey.screen.contains("zstd "))
        journey.press("8")
        let sizes = try #require(journey.state.compressed)
        #expect(journey.screen.contains("Compressed, by layer"))
        #expect(journey.screen.contains(journey.state.bytes(try #require(sizes.total(\.zstd)).bytes)))
        journey.press("7")
        let before = try #require(journey.state.plan).whatIf.before
        #expect(journey.lines[2].contains("compressed \(journey.state.bytes(before.compressedBytes))"))
    }
}
