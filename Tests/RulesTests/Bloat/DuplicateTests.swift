import AnalysisSupport
import FileTree
import ImageAnalysis
import TestSupport
import Testing

@testable import Rules

@Suite struct DuplicateTests {
    @Test func equalContentsUnderSeveralPathsAndLayers() throws {
        let fixture = try AnalyzedFixture(
            Image(reference: "a:1") {
                Layer {
                    File("b", size: 5000, filledWith: 7)
                    File("other", size: 5000, filledWith: 8)
                }
                Layer {
                    File("a", size: 5000, filledWith: 7)
                    File("d/c", size: 5000, filledWith: 7)
                }
            })
        #expect(fixture.image.duplicates.groups.map(\.extraBytes) == [10_000])
        let finding = try #require(fixture.findings("duplicate-files").first)
        #expect(finding.bytes == 10_000)
        #expect(fixture.paths("duplicate-files") == ["a", "d/c"])
        #expect(finding.items.allSatisfy { $0.note == "same contents as /b" })
        #expect(finding.evidence.contains("3 times 5.0 kB of /b is the largest of 1 groups"))
    }

    @Test func hardLinksAreOneFile() throws {
        let fixture = try AnalyzedFixture {
            File("a", size: 5000, filledWith: 7)
            HardLink("b", to: "a")
            Symlink("c", to: "a")
        }
        #expect(fixture.image.duplicates.groups.isEmpty)
    }

    @Test func removedAndEmptyFilesAreNoDuplicates() throws {
        let fixture = try AnalyzedFixture(
            Image(reference: "a:1") {
                Layer {
                    File("a", size: 5000, filledWith: 7)
                    File("b", size: 5000, filledWith: 7)
                    File("c")
                    File("d")
                }
                Layer { Whiteout("b") }
            })
        #expect(fixture.image.duplicates.groups.isEmpty)
    }

    @Test func zerosAreMarkedAndNotCalledDuplicates() throws {
        let fixture = try AnalyzedFixture {
            for name in ["a", "b"] { File(name, size: 300_000, filledWith: 0) }
            for name in ["c", "d"] { File(name, size: 300_001, filledWith: 0) }
            for name in ["e", "f"] { File(name, size: 6000, filledWith: 9) }
        }
        #expect(fixture.image.duplicates.groups.map(\.isBlank) == [true, true, false])
        #expect(fixture.paths("duplicate-files") == ["f"])
        let evidence = try #require(fixture.findings("duplicate-files").first).evidence
        #expect(evidence.contains("2 groups of files that hold nothing but zeros are left out"))
    }

    @Test("The lowest layer's file stays; what the base image holds twice is its own finding")
    func baseAndOwnLayers() throws {
        let fixture = try AnalyzedFixture(
            Image(reference: "a:1") {
                Layer {
                    File("base/a", size: 5000, filledWith: 7)
                    File("base/b", size: 5000, filledWith: 7)
                }.createdBy("/bin/sh -c #(nop) ADD file:aa in / ")
                Layer { File("aaa", size: 5000, filledWith: 7) }
                    .createdBy("RUN /bin/sh -c make # buildkit", comment: "buildkit.dockerfile.v0")
            }, dockerfile: "FROM busybox\nRUN make\n")
        let findings = fixture.findings("duplicate-files")
        #expect(findings.map(\.layer) == [2, 1])
        #expect(findings.map { $0.items.map { fixture.image.text(of: $0.path) } } == [["aaa"], ["base/b"]])
    }

    @Test func aCopyWhoseOriginalALaterLayerChangedIsAlone() throws {
        let fixture = try AnalyzedFixture(
            Image(reference: "a:1") {
                Layer {
                    File("a", size: 5000, filledWith: 7)
                    File("b", size: 5000, filledWith: 7)
                }
                Layer { File("a", size: 5000, filledWith: 8) }
            })
        #expect(fixture.image.duplicates.groups.isEmpty)
        #expect(fixture.findings("waste-overwritten").map(\.bytes) == [5000])
    }

    @Test func linkedCopiesCountOnce() throws {
        let fixture = try AnalyzedFixture {
            File("a", size: 5000, filledWith: 7)
            File("b", size: 5000, filledWith: 7)
            HardLink("c", to: "b")
            HardLink("d", to: "a")
        }
        #expect(fixture.image.duplicates.groups.map(\.extraBytes) == [5000])
    }

    @Test func equalSizesAloneProveNothing() throws {
        let fixture = try AnalyzedFixture {
            File("a", size: 5000, filledWith: 7)
            File("b", size: 5000, filledWith: 8)
        }
        #expect(fixture.findings("duplicate-files").isEmpty)
    }
}

@Suite struct ModelWeightsTests {
    private func fixture(_ names: [String], byte: UInt8 = 5, size: Int = 50_000_000) throws -> AnalyzedFixture {
        try AnalyzedFixture(scansSecrets: false) { for name in names { File(name, size: size, filledWith: byte) } }
    }

    @Test func aModelBesideItsDownloadCache() throws {
        let fixture = try fixture(["root/.cache/huggingface/blobs/0a1b", "model/model.safetensors"])
        let finding = try #require(fixture.findings("model-weights-twice").first)
        #expect(finding.bytes == 50_000_000)
        #expect(finding.severity == .high)
        #expect(fixture.findings("duplicate-files").isEmpty)
    }

    @Test func zerosAreNotCalledWeightsWithoutSayingSo() throws {
        let finding = try #require(try fixture(["a.gguf", "b.gguf"], byte: 0).findings("model-weights-twice").first)
        #expect(finding.severity == .info)
        #expect(finding.confidence == .low)
        #expect(finding.evidence.contains("blanked contents cannot tell"))
    }

    @Test(arguments: [(["a.so", "b.so"], 50_000_000), (["a.onnx", "b.onnx"], 49_999_999), (["a.onnx"], 50_000_000)])
    func otherFilesAreNot(_ names: [String], _ size: Int) throws {
        #expect(try fixture(names, size: size).findings("model-weights-twice").isEmpty)
    }

    @Test("chmod of one of two names copies the file: the link keeps the old contents")
    func weightsWithALinkThatALaterLayerCuts() throws {
        let fixture = try AnalyzedFixture(
            Image(reference: "a:1") {
                Layer {
                    File("m/a.gguf", size: 50_000_000, filledWith: 5)
                    HardLink("m/linked.gguf", to: "m/a.gguf")
                }
                Layer { File("m/a.gguf", size: 50_000_000, filledWith: 5, mode: 0o600) }
            }, scansSecrets: false)
        #expect(fixture.findings("model-weights-twice").map(\.bytes) == [50_000_000])
        #expect(fixture.image.waste.wastedBytes == 0)
    }
}
