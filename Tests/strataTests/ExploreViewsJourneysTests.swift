import Foundation
import TestSupport
import Testing

/// What people do in the other views, the real program in a real terminal.
@Suite("Journeys: views", .serialized)
struct ExploreViewsJourneysTests {
    private let shop: Shop

    init() throws { shop = try Shop() }

    @Test("advice is taken out and in, and both bars follow")
    func whatIf() throws {
        let terminal = try shop.open()
        try terminal.press("7")
        try terminal.wait(forText: "[x]")
        let bars = try terminal.screen()[2...4]
        try terminal.press("Space")
        try terminal.wait(forText: "[ ]")
        #expect(try terminal.screen()[2...4] != bars)
        try terminal.press("Space")
        try terminal.wait(for: "the advice taken again") { !$0.contains { $0.contains("[ ]") } }
    }

    @Test("a path is left out of what the image would be, and joins the sum")
    func leaveOut() throws {
        let terminal = try shop.open()
        try terminal.press("2", "/")
        try terminal.type("server")
        try terminal.press("Enter", "d", "7")
        try terminal.wait(forText: "you left out /opt/shop/server")
    }

    @Test("the Dockerfile of the advice is shown beside the one there is, and written where nothing is yet")
    func written() throws {
        let terminal = try shop.open()
        try terminal.press("7", "D")
        try terminal.wait(forText: "w write")
        try terminal.press("w", "C-u")
        try terminal.type(shop.path("Dockerfile.small"))
        try terminal.press("Enter")
        try terminal.wait(forText: "is written")
        let text = try String(contentsOfFile: shop.path("Dockerfile.small"), encoding: .utf8)
        #expect(text.contains("FROM base"))
        try terminal.press("w", "C-u")
        try terminal.type(shop.path("Dockerfile.small"))
        try terminal.press("Enter")
        try terminal.wait(forText: "is there already")
    }

    @Test("two images that differ, by cause; a cause unfolds to its paths, Enter shows lines, once more goes to one")
    func compared() throws {
        let other = Image(reference: "shop:2") {
            Layer { File("bin/sh", "#!shell", mode: 0o755) }
            Layer { File("app/main.py", "print(2)\n") }
        }
        try other.write(as: .dockerArchive, to: shop.path("other.tar"))
        let terminal = try shop.open(shop.path("other.tar"), width: 80, height: 24)
        try terminal.press("9")
        try terminal.wait(forText: "contents:")
        #expect(try terminal.screen()[1].hasSuffix("9 Diff"))
        try terminal.press("=", "/")
        try terminal.type("main.py")
        try terminal.press("Enter", "Enter")
        try terminal.wait(forText: "+print(2)")
        try terminal.press("Enter")
        try terminal.wait(forText: "/app/main.py  from layer 2")
    }

    @Test(
        "a second image is picked: offered beside the open one, completed after ~, replaced, and refused where it is none"
    )
    func picked() throws {
        let same = Image(reference: "shop:1") { Layer { File("bin/sh", "#!shell", mode: 0o755) } }
        let other = Image(reference: "shop:2") { Layer { File("app/main.py", "print(2)\n") } }
        try same.write(as: .ociArchive, to: shop.path("near.tar"))
        try other.write(as: .dockerArchive, to: shop.path("other.tar"))
        let terminal = try shop.open(environment: ["HOME": shop.path("")])
        try terminal.press("9")
        try terminal.wait(forText: "Enter asks for one")
        try terminal.press("Enter")
        try terminal.wait(for: "both archives, and no other file") { screen in
            let text = screen.joined(separator: "\n")
            return text.contains("near.tar") && text.contains("other.tar") && !text.contains("shop.file")
        }
        try terminal.press("Down", "Enter")
        try terminal.wait(forText: "removed: only in the first image")
        try terminal.press("o")
        try terminal.wait(forText: "Compare with:")
        try terminal.type("~/oth")
        try terminal.press("Tab")
        try terminal.wait(forText: "~/other.tar")
        try terminal.press("Enter")
        try terminal.wait(forText: "contents: other contents")
        try terminal.press("o")
        try terminal.type(shop.path("shop.file"))
        try terminal.press("Enter")
        try terminal.wait(forText: "is no image but a text")
    }

