import OCI
import Testing

@Suite("A platform is OS/ARCH, with a variant where it matters")
struct PlatformTests {
    @Test(arguments: ["linux/amd64", "linux/arm/v7", "windows/amd64"])
    func readsAndPrints(_ text: String) throws {
        #expect(try #require(Platform(text)).description == text)
    }

    @Test(arguments: ["", "linux", "linux/", "/amd64", "a/b/c/d", "linux//v7"])
    func refusesOtherTexts(_ text: String) {
        #expect(Platform(text) == nil)
    }

    @Test(arguments: [
        ("linux/arm/v7", "linux/arm", true), ("linux/arm/v7", "linux/arm/v7", true),
        ("linux/arm/v6", "linux/arm/v7", false), ("linux/arm", "linux/arm/v7", false),
        ("linux/arm64", "linux/arm64/v8", true), ("linux/arm64/v8", "linux/arm64", true),
        ("linux/amd64", "linux/arm64", false), ("windows/amd64", "linux/amd64", false),
    ])
    func satisfiesWhoAsksForLess(_ image: String, _ wanted: String, _ expected: Bool) throws {
        #expect(try #require(Platform(image)).satisfies(#require(Platform(wanted))) == expected)
    }

    @Test func whatIsNotSaidIsUnknown() throws {
        #expect(try decode(Platform.self, "{}").description == "unknown/unknown")
        #expect(
            try decode(Platform.self, #"{"os": 5, "architecture": "arm", "variant": ""}"#).description == "unknown/arm")
    }

    @Test func keepsTheVersionOfWindows() throws {
        let text = #"{"os":"windows","architecture":"amd64","os.version":"10.0.17763.1"}"#
        #expect(try decode(Platform.self, text).osVersion == "10.0.17763.1")
    }

    @Test func thisMachineRunsLinuxImages() {
        #expect(Platform.current.os == "linux")
    }
}
