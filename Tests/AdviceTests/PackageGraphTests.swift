import AnalysisSupport
import FileTree
import ImageAnalysis
import ImageStore
import TestSupport
import Testing

@testable import Advice

/// Why packages are there, and what would go with them.
@Suite struct PackageGraphTests {
    private static let tool = DebianPackage(
        name: "tool", depends: "helper", files: [("usr/bin/tool", DebianPackage.bytes(5000))])
    private static let helper = DebianPackage(name: "helper", files: [("usr/lib/helper", DebianPackage.bytes(3000))])

    private static let image = Image(reference: "app:1") {
        Layer {
            DebianPackage.libc.items
            DebianPackage.base.items
            DebianPackage.status([.libc, .base])
        }.createdBy("/bin/sh -c #(nop) ADD file:aa in / ")
        Step("/bin/sh -c #(nop)  CMD [\"bash\"]")
        Layer {
            tool.items
            helper.items
            DebianPackage.status([.libc, .base, tool, helper])
        }.createdBy("RUN /bin/sh -c apt-get install -y tool # buildkit", comment: NaiveImage.buildKit)
        Layer { File("app/run", bytes: ELFFile(needed: ["libc.so.6"]).bytes, mode: 0o755) }
            .createdBy("COPY run /app/ # buildkit", comment: NaiveImage.buildKit)
    }.configured { $0.command = ["/app/run"] }

    private func node(_ name: String, in image: AnalyzedImage) throws -> PackageGraph.Node {
        .package(try #require(image.packages.packages.firstIndex { $0.name == name }))
    }

    @Test func theWayLeadsFromWhatRunsOrWhoAsked() throws {
        let fixture = try AnalyzedFixture(Self.image)
        let graph = fixture.image.packageGraph
        let libc = graph.way(to: try node("libc6", in: fixture.image))
        #expect(libc.map(\.cause) == [.run(source: "CMD"), .linked(by: "app/run")])
        #expect(libc.map { graph.name(of: $0.node) } == ["/app/run", "libc6"])
        let helper = graph.way(to: try node("helper", in: fixture.image))
        #expect(helper.map(\.cause) == [.requested(place: "layer 2's instruction"), .dependency(of: "tool")])
        #expect(graph.way(to: try node("base-files", in: fixture.image)).map(\.cause) == [.essential])
        #expect(
            graph.line(of: try node("helper", in: fixture.image))
                == "dependency of tool ← layer 2's instruction installs it by name")
    }

    @Test func whatOnlyItKeepsGoesWithIt() throws {
        let fixture = try AnalyzedFixture(Self.image)
        let graph = fixture.image.packageGraph
        let (tool, helper) = (try node("tool", in: fixture.image), try node("helper", in: fixture.image))
        #expect(graph.keptOnly(by: tool) == [helper])
        #expect(graph.bytesTogether(of: tool) == graph.bytes(of: tool) + graph.bytes(of: helper))
        #expect(graph.bytes(of: helper) >= 3000)
        #expect(graph.keptOnly(by: helper).isEmpty)
    }

    @Test func theTableHasOneRowForEachPackage() throws {
        let fixture = try AnalyzedFixture(Self.image)
        let table = PackageTable(of: fixture.image, findings: fixture.image.findings())
        #expect(table.rows.count == fixture.image.packages.packages.count)
        #expect(table.rows.map(\.package.size) == table.rows.map(\.package.size).sorted(by: >))
        let tool = try #require(table.rows.first { $0.package.name == "tool" })
        #expect(tool.keptPackages == 1)
        #expect(tool.why == "layer 2's instruction installs it by name")
        #expect(!tool.isBase)
    }

    @Test("In a real image what goes with each package is what nobody reaches without it")
    func realImageIsAsByBruteForce() throws {
        let path = SharedImages.packageRoot + "/Fixtures/multi-bk.tar.zst"
        let image = try AnalyzedImage(opening: path, hashContents: false, scansSecrets: false)
        let graph = image.packageGraph
        let all = DominatorTreeTests.reached(graph.successors, without: nil)
        #expect(all.count == graph.nodes.count, "every package has a reason")
        for (place, node) in graph.nodes.enumerated().dropFirst() {
            let lost = all.subtracting(DominatorTreeTests.reached(graph.successors, without: place))
            #expect(graph.bytesTogether(of: node) == lost.reduce(0) { $0 + graph.bytes[$1] }, "\(graph.name(of: node))")
            let packages = graph.keptOnly(by: node).count { if case .package = $0 { true } else { false } }
            #expect(graph.packagesKept(by: node) == packages, "\(graph.name(of: node))")
            #expect(!graph.way(to: node).isEmpty, "\(graph.name(of: node))")
        }
    }
}
