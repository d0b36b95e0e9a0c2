import Foundation
import TestSupport
import Testing

@Suite("strata grep") struct GrepTests {
    private let directory: TemporaryDirectory
    private let archive: String
    private static let image = Image(reference: "app:latest") {
        Layer {
            File("etc/conf", "one\nTOKEN=old\n")
            File("app/.env", "TOKEN=secret\n")
            File("app/blob", "\0\0TOKEN=x\nTOKEN=y\n")
        }
        Layer {
            Whiteout("app/.env")
            File("etc/conf", "two\nTOKEN=new\ntoken=a.c\n")
            File(
                "srv/long", String(repeating: "x", count: 3_000_000) + "TOKEN=far" + String(repeating: "y", count: 9000)
            )
        }
    }

    init() throws {
        directory = try TemporaryDirectory()
        archive = directory.path("app.tar")
        try Self.image.write(as: .dockerArchive, to: archive)
    }

    private func rows(_ arguments: String...) throws -> [String] {
        let text = try Program.run(["grep", archive] + arguments).text
        return text.split(separator: "\n").dropFirst().map { line in
            line.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
        }
    }

    @Test("Each line with its layer and state; deleted and overwritten files too, binary ones by name")
    func states() throws {
        #expect(
            try rows("TOKEN=[a-z]+", "/etc", "/app") == [
                "1 deleted in 2 /app/.env:1: TOKEN=secret", "1 live /app/blob: binary file, not shown",
                "1 overwritten in 2 /etc/conf:2: TOKEN=old", "2 live /etc/conf:2: TOKEN=new",
            ])
    }

    @Test("The options of grep")
    func options() throws {
        #expect(try rows("-F", "a.c") == ["2 live /etc/conf:3: token=a.c"])
        #expect(
            try rows("-i", "^token", "--layer", "2", "etc") == [
                "2 live /etc/conf:2: TOKEN=new", "2 live /etc/conf:3: token=a.c",
            ])
        #expect(try rows("-i", "-m", "1", "^token", "--layer", "2", "etc") == ["2 live /etc/conf:2: TOKEN=new"])
        #expect(try rows("-l", "TOKEN=o") == ["1 overwritten in 2 /etc/conf"])
        #expect(try rows("-ic", "token", "--layer", "2", "etc/conf") == ["2 live /etc/conf: 2"])
        #expect(
            try rows("TOKEN", "--filter", "*.env | layer:2 conf") == [
                "1 deleted in 2 /app/.env:1: TOKEN=secret", "2 live /etc/conf:2: TOKEN=new",
            ])
    }

    @Test("Of a line without end what is around the match, once")
    func longLine() throws {
        let found = try rows("TOKEN=far")
        #expect(found.count == 1)
        #expect(found.first?.contains("/srv/long:1: xxx") == true)
        #expect(found.first.map { $0.utf8.count < 1200 && $0.contains("xTOKEN=fary") } == true)
    }

    @Test("1 where nothing is found, 2 for an expression that is none or a path that is not there")
    func exitCodes() throws {
        #expect(try Program.run("grep", archive, "TOKEN").exitCode == 0)
        let nothing = try Program.run("grep", archive, "nowhere")
        #expect(nothing.exitCode == 1)
        #expect(nothing.text == "" && nothing.errorText == "")
        let wrong = try Program.run("grep", archive, "(")
        #expect(wrong.exitCode == 2)
        #expect(wrong.errorText.hasSuffix("(-F takes it as a text)\n"))
        #expect(try Program.run("grep", archive, "x", "/nothing").exitCode == 2)
        #expect(try Program.run("grep", directory.path("none"), "x").exitCode == 3)
    }

    @Test("A filter by findings searches and analyses in one pass")
    func marks() throws {
        #expect(try rows("TOKEN", "--filter", "mark:waste").allSatisfy { $0.contains("in 2") })
    }
}

@Suite("strata ls and extract with a filter, of all layers, of the base") struct FilteredListTests {
    private let directory: TemporaryDirectory
    private let archive: String

    init() throws {
        directory = try TemporaryDirectory()
        archive = directory.path("app.tar")
        try Sample.image.write(as: .dockerArchive, to: archive)
    }

    private func paths(_ arguments: String...) throws -> [String] {
        let text = try Program.run(["ls", archive, "--format", "csv"] + arguments).text
        return text.split(separator: "\n").dropFirst().compactMap { $0.split(separator: ",").first.map(String.init) }
    }

