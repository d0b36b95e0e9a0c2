import AnalysisSupport
import ImageAnalysis
import TestSupport
import Testing

@testable import Rules

/// What the lessons say of images, and what only looks alike.
@Suite struct LessonTests {
    private static let kit = NaiveImage.buildKit

    private static func image(_ steps: [(String, Layer)]) -> Image {
        Image(reference: "app:1") {
            steps.map { Image.Part.layer($1.createdBy($0, comment: kit)) }
        }
    }

    private static let code = Layer { File("app/main.py", "x") }
    private static let installed = Layer { File("app/lib.py", size: 3000) }

    @Test(
        "Dependencies after the code are told from the history",
        arguments: [
            (["COPY . . # buildkit", "RUN /bin/sh -c pip install -r requirements.txt # buildkit"], true),
            (["COPY . /app # buildkit", "RUN /bin/sh -c cd /app && npm ci # buildkit"], true),
            (["COPY . . # buildkit", "RUN /bin/sh -c python -m pip install . # buildkit"], true),
            (
                ["COPY requirements.txt . # buildkit", "RUN /bin/sh -c pip install -r requirements.txt # buildkit"],
                false
            ),
            (["COPY . . # buildkit", "RUN /bin/sh -c pip install flask # buildkit"], false),
            (["COPY . . # buildkit", "RUN /bin/sh -c npm run build # buildkit"], false),
            (["RUN /bin/sh -c pip install -r requirements.txt # buildkit", "COPY . . # buildkit"], false),
        ] as [([String], Bool)])
    func dependenciesAfterCode(steps: [String], isFound: Bool) throws {
        let image = Self.image([(steps[0], Self.code), (steps[1], Self.installed)])
        let findings = try AnalyzedFixture(image).findings("dependencies-after-code")
        #expect(findings.count == (isFound ? 1 : 0))
        if isFound { #expect(findings.first?.layer == 2) }
    }

    @Test func theFullBaseIsKnownByItsTools() throws {
        let finding = try #require(try AnalyzedFixture(NaiveImage.image).findings("full-base-image").first)
        #expect(finding.title == "python:3.11-slim would do as the base of the final stage")
        #expect(finding.evidence.contains("12 packages for building"))
    }

    @Test("A slim base, an unknown family and tools of an own layer are no full base")
    func nearMissesOfTheFullBase() throws {
        func image(tools: Bool, own: Bool, environment: [String], name: String? = nil) -> Image {
            let packages = [DebianPackage.libc] + (tools ? DebianPackage.tools : [])
            let none = Layer { File("etc/x", "x") }.createdBy("/bin/sh -c #(nop) ADD file:aa in / ")
            let system = Layer {
                packages.flatMap(\.items)
                DebianPackage.status(packages)
            }
            return Image(reference: "app:1") {
                own ? none : system.createdBy("/bin/sh -c #(nop) ADD file:aa in / ")
                Step("/bin/sh -c #(nop)  CMD [\"python3\"]")
                own ? system.createdBy("RUN /bin/sh -c apt-get install gcc # buildkit", comment: Self.kit) : Self.code
            }.configured { config in
                config.environment = environment
                if let name { config.labels["org.opencontainers.image.base.name"] = name }
            }
        }
        let python = ["PYTHON_VERSION=3.12.1"]
        #expect(
            try AnalyzedFixture(image(tools: true, own: false, environment: python)).findings("full-base-image").count
                == 1)
        for miss in [
            image(tools: false, own: false, environment: python), image(tools: true, own: false, environment: []),
            image(tools: true, own: true, environment: python),
            image(tools: true, own: false, environment: python, name: "python:3.12-slim"),
        ] {
            #expect(try AnalyzedFixture(miss).findings("full-base-image").isEmpty)
        }
    }

    @Test func compilersInOneStageAreTold() throws {
        let finding = try #require(try AnalyzedFixture(NaiveImage.image).findings("single-stage-build").first)
        #expect(finding.bytes == 1_200_000)
        #expect(finding.items.count == 12)
        let packages = [DebianPackage.libc, .ssl, .base]
        let slim = try AnalyzedFixture {
            packages.flatMap(\.items)
            DebianPackage.status(packages)
        }
        #expect(slim.findings("single-stage-build").isEmpty)
    }

    @Test func whatADockerignoreKeepsOutIsToldOfTheCopyAlone() throws {
        let litter = Layer {
            File("app/.git/index", size: 9000)
            File("app/sub/__pycache__/a.pyc", size: 500)
            File("app/main.py", "x")
            File("app/my.git/x", size: 10)
        }
        let found = try AnalyzedFixture(Self.image([("COPY . . # buildkit", litter)]))
        #expect(found.paths("no-dockerignore") == ["app/.git/index", "app/sub/__pycache__/a.pyc"])
        #expect(found.findings("no-dockerignore").first?.bytes == 9500)
        for step in ["COPY src /app # buildkit", "RUN /bin/sh -c git clone x # buildkit"] {
            #expect(try AnalyzedFixture(Self.image([(step, litter)])).findings("no-dockerignore").isEmpty)
        }
    }

    @Test func pipsCacheIsToldByItsFilesWhereTheHistoryIsSilent() throws {
        let cache = Layer { File("root/.cache/pip/http/x", size: 7000) }
        let install = "RUN /bin/sh -c pip install -r requirements.txt # buildkit"
        let found = try AnalyzedFixture(Self.image([(install, cache)])).findings("install-keeps-cache")
        #expect(found.map(\.bytes) == [7000])
        // A cache mount leaves nothing in the layer, and history does not say whether there was one.
        #expect(try AnalyzedFixture(Self.image([(install, Self.installed)])).findings("install-keeps-cache").isEmpty)
        let without = "RUN /bin/sh -c pip install --no-cache-dir -r requirements.txt # buildkit"
        #expect(try AnalyzedFixture(Self.image([(without, Self.installed)])).findings("install-keeps-cache").isEmpty)
    }

    @Test func copyingWhatIsThereAlreadyIsTold() throws {
        let dockerfile = """
            FROM base AS builder
            RUN make
            FROM base
            COPY --from=builder /usr /usr
            CMD ["/usr/bin/app"]
            """
        let base = Layer { File("usr/lib/big", size: 2_000_000) }.createdBy("/bin/sh -c #(nop) ADD file:aa in / ")
        func image(_ layer: Layer) -> Image {
            Image(reference: "app:1") {
                base
                layer.createdBy("COPY /usr /usr # buildkit", comment: Self.kit)
                Step(#"CMD ["/usr/bin/app"]"#, comment: Self.kit)
            }
        }
        let again = Layer {
            File("usr/lib/big", size: 2_000_000)
            File("usr/bin/app", "new")
        }
        let fixture = try AnalyzedFixture(image(again), dockerfile: dockerfile)
        #expect(fixture.paths("copies-too-much") == ["usr/lib/big"])
        let only = try AnalyzedFixture(image(Layer { File("usr/bin/app", "new") }), dockerfile: dockerfile)
        #expect(only.findings("copies-too-much").isEmpty)
    }
}
