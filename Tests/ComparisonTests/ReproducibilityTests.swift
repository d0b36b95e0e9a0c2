import AnalysisSupport
import ImageAnalysis
import TestSupport
import Testing

@Suite("Why two builds are not the same")
struct ReproducibilityTests {
    @Test("the same image weighs nothing")
    func same() throws {
        let comparison = try compare(NaiveImage.image, NaiveImage.image)
        #expect(comparison.weight == .none && comparison.summary == "The images are the same.")
        #expect(comparison.layers.allSatisfy { $0.standing == .shared })
    }

    @Test("times, and when it was built: the same but for times")
    func times() throws {
        var later = image { timed("srv/a", "a", at: 20) }
        later.created = "2026-02-03T04:05:06Z"
        let comparison = try compare(image { timed("srv/a", "a", at: 10) }, later)
        #expect(comparison.difference(of: "srv/a") == .time)
        #expect(comparison.weight == .form)
        #expect(comparison.summary.hasPrefix("The same but for the times of 1 path and when it was built"))
    }

    @Test("only when it was built")
    func created() throws {
        var later = image { File("srv/a", "a") }
        later.created = "2026-02-03T04:05:06Z"
        let comparison = try compare(image { File("srv/a", "a") }, later)
        #expect(comparison.weight == .form && comparison.paths.isEmpty)
        #expect(comparison.summary.hasPrefix("The same but for when it was built"))
    }

    @Test("the order in the tar: the layer is the same one written otherwise")
    func order() throws {
        let comparison = try compare(
            image {
                File("srv/a", "a"); File("srv/b", "b")
            },
            image {
                File("srv/b", "b"); File("srv/a", "a")
            })
        #expect(comparison.layers.map(\.standing) == [.order])
        #expect(comparison.weight == .form && comparison.paths.isEmpty && comparison.delta == 0)
        #expect(comparison.summary.contains("how the tar of 1 layer is written, such as its order"))
    }

    @Test("a layer whose files have other times is no matter of order")
    func noOrder() throws {
        let comparison = try compare(
            image {
                timed("srv/a", "a", at: 1); File("srv/b", "b")
            },
            image {
                File("srv/b", "b"); timed("srv/a", "a", at: 2)
            })
        #expect(comparison.layers.map(\.standing) == [.onlyInA, .onlyInB])
        #expect(!comparison.summary.contains("order"))
    }

    @Test("compression: the same layer in another blob")
    func compression() throws {
        let files = (0..<200).map { File("srv/\($0)", "text \($0 / 7) ") as any LayerItem }
        let plain = built { files }
        let comparison = try compare(
            Image(reference: "a:1") { plain.compressed(.gzip) }, Image(reference: "a:1") { plain.compressed(.none) },
            as: (.ociArchive, .ociArchive))
        #expect(comparison.layers.map(\.standing) == [.compression])
        #expect(comparison.weight == .form && comparison.paths.isEmpty)
        #expect(comparison.sharedLayers == 1 && comparison.pushedBytes > 0)
        #expect(comparison.summary.contains("the compression of 1 layer"))
    }

    @Test("the same files in other layers, as after squashing")
    func squashed() throws {
        let comparison = try compare(
            Image(reference: "a:1") {
                built { File("srv/a", "a") }
                built {
                    File("srv/b", "b"); File("tmp/gone", size: 900)
                }
                built { Whiteout("tmp/gone") }
            },
            image {
                File("srv/a", "a"); File("srv/b", "b"); Directory("tmp")
            })
        #expect(comparison.weight == .form)
        #expect(comparison.summary.contains("the layers that files lie in"))
        #expect(comparison.a.hiddenBytes == 900 && comparison.b.hiddenBytes == 0)
    }

    @Test("modes and owners weigh more than times, contents more than these")
    func weights() throws {
        let one = image {
            File("srv/a", "a", mode: 0o600); timed("srv/b", "b", at: 1)
        }
        let other = image {
            File("srv/a", "a", mode: 0o640); timed("srv/b", "b", at: 2)
        }
        let metadata = try compare(one, other)
        #expect(metadata.weight == .metadata)
        #expect(
            metadata.summary == "The same contents, but mode, owner or capabilities of 1 path and the times of 1 path.")
        let contents = try compare(
            one,
            image {
                File("srv/a", "longer", mode: 0o640); File("srv/c", "c")
            })
        #expect(contents.weight == .contents)
        #expect(contents.summary.hasPrefix("Other contents: changed files (+5 B in 1 path)"))
        let user = try compare(one, one.configured { $0.user = "app" })
        #expect(user.weight == .contents && user.summary == "Other contents: 1 field of the configuration.")
    }

    @Test("a file whose name is drawn by chance is generated; one with other contents, or a counted name, is not")
    func randomNames() throws {
        let comparison = try compare(
            image {
                File("srv/work.Ab12Cd34", "same"); File("srv/note-2024", "n"); File("srv/other.Qq11Ww22", "one")
            },
            image {
                File("srv/work.Xy98Zw76", "same"); File("srv/note-2025", "n"); File("srv/other.Ee33Rr44", "two")
            })
        #expect(comparison.difference(of: "srv/work.Ab12Cd34") == .generated)
        #expect(comparison.difference(of: "srv/work.Xy98Zw76") == .generated)
        #expect(comparison.difference(of: "srv/note-2024") == .removed)
        #expect(comparison.difference(of: "srv/note-2025") == .added)
        #expect(comparison.difference(of: "srv/other.Qq11Ww22") == .removed)
    }
}