    @Test("packages with why each is there")
    func packages() throws {
        let image = Image(reference: "alpine:1") {
            Layer {
                File(
                    "lib/apk/db/installed",
                    "P:musl\nV:1.2.5-r0\nA:x86_64\nL:MIT\nF:lib\nR:ld.so\n\n"
                        + "P:curl\nV:8.9-r0\nA:x86_64\nL:curl\nD:musl\nF:usr/bin\nR:curl\n")
                File("etc/apk/world", "curl\n")
                File("lib/ld.so", String(repeating: "m", count: 600))
                File("usr/bin/curl", String(repeating: "c", count: 900))
                File("etc/os-release", "ID=alpine\nVERSION_ID=3.20.1\n")
            }
        }
        try image.write(as: .dockerArchive, to: shop.path("alpine.tar"))
        let terminal = try Tmux([Program.path, shop.path("alpine.tar")], width: 120, height: 40)
        try terminal.wait(for: "the verdict", seconds: 30) {
            $0[0].contains("possible") || $0[0].contains("nothing to save")
        }
        try terminal.press("6")
        try terminal.wait(forText: "2 packages")
        try terminal.press("/")
        try terminal.type("musl")
        try terminal.press("Enter")
        try terminal.wait(forText: "curl")
    }

    @Test("the light theme has other colours than the dark one, and T goes on to the next")
    func themes() throws {
        let light = try shop.open("--theme", "light")
        let dark = try shop.open("--theme", "dark")
        #expect(try light.screen() == dark.screen())
        #expect(try light.styledScreen() != dark.styledScreen())
        try dark.press("T")
        try dark.wait(forText: "Theme: light.")
    }

    @Test("Esc twice in one read is Esc twice")
    func escapes() throws {
        let terminal = try shop.open()
        try terminal.press("5", "Enter", "Enter")
        try terminal.wait(forText: "AWS_SECRET_ACCESS_KEY=")
        try terminal.send([0x1b, 0x1b])
        try terminal.wait(forText: "11 findings")
    }

    @Test("a view that is asked for while the image still comes in opens when it is there")
    func early() throws {
        // The second half of the archive waits until the key is pressed.
        #expect(mkfifo(shop.path("gate"), 0o600) == 0)
        let halves = "head -c 3000000 '\(shop.archive)'; cat gate; tail -c +3000001 '\(shop.archive)'"
        let terminal = try Tmux(
            ["sh", "-c", "cd '\(shop.path("."))'; { \(halves); } | '\(Program.path)' -; echo \"exit $?\""], width: 100,
            height: 30)
        try terminal.wait(forText: "Receiving")
        try terminal.press("t")
        try Data().write(to: URL(fileURLWithPath: shop.path("gate")))
        try terminal.wait(forText: " Stages ")
        try terminal.press("q", "q")
        try terminal.wait(forText: "exit 0")
    }

    @Test("the Dockerfile's lines lead to their layers")
    func lines() throws {
        let terminal = try shop.open()
        try terminal.press("3", "/")
        try terminal.type("pip install")
        try terminal.press("Enter", "Enter")
        try terminal.wait(forText: "Layer 3  RUN pip install flask")
    }

    @Test("a finding in full, and the layer in full")
    func inFull() throws {
        let terminal = try shop.open()
        try terminal.press("5", "v")
        let screen = try terminal.wait(forText: " Finding ")
        for word in ["State  ", "Why  ", "Remedy  "] { #expect(screen.contains { $0.contains(word) }, "\(word)") }
        try terminal.press("Escape", "2", "v")
        try terminal.wait(forText: " Layer 5 of 5 ")
    }
}
