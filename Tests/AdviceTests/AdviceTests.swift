import AnalysisSupport
import FileTree
import ImageAnalysis
import ImageStore
import TestSupport
import Testing

@testable import Advice

/// The prediction: each byte has one fate, and sums say so.
@Suite struct AdviceTests {
    private func advice(_ image: Image, dockerfile: String? = nil) throws -> (AnalyzedFixture, Advice) {
        let fixture = try AnalyzedFixture(image, dockerfile: dockerfile)
        return (fixture, Advice(on: fixture.image, findings: fixture.image.findings()))
    }

    private func saved(_ advice: Advice, _ id: String) -> Int64? { advice.remedies.first { $0.id == id }?.savedBytes }

    @Test func savingsAddUpToTheDifference() throws {
        let (fixture, advice) = try advice(NaiveImage.image)
        #expect(advice.before.bytes == fixture.image.waste.layerBytes)
        #expect(advice.before.bytes - advice.remedies.reduce(0) { $0 + $1.savedBytes } == advice.after.bytes)
        #expect(advice.kept.reduce(0) { $0 + $1.bytes } == advice.after.bytes)
        let entries = advice.remedies.flatMap(\.items).map(\.entry)
        #expect(Set(entries).count == entries.count)
    }

    @Test func theSmallerBaseLacksWhatNothingReaches() throws {
        let (fixture, advice) = try advice(NaiveImage.image)
        let remedy = try #require(advice.remedies.first { $0.id == "slim-base" })
        let paths = Set(remedy.items.map { fixture.image.text(of: $0.path) })
        #expect(paths.contains("usr/lib/tools/gcc"))
        #expect(paths.contains("usr/lib/x86_64-linux-gnu/libwebp.so.7"))
        // Generated beside files of packages that go, and what slim images leave out.
        #expect(paths.contains("usr/lib/tools/cache.generated"))
        #expect(paths.contains("usr/share/doc/libc6/changelog.gz"))
        #expect(paths.contains("var/lib/dpkg/info/gcc.list"))
        // The libraries of Python, essential packages, the system's records and licences stay.
        for kept in [
            "usr/lib/x86_64-linux-gnu/libssl.so.3", "usr/bin/sh", "usr/bin/base", "usr/local/bin/python3.11",
            "usr/local/lib/python3.11/os.py", "usr/share/doc/libc6/copyright", "var/lib/dpkg/status",
            "var/lib/dpkg/info/libc6.list",
        ] {
            #expect(!paths.contains(kept), "\(kept)")
        }
        #expect(remedy.action.contains("FROM python:3.11-slim"))
        #expect(remedy.confidence == .high)
    }

    @Test func hiddenBytesAndCachesCountOnce() throws {
        let (_, advice) = try advice(NaiveImage.image)
        #expect(saved(advice, "hidden-bytes") == 60_000)
        #expect(saved(advice, "pip-cache") == 25_000)
        let history = ["version-control", "no-dockerignore"].compactMap { saved(advice, $0) }.reduce(0, +)
        #expect(history == 40_000)
        #expect(advice.ignored == ["**/.git"])
    }

    @Test("A small base stays, and a tool of an own layer that nothing runs goes to the builder")
    func smallBase() throws {
        let image = Image(reference: "app:slim") {
            Layer {
                DebianPackage.libc.items
                DebianPackage.base.items
                DebianPackage.status([.libc, .base])
                File("usr/share/doc/x/readme", size: 5000)
            }.createdBy("/bin/sh -c #(nop) ADD file:aa in / ")
            Step("/bin/sh -c #(nop)  CMD [\"bash\"]")
            Layer { File("usr/local/bin/builder-tool", bytes: DebianPackage.bytes(90_000), mode: 0o755) }
                .createdBy("COPY /tool /usr/local/bin/ # buildkit", comment: NaiveImage.buildKit)
            Layer { File("app/run", bytes: ELFFile(needed: ["libc.so.6"]).bytes, mode: 0o755) }
                .createdBy("COPY run /app/ # buildkit", comment: NaiveImage.buildKit)
        }.configured { $0.command = ["/app/run"] }
        let (_, advice) = try advice(image)
        #expect(advice.remedies.map(\.id) == ["builder-stage"])
        #expect(saved(advice, "builder-stage") == 90_000)
        #expect(advice.remedies[0].confidence == .medium)
        #expect(advice.notes.contains { $0.contains("base image stays") })
    }