    @Test func filter() throws {
        #expect(try paths("--filter", "app kind:file") == ["app/main"])
        #expect(try paths("--filter", "kind:file", "--sort", "size") == ["etc/os-release", "bin/sh", "app/main"])
        #expect(try paths("--filter", "kind:link | mode:exec") == ["bin/sh", "sbin"])
        #expect(try paths("--filter", "main", "/app", "--depth", "1") == ["app/main"])
        #expect(try paths("--filter", "change:-", "--changes", "--layer", "3") == ["app/.env"])
        #expect(try Program.run("ls", archive, "--filter", "main").text.contains("  app/main\n"))
    }

    @Test func wrongFilter() throws {
        for (text, words) in [
            ("sise:1", "there is no term sise:"), ("stage:none", "there is no stage “none”"),
            ("mark:wast", "did you mean waste?"),
        ] {
            let result = try Program.run("ls", archive, "--filter", text)
            #expect(result.exitCode == 2)
            #expect(result.errorText.contains(words))
        }
    }

    @Test func extract() throws {
        let result = try Program.run("extract", archive, "/", "-o", directory.path("out"), "--filter", "main")
        #expect(result.exitCode == 0)
        #expect(result.errorText == "strata: 1 file and 0 directories, 5 B, in \(directory.path("out"))\n")
        #expect(FileManager.default.fileExists(atPath: directory.path("out/app/main")))
        #expect(!FileManager.default.fileExists(atPath: directory.path("out/bin")))
    }

    @Test func changesOfAllLayers() throws {
        let json = try Program.run("ls", archive, "--changes", "--layer", "all", "--format", "jsonl").text
        #expect(json.contains(#""path":"app/.env","kind":"file""#) && json.contains(#""changedIn":2"#))
        #expect(
            json.split(separator: "\n").contains {
                $0.contains(#""change":"removed""#) && $0.contains(#""changedIn":3"#)
            })
        #expect(try Program.run("ls", archive, "--changes", "--layer", "all").text.contains("\nLayer 3\n"))
        #expect(try Program.run("ls", archive, "--layer", "all").exitCode == 2)
    }

    @Test func base() throws {
        #expect(try paths("--base", "only", "--filter", "kind:file") == ["bin/sh"])
        #expect(try paths("--base", "exclude", "--filter", "kind:file") == ["app/main", "etc/os-release"])
        #expect(try Program.run("inspect", archive, "--base", "exclude").text.contains("ADD file:aa") == false)
        #expect(try Program.run("inspect", archive, "--base", "only").text.contains("COPY . /app") == false)
        let all = try Program.run("check", archive, "--format", "json").text
        let own = try Program.run("check", archive, "--format", "json", "--base", "exclude").text
        #expect(own.contains("\"rule\": \"secret") == all.contains("\"rule\": \"secret"))
        #expect(own.count <= all.count)
    }

    @Test("A command that was mistyped is suggested; a file of that name is opened")
    func mistyped() throws {
        let result = try Program.run("inspct", archive)
        #expect(result.exitCode == 2)
        #expect(result.errorText == "strata: there is no command or file “inspct”: did you mean strata inspect?\n")
    }

    @Test("Tables fit what COLUMNS says", arguments: [80, 100])
    func columns(width: Int) throws {
        for command in [["rules"], ["check", archive], ["check", archive, "-v"], ["rules", "apt-lists"]] {
            let result = try Shell.run(
                Program.path, command, environment: ["NO_COLOR": "", "FORCE_COLOR": "", "COLUMNS": "\(width)"])
            let lines = result.text.split(separator: "\n")
            #expect(!lines.isEmpty)
            #expect(lines.filter { $0.count > width } == [])
        }
    }

    @Test("nerdctl saves an image as docker and podman do")
    func nerdctl() throws {
        let bin = directory.path("bin")
        try FileManager.default.createDirectory(atPath: bin, withIntermediateDirectories: true)
        try "#!/bin/sh\n[ \"$1 $2\" = 'save app:latest' ] && exec cat '\(archive)'\n".write(
            toFile: bin + "/nerdctl", atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: bin + "/nerdctl")
        let result = try Shell.run(
            Program.path, ["ls", "nerdctl:app:latest", "--format", "csv"], environment: ["PATH": bin + ":/usr/bin:/bin"]
        )
        #expect(result.exitCode == 0)
        #expect(result.text.contains("bin,directory"))
    }
}
