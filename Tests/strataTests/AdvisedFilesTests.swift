import Foundation
import TestSupport
import Testing

@testable import strata

/// What `w` in the explorer's advice writes.
@Suite("The Dockerfile of the advice, written")
struct AdvisedFilesTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func text(_ name: String) throws -> String {
        try String(contentsOfFile: directory.path(name), encoding: .utf8)
    }

    @Test("both files are made, escaped, where nothing is")
    func writing() throws {
        let files = AdvisedFiles(dockerfile: "FROM scratch\n# a\u{1b}[31m\n", ignored: [".git", "node_modules"])
        let notice = files.write(to: directory.path("Dockerfile.strata"))
        #expect(notice.kind == .information)
        #expect(notice.text.hasSuffix("Dockerfile.strata is written, and .dockerignore beside it."))
        #expect(try text("Dockerfile.strata").hasPrefix("FROM scratch\n# a"))
        #expect(try !text("Dockerfile.strata").contains("\u{1b}"))
        #expect(try text(".dockerignore") == ".git\nnode_modules\n")
    }

    @Test("what is there stays, and that is said")
    func refusing() throws {
        try "mine\n".write(toFile: directory.path("Dockerfile"), atomically: true, encoding: .utf8)
        let notice = AdvisedFiles(dockerfile: "FROM scratch\n", ignored: [".git"]).write(
            to: directory.path("Dockerfile"))
        #expect(notice.kind == .error)
        #expect(notice.text.contains("is there already and stays as it is"))
        #expect(try text("Dockerfile") == "mine\n")
        #expect(!FileManager.default.fileExists(atPath: directory.path(".dockerignore")))
    }

    @Test("a .dockerignore that is there stays, and the lines that it should have are told")
    func ignoring() throws {
        try "mine\n".write(toFile: directory.path(".dockerignore"), atomically: true, encoding: .utf8)
        let notice = AdvisedFiles(dockerfile: "FROM scratch\n", ignored: [".git"]).write(
            to: directory.path("Dockerfile"))
        #expect(notice.kind == .warning)
        #expect(notice.text.hasSuffix(".dockerignore is there already and stays as it is: it should have .git."))
        #expect(try text(".dockerignore") == "mine\n")
        #expect(try text("Dockerfile") == "FROM scratch\n")
    }

    @Test("nothing to ignore makes no .dockerignore; a place that cannot be written is said")
    func neither() throws {
        let files = AdvisedFiles(dockerfile: "FROM scratch\n", ignored: [])
        #expect(files.write(to: directory.path("Dockerfile")).kind == .information)
        #expect(!FileManager.default.fileExists(atPath: directory.path(".dockerignore")))
        #expect(files.write(to: directory.path("none/Dockerfile")).text.contains("cannot be written: "))
    }
}