    @Test("A full base that is no known image: the distribution's own, with the packages that what runs reaches")
    func aBaseOfOnesOwn() throws {
        let (fixture, advice) = try advice(DistributionImage.image())
        let remedy = try #require(advice.remedies.first { $0.id == "slim-base" })
        #expect(remedy.action == "Start the final stage FROM debian:bookworm-slim and install python3.")
        #expect(remedy.confidence == .medium)
        let paths = Set(remedy.items.map { fixture.image.text(of: $0.path) })
        #expect(paths.contains("usr/lib/tools/gcc"))
        // What a rule calls a cache no smaller image has, whichever layer stored it.
        #expect(paths.contains("var/cache/apt/archives/gcc_1.0-1_amd64.deb"))
        // Other packages have files in the interpreter's directory: that alone does not keep them.
        #expect(paths.contains("usr/lib/python3.11/ensurepip/__init__.py"))
        #expect(paths.contains("usr/lib/python3.11/config/libpython3.11.a"))
        #expect(!paths.contains("usr/bin/python3.11"))
        #expect(!paths.contains("usr/lib/python3.11/json/__init__.py"))
        #expect(advice.dockerfile.contains("FROM debian:bookworm-slim\n"))
        #expect(advice.dockerfile.contains("apt-get install -y --no-install-recommends python3 && \\\n"))
    }

    @Test func aBaseOfOnesOwnStaysWhereWhatRunsIsUnknown() throws {
        let (_, advice) = try advice(DistributionImage.image(running: ["nothing-there"]))
        #expect(advice.remedies.isEmpty)
    }

    @Test func aFilesFateHasItsReasons() throws {
        let (fixture, advice) = try advice(DistributionImage.image())
        func about(_ path: String) -> PathAdvice? {
            fixture.image.stack.find(Array(path.utf8)).flatMap { advice.about($0) }
        }
        #expect(about("usr/lib/tools/gcc")?.remedy?.id == "slim-base")
        #expect(about("usr/lib/tools/gcc")?.reasons == [])
        #expect(about("usr/bin/python3.11")?.reasons == ["CMD runs it"])
        let library = try #require(about("usr/lib/python3.11/json/__init__.py"))
        #expect(library.remedy == nil)
        #expect(library.reasons.first == "package libpython3.11-stdlib: dependency of python3.11")
        #expect(about("usr/bin/pydoc3.11")?.reasons.first?.hasPrefix("package python3.11: ") == true)
        #expect(about("app/main.py")?.reasons == ["CMD runs it"])
        #expect(about("app") == nil)
    }

    @Test func whereTheProgramIsUnknownNothingOfTheOwnLayersGoes() throws {
        let image = Image(reference: "app:x") {
            Layer { File("usr/local/bin/tool", bytes: DebianPackage.bytes(90_000), mode: 0o755) }
        }.configured { $0.command = ["nothing-there"] }
        let (_, advice) = try advice(image)
        #expect(advice.remedies.isEmpty)
        #expect(advice.after == advice.before)
        #expect(advice.notes.contains { $0.contains("nothing-there is not in the final tree") })
    }

    @Test func compressedBytesFollowEachLayersRatio() throws {
        let image = Image(reference: "app:z") {
            Layer { File("a", size: 1_000_000) }.compressed(.gzip)
            Layer { Whiteout("a") }.compressed(.gzip)
        }
        let (fixture, advice) = try advice(image)
        let blob = fixture.image.image.layers[0].blobSize
        #expect(advice.before.compressedBytes == blob)
        #expect(advice.after.bytes == 0)
        #expect(advice.compression == "2 layers as stored")
        let plain = try self.advice(NaiveImage.image).1
        #expect(plain.compression.hasSuffix("layers compressed whole with gzip"))
    }

    @Test func timesFollowTheBandwidth() throws {
        #expect(TransferTime(bytesPerSecond: 0) == nil)
        #expect(try #require(TransferTime(bytesPerSecond: 2_000_000)).seconds(for: 5_000_000) == 2.5)
    }

    @Test(
        "The lesson's naive image, advised, comes within 15 % of what its real rebuild saved",
        .enabled(if: SharedImages.isPresent, "no shared images"))
    func predictsTheRealRebuild() throws {
        let image = try AnalyzedImage(
            opening: SharedImages.path("lessons/naive-bk.tar.zst"), hashContents: false, scansSecrets: false)
        // The rules whose bytes count: the others' findings would only be listed.
        let rules = RuleCatalog.imageRules.filter(\.rule.isFreeToRemove)
        let advice = Advice(on: image, findings: image.findings(of: rules, []))
        let saved = Double(advice.before.bytes - advice.after.bytes)
        let rebuilt = try ImageStore.open(.path(SharedImages.path("lessons/multi-bk.tar.zst")))
            .image(reference: nil, platform: nil)
        let after = ImageLoader.load(rebuilt, hashContents: false).stack.waste().layerBytes
        let really = Double(image.waste.layerBytes - after)
        #expect(abs(saved - really) <= 0.15 * really, "\(saved) predicted, \(really) saved")
    }
}
