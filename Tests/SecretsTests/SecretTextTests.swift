import ImageAnalysis
import TestSupport
import Testing

@testable import Secrets

/// The search's way through bytes: it never leaves them, and counts them right.
@Suite struct SecretTextTests {
    @Test func aTextIsFoundInARangeOnly() {
        let text = SecretText(Array("one Two one two".utf8))
        #expect(text.find("one", in: 0..<15) == 0)
        #expect(text.find("one", in: 1..<15) == 8)
        #expect(text.find("two", in: 0..<15) == 12)
        #expect(text.find("two", in: 0..<15, ignoresCase: true) == 4)
        #expect(text.find("two", in: 0..<14) == nil)
        #expect(text.find("two", in: -9..<99) == 12)
        #expect(text.find("", in: 0..<15) == nil)
        #expect(SecretText([]).find("a", in: 0..<9) == nil)
        #expect(text.has("Two") && !text.has("three"))
    }

    @Test func linesEndWhereTheirFeedsAre() {
        let text = SecretText(Array("ab\ncd\n\nef".utf8))
        #expect([0, 2, 3, 6, 7, 9, 99].map { text.nextLine(after: $0) } == [3, 3, 6, 7, 9, 9, 9])
        #expect([0, 2, 3, 6, 7, 9, 99].map { text.lineEnd(after: $0) } == [2, 2, 5, 6, 9, 9, 9])
        #expect(text.lineEnd(after: 0, reach: 1) == 1)
        #expect(text.line(around: 4) == 3..<5)
        #expect(SecretText([]).nextLine(after: 0) == 0)
    }

    /// Counting sixteen at a time agrees with counting one at a time, at every length and place.
    @Test func bytesAreCountedAtEveryLength() {
        var random = SeededRandom(seed: 91)
        for length in [0, 1, 15, 16, 17, 31, 32, 33, 255, 4079, 4080, 4081, 4096, 9000] {
            let bytes = (0..<length).map { _ in UInt8.random(in: 9...11, using: &random) }
            for start in [0, 1, 7] where start <= length {
                let slice = bytes[start...]
                #expect(slice.count(of: 10) == slice.filter { $0 == 10 }.count)
                #expect(slice.count(of: 0) == 0)
            }
            #expect(bytes.contains(10) == (bytes.firstIndex(of: 10) != nil))
            #expect(!bytes.contains(0))
        }
        // More than a byte can count in each lane.
        #expect([UInt8](repeating: 7, count: 100_000)[3...].count(of: 7) == 99_997)
    }

    @Test(arguments: [
        ("${TOKEN}", true), ("<token>", true), ("{{ token }}", true), ("a${b}c", true), ("changeme", true),
        ("MyPassword1", true), ("xxxxxxxxxxxxxxxx", true), ("", true), ("AKIAIOSFODNN7EXAMPLE", true),
        ("q8Zr4Tn2Lw0Vb6", false), ("exampl", false), ("a$b{c", false),
    ])
    func placeholdersAreToldByTheirWords(value: String, isPlaceholder: Bool) {
        #expect(Placeholder.isPlaceholder(Array(value.utf8)) == isPlaceholder)
    }

    @Test(arguments: [
        ("DB_PASSWORD", true), ("apiKey", true), ("token2", true), ("secret_prod", true), ("secret_key_base", true),
        ("wifi.psk", true), ("clientSecret", true), ("AWS_SECRET_ACCESS_KEY", true), ("key", false),
        ("primary_key", false),
        ("public_key", false), ("password_file", false), ("tokenizer", false), ("keyboard", false), ("", false),
        ("_", false), ("42", false),
    ])
    func namesOfSecretsAreToldByTheirWords(name: String, isSecret: Bool) {
        #expect(SecretName.isSecret(name) == isSecret)
    }

    @Test func passwordsInUseAreStrong() {
        for word in ["q8Zr4Tn2", "correct-horse-7"] { #expect(PasswordText.isStrong(Array(word.utf8)[...])) }
        for word in ["tiger", "aaaaaaa1", "goodbyeall", ""] { #expect(!PasswordText.isStrong(Array(word.utf8)[...])) }
        #expect(PasswordText.isCommon("Password") && !PasswordText.isCommon("q8Zr4Tn2"))
    }
}
