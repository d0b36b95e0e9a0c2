import Foundation
import TestSupport
import Testing

@testable import strata

/// strata as `docker strata`. Tests/Distribution/plugin.sh asks docker itself.
@Suite struct DockerPluginTests {
    private func request(_ words: String, files: Set<String> = []) -> DockerPlugin.Request {
        DockerPlugin(words.split(separator: " ").map(String.init), isFile: files.contains).request
    }

    @Test func onlyALinkOfTheNameIsThePlugin() {
        #expect(DockerPlugin.isCalled(by: "/usr/libexec/docker/cli-plugins/docker-strata"))
        #expect(DockerPlugin.isCalled(by: "docker-strata"))
        #expect(!DockerPlugin.isCalled(by: "/usr/bin/strata"))
        #expect(!DockerPlugin.isCalled(by: "/docker-strata/strata"))
    }

    @Test func globalFlagsComeFirstAndMeanTheSameToTheNextDocker() {
        let words = ["--debug", "--context", "far", "-H", "tcp://x:1", "--config=/c", "strata", "inspect", "docker:a"]
        let plugin = DockerPlugin(words)
        #expect(plugin.request == .command(["inspect", "docker:a"]))
        #expect(
            plugin.environment == [
                "DOCKER_CONTEXT": "far", "DOCKER_HOST": "tcp://x:1", "DOCKER_CONFIG": "/c",
            ])
        #expect(DockerPlugin(["--tlsverify", "strata"]).environment == ["DOCKER_TLS_VERIFY": "1"])
        // A flag of strata's own is none of docker's.
        #expect(request("strata --version") == .command(["--version"]))
    }

    @Test func whatIsNoFileIsAnImageOfDockers() {
        #expect(request("strata alpine:3") == .command(["docker:alpine:3"]))
        #expect(request("strata check --format json a") == .command(["check", "--format", "json", "docker:a"]))
        #expect(
            request("strata check --format=json a.tar", files: ["a.tar"])
                == .command(["check", "--format=json", "a.tar"]))
        #expect(request("strata ls a /etc") == .command(["ls", "docker:a", "/etc"]))
        #expect(request("strata diff a b") == .command(["diff", "docker:a", "docker:b"]))
        #expect(request("strata inspect podman:a") == .command(["inspect", "podman:a"]))
        #expect(request("strata inspect -") == .command(["inspect", "-"]))
        #expect(request("strata lint Dockerfile") == .command(["lint", "Dockerfile"]))
        #expect(request("strata rules") == .command(["rules"]))
    }

    @Test func helpIsAsked() {
        #expect(request("help strata") == .command(["--help"]))
        #expect(request("help strata check") == .command(["check", "--help"]))
    }

    @Test func metadataAreWhatDockerWants() throws {
        #expect(request("docker-cli-plugin-metadata") == .metadata)
        let object = try JSONSerialization.jsonObject(with: Data(DockerPlugin.metadata.utf8)) as? [String: String]
        #expect(object?["SchemaVersion"] == "0.1.0")
        #expect(object?["Vendor"]?.isEmpty == false)
        #expect(object?["ShortDescription"]?.isEmpty == false)
    }

    private func hint(_ document: String) throws -> String? {
        guard case .hook(let hook) = DockerPlugin(["strata", "docker-cli-plugin-hooks", document]).request, let hook
        else { return nil }
        let answer = try JSONSerialization.jsonObject(with: Data(hook.answer.utf8)) as? [String: Any]
        #expect(answer?["Type"] as? Int == 0)
        return answer?["Template"] as? String
    }

    @Test func dockerIsToldWhatComesNext() throws {
        #expect(
            try hint(#"{"RootCmd":"pull","Flags":{},"CommandError":""}"#)?.hasSuffix("docker strata {{arg . 0}}")
                == true)
        #expect(
            try hint(#"{"RootCmd":"image pull","Flags":{"q":""},"CommandError":""}"#)?.contains("{{arg . 0}}") == true)
        #expect(try hint(#"{"RootCmd":"buildx build","Flags":{},"CommandError":""}"#)?.hasSuffix("IMAGE") == true)
        #expect(try hint(#"{"RootCmd":"build","Flags":{},"CommandError":"exit status 1"}"#) == "")
        #expect(try hint(#"{"RootCmd":"ps","Flags":{},"CommandError":""}"#) == "")
        #expect(try hint("{") == nil)
    }

    private func completion(_ words: String...) -> [String] {
        Completion(words, in: .strata).text.split(separator: "\n").map(String.init)
    }

    @Test func completionsComeFromTheParser() {
        #expect(request("__complete strata che") == .completion(["che"]))
        #expect(completion("che") == ["check\tJudge images: findings, gates, and an exit code for scripts", ":0"])
        #expect(completion("").count > 10)
        #expect(completion("check", "--format", "js") == ["json", "jsonl", ":4"])
        #expect(completion("check", "--min-eff").first?.hasPrefix("--min-efficiency\t") == true)
        #expect(completion("check", "") == [":0"])
        #expect(completion("check", "a.tar", "-o", "") == [":0"])
        // The default command's own options.
        #expect(completion("--no-st").first?.hasPrefix("--no-state") == true)
        #expect(completion("check", "--no-such") == [":4"])
    }

    @Test func theProgramAnswersByTheNameOfThePlugin() throws {
        let directory = try TemporaryDirectory()
        let link = directory.path("docker-strata")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: Program.path)
        let metadata = try Shell.run(link, ["docker-cli-plugin-metadata"])
        #expect(metadata.exitCode == 0 && metadata.text.hasPrefix("{\"SchemaVersion\":"))
        let missing = try Shell.run(link, ["--debug", "strata", "inspect", directory.path("none.tar") + "/"])
        #expect(missing.exitCode == 3)
        let image = directory.path("image.tar")
        try Sample.image.write(as: .dockerArchive, to: image)
        let inspected = try Shell.run(link, ["strata", "inspect", image])
        #expect(inspected.exitCode == 0 && inspected.text.contains("app:latest"))
    }
}
