import Archive
import TestSupport
import Testing

/// Findings in the explorer, the real program in a real terminal.
@Suite("strata explore: findings", .serialized)
struct ExploreFindingsTests {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    /// An image that stores two megabytes and deletes them in the next layer.
    private func wasteful(_ compression: Compression = .none) throws -> String {
        let path = directory.path("wasteful.tar")
        let image = Image(reference: "wasteful:1") {
            Layer { File("bin/sh", "#!shell", mode: 0o755) }.createdBy("/bin/sh -c #(nop) ADD file:aa in / ")
            Layer { File("srv/big", String(repeating: "many bytes ", count: 200_000)) }
                .createdBy("COPY . /srv # buildkit", comment: "buildkit.dockerfile.v0")
            Layer { Whiteout("srv/big") }
                .createdBy("RUN /bin/sh -c rm /srv/big # buildkit", comment: "buildkit.dockerfile.v0")
        }
        try ImageArchive([image]).write(as: .dockerArchive, layerCompression: compression, to: path)
        return path
    }

    private func open(_ path: String) throws -> Tmux {
        try Tmux(["sh", "-c", "'\(Program.path)' '\(path)'; echo \"exit $?\""], width: 120, height: 40)
    }

    @Test(
        "what a layer deletes is found, shown with why and remedy, and can be gone to in the layer that stored it",
        arguments: [Compression.none, .gzip])
    func deleted(compression: Compression) throws {
        let terminal = try open(try wasteful(compression))
        try terminal.wait(forText: "possible")
        try terminal.press("w", "Down", "Space", "Down", "Enter", "Down")
        let screen = try terminal.wait(forText: "Evidence  ")
        #expect(screen.contains { $0.contains("2.2 MB need not be there") })
        for word in ["Why  ", "Remedy  ", "Evidence  "] { #expect(screen.contains { $0.contains(word) }, "\(word)") }
        try terminal.press("Enter")
        try terminal.wait(forText: "Files after layer 2")
        let row = try terminal.cursor().row
        let line = try terminal.screen()[row]
        #expect(line.contains("+W-rw-r--r--"))
        #expect(line.contains("big"))
        try terminal.press("Escape")
        try terminal.wait(forText: "need not be there")
    }

    @Test("u opens a finding's lesson over the explorer; leaving it leads back to where one was", arguments: [80, 160])
    func lesson(width: Int) throws {
        let terminal = try Tmux(
            [Program.path, try wasteful(), "--no-state"], width: width, height: 30)
        try terminal.wait(forText: "possible")
        try terminal.press("5")
        try terminal.wait(forText: "The container runs as root")
        while try !terminal.screen()[try terminal.cursor().row].contains("runs as root") { try terminal.press("Down") }
        let before = try terminal.screen()
        try terminal.press("u")
        try terminal.wait(forText: "Lesson 17 of 24", seconds: 30)
        try terminal.wait(forText: "1/", seconds: 240)
        try terminal.press("Tab", "8")
        try terminal.wait(forText: "What it runs", seconds: 240)
        try terminal.press("C-t")
        try terminal.wait(forText: "Lesson 17 of 24")
        try terminal.press("Escape")
        let after = try terminal.wait(forText: "Lesson 17: 0 of")
        #expect(after.dropLast(2) == before.dropLast(2))
        try terminal.press("q")
        #expect(try terminal.waitForExit(seconds: 30) == 0)
    }

    @Test("a Dockerfile's line stands beside the finding")
    func line() throws {
        let path = try wasteful()
        let dockerfile = try directory.write("FROM base\nCOPY . /srv\nRUN rm /srv/big\n", to: "build.file")
        let terminal = try Tmux([Program.path, path, "--dockerfile", dockerfile], width: 120, height: 40)
        try terminal.wait(forText: "possible")
        try terminal.press("w", "Down")
        try terminal.wait(forText: "line 2: COPY . /srv")
    }

    @Test("the analysis of an image ends with it: another one picked has its own")
    func otherImage() throws {
        let path = directory.path("two.tar")
        let first = Image(reference: "first:1") { Layer { File("a", "x") } }
        let other = Image(reference: "other:1") {
            Layer { File("big", String(repeating: "b", count: 3_000_000)) }
            Layer { Whiteout("big") }
        }
        try ImageArchive([first, other]).write(as: .dockerArchive, to: path)
        let terminal = try open(path)
        try terminal.wait(forText: "nothing to save")
        try terminal.press("p", "j", "Enter")
        try terminal.wait(forText: "→ 0 B possible")
    }

    @Test("the other findings of a real image", .enabled(if: SharedImages.isPresent))
    func others() throws {
        let terminal = try open(SharedImages.root + "/formats/tiny-naive-bk.docker-save.tar.zst")
        try terminal.wait(forText: "possible", seconds: 30)
        try terminal.press("F")
        let screen = try terminal.wait(forText: " findings")
        #expect(screen.contains { $0.contains("The container runs as root") })
    }
}
