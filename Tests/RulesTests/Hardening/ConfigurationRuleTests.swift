import AnalysisSupport
import ImageAnalysis
import OCI
import TestSupport
import Testing

@testable import Rules

@Suite struct ConfigurationRuleTests {
    private func titles(_ rule: String, _ change: (inout RuntimeConfig) -> Void) throws -> [String] {
        try HardeningFixture.findings(rule, change).map(\.title)
    }

    @Test func healthChecks() throws {
        #expect(try titles("no-healthcheck") { _ in } == ["The image has no HEALTHCHECK"])
        #expect(
            try titles("no-healthcheck") { $0.healthcheck = Healthcheck(test: []) } == ["The image has no HEALTHCHECK"])
        #expect(
            try titles("no-healthcheck") { $0.healthcheck = Healthcheck(test: ["NONE"]) }
                == ["The health check is switched off"])
        #expect(try titles("no-healthcheck") { $0.healthcheck = Healthcheck(test: ["CMD-SHELL", "true"]) }.isEmpty)
    }

    @Test func portsForRemoteAccess() throws {
        let ports = ["22/tcp", "8022/tcp", "2375/tcp", "514/udp", "22/udp"]
        let findings = try HardeningFixture.findings("remote-access-port") { $0.exposedPorts = ports }
        #expect(
            findings.map(\.title)
                == ["Port 2375 is exposed: the Docker engine without TLS", "Port 22 is exposed: SSH"])
        #expect(findings.map(\.severity) == [.high, .medium])
    }

    @Test func portsBelow1024() throws {
        let findings = try HardeningFixture.findings("privileged-port") {
            $0.exposedPorts = ["80/tcp", "443", "8080/tcp", "1024/tcp", "1000-2000/udp", "22/tcp", "0/tcp", "x/tcp"]
        }
        #expect(findings.map(\.evidence) == ["EXPOSE 1000-2000/udp 443 80/tcp"])
        #expect(try HardeningFixture.findings("privileged-port") { $0.exposedPorts = ["8080/tcp"] }.isEmpty)
    }

    @Test(arguments: ["", "65536", "1-", "-1", "5-4", "80/tcp/x", "99999999999999999999"])
    func whatIsNoPort(text: String) {
        #expect(ExposedPort(text) == nil)
    }

    @Test func volumesOnTheSystem() throws {
        let findings = try HardeningFixture.findings("system-volume") {
            $0.volumes = [
                "/proc", "/etc/", "//usr/./bin", "/sys/kernel", "/", "/data", "/etc/app", "/var/lib/db", "/device",
            ]
        }
        #expect(
            findings.map(\.title).sorted() == [
                "A volume lies on /", "A volume lies on /etc", "A volume lies on /proc", "A volume lies on /sys/kernel",
                "A volume lies on /usr/bin",
            ])
        #expect(findings.filter { $0.severity == .high }.count == 2)
    }

    @Test func aShellStartsTheProgram() throws {
        #expect(
            try titles("shell-form") { $0.command = ["/bin/sh", "-c", "node server.js"] }
                == ["CMD is in shell form: a shell is process 1"])
        #expect(
            try titles("shell-form") { $0.entrypoint = ["/bin/sh", "-c", "run me"] }
                == ["ENTRYPOINT is in shell form: a shell is process 1"])
        #expect(
            try titles("shell-form") {
                $0.entrypoint = ["/entry"]
                $0.command = ["/bin/sh", "-c", "serve"]
            } == ["CMD in shell form gives /bin/sh to ENTRYPOINT as arguments"])
        #expect(
            try titles("shell-form") {
                $0.shell = ["/bin/bash", "-o", "pipefail", "-c"]
                $0.command = ["/bin/bash", "-o", "pipefail", "-c", "serve | log"]
            }.count == 1)
    }

    @Test func theExecFormAndExec() throws {
        for command in [
            ["node", "server.js"], ["/bin/sh"], ["/bin/sh", "-c", "exec node server.js"], ["sh", "x.sh"],
        ] {
            #expect(try titles("shell-form") { $0.command = command }.isEmpty, "\(command)")
        }
        #expect(
            try titles("shell-form") { $0.command = ["/bin/sh", "-c", "exec a; b"] }.count == 1, "two commands")
    }

    @Test(arguments: [
        ("/usr/bin:", "PATH has an empty entry"), ("/usr/bin::/bin", "PATH has an empty entry"),
        (".:/usr/bin", "PATH has \".\""), ("/bin:node_modules/.bin", "PATH has \"node_modules/.bin\""),
    ])
    func pathsThatMeanTheCurrentDirectory(path: String, title: String) throws {
        #expect(try titles("relative-path-entry") { $0.environment = ["PATH=\(path)"] } == [title])
    }

    @Test func absolutePaths() throws {
        #expect(try titles("relative-path-entry") { $0.environment = ["PATH=/usr/bin:/bin", "MANPATH=:"] }.isEmpty)
        #expect(try titles("relative-path-entry") { _ in }.isEmpty)
    }

    @Test func theLineThatSetsItIsNamed() throws {
        let dockerfile = "FROM scratch\nCOPY . /\nUSER root\nEXPOSE 22\n"
        let image = Image(reference: "app:1") {
            HardeningFixture.layer("COPY . /") { File("x", "x") }
            HardeningFixture.step("USER root")
            HardeningFixture.step("EXPOSE map[22/tcp:{}]")
        }.configured {
            $0.user = "root"
            $0.exposedPorts = ["22/tcp"]
        }
        let fixture = try AnalyzedFixture(image, dockerfile: dockerfile)
        #expect(fixture.findings("root-user").first?.line == 3)
        #expect(fixture.findings("remote-access-port").first?.line == 4)
    }
}
