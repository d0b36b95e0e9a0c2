import TestSupport
import Testing

/// Every JSON that strata writes in a form of its own is what `Fixtures/schemas` says: no key more, none less, no other
/// type. SARIF, CycloneDX and SPDX have the schemas of those who made them.
@Suite struct SchemaTests {
    private let directory: TemporaryDirectory
    private static let fixtures = SharedImages.packageRoot + "/Fixtures/"
    private static let multi = fixtures + "multi-bk.tar.zst"
    private static let naive = fixtures + "naive-bk.tar.zst"

    init() throws {
        directory = try TemporaryDirectory()
    }

    @Test func inspect() throws {
        for image in try images() + [Self.multi, Self.naive] {
            try expect(["inspect", image], fits: "inspect")
            try expect(["inspect", image, "--packages"], fits: "inspect")
            try expect(["inspect", image, "--compressed"], fits: "inspect")
        }
    }

    @Test func check() throws {
        let gates = ["--min-efficiency", "0.99", "--max-wasted", "1kB", "--max-user-wasted", "0.1"]
        for image in try images() + [Self.multi] {
            try expect(["check", image] + gates, fits: "check", exitCodes: [0, 1])
        }
        let image = try #require(try images().first)
        try expect(["check", image, "-v", "--ignore", "no-healthcheck"], fits: "check", exitCodes: [0, 1])
    }

    @Test func checkAgainstAnotherImage() throws {
        let gates = ["--max-wasted", "1%", "--max-size", "1MB", "--max-layers", "1", "--fail-on", "none"]
        let image = try #require(try images().first)
        for growth in ["1kB", "1%"] {
            let more = ["--against", Self.naive, "--max-growth", growth, "--new-only"]
            let text = try expect(["check", Self.multi] + more + gates, fits: "check", exitCodes: [0, 1])
            #expect(text.contains("\"leftOutFindings\": 12"))
            try expect(["check", image] + more + gates, fits: "check", exitCodes: [0, 1])
        }
    }

    @Test func checkOfSeveralImages() throws {
        let images = try images()
        try expect(["check", "--fail-on", "none"] + images, fits: "checks")
    }

    @Test func findingsByLine() throws {
        let check = try Program.run("check", "-q", Self.naive, "--format", "jsonl", "--fail-on", "none")
        try expect(check.text, fits: "check-entry", "--lines")
        let poor = try directory.write("FROM debian\nRUN cd /x && sudo make\n", to: "poor")
        let lint = try Program.run("lint", "-q", poor, "--format", "jsonl", "--fail-on", "none")
        try expect(lint.text, fits: "lint-entry", "--lines")
    }

    @Test func trend() throws {
        let file = directory.path("trend.jsonl")
        for image in [Self.multi, Self.naive] {
            #expect(try Program.run("trend", "add", image, "--file", file, "--date", "2026-11-30").exitCode == 0)
        }
        try expect(try String(contentsOfFile: file, encoding: .utf8), fits: "trend-entry", "--lines")
        try expect(["trend", "show", "--file", file], fits: "trend")
    }

    @Test func checkWithVulnerabilities() throws {
        let image = try written("packages", Self.packages)
        let report = """
            {"ArtifactName": "app", "Results": [{"Target": "alpine", "Type": "alpine", "Vulnerabilities": [
             {"VulnerabilityID": "CVE-2099-1", "PkgName": "musl", "InstalledVersion": "1.2.5-r0", "Severity": "HIGH"}]}]}
            """
        let path = try directory.write(report, to: "trivy.json")
        let output = try expect(
            ["check", image, "--vulnerabilities", path], fits: "check", exitCodes: [1])
        #expect(output.contains("\"vulnerabilities\": ["), "else the schema of vulnerabilities is not asked")
        let accepted = try expect(
            ["check", image, "--vulnerabilities", path, "--ignore", "CVE-2099-1"], fits: "check", exitCodes: [0, 1])
        #expect(accepted.contains("\"ignoredBy\": ["))
    }

