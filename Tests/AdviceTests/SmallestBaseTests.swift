import AnalysisSupport
import ImageAnalysis
import OCI
import TestSupport
import Testing

@testable import Advice

/// Which base without a shell would do, and how large the image would be on it.
@Suite struct SmallestBaseTests {
    /// A program on a Debian that has other large things, and is started in exec form.
    private func options(
        _ program: ELFFile, packages: [DebianPackage] = [.libc], codename: String = "bookworm",
        command: [String] = ["/app/web"]
    ) throws -> [Remedy] {
        let large = DebianPackage(
            name: "base-files", priority: "required", isEssential: true,
            files: [("usr/bin/large", DebianPackage.bytes(40_000_000))])
        let all = packages + [large, .dash]
        let image = Image(reference: "a:1") {
            Layer {
                all.flatMap(\.items)
                DebianPackage.status(all)
                File("etc/os-release", "ID=debian\nVERSION_ID=12\nVERSION_CODENAME=\(codename)\n")
            }.createdBy("/bin/sh -c #(nop) ADD file:aa in / ", comment: "debuerreotype")
            Step("/bin/sh -c #(nop)  CMD [\"bash\"]")
            Layer { File("app/web", bytes: program.bytes, mode: 0o755) }
                .createdBy("COPY web /app/ # buildkit", comment: NaiveImage.buildKit)
            Step("CMD [\"/app/web\"]", comment: NaiveImage.buildKit)
        }.configured { $0.command = command }
        let fixture = try AnalyzedFixture(image, scansSecrets: false)
        return Advice(on: fixture.image, findings: []).options.filter { $0.id == "distroless-base" }
    }

    private static let linked = ELFFile(interpreter: "/lib64/ld.so", needed: ["libc.so.6"])

    /// The sizes are sums of Debian's index (SmallestBase): each flavour is larger than the one that it is built on.
    @Test(arguments: [
        ([DebianPackage.libc], "libc.so.6", "base", 21),
        ([.libc, .ssl], "libssl.so.3", "base", 21),
        ([.libc, gcc], "libgcc_s.so.1", "cc", 24),
    ])
    func theSmallestFlavourThatHasTheLibraries(
        _ packages: [DebianPackage], _ library: String, _ flavour: String, _ megabytes: Int
    ) throws {
        let program = ELFFile(interpreter: "/lib64/ld.so", needed: ["libc.so.6", library])
        let option = try #require(try options(program, packages: packages).first)
        #expect(option.title == "gcr.io/distroless/\(flavour)-debian12 as the base: \(megabytes) MB in all")
        #expect(option.confidence == .low)
        #expect(option.evidence.contains("about \(megabytes) MB, is what Debian's index says of its packages"))
        #expect(option.savedBytes > 14_000_000 && option.savedBytes < 20_000_000)
    }

    private static let gcc = DebianPackage(
        name: "libgcc-s1", depends: "libc6",
        files: [
            (
                "usr/lib/x86_64-linux-gnu/libgcc_s.so.1",
                ELFFile(needed: ["libc.so.6"], sharedName: "libgcc_s.so.1").bytes
            )
        ])

    @Test func whatNoneOfThemHasIsNotAdvised() throws {
        let curl = DebianPackage(
            name: "libcurl4", depends: "libc6",
            files: [
                (
                    "usr/lib/x86_64-linux-gnu/libcurl.so.4",
                    ELFFile(needed: ["libc.so.6"], sharedName: "libcurl.so.4").bytes
                )
            ])
        let program = ELFFile(interpreter: "/lib64/ld.so", needed: ["libc.so.6", "libcurl.so.4"])
        #expect(try options(program, packages: [.libc, curl]).isEmpty)
    }

    /// They are of Debian 12, and have no shell.
    @Test func otherReleasesAndShellsStayAsTheyAre() throws {
        #expect(try !options(Self.linked).isEmpty)
        #expect(try options(Self.linked, codename: "trixie").isEmpty)
        #expect(try options(Self.linked, command: ["/bin/sh", "-c", "cd /app && ./web | cat"]).isEmpty)
    }
}
