import AnalysisSupport
import ImageAnalysis
import TestSupport
import Testing

@testable import Rules

@Suite struct HistoryRuleTests {
    private func count(_ rule: String, run command: String) throws -> Int {
        try HardeningFixture.findings(rule, run: command).count
    }

    @Test(arguments: [
        ("apt-get update", 1), ("apt-get -qq update && echo done", 1), ("apk update", 1),
        ("apt-get update && apt-get install -y vim", 0), ("apt-get install -y vim", 0), ("npm update", 0),
        ("apt-get update; apt-get upgrade -y", 0), ("apk update && apk add git", 0), ("echo apt-get update", 0),
        ("if true; then apt-get update; fi", 1), ("DEBIAN_FRONTEND=noninteractive apt-get update", 1),
    ])
    func anUpdateAlone(command: String, expected: Int) throws {
        #expect(try count("update-alone", run: command) == expected)
    }

    @Test(arguments: [
        ("apt-get update && apt-get -y dist-upgrade", 1), ("apt full-upgrade -y", 1), ("zypper -n dup", 1),
        ("apt-get upgrade -y", 0), ("apk upgrade", 0), ("echo dist-upgrade", 0), ("zypper install duplicity", 0),
    ])
    func upgradesOfTheDistribution(command: String, expected: Int) throws {
        #expect(try count("distribution-upgrade", run: command) == expected)
    }

    @Test(arguments: [
        ("sudo apt-get update", 1), ("cd /x && sudo -u app make", 1), ("apt-get install -y sudo", 0),
        ("echo sudo", 0), ("echo 'a; sudo b'", 0), ("usermod -aG sudo app", 0),
    ])
    func sudoInRun(command: String, expected: Int) throws {
        #expect(try count("sudo-in-run", run: command) == expected)
    }

    @Test(arguments: [
        ("chmod -R 777 /app", 1), ("chmod a+w /x", 1), ("chmod o=rwx x", 1), ("chmod 0666 x", 1), ("chmod 755 x", 0),
        ("chmod 1777 /tmp", 0), ("chmod u+w x", 0), ("chmod +x x", 0), ("chmod o-w x", 0), ("chmod g+w,o+r x", 0),
    ])
    func modesForEveryone(command: String, expected: Int) throws {
        #expect(try count("chmod-777", run: command) == expected)
    }

    @Test(arguments: [
        ("ADD src /app", 1), ("ADD --chown=1:1 a b /dir/", 1), ("ADD app.tar.gz /", 0), ("ADD https://x/y /y", 0),
        ("ADD git@host:x.git /x", 0), ("COPY src /app", 0), ("ADD notes.tar.txt /", 1), ("ADD $FILES /x", 0),
    ])
    func addWhereCopyWouldDo(instruction: String, expected: Int) throws {
        let image = Image(reference: "app:1") { HardeningFixture.layer(instruction) { File("x", "x") } }
        #expect(try AnalyzedFixture(image).findings("add-instruction").count == expected)
    }

    @Test func theClassicBuildersAddIsToldByItsLayer() throws {
        func findings(_ source: String, files: Int) throws -> Int {
            let image = Image(reference: "app:1") {
                Layer { (0..<files).map { File("f\($0)", "x") } }
                    .createdBy("/bin/sh -c #(nop) ADD \(source) in /app ")
            }
            return try AnalyzedFixture(image).findings("add-instruction").count
        }
        #expect(try findings("file:0123", files: 1) == 1)
        #expect(try findings("file:0123", files: 3) == 0, "an archive was unpacked")
        #expect(try findings("dir:0123", files: 3) == 1)
    }

    @Test func whatTheBaseDidIsSaid() throws {
        let image = Image(reference: "app:1") {
            Layer { File("bin/sh", "x") }.createdBy("/bin/sh -c apt-get update")
            Step("/bin/sh -c #(nop)  CMD [\"bash\"]")
            HardeningFixture.layer("RUN /bin/sh -c apt-get update") { File("y", "y") }
        }
        let findings = try AnalyzedFixture(image).findings("update-alone")
        #expect(
            findings.map(\.title)
                == [
                    "apt-get update with no install beside it",
                    "apt-get update with no install beside it in the base image",
                ])
        #expect(findings.map(\.layer) == [2, 1])
        #expect(findings.last?.remedy.contains("base") == true)
    }

    @Test func theLineOfTheRun() throws {
        let image = Image(reference: "app:1") {
            HardeningFixture.layer("COPY . /") { File("x", "x") }
            HardeningFixture.layer("RUN /bin/sh -c sudo make") { File("y", "y") }
        }
        let fixture = try AnalyzedFixture(image, dockerfile: "FROM scratch\nCOPY . /\n\nRUN sudo make\n")
        let finding = try #require(fixture.findings("sudo-in-run").first)
        #expect(finding.line == 4)
        #expect(finding.layer == 2)
        #expect(finding.evidence == "sudo make")
    }
}
