import AnalysisSupport
import FileTree
import ImageAnalysis
import TerminalUI
import TestSupport
import Testing

@testable import Explorer

@Suite("The packages")
struct PackagesTests {
    @Test("whole screens", arguments: AdvicePlanTests.sizes)
    func screens(size: Size) throws {
        let journey = try JudgedImage().journey(size.width, size.height, at: .packages)
        assertSnapshot(journey.screen, named: "packages-\(size.width)x\(size.height)")
    }

    @Test("the largest is first, each with why it is there; beside it the way and what would go with it")
    func rows() throws {
        let journey = try JudgedImage().journey(200, 50, at: .packages)
        let packages = try #require(journey.state.packages)
        let first = try #require(packages.rows.first)
        #expect(packages.rows.allSatisfy { $0.package.size <= first.package.size })
        let row = try #require(journey.lines.first { $0.contains(first.package.version) })
        #expect(row.contains(first.package.name) && row.contains(journey.state.bytes(first.package.size)))
        #expect(journey.screen.contains("Why it is there"))
        #expect(journey.screen.contains("What would go with it"))
    }

    @Test("a column that no package has anything in is not there, and columns go from the right where it is narrow")
    func columns() throws {
        let image = try JudgedImage()
        let packages = try #require(image.journey(200, 50, at: .packages).state.packages)
        let hasLicence = packages.rows.contains { $0.package.license != nil }
        #expect(packages.columns.contains { $0.heading == "Licence" } == hasLicence)
        #expect(!packages.columns.contains { $0.heading == "Known" }, "nobody looked for vulnerabilities")
        let headings = packages.columns.map(\.heading)
        #expect(headings == ["Package", "Version", "Kind", "Layer", "Stage", "Licence"].filter(headings.contains))
        let narrow = image.journey(40, 12, at: .packages)
        #expect(narrow.screen.contains("Package") && !narrow.screen.contains("Layer"))
        for line in narrow.lines { #expect(TextWidth.of(line) <= 40) }
    }

    @Test("vulnerabilities are counted, with the worst, and told beside the rows")
    func vulnerabilities() throws {
        let image = try JudgedImage()
        var journey = image.journey(200, 50, at: .packages)
        let package = try #require(image.analyzed.packages.packages.max { $0.size < $1.size })
        var finding = Finding(FoundImage.key, title: "CVE-1", evidence: "a scanner")
        finding.vulnerabilities = [
            KnownVulnerability(
                id: "CVE-2026-1", severity: .high, package: package.name, version: package.version, source: "Trivy")
        ]
        journey.send(.packagesListed(PackageList(PackageTable(of: image.analyzed, findings: [finding]))))
        #expect(journey.screen.contains("Known"))
        #expect(journey.screen.contains("1, high"))
        #expect(journey.screen.contains("high CVE-2026-1"))
    }

    @Test("s sorts by size, name and the bytes that would go with each, and the cursor stays on its package")
    func sorting() throws {
        var journey = try JudgedImage().journey(120, 40, at: .packages)
        let packages = try #require(journey.state.packages)
        let name = try #require(packages.rows.first).package.name
        journey.press("s")
        #expect(journey.status.contains("Sorted by name"))
        #expect(journey.state.selectedPackage?.name == name)
        let names = packages.places(by: .name).map { packages.rows[$0].package.name }
        #expect(names == names.sorted())
        let bytes = packages.places(by: .together).map { packages.rows[$0].bytesTogether }
        #expect(bytes == bytes.sorted(by: >))
        journey.press("s s")
        #expect(journey.status.contains("Sorted by size"))
    }

    @Test("Enter goes to the package's largest file")
    func opening() throws {
        var journey = try JudgedImage().journey(120, 40, at: .packages)
        let package = try #require(journey.state.selectedPackage)
        let stack = journey.state.derived.stack
        journey.press("Enter")
        #expect(journey.state.views.tab == .files)
        let path = try #require(journey.state.selectedPath)
        #expect(package.files.contains(path))
        let sizes = package.files.compactMap { file in
            journey.state.derived.view.entry(of: file).flatMap { stack.contents(of: $0) }.map { stack.entry($0).size }
        }
        let entry = try #require(journey.state.derived.view.entry(of: path))
        #expect(stack.contents(of: entry).map { stack.entry($0).size } == sizes.max())
    }

    @Test("d leaves a package out of the sum, and again takes it back")
    func leavingOut() throws {
        var journey = try JudgedImage().journey(120, 40, at: .packages)
        let package = try #require(journey.state.selectedPackage)
        journey.press("d")
        #expect(journey.state.plan?.whatIf.leftOut == [.package(package)])
        #expect(journey.status.contains("the package \(package.name)"))
        journey.press("d")
        #expect(journey.state.plan?.whatIf.leftOut == [])
    }

    @Test("/ searches names, and the filter of the tree knows the packages")
    func searching() throws {
        var journey = try JudgedImage().journey(120, 40, at: .packages)
        let last = try #require(journey.state.packages?.rows.last).package
        journey.press("/")
        journey.type(last.name)
        journey.press("Enter")
        #expect(journey.state.selectedPackage?.name.contains(last.name) == true)
        journey.press("2 f")
        journey.type("package:\(last.name)")
        journey.press("Enter")
        #expect(journey.state.tree.filter != nil)
        #expect(!journey.status.contains("no package"))
    }

    @Test("the palette names the command that says the same of just this package")
    func twin() throws {
        var journey = try JudgedImage().journey(120, 40, at: .packages)
        let package = try #require(journey.state.selectedPackage)
        #expect(journey.state.filledIn("strata why IMAGE PACKAGE") == "strata why demo.tar \(package.name)")
        journey.press("2")
        #expect(journey.state.filledIn("strata why IMAGE PACKAGE") == "strata why demo.tar PACKAGE")
    }

    @Test("before they are listed the tab says what it waits for")
    func waiting() {
        var journey = Journey(120, 40)
        journey.press("6")
        #expect(journey.screen.contains("still being analysed"))
    }
}
