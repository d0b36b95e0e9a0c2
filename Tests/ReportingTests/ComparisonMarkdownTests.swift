import AnalysisSupport
import ImageAnalysis
import Reporting
import TestSupport
import Testing

/// What `strata diff` writes for a comment on a pull request.
@Suite("The comparison as Markdown")
struct ComparisonMarkdownTests {
    private static func image(_ version: String, _ size: Int, _ more: [any LayerItem] = []) -> Image {
        let record = "Package: tool\nStatus: install ok installed\nArchitecture: amd64\nVersion: \(version)\n\n"
        return Image(reference: "app:\(version)") {
            Layer { File("etc/same", "same") }.createdBy("RUN base # buildkit", comment: "buildkit.dockerfile.v0")
            Layer {
                File("var/lib/dpkg/status", record)
                File("var/lib/dpkg/info/tool.list", "/.\n/usr\n/usr/bin\n/usr/bin/tool\n")
                File("usr/bin/tool", size: size); File("srv/a|b`c @all", "\(version)\n")
                more
            }.createdBy("RUN make \(version) # buildkit", comment: "buildkit.dockerfile.v0")
        }.configured { $0.environment = ["VERSION=\(version)"] }
    }

    private func report(
        _ a: Image = image("1.2", 90_000),
        _ b: Image = image("1.3", 30_000, [File("srv/app", "a", mode: 0o4755)]), limit: Int = 20,
        files: [FileDifference]? = nil
    ) throws -> ComparisonReport {
        let images = try [(a, "old|1.tar"), (b, "new.tar")].map { image, name in
            ComparedImage(judging: try AnalyzedFixture(image).image, named: name)
        }
        return ComparisonReport(Comparison(images[0], images[1]), limit: limit, files: files)
    }

    @Test("the verdict, sizes and causes are seen at once; layers, paths, packages, configuration and findings unfold")
    func whole() throws {
        assertSnapshot(try report().markdown, named: "diff-markdown")
    }

    @Test("every row of a table has as many cells as its head, whatever names hold")
    func rows() throws {
        var cells: Int?
        for line in try report().markdown.split(separator: "\n", omittingEmptySubsequences: false) {
            guard line.hasPrefix("|") else {
                cells = nil
                continue
            }
            let count = line.replacing("\\|", with: "").count { $0 == "|" }
            #expect(cells == nil || cells == count, "\(line)")
            cells = count
        }
    }

    @Test("a name notifies nobody and is no markup")
    func names() throws {
        let text = try report().markdown
        #expect(text.contains("## `old\\|1.tar` → `new.tar`: "))
        #expect(text.contains("``/srv/a\\|b`c @all``") || text.contains("`` /srv/a\\|b`c @all ``"))
    }

    @Test("--limit shortens what unfolds and says how much is left")
    func limit() throws {
        #expect(try report(limit: 1).markdown.contains("and 2 layers more (--limit, --format json)."))
    }

    /// GitHub refuses a comment of more than 65,536 characters.
    @Test("what does not fit into a comment is counted")
    func length() throws {
        let many = (0..<3_000).map { File("srv/a-directory/file-\($0)", size: 10) as any LayerItem }
        let text = try report(Self.image("1", 10), Self.image("1", 10, many), limit: 100_000).markdown
        #expect(text.utf8.count < 65_536)
        let rows = text.components(separatedBy: "| added |").count - 1
        #expect(rows > 100)
        // The directory that they are in differs, too.
        #expect(text.contains("\(3_001 - rows) paths did not fit into a comment: `--format json` lists all."))
        #expect(text.components(separatedBy: "<details>").count == text.components(separatedBy: "</details>").count)
    }

    @Test("images that are the same have neither causes nor anything to unfold")
    func same() throws {
        let text = try report(Self.image("1", 10), Self.image("1", 10)).markdown
        #expect(text.contains(": 0 B\n\nThe images are the same.\n"))
        #expect(!text.contains("| why |") && !text.contains("| field |"))
    }

    @Test("lines of files stand in a fence that none of them ends")
    func files() throws {
        let files = [
            FileDifference(of: Array("srv/a".utf8), Array("one\n".utf8), Array("```\n".utf8)),
            FileDifference(of: Array("srv/b".utf8), [0, 1, 2], [3, 4]),
        ]
        let text = try report(files: files).markdown
        #expect(text.contains("````diff\n--- a/srv/a\n") && text.contains("\n+```\n````\n"))
        #expect(
            text.contains("<summary>1 file without lines to show</summary>") && text.contains("| `/srv/b` | binary |"))
        let many = (0..<9_000).map { FileDifference(of: Array("srv/\($0)".utf8), [0, UInt8($0 % 256)], [1, 1, 2]) }
        let long = FileDifference(
            of: Array("srv/long".utf8), Array(String(repeating: "a line\n", count: 20_000).utf8), Array("x\n".utf8))
        let cut = try report(limit: 100_000, files: many + [long]).markdown
        #expect(cut.utf8.count < 65_536 && cut.contains("The lines of 1 file did not fit into a comment"))
        #expect(cut.contains("files did not fit into a comment: `--format json` lists all."))
    }
}
