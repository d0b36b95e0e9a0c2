import AnalysisSupport
import ImageAnalysis
import TestSupport
import Testing

@Suite("Images side by side")
struct ImageSeriesTests {
    private func series(_ images: [Image]) throws -> ImageSeries {
        var series = ImageSeries()
        for (number, image) in images.enumerated() {
            series.add(try AnalyzedFixture(image, as: .ociArchive).image, named: "\(number)", secrets: 0)
        }
        return series
    }

    @Test("a disk has a layer once above the same layers, a registry once at all")
    func shared() throws {
        let (low, other, top) = (
            base { File("low", size: 1000) }, base { File("other", size: 300) }, built { File("top", size: 70) }
        )
        let series = try series([[low, top], [low, top], [other, top], [low]].map { image(of: $0) })
        #expect(series.members.map(\.size) == [1070, 1070, 370, 1000])
        #expect(series.members.map(\.sharedBytes) == [0, 1070, 0, 1000], "top on other is another layer on a disk")
        #expect(series.members.map(\.addedBytes) == [1070, 0, 370, 0])
        let third = series.members[2]
        #expect(third.sharedCompressed > 0 && third.addedCompressed > 0, "and the same blob in a registry")
        #expect(series.members[1].addedCompressed == 0 && series.members[3].addedCompressed == 0)
        #expect(series.bytesTogether == 1440)
        #expect(series.compressedTogether == series.members[0].compressed.bytes + third.addedCompressed)
    }

    @Test("who runs it, whether its health is checked, what its code costs")
    func qualities() throws {
        let copy = Layer { File("app/main", "main") }.createdBy(
            "COPY . . # buildkit", comment: "buildkit.dockerfile.v0")
        let run = built { File("app/made", size: 4000) }
        let app = Image(reference: "app:1") {
            base { File("low", size: 1000) }
            baseCommand
            copy
            run
        }
        let none = app.configured { $0.healthcheck = .init(test: ["NONE"]) }
        let some = app.configured {
            $0.user = "app"
            $0.healthcheck = .init(test: ["CMD", "true"])
        }
        let series = try series([app, none, some])
        #expect(series.members.map(\.user) == [nil, nil, "app"])
        #expect(series.members.map(\.hasHealthcheck) == [false, false, true])
        let analyzed = try AnalyzedFixture(app, as: .ociArchive).image
        let sizes = analyzed.compressedSizes.layers
        #expect(series.members[0].codeChangeBytes == [sizes[1], sizes[2]].compactMap(\.pushed?.bytes).reduce(0, +))
        let staged = Layer { File("app/main", "main") }
            .createdBy("COPY /app /app # buildkit", comment: "buildkit.dockerfile.v0")
        let fromStage = try self.series([image(of: [built { File("a", "a") }, staged])]).members[0]
        #expect(fromStage.codeChangeBytes == fromStage.compressed.bytes - (try compressed([built { File("a", "a") }])))
        let unknown = try self.series([Image(reference: "x:1") { built { File("a", "a") } }])
        #expect(unknown.members[0].codeChangeBytes == nil)
    }

    /// What the first layers of an image take.
    private func compressed(_ layers: [Layer]) throws -> Int64 {
        try series([image(of: layers)]).members[0].compressed.bytes
    }

    @Test("bases that have nearly the same files in other layers could be one; one on another is not meant")
    func commonBase() throws {
        func onBase(_ own: String, _ extra: Int) -> Image {
            let lower = base {
                File("big", size: 9000); File("own", own); File("extra", size: extra, filledWith: 9)
            }
            return Image(reference: "\(own):1") {
                lower
                baseCommand
                built { File("app", own) }
            }
        }
        let shared = try #require(try series([onBase("one", 100), onBase("two", 5000)]).commonBase)
        #expect(shared.images == ["one:1", "two:1"] && shared.sameBytes == 9000)
        #expect(shared.savedBytes == 14_003, "the larger base is stored no more")
        #expect(try series([onBase("one", 100), onBase("one", 100)]).commonBase == nil, "they share it already")
        let alone = Image(reference: "alone:1") {
            built { File("big", size: 9000) }
        }
        #expect(try series([onBase("one", 100), alone]).commonBase == nil)
    }
}
