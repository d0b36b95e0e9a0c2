import TestSupport
import Testing

/// Stages and the Dockerfile in the explorer, the real program in a real terminal.
@Suite("strata explore --dockerfile --target", .serialized)
struct ExploreStagesTests {
    private let directory: TemporaryDirectory
    private let archive: String
    private let dockerfile: String

    private static let text = """
        FROM base AS builder
        RUN make
        FROM base AS runner
        COPY . /app
        RUN rm /app/.env
        CMD ["/app/main", "--serve"]
        FROM runner AS debug
        RUN install-debugger

        """

    init() throws {
        directory = try TemporaryDirectory()
        archive = directory.path("app.tar")
        try Sample.image.write(as: .dockerArchive, to: archive)
        dockerfile = try directory.write(ExploreStagesTests.text, to: "build.file")
    }

    private func open(_ arguments: String...) throws -> Tmux {
        let command = ([Program.path, archive] + arguments).map { "'\($0)'" }.joined(separator: " ")
        return try Tmux(["sh", "-c", "\(command); echo \"exit $?\""], width: 120, height: 40)
    }

    @Test("layers stand under the stage that --target names; the others are not in the image")
    func target() throws {
        let terminal = try open("--dockerfile", dockerfile, "--target", "runner")
        try terminal.wait(forText: "Runs ")
        try terminal.press("2")
        let screen = try terminal.wait(forText: "Stage debug")
        for text in ["Stage runner (final)", "Stage builder (unbuilt)", "Stage debug (unbuilt)"] {
            #expect(screen.contains { $0.contains(text) }, "\(text)")
        }
    }

    @Test("D opens the Dockerfile on the selected layer's line, t draws the stages")
    func views() throws {
        let terminal = try open("--dockerfile", dockerfile, "--target", "runner")
        try terminal.wait(forText: "Runs ")
        try terminal.press("D")
        let screen = try terminal.wait(forText: "5  layer")
        #expect(screen.contains { $0.contains("5  layer") && $0.contains("RUN rm /app/.env") })
        let line = try #require(screen.firstIndex { $0.contains("layer 2") && $0.contains("COPY") })
        #expect(try terminal.cursor().row == line)
        try terminal.press("t")
        try terminal.wait(forText: "[1] runner  final")
        try terminal.wait(forText: "[2] debug  unbuilt")
    }

    @Test("a target that the Dockerfile has not, and a Dockerfile of another image, are said at once")
    func warnings() throws {
        try open("--dockerfile", dockerfile, "--target", "nowhere").wait(forText: "has no stage nowhere")
        let other = try directory.write("FROM x\nRUN another build\nCOPY z /z\nCMD w\n", to: "other")
        try open("--dockerfile", other).wait(forText: "is not this image's Dockerfile")
    }

    @Test("a Dockerfile that cannot be read is wrong usage")
    func absent() throws {
        try open("--dockerfile", directory.path("absent")).wait(forText: "exit 2")
    }

    @Test(
        "a real build of several stages", .enabled(if: SharedImages.isPresent), arguments: ["demo-noprov.oci.tar"])
    func sample(name: String) throws {
        let stages = SharedImages.root + "/stages"
        let terminal = try Tmux(
            [Program.path, "\(stages)/\(name)", "--dockerfile", "\(stages)/dockerfiles/Dockerfile.ctx"], width: 120,
            height: 45)
        try terminal.wait(forText: "possible", seconds: 30)
        try terminal.press("t")
        let screen = try terminal.wait(forText: "[4] runner  final")
        #expect(screen.contains { $0.contains("7  100.0 kB  line 41     COPY --link --from=builder --chmod=0644") })
        #expect(screen.contains { $0.contains("[1] builder  feeds  size unknown  lines 13-24  FROM base") })
    }
}
