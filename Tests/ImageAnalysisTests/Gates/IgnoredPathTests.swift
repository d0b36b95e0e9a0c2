import Testing

@testable import ImageAnalysis

@Suite struct IgnoredPathTests {
    @Test(arguments: [
        ("app/.env", "app/.env"), ("/app/.env", "app/.env"), ("app/*.pem", "app/key.pem"), ("app/?.pem", "app/k.pem"),
        ("**/.env", "srv/app/.env"), ("app", "app/a/b"), ("app/", "app/a"), ("*", "etc"), ("*", "etc/passwd"),
        ("usr/**/cache", "usr/share/x/cache"), ("a*b*c", "axxbyyc"), ("***", "a/b"), ("**", ""),
    ])
    func matches(pattern: String, path: String) {
        #expect(IgnoredPath(pattern).matches(Array(path.utf8)))
    }

    @Test(arguments: [
        ("app/.env", "app/.envrc"), ("app/*.pem", "app/keys/key.pem"), ("app/?.pem", "app/.pem"), ("app/?b", "app//b"),
        ("app", "application"), (".env", "app/.env"), ("a*b", "axxc"), ("app/*/x", "app/x"), ("a?c", "a/c"),
    ])
    func doesNotMatch(pattern: String, path: String) {
        #expect(!IgnoredPath(pattern).matches(Array(path.utf8)))
    }

    @Test func manyStarsTakeNoLongerThanTheTwoLengthsTogether() {
        let pattern = IgnoredPath(String(repeating: "*a", count: 200) + "b")
        #expect(!pattern.matches(Array(repeating: UInt8(ascii: "a"), count: 2000)))
    }

    @Test func bytesThatAreNoTextMatchThemselvesOnlyThroughStars() {
        #expect(IgnoredPath("a*").matches([0x61, 0xff]))
        #expect(!IgnoredPath("a").matches([0x61, 0xff]))
    }
}
