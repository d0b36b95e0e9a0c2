import AnalysisSupport
import FileTree
import ImageAnalysis
import TestSupport
import Testing

@testable import Comparison

@Suite("What differs between two images")
struct ComparisonTests {
    /// The differences of all classes together are that of what the images show.
    private func expectSums(_ comparison: Comparison) {
        #expect(comparison.classes.reduce(0) { $0 + $1.bytesA } == comparison.a.visibleBytes)
        #expect(comparison.classes.reduce(0) { $0 + $1.bytesB } == comparison.b.visibleBytes)
        #expect(comparison.classes.reduce(0) { $0 + $1.delta } == comparison.delta)
    }

    @Test("an image and itself: nothing differs, all layers are shared, a push sends nothing")
    func same() throws {
        let comparison = try compare(NaiveImage.image, NaiveImage.image)
        #expect(comparison.paths.isEmpty && comparison.packages.isEmpty && comparison.configuration.isEmpty)
        #expect(comparison.sharedLayers == comparison.a.layers && comparison.pushedBytes == 0)
        #expect(comparison.weight == .none)
        expectSums(comparison)
    }

    @Test("added, removed, other contents, other mode, other time: each path in one class")
    func classes() throws {
        let comparison = try compare(
            image {
                File("etc/gone", "gone"); File("etc/text", "one"); File("bin/run", "run", mode: 0o644)
                Symlink("etc/link", to: "text"); File("etc/same", "same")
            },
            image {
                File("etc/new", "brand new"); File("etc/text", "three"); File("bin/run", "run", mode: 0o755)
                Symlink("etc/link", to: "same"); File("etc/same", "same")
            })
        #expect(comparison.difference(of: "etc/gone") == .removed)
        #expect(comparison.difference(of: "etc/new") == .added)
        #expect(comparison.difference(of: "etc/text") == .contents)
        #expect(comparison.difference(of: "etc/link") == .contents)
        #expect(comparison.difference(of: "bin/run") == .metadata)
        #expect(comparison.difference(of: "etc/same") == nil)
        #expect(comparison.delta == Int64(9 - 4 + 2))
        expectSums(comparison)
    }

    @Test("files of a package that was upgraded are the package's, its records the database's")
    func packages() throws {
        func upgraded(_ version: String, _ size: Int) -> Image {
            let record = "Package: tool\nStatus: install ok installed\nArchitecture: amd64\nVersion: \(version)\n\n"
            return image {
                File("var/lib/dpkg/status", record)
                File("var/lib/dpkg/info/tool.list", "/.\n/usr\n/usr/bin\n/usr/bin/tool\n")
                File("usr/bin/tool", size: size)
                File("usr/bin/own", "own \(version)")
            }
        }
        let comparison = try compare(upgraded("1.2", 1000), upgraded("1.3", 3000))
        #expect(comparison.difference(of: "usr/bin/tool") == .package)
        #expect(comparison.difference(of: "var/lib/dpkg/status") == .packageDatabase)
        #expect(comparison.difference(of: "usr/bin/own") == .contents)
        #expect(comparison.packages.map(\.name) == ["tool"])
        #expect(comparison.packages.first?.versionsA == ["1.2"])
        #expect(comparison.packages.first?.versionsB == ["1.3"])
        expectSums(comparison)
    }

    @Test("byte code that differs in its header only is known; one that differs in its body is not that")
    func byteCode() throws {
        func code(_ time: UInt8, _ body: String) -> [UInt8] { [UInt8](repeating: time, count: 16) + Array(body.utf8) }
        let comparison = try compare(
            image {
                File("app/a.pyc", bytes: code(1, "same body")); File("app/b.pyc", bytes: code(1, "one body"))
            },
            image {
                File("app/a.pyc", bytes: code(2, "same body")); File("app/b.pyc", bytes: code(2, "two body"))
            })
        #expect(comparison.difference(of: "app/a.pyc") == .bytecode)
        #expect(comparison.difference(of: "app/b.pyc") == .contents)
        expectSums(comparison)
    }

    @Test("caches, logs and identifiers are generated; a file of such a name elsewhere is not")
    func generated() throws {
        let names = ["etc/ld.so.cache", "etc/machine-id", "var/log/x.log", "var/cache/y", "srv/machine-id"]
        let comparison = try compare(
            image { names.map { File($0, "one") } }, image { names.map { File($0, "other") } })
        for name in names.dropLast() { #expect(comparison.difference(of: name) == .generated, "\(name)") }
        #expect(comparison.difference(of: "srv/machine-id") == .contents)
        expectSums(comparison)
    }

    @Test("contents with several names count once, whichever name is the first")
    func hardLinks() throws {
        let comparison = try compare(
            image {
                File("a/one", size: 5000); HardLink("z/two", to: "a/one")
            },
            image {
                File("z/two", size: 5000)
            })
        #expect(comparison.a.visibleBytes == 5000 && comparison.b.visibleBytes == 5000)
        #expect(comparison.difference(of: "a/one") == .removed)
        #expect(comparison.delta == 0)
        expectSums(comparison)
    }

    @Test("a file in place of a directory, and a directory in place of a file")
    func kinds() throws {
        let comparison = try compare(
            image {
                File("x/inner", "inner"); File("y", "file")
            },
            image {
                File("x", "now a file"); File("y/inner", "now inside")
            })
        #expect(comparison.difference(of: "x") == .contents && comparison.difference(of: "y") == .contents)
        #expect(comparison.difference(of: "x/inner") == .removed && comparison.difference(of: "y/inner") == .added)
        expectSums(comparison)
    }

    @Test("random trees: sums hold, and every path of either is in exactly one class")
    func random() throws {
        var random = SeededRandom(seed: 7)
        for _ in 0..<20 {
            func tree() -> Image {
                let names = (0..<30).map { "d\($0 % 4)/e\($0 % 3)/f\($0)" }.filter { _ in
                    Int.random(in: 0..<3, using: &random) > 0
                }
                let files = names.map { File($0, size: Int.random(in: 0..<400, using: &random)) as any LayerItem }
                return image { files }
            }
            let comparison = try compare(tree(), tree())
            expectSums(comparison)
            #expect(Set(comparison.paths.map(\.path)).count == comparison.paths.count)
        }
    }
}
