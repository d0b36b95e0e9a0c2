import FileTree
import ImageAnalysis
import ImageStore
import OCI
import TestSupport
import Testing

@testable import Secrets

/// What rules say of secrets: where each stands, how sure it is, and how much it matters.
@Suite struct SecretRuleTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func findings(_ image: Image, scansSecrets: Bool = true) throws -> [Finding] {
        let path = directory.path("image.tar")
        try image.write(as: .ociArchive, to: path)
        let store = try ImageStore.open(.path(path))
        let stored = try #require(store.images.first)
        let inspection = ContentInspection(scansSecrets: scansSecrets)
        let stack = ImageLoader.load(stored, hashContents: true, observer: inspection).stack
        let analyzed = AnalyzedImage(
            image: stored, stack: stack, stages: ImageStages(of: stored), contents: inspection.results)
        return analyzed.findings(of: RuleCatalog.imageRules.filter { $0.rule.category == .secret })
    }

    @Test func aSecretStandsInTheTreeOrBelowIt() throws {
        var fake = FakeSecret(51)
        let tokens = (0..<5).map { _ in fake.checked("gh" + "p_") }
        let image = Image {
            Layer {
                File("app/live", tokens[0])
                File("app/gone", tokens[1])
                File("app/changed", tokens[2])
                File("lib/x/hidden", tokens[3])
                File("app/linked", tokens[4])
                HardLink("app/name", to: "app/linked")
            }
            Layer { Whiteout("app/gone") }
            Layer {
                File("app/changed", "nothing")
                OpaqueWhiteout("lib/x")
                Whiteout("app/linked")
            }
        }
        let found = try findings(image)
        func state(_ path: String) -> SecretState? { found.first { $0.path == Array(path.utf8) }?.state }
        #expect(state("app/live") == .live)
        #expect(state("app/gone") == .deleted(inLayer: 2))
        #expect(state("app/changed") == .overwritten(inLayer: 3))
        #expect(state("lib/x/hidden") == .deleted(inLayer: 3))
        #expect(state("app/linked") == .live)
        #expect(found.first { $0.path == Array("app/live".utf8) }?.severity == .critical)
        #expect(found.first { $0.path == Array("app/gone".utf8) }?.severity == .high)
        #expect(found.allSatisfy { $0.layer == 1 && $0.rule.id == "secret-source-hosting-token" })
        #expect(
            found.first { $0.state == .deleted(inLayer: 2) }?.title
                == "GitHub token, deleted in layer 2, still in layer 1")
    }

    @Test func anEntryThatItsOwnLayerReplacesIsStillInTheTar() throws {
        var fake = FakeSecret(52)
        let image = Image {
            Layer {
                File("a", fake.checked("gh" + "p_"))
                File("a", "nothing")
            }
        }
        #expect(try findings(image).map(\.state) == [.overwritten(inLayer: 1)])
    }

    @Test func theImagesDocumentsAreSearched() throws {
        var fake = FakeSecret(53)
        let values = (0..<7).map { _ in fake.characters(16) + "7x" }
        let token = fake.checked("gh" + "p_")
        let image = Image {
            Layer { File("a", "x") }.createdBy("|2 VERSION=9 NPM_TOKEN=\(values[0]) /bin/sh -c npm install")
            Layer { File("b", "x") }.createdBy(
                "RUN /bin/sh -c curl -u ci:\(values[1]) https://x # buildkit", comment: "buildkit.dockerfile.v0")
            Layer { File("c", "x") }.createdBy("/bin/sh -c echo 'root:\(values[2])' | chpasswd")
            Step("/bin/sh -c #(nop)  ENV PATH=/bin SIGNING_KEY=\(values[3])")
        }.configured { config in
            config.environment = [
                "PATH=/bin", "DB_PASSWORD=\(values[4])", "GPG_KEY=E3FF2839C048B25C084DEBE9B26995E310250568",
            ]
            config.labels = ["note": "use \(token)"]
            config.command = ["app", "--db", "postgres://a:\(values[5])@db/x"]
            config.healthcheck = Healthcheck(test: [
                "CMD-SHELL", "curl -H 'Authorization: Bearer \(values[6])' http://x",
            ])
        }
        let found = try findings(image)
        func rules(_ state: SecretState, _ value: String) -> [String] {
            found.filter { $0.state == state && $0.evidence.contains(SecretRedaction.redacted.text(of: value.utf8)) }
                .map(\.rule.id)
        }
        #expect(rules(.history, values[0]) == ["secret-in-variable"])
        #expect(rules(.history, values[1]) == ["secret-assigned-password"])
        #expect(rules(.history, values[2]) == ["secret-assigned-password"])
        #expect(rules(.history, values[3]) == ["secret-in-variable"])
        #expect(rules(.config, values[4]) == ["secret-in-variable"])
        #expect(rules(.label, token) == ["secret-source-hosting-token"])
        #expect(rules(.config, values[5]) == ["secret-database-password"])
        #expect(rules(.config, values[6]) == ["secret-web-token"])
        #expect(found.filter { $0.severity >= .medium }.count == 8)
        #expect(!found.contains { $0.evidence.contains("GPG_KEY") })
        #expect(found.first { $0.evidence.contains("NPM_TOKEN") }?.layer == 1)
    }

    @Test func buildArgumentsOfAttestationsAreSearched() throws {
        let value = "q8Zr4T" + "n2Lw0Vb6"
        let image = Image { Layer { File("a", "x") } }.attestation(
            "https://slsa.dev/provenance/v0.2",
            """
            {"_type": "https://in-toto.io/Statement/v0.1", "predicateType": "https://slsa.dev/provenance/v0.2",
             "subject": [], "predicate": {"invocation": {"parameters": {"args": {
               "build-arg:API_TOKEN": "\(value)", "build-arg:VERSION": "1.2.3"}}}}}
            """)
        let found = try findings(image).filter { $0.state == .attestation }
        #expect(found.map(\.rule.id) == ["secret-in-variable"])
        #expect(found.first?.evidence.contains("API_TOKEN") == true)
    }

    @Test func aSecretInSeveralPlacesIsToldOfInEach() throws {
        var fake = FakeSecret(54)
        let token = fake.checked("gh" + "p_")
        let image = Image {
            Layer {
                File("a", token)
                File("b", token)
            }
        }.configured { $0.environment = ["X=\(token)"] }
        let found = try findings(image)
        #expect(found.count == 3)
        #expect(found.allSatisfy { $0.evidence.hasSuffix("also in 2 other places") })
        #expect(found.allSatisfy { !$0.evidence.contains(token) && !$0.title.contains(token) })
    }

    @Test func aFileThatSeveralLayersStoreIsToldOnceWithAllOfThem() throws {
        var fake = FakeSecret(55)
        let (first, second) = (fake.checked("gh" + "p_"), fake.checked("gh" + "p_"))
        let image = Image {
            Layer {
                File("app/kept", "t = \(first)")
                File("app/gone", "t = \(second)")
            }
            Layer {
                File("app/kept", "t = \(first)", mode: 0o600)
                File("app/gone", "t = \(second)", mode: 0o600)
            }
            Layer {
                File("app/kept", "t = \(first)\nmore = 1\n")
                Whiteout("app/gone")
            }
        }
        let found = try findings(image)
        #expect(found.map(\.title) == ["GitHub token", "GitHub token, deleted in layer 3, still in layer 2"])
        #expect(found.map(\.layer) == [3, 2])
        #expect(found.map(\.items.count) == [3, 2])
        #expect(found.map(\.items.first?.entry.layer) == [3, 2])
        #expect(found.first?.evidence.hasSuffix(", also in layers 1, 2") == true)
        #expect(found.last?.evidence.hasSuffix(", also in layer 1") == true)
    }

    @Test func anotherSecretInTheSameFileIsAnotherFinding() throws {
        var fake = FakeSecret(56)
        let image = Image {
            Layer { File("app/a", fake.checked("gh" + "p_")) }
            Layer { File("app/a", fake.checked("gh" + "p_")) }
        }
        #expect(try findings(image).map(\.state) == [.live, .overwritten(inLayer: 2)])
    }

    @Test func aVariableIsToldOnceThoughConfigurationAndHistoryHaveIt() throws {
        let value = "q8Zr4T" + "n2Lw0Vb6"
        let image = Image {
            Layer { File("a", "x") }.createdBy("|1 API_TOKEN=\(value) /bin/sh -c make a")
            Layer { File("b", "x") }.createdBy("|1 API_TOKEN=\(value) /bin/sh -c make b")
            Step("/bin/sh -c #(nop)  ENV API_TOKEN=\(value)")
        }.configured { $0.environment = ["API_TOKEN=\(value)"] }
        let found = try findings(image)
        #expect(found.map(\.title) == ["Secret in ENV API_TOKEN"])
        #expect(found.map(\.state) == [.config])
        let places = "history, step 1, build argument API_TOKEN; history, step 2, build argument API_TOKEN"
        #expect(found.first?.evidence.hasSuffix(", also in \(places); one other place") == true)
    }

    @Test func whatWasNotSearchedIsSaid() throws {
        let image = Image { Layer { File("var/lib/dpkg/status", "Package: x\n") } }
        #expect(try findings(image).map(\.title) == ["1 package list not searched for secrets"])
        #expect(try findings(image, scansSecrets: false).isEmpty)
    }

    @Test func placeholdersAreToldAsSuch() throws {
        let image = Image { Layer { File("app/a.txt", "key AK" + "IAIOSFODNN7EXAMPLE\n") } }
        let found = try findings(image)
        #expect(found.map(\.severity) == [.info])
        #expect(found.first?.evidence.contains("a placeholder") == true)
    }

    @Test func everyGroupHasARuleAndEveryRuleAReason() {
        let groups = SecretRules.all.compactMap { ($0 as? SecretGroupRule)?.group }
        // The rule on variables answers Dockerfiles too, and stands with those.
        #expect(Set(groups) == Set(SecretGroup.allCases).subtracting([.variable]))
        #expect(groups.count == Set(groups).count)
        #expect(SecretRules.all.allSatisfy { $0.rule.category == .secret && !$0.rule.why.isEmpty })
        #expect(Set(SecretPatterns.families.map(\.id)).count == SecretPatterns.families.count)
    }
}
