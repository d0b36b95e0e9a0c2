import Foundation
import TestSupport

/// An image with something for every view to show, and its Dockerfile: a base; a secret and a large file that a later
/// layer deletes; a cache; and what a stage `builder` made.
struct Shop {
    private let directory: TemporaryDirectory
    let archive: String
    let dockerfile: String

    private static let comment = "buildkit.dockerfile.v0"

    private static let image = Image(reference: "shop:1") {
        Layer {
            File("bin/sh", "#!shell", mode: 0o755)
            File("usr/lib/libbase.so", String(repeating: "base", count: 100_000))
        }.createdBy("/bin/sh -c #(nop) ADD file:aa in / ")
        Step(#"/bin/sh -c #(nop)  CMD ["sh"]"#)
        Layer {
            File("app/main.py", "print(1)\n")
            File("app/.env", "AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMIK7MDENGbPxRfiCYzQ8mTn4KLsdE\n")
            File("app/model.bin", String(repeating: "weights ", count: 375_000))
        }.createdBy("COPY . /app # buildkit", comment: comment)
        Layer { File("root/.cache/pip/http/a", String(repeating: "cached", count: 200_000)) }
            .createdBy("RUN /bin/sh -c pip install flask # buildkit", comment: comment)
        Layer {
            Whiteout("app/.env")
            Whiteout("app/model.bin")
        }.createdBy("RUN /bin/sh -c rm /app/.env /app/model.bin # buildkit", comment: comment)
        Layer {
            File("opt/shop/notes", "read me\n")
            File("opt/shop/server", String(repeating: "\0", count: 11_000_000))
        }.createdBy("COPY /out /opt/shop # buildkit", comment: comment)
        Step(#"CMD ["/opt/shop/server"]"#, comment: comment)
    }.configured { $0.command = ["/opt/shop/server"] }

    private static let instructions = """
        FROM golang AS builder
        RUN make /out

        FROM base
        COPY . /app
        RUN pip install flask
        RUN rm /app/.env /app/model.bin
        COPY --from=builder /out /opt/shop
        CMD ["/opt/shop/server"]

        """

    init() throws {
        directory = try TemporaryDirectory()
        archive = directory.path("shop.tar")
        try Shop.image.write(as: .dockerArchive, to: archive)
        dockerfile = try directory.write(Shop.instructions, to: "shop.file")
    }

    /// A file or directory in a place of the test's own, which is also where the program runs.
    func path(_ name: String) -> String { directory.path(name) }

    /// The explorer on the image, judged to the end; in an empty place for settings and memory.
    func open(
        _ arguments: String..., width: Int = 100, height: Int = 30, environment: [String: String] = [:],
        waitingFor text: String = "possible"
    ) throws -> Tmux {
        let line = ([Program.path, archive, "--dockerfile", dockerfile] + arguments).map { "'\($0)'" }
            .joined(separator: " ")
        let terminal = try Tmux(
            ["sh", "-c", "cd '\(directory.path)'; \(line); echo \"exit $?\""], width: width, height: height,
            environment: environment)
        try terminal.wait(forText: text, seconds: 30)
        return terminal
    }
}
