import ImageAnalysis
import TestSupport
import Testing

@testable import Secrets

/// What tokens are made of: sets of bytes, their randomness, their encodings.
@Suite struct SecretAlphabetTests {
    @Test func setsHoldWhatTheyAreMadeOf() {
        let set = ByteSet("az09\u{7f}")
        for byte in UInt8.min...UInt8.max {
            #expect(set.contains(byte) == [0x61, 0x7a, 0x30, 0x39, 0x7f].contains(byte), "\(byte)")
        }
        #expect(ByteSet("ab").with("c") == ByteSet("cba"))
        #expect(ByteSet("abc").without("b") == ByteSet("ac"))
        #expect(ByteSet("abc").without("") == ByteSet("abc"))
        #expect(Set([ByteSet("ab"), ByteSet("ba"), ByteSet("a")]).count == 2)
        // Characters of more than a byte put all of them in.
        #expect([0xc3, 0xa9].allSatisfy(ByteSet("é").contains) && !ByteSet("é").contains(0xe9))
    }

    @Test func alphabetsAreThoseOfTheirSpecifications() {
        func count(_ set: ByteSet) -> Int { (UInt8.min...UInt8.max).count { set.contains($0) } }
        #expect(count(.base64) == 64 && count(.base64URL) == 64 && count(.base32) == 32)
        #expect(count(.hex) == 22 && count(.lowerHex) == 16 && count(.alphanumeric) == 62)
        #expect("01689".utf8.allSatisfy { !ByteSet.base32.contains($0) || $0 == 0x36 })
        #expect(!ByteSet.base64URL.contains(0x2b) && !ByteSet.base64.contains(0x2d))
        #expect(count(.printable) == 98)
    }

    @Test func randomnessIsInBitsAByte() {
        #expect(ByteStatistics.entropy([UInt8]()) == 0)
        #expect(ByteStatistics.entropy("aaaa".utf8) == 0)
        #expect(ByteStatistics.entropy("abab".utf8) == 1)
        #expect(ByteStatistics.entropy("abcdefgh".utf8) == 3)
        #expect(ByteStatistics.entropy(UInt8.min...UInt8.max) == 8)
        #expect(["", "a", "aB", "aB1", "aB1-", "é"].map { ByteStatistics.classes($0.utf8) } == [0, 1, 2, 3, 4, 1])
    }

    @Test func checksumsAreWrittenInBase62() {
        func text(_ number: UInt32, _ digits: Int) -> String {
            String(decoding: Checksum.base62(number, digits: digits), as: UTF8.self)
        }
        #expect(text(0, 6) == "000000")
        #expect(text(61, 2) == "0z")
        #expect(text(62, 2) == "10")
        #expect(text(.max, 6) == "4gfFC3")
        // What does not fit is cut in front.
        #expect(text(62, 1) == "0")
        #expect(Checksum.crc32([UInt8]()) == 0)
        for short in ["", "000000", "abc"] { #expect(!Checksum.endsInBase62(short.utf8)) }
    }

    /// Both alphabets, with padding and without; what stands behind something else is not read.
    @Test func base64IsDecodedInEitherAlphabet() {
        func decoded(_ text: String) -> [UInt8] { Base64.decode(Array(text.utf8)[...]) }
        for bytes in [[], [0xfb], [0xfb, 0xef], [0xfb, 0xef, 0xbe], [UInt8](repeating: 0xff, count: 40)] {
            let text = String(decoding: Base64.encode(bytes), as: UTF8.self)
            #expect(decoded(text) == bytes)
            #expect(decoded(text + "==") == bytes)
            #expect(decoded(text.replacing("+", with: "-").replacing("/", with: "_")) == bytes)
        }
    }

    /// Whatever stands before it in its group of four, an anchor has a form in base64 that finds it.
    @Test func anAnchorHasThreeFormsInBase64() {
        let forms = Base64.forms(of: "ghp_")
        #expect(forms.count == 3)
        for lead in 0..<3 {
            let text = [UInt8](repeating: 0x78, count: lead) + Array("ghp_0123".utf8)
            let encoded = Base64.encode(text)
            #expect(
                forms.contains { form in
                    form.lead + form.characters.count <= encoded.count
                        && encoded.indices.contains {
                            encoded[$0...].starts(with: form.characters) && $0 % 4 == form.lead % 4
                        }
                })
        }
    }

    @Test func shortRunsOfWideCharactersAreNoText() {
        func runs(_ bytes: [UInt8]) -> [String] {
            WideText.runs(in: SecretText(bytes, isBinary: true)).map { String(decoding: $0.bytes, as: UTF8.self) }
        }
        func wide(_ text: String) -> [UInt8] { text.utf8.flatMap { [$0, 0] as [UInt8] } }
        #expect(runs(wide("twelve chars")) == ["twelve chars"])
        #expect(runs(wide("eleven char")) == [])
        #expect(runs([0xff, 0xfe, 0x41, 0xd8] + wide("twelve chars") + [0x41, 0x42, 0x43]) == ["twelve chars"])
        // At an odd place, with a break between two runs, and cut in the middle of its last character.
        #expect(runs([7] + wide("twelve chars")) == ["twelve chars"])
        #expect(runs(wide("first of the two") + [1, 1, 1, 1] + wide("second of the two")).count == 2)
        #expect(runs(Array(wide("twelve charsX").dropLast())) == ["twelve charsX"])
        #expect(runs([]) == [] && runs([UInt8](repeating: 0, count: 99)) == [])
        // A file without zeros has none.
        #expect(WideText.runs(in: SecretText(wide("twelve chars"))).isEmpty)
    }

    /// `powershell -EncodedCommand` takes UTF-16 in base64.
    @Test func encodingsInEncodingsAreTold() throws {
        var fake = FakeSecret(231)
        let token = fake.checked("gh" + "p_")
        let wide = "$token = '\(token)'; Connect-Service -Token $token -Server git.corp.net".utf8.flatMap {
            [$0, 0] as [UInt8]
        }
        let base64 = Array(String(decoding: Base64.encode(wide), as: UTF8.self))
        let lines = stride(from: 0, to: base64.count, by: 64).map { String(base64[$0..<min($0 + 64, base64.count)]) }
        let found = try SecretSearch().secrets(in: SecretText(Array((lines.joined(separator: "\n") + "\n").utf8)))
        #expect(found.map { String(decoding: $0.value, as: UTF8.self) } == [token])
        #expect(found.map(\.encoding) == ["UTF-16 in base64"])
    }
}