    /// A layer that cannot be read makes a gate of its own, and status 3.
    @Test func checkOfADamagedImage() throws {
        let damaged = try written(
            "damaged",
            Image(reference: "half:1") {
                Layer { File("good", "good") }
                Layer(tar: Array("this is no tar at all".utf8))
            })
        let output = try expect(["check", damaged], fits: "check", exitCodes: [3])
        #expect(output.contains("\"gate\": \"unreadableLayers\""))
    }

    @Test func advise() throws {
        for image in try images() + [Self.multi] { try expect(["advise", image], fits: "advise") }
    }

    @Test func why() throws {
        for name in ["libc6", "base-files", "/usr/local/bin/python3.11"] {
            try expect(["why", Self.multi, name], fits: "why")
        }
    }

    @Test func diff() throws {
        try expect(["diff", Self.naive, Self.multi], fits: "diff")
        try expect(["diff", Self.multi, Self.multi], fits: "diff")
    }

    @Test func stages() throws {
        for image in try images() + [Self.multi] { try expect(["stages", image], fits: "stages") }
        try expect(["stages", "--dockerfile", Self.fixtures + "multi-bk.Dockerfile"], fits: "stages")
        try expect(["stages", Self.multi, Self.naive], fits: "stages")
    }

    @Test func list() throws {
        for image in try images() + [Self.multi] { try expect(["ls", image, "-R"], fits: "ls") }
        try expect(["ls", Self.multi, "--changes", "--layers", "1..2"], fits: "ls")
    }

    @Test func grep() throws {
        for image in try images() + [Self.multi] {
            try expect(["grep", image, "[a-z]", "-m", "3"], fits: "grep", exitCodes: [0, 1])
        }
        let lines = try Program.run("grep", "-q", Self.multi, "python", "--format", "jsonl", "-m", "2")
        try expect(lines.text, fits: "grep-entry", "--lines")
    }

    @Test func listOfAllLayers() throws {
        let text = try expect(["ls", Self.multi, "--changes", "--layer", "all"], fits: "ls")
        #expect(text.contains("\"changedIn\": 2"))
    }

    @Test func listByLine() throws {
        let empty = try written("empty", Image())
        for image in try images() {
            let result = try Program.run("ls", "-q", image, "-R", "--format", "jsonl")
            #expect(result.exitCode == 0)
            if image != empty { try expect(result.text, fits: "ls-entry", "--lines") }
        }
    }

    @Test func lint() throws {
        let poor = try directory.write(
            "FROM debian\nRUN apt-get update\nCOPY . .\nRUN cd /x && sudo make\n", to: "poor")
        try expect(["lint", poor], fits: "lint", exitCodes: [0, 1])
        try expect(["lint", poor, "--fail-on", "none", "--ignore", "DL3006"], fits: "lint")
        try expect(["lint", Self.fixtures + "multi-bk.Dockerfile"], fits: "lint", exitCodes: [0, 1])
    }

    @Test func rules() throws {
        try expect(["rules"], fits: "rules")
        try expect(["rules", "apt-lists", "DL3008"], fits: "rules")
    }

    /// The schemas refuse what is not in the contract, so that the tests above say something.
    @Test(arguments: [
        ("\"totals\": {", "\"totals\": {\n\"surplus\": 1,", "Additional properties are not allowed"),
        ("\"wastedBytes\"", "\"wasted\"", "'wastedBytes' is a required property"),
        ("\"format\": \"docker-archive\"", "\"format\": \"floppy\"", "'floppy' is not one of"),
        ("\"references\": [", "\"references\": [1,", "1 is not of type 'string'"),
        ("\"schemaVersion\": 1", "\"schemaVersion\": 2", "1 was expected"),
        ("\"path\": ", "\"format\": \"oci-layout\", \"path\": ", "$.source: keys are in the order"),
    ])
    func aWrongDocumentDoesNotFit(right: String, wrong: String, fault: String) throws {
        let image = try written("sample", Sample.image)
        let text = try Program.run("inspect", image, "--format", "json").text
        #expect(text.contains(right))
        let result = try validate(text.replacing(right, with: wrong), against: "inspect")
        #expect(result.exitCode == 1)
        #expect(result.text.contains(fault), "\(result.text)\(result.errorText)")
    }

