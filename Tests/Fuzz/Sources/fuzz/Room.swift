import Archive
import Dockerfile
import ImageAnalysis
import ImageStore
import OCI
import Reporting

/// What is entered with bytes that nobody has vouched for. It may refuse them; libFuzzer tells where it ends in a trap, a
/// fault of memory, or not at all.
struct Room: Sendable {
    let name: String
    /// Whether inputs are tars, whose checksums are to be right.
    var isTar = false
    let enter: @Sendable ([UInt8]) -> Void

    static let all = [
        Room(name: "tar", isTar: true, enter: readTar),
        Room(name: "archive", enter: readArchive),
        Room(name: "documents") { judge(Members($0).tar) },
        Room(name: "image", isTar: true, enter: judge),
        Room(name: "files") { judge(Members($0).image) },
        Room(name: "dockerfile", enter: lint),
        Room(name: "shell", enter: readShell),
        Room(name: "reports", enter: readReports),
        Room(name: "records", enter: readRecords),
        Room(name: "settings", enter: readSettings),
        Room(name: "viewer", enter: view),
    ]

    /// A tar in any compression: entries, contents by turns hashed, in pieces, and passed over.
    private static func readTar(_ input: [UInt8]) {
        guard let reader = try? TarReader(MemoryFile(input).window) else { return }
        var given = 0
        var turn = 0
        while let entry = try? reader.next(), given < 8 << 20 {
            turn += 1
            given += entry.path.count
            // What is claimed to be large is passed over: holes are not read.
            guard entry.size < 1 << 20 else { continue }
            switch turn % 3 {
            case 0: _ = try? reader.hashContents()
            case 1:
                _ = try? reader.readPieces { piece in
                    given += piece.byteCount
                    return given < 8 << 20
                }
            default: break
            }
        }
    }

    /// Decompressors and the archives that lie in files.
    private static func readArchive(_ input: [UInt8]) {
        _ = try? MemoryFile(input).window.decompressed(upTo: 4 << 20)
        let budget = UnpackingBudget(file: Int64(input.count), most: 4 << 20)
        _ = ZlibStream.decompress(input[...], limit: 1 << 20, within: budget)
        _ = MemoryArchive.read(input, within: budget, begin: { _ in }, body: { _ in }, end: {})
        guard let zip = try? ZipArchive(input) else { return }
        var count = 0
        try? zip.forEachMember { member in
            _ = try? zip.contents(of: member, limit: 1 << 20, within: budget)
            count += 1
            return count < 64
        }
    }

    /// An image from opening to every output.
    private static func judge(_ archive: [UInt8]) {
        let file = MemoryFile(archive)
        var request = Analysis.Request()
        request.findsDockerfile = false
        guard let analysis = try? Analysis(opening: file.path, request) else { return }
        Outputs.write(analysis)
    }

    private static func lint(_ input: [UInt8]) {
        let document = DockerfileDocument(parsing: input)
        let lint = DockerfileLint(document, ignored: IgnorePatterns(parsing: "*.log\n!keep\n**/node_modules\n"))
        Outputs.write(LintReport(lint, path: "Dockerfile"))
        let stages = ImageStages(dockerfile: DockerfileSource(path: "Dockerfile", document: document))
        Outputs.write(StageDrawing(stages))
    }

    private static func readShell(_ input: [UInt8]) {
        let text = String(decoding: input, as: UTF8.self)
        _ = ShellScript(text)
        _ = try? ShellWord(environment: ["A": "b", "PATH": "/usr/bin"]).expand(text)
        _ = HistoryStep.steps(of: [History(createdBy: text), History(createdBy: "RUN " + text + " # buildkit")])
        _ = CommandShell(text.split(separator: " ").map(String.init))
    }

    /// What scanners and builders say of an image.
    private static func readReports(_ input: [UInt8]) {
        _ = try? VulnerabilityReport(parsing: input)
        _ = try? VEXDocument(parsing: input, name: "vex.json")
        _ = BuildProvenance(statement: input)
    }

    /// Records of OSV, as a file and as what a zip archive holds.
    private static func readRecords(_ input: [UInt8]) {
        let file = MemoryFile(input)
        let link = TemporaryLink(to: file.path)
        _ = try? OSVDatabase(opening: file.path).vulnerabilities(of: installed)
        _ = try? OSVDatabase(opening: link.path).vulnerabilities(of: installed)
    }

    /// Packages for records to be about.
    private static let installed: PackageInventory = {
        let files = """
            === etc/os-release
            ID=debian
            VERSION_ID="12"
            === var/lib/dpkg/status
            Package: libc6
            Status: install ok installed
            Architecture: amd64
            Source: glibc
            Version: 2.36-9+deb12u4
            === app/node_modules/left-pad/package.json
            {"name":"left-pad","version":"1.3.0"}
            """
        let file = MemoryFile(Members(Array(files.utf8)).image)
        guard let packages = try? Analysis(opening: file.path).image.packages, packages.packages.count == 2 else {
            fatalError("the room's own image has not the packages that it should have")
        }
        return packages
    }()

    /// What the user writes beside an image.
    private static func readSettings(_ input: [UInt8]) {
        let text = String(decoding: input, as: UTF8.self)
        _ = try? IgnoreList(parsing: text, name: ".strata-ignore")
        _ = try? TrivyIgnoreFile(parsing: input, name: ".trivyignore")
        _ = try? TrivyIgnoreFile(parsing: input, name: ".trivyignore.yaml")
        let line = text.prefix { !$0.isNewline }
        let patterns = IgnorePatterns(parsing: text)
        _ = ["a/b/c.log", ".env", String(line)].map(patterns.ignores)
        _ = IgnoredPath(String(line)).matches(Array("root/.ssh/id_rsa".utf8))
        _ = Platform(text)
        _ = PackageURL.Parts(text)
    }
}
