import AnalysisSupport
import FileTree
import ImageAnalysis
import TestSupport
import Testing

@Suite("What is to blame for a difference")
struct CauseTests {
    private func onBase(_ text: String, @LayerBuilder _ items: () -> [any LayerItem]) -> Image {
        let (lower, upper) = (
            base {
                File("etc/issue", "base \(text)"); File("usr/lib/\(text)", text); File("etc/motd", text)
            }, built(items)
        )
        return Image(reference: "app:1") {
            lower
            baseCommand
            upper
        }
    }

    @Test("what differs between the bases and no layer above touched is the base image's")
    func baseImage() throws {
        let comparison = try compare(
            onBase("old") {
                File("srv/app", "one"); File("etc/motd", "own")
            },
            onBase("newer") {
                File("srv/app", "two"); File("etc/motd", "mine")
            })
        #expect(comparison.difference(of: "etc/issue") == .baseImage)
        #expect(comparison.difference(of: "usr/lib/old") == .baseImage)
        #expect(comparison.difference(of: "usr/lib/newer") == .baseImage)
        #expect(comparison.difference(of: "etc/motd") == .contents, "a layer above wrote it")
        #expect(comparison.difference(of: "srv/app") == .contents)
        expectSums(comparison)
    }

    @Test("a file of the base that a layer above deleted is removed, whatever the bases are")
    func deletedFromBase() throws {
        let comparison = try compare(
            onBase("same") { File("srv/app", "one") },
            onBase("same") {
                File("srv/app", "one"); Whiteout("etc/issue")
            })
        #expect(comparison.difference(of: "etc/issue") == .removed)
        expectSums(comparison)
    }

    @Test("without a known base nothing is the base image's")
    func unknownBase() throws {
        let comparison = try compare(image { File("etc/issue", "old") }, image { File("etc/issue", "new") })
        #expect(comparison.difference(of: "etc/issue") == .contents)
    }

    @Test("classes, what is hidden, and blobs add up: sizes and compressed bytes")
    func sums() throws {
        let hidden = Image(reference: "app:1") {
            built {
                File("srv/a", size: 50_000); File("srv/b", size: 1)
            }
            built {
                Whiteout("srv/a"); HardLink("srv/c", to: "srv/b"); File("srv/d", size: 400, filledWith: 7)
            }
        }
        let comparison = try compare(hidden, image { File("srv/d", size: 400, filledWith: 8) })
        expectSums(comparison)
        #expect(comparison.a.hiddenBytes == 50_000)
    }

    @Test("the layers: shared ones stand side by side, others where they come")
    func layers() throws {
        let (one, two) = (built { File("one", "1") }, built { File("two", "2") })
        let (old, new) = (built { File("app", "old") }, built { File("app", "newer") })
        let comparison = try compare(
            Image(reference: "a:1") {
                one
                old
                two
            },
            Image(reference: "a:2") {
                one
                new
                two
            })
        #expect(comparison.layers.map(\.standing) == [.shared, .onlyInA, .onlyInB, .shared])
        #expect(comparison.layers.map { $0.a?.index } == [1, 2, nil, 3])
        #expect(comparison.layers.map { $0.b?.index } == [1, nil, 2, 3])
        #expect(comparison.layers.compactMap(\.a?.size).reduce(0, +) == comparison.a.layerBytes)
        #expect(comparison.sharedLayers == 1, "a registry has what both begin with")
        #expect(comparison.layers[1].a?.text.contains("make") == true)
    }

    @Test("findings that are new and that are gone; one whose figures changed is neither")
    func findings() throws {
        func shop(_ size: Int, _ more: any LayerItem) -> Image {
            image {
                File("var/cache/apt/archives/a.deb", size: size); more
            }
        }
        let comparison = try compare(
            shop(90_000, File("srv/core.123", size: 5000)), shop(95_000, File("srv/app", "app", mode: 0o4755)))
        let (new, gone) = (comparison.findings.new.map(\.rule.id), comparison.findings.gone.map(\.rule.id))
        #expect(!new.contains("apt-cache") && !gone.contains("apt-cache"))
        #expect(new.contains("setuid") || new.contains { $0.contains("set") }, "\(new)")
        let same = try compare(NaiveImage.image, NaiveImage.image)
        #expect(same.findings.new.isEmpty && same.findings.gone.isEmpty)
    }

    @Test("the tree has a directory's bytes, packages as one entry, and folds to what most lies in")
    func tree() throws {
        func tool(_ version: String, _ size: Int) -> Image {
            let record = "Package: tool\nStatus: install ok installed\nArchitecture: amd64\nVersion: \(version)\n\n"
            return image {
                File("var/lib/dpkg/status", record)
                File("var/lib/dpkg/info/tool.list", "/.\n/usr\n/usr/bin\n/usr/bin/tool\n/usr/share/tool\n")
                File("usr/bin/tool", size: size); File("usr/share/tool", size: size)
                File("srv/data/deep/large", size: size * 10); File("srv/data/same", size: 77)
            }
        }
        let comparison = try compare(tool("1.2", 1000), tool("1.3", 3000))
        let tree = comparison.tree
        let rows = tree.folded(to: 20).compactMap { row -> DifferenceTree.Node? in
            if case .node(let place) = row.what { tree.nodes[place] } else { nil }
        }
        #expect(
            rows.first?.kind == .path(Array("srv/data/deep/large".utf8)), "the way to the only difference is one line")
        let package = try #require(rows.first { $0.kind == .package(0) })
        #expect(package.delta == 4000 && package.paths == 2)
        let all = tree.roots.map { tree.nodes[$0] }
        #expect(all.reduce(0) { $0 + $1.delta } == comparison.delta)
        #expect(all.reduce(0) { $0 + $1.paths } == comparison.paths.count)
        let top = try #require(all.first { $0.kind == .path(Array("srv".utf8)) })
        #expect(top.bytesA == 10_077 && top.bytesB == 30_077)
    }

    @Test("a large tree folds to few lines, and its rest is counted")
    func folding() throws {
        let comparison = try compare(
            image { (0..<300).map { File("d\($0 % 20)/f\($0)", size: 100 + $0) as any LayerItem } }, image {})
        let rows = comparison.tree.folded(to: 12)
        #expect(rows.count <= 12 + 5)
        #expect(rows.contains { if case .more = $0.what { true } else { false } })
        #expect(comparison.tree.folded(to: 0).isEmpty)
    }

    private func expectSums(_ comparison: Comparison) {
        let (a, b) = (comparison.a, comparison.b)
        #expect(comparison.classes.reduce(0) { $0 + $1.bytesA } + a.hiddenBytes == a.layerBytes)
        #expect(comparison.classes.reduce(0) { $0 + $1.bytesB } + b.hiddenBytes == b.layerBytes)
        let hidden = b.hiddenCompressed - a.hiddenCompressed
        #expect(comparison.classes.reduce(0) { $0 + $1.compressedDelta } + hidden == comparison.compressedDelta)
        let layers = comparison.layers.reduce(0) { $0 + ($1.b?.compressed ?? 0) - ($1.a?.compressed ?? 0) }
        #expect(layers == comparison.compressedDelta)
    }
}