    // MARK: - Images

    /// Images that have between them what the outputs tell of.
    private func images() throws -> [String] {
        [
            try written("sample", Sample.image), try written("odd", Self.odd, as: .ociArchive),
            try written("packages", Self.packages), try written("empty", Image()),
        ]
    }

    private func written(_ name: String, _ image: Image, as format: ImageArchive.Format = .dockerArchive) throws
        -> String
    {
        let path = directory.path(name + ".tar")
        try image.write(as: format, to: path)
        return path
    }

    /// Every kind of entry, names that are no UTF-8, secrets, waste, and a configuration with all that there is.
    private static let odd = Image(reference: "odd:1") {
        Layer {
            Directory("dev")
            Device("dev/null", .character, major: 1, minor: 3)
            Device("dev/disk", .block)
            Device("dev/pipe", .pipe)
            File([0x66, 0xff, 0x6f] as [UInt8], "no UTF-8")
            File("root/.netrc", "machine example.org login me password Vq83hs0LmZ2kTd\n")
            File("opt/large", size: 3_000_000)
            HardLink("opt/same", to: "opt/large")
            Symlink("opt/link", to: "large")
        }
        Step("ENV A=b")
        Layer {
            Whiteout("opt/large")
            File("root/.netrc", "")
            OpaqueWhiteout("dev")
        }.createdBy("RUN /bin/sh -c rm /opt/large # buildkit", comment: "buildkit.dockerfile.v0")
    }.configured {
        $0.user = "1000"
        $0.environment = ["A=b", "API_TOKEN=Vq83hs0LmZ2kTd"]
        $0.entrypoint = ["/bin/run"]
        $0.workingDirectory = "/opt"
        $0.exposedPorts = ["80/tcp"]
        $0.volumes = ["/data"]
        $0.labels = ["a": "b"]
        $0.stopSignal = "SIGINT"
        $0.shell = ["/bin/bash", "-c"]
        $0.healthcheck = .init(test: ["CMD", "true"])
        $0.onBuild = ["RUN true"]
    }

    private static let packages = Image(reference: "packages:1") {
        Layer {
            File("lib/apk/db/installed", "P:musl\nV:1.2.5-r0\nA:x86_64\nL:MIT\nF:lib\nR:ld.so\n")
            File("lib/ld.so", size: 600)
            File("etc/os-release", "ID=alpine\nVERSION_ID=3.20.1\nPRETTY_NAME=\"Alpine Linux v3.20\"\n")
        }
    }

    // MARK: - Validation

    @discardableResult
    private func expect(
        _ command: [String], fits schema: String, exitCodes: Set<Int32> = [0],
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> String {
        let result = try Shell.run(
            Program.path, command + ["--format", "json"], environment: ["NO_COLOR": "", "FORCE_COLOR": ""])
        #expect(
            exitCodes.contains(result.exitCode ?? -1), "\(command): \(result.errorText)", sourceLocation: sourceLocation
        )
        try expect(result.text, fits: schema, sourceLocation: sourceLocation)
        return result.text
    }

    private func expect(
        _ text: String, fits schema: String, _ options: String..., sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let result = try validate(text, against: schema, options)
        #expect(result.exitCode == 0, "\(result.text)\(result.errorText)", sourceLocation: sourceLocation)
    }

    /// Debian's Python, for whose `python3-jsonschema` the Makefile asks.
    private func validate(_ text: String, against schema: String, _ options: [String] = []) throws -> Shell.Result {
        try Shell.run(
            "/usr/bin/python3", ["-W", "ignore", Self.fixtures + "schemas/validate.py", schema] + options,
            input: Array(text.utf8))
    }
}
