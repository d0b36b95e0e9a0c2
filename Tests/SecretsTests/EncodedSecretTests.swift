import ImageAnalysis
import TestSupport
import Testing

@testable import Secrets

/// Secrets in base64, in one line and over several, and in UTF-16 are found where they stand.
@Suite struct EncodedSecretTests {
    private let search: SecretSearch

    init() throws { search = try SecretSearch() }

    private func find(_ text: String, path: String = "app/notes.txt") -> [SecretSearch.Found] {
        search.secrets(in: SecretText(Array(text.utf8), traits: FileTraits(FilePath(Array(path.utf8)))))
    }

    private func values(_ text: String, path: String = "app/notes.txt") -> [String] {
        find(text, path: path).map { String(decoding: $0.value, as: UTF8.self) }
    }

    private func base64(_ text: String) -> String {
        let characters = String(decoding: Base64.encode(Array(text.utf8)), as: UTF8.self)
        return characters + String(repeating: "=", count: (4 - characters.count % 4) % 4)
    }

    /// Base64 in lines of that length, as `base64 -w` writes it.
    private func wrapped(_ text: String, at length: Int, indentation: String = "", end: String = "\n") -> String {
        let characters = Array(base64(text))
        return stride(from: 0, to: characters.count, by: length).map { start in
            indentation + String(characters[start..<min(characters.count, start + length)]) + end
        }.joined()
    }

    /// A token anywhere in a text, so that line ends cut it and its prefix at every place.
    @Test(arguments: [60, 64, 72, 76])
    func lineEndsDoNotHideATokenWhereverTheyFall(length: Int) {
        var fake = FakeSecret(71)
        for lead in 30..<96 {
            let token = fake.checked("gh" + "p_")
            let text = String(repeating: "k", count: lead) + " \(token) and more behind it, of another kind\n"
            #expect(values(wrapped(text, at: length)) == [token], "behind \(lead) characters")
        }
    }

    @Test func lineEndsOfMailsAndIndentationOfManifestsDoNotMatter() {
        var fake = FakeSecret(72)
        let key = fake.pem("EC PRIVATE" + " KEY", lines: 3)
        let token = fake.checked("gh" + "p_")
        #expect(values(wrapped("some words first, \(token)", at: 76, end: "\r\n")) == [token])
        let manifest = "data:\n  tls.key: |\n" + wrapped(key, at: 64, indentation: "    ") + "  other: eA==\n"
        #expect(find(manifest, path: "srv/tls.yaml").map(\.family.id) == ["private-key"])
        #expect(values("blob = \"\"\"" + wrapped("x = 1\nt = \(token)\n", at: 60).dropLast() + "\"\"\"\n") == [token])
    }

    @Test func aSecretInSeveralLinesHasThePlaceWhereItStands() throws {
        var fake = FakeSecret(73)
        let token = fake.checked("gh" + "p_")
        let before = "first line\n\n"
        let text = before + wrapped(String(repeating: "z", count: 56) + " \(token)\n", at: 76)
        let found = try #require(find(text).first)
        // The 57 bytes before it are one line.
        #expect(found.candidate.range.lowerBound == before.utf8.count + 77)
        #expect(found.encoding == "base64")
    }

    @Test func allSecretsOfOneRunAreFound() {
        var fake = FakeSecret(74)
        let tokens = [fake.checked("gh" + "p_"), "gl" + "pat-" + fake.characters(20), fake.checked("np" + "m_")]
        let password = fake.characters(10) + "7!" + fake.characters(6)
        let file = "A=\(tokens[0])\nB=\(tokens[1])\nDB_PASSWORD='\(password)'\nC=\(tokens[2])\n"
        #expect(values("data: \(base64(file))\n") == [tokens[0], tokens[1], password, tokens[2]])
        #expect(values(wrapped(file, at: 76)) == [tokens[0], tokens[1], password, tokens[2]])
    }

    @Test func passwordsInSeveralLinesAreFoundByTheirName() {
        var fake = FakeSecret(75)
        let password = fake.characters(10) + "7!" + fake.characters(6)
        let file = "[database]\nhost = db.corp.net\nport = 5432\nuser = app\npassword = '\(password)'\ntimeout = 30\n"
        #expect(values(wrapped(file, at: 64)) == [password])
    }

    @Test func whatOnlyLooksLikeLinesOfBase64HoldsNothing() {
        var fake = FakeSecret(76)
        let digests = (0..<40).map { _ in fake.characters(64, of: FakeSecret.hex) + "\n" }.joined()
        let certificate = fake.pem("CERTIFICATE", lines: 30)
        let words = String(repeating: "passwordtokensecret/andsoonforaverylongtimewithoutanyspaceatall1\n", count: 20)
        for text in [digests, certificate, words] { #expect(find(text).isEmpty) }
        // One line is no block, and short lines are words.
        #expect(Base64Lines.blocks(in: SecretText(Array((fake.characters(64) + "\n").utf8))).isEmpty)
        #expect(Base64Lines.blocks(in: SecretText(Array(String(repeating: "word\n", count: 50).utf8))).isEmpty)
    }

    @Test func aBlockEndsWhereItsLinesDo() throws {
        let line = String(repeating: "QUJD", count: 16)
        let text = "\(line)\n\(line)\nQUJD\n\(line)\nno base64 here\n"
        let blocks = Base64Lines.blocks(in: SecretText(Array(text.utf8)))
        #expect(blocks.map(\.bytes.count) == [48 + 48 + 3])
        let block = try #require(blocks.first)
        #expect(block.range == 0..<65 + 65 + 4)
        #expect(block.place(of: 48..<51) == 65..<69)
        #expect(block.place(of: 45..<51) == 60..<69)
    }

    @Test func wideTextKeepsItsPlace() throws {
        var fake = FakeSecret(77)
        let token = fake.checked("gh" + "p_")
        let bytes: [UInt8] = [0xff, 0xfe] + "a setting = \(token);".utf8.flatMap { [$0, 0] as [UInt8] }
        let found = try #require(search.secrets(in: SecretText(bytes, isBinary: true)).first)
        #expect(found.encoding == "UTF-16")
        #expect(found.candidate.range.lowerBound == 2 + 2 * 12)
    }

    private func hexadecimal(_ text: String) -> String {
        String(decoding: Hexadecimal.encode(text.utf8), as: UTF8.self)
    }

    @Test func aTokenInHexadecimalIsFoundWhereItStands() {
        var fake = FakeSecret(74)
        let token = fake.checked("gh" + "p_")
        for digits in [hexadecimal(token), hexadecimal(token).uppercased(), hexadecimal("{\"t\": \"\(token)\"}")] {
            let found = find("blob = \(digits)\n")
            #expect(found.map { String(decoding: $0.value, as: UTF8.self) } == [token])
            #expect(found.map(\.encoding) == ["hexadecimal"])
            #expect(found.first?.candidate.range.count == token.utf8.count * 2)
            #expect(found.first?.candidate.confidence == .high)
        }
        // Every second digit is the second of its pair; a run may have one before it.
        #expect(values("x 0\(hexadecimal(token)) y") == [token])
    }

    @Test func digitsThatOnlyBeginAsATokenDoesAreNone() {
        let short = hexadecimal("gh" + "p_" + "abc")
        #expect(values("blob = \(short)\n").isEmpty)
        #expect(values("sum = \(short)\(String(repeating: "0f", count: 40))\n").isEmpty)
        #expect(Hexadecimal.decode(Array("00fFa".utf8)[...]) == [0, 255])
        #expect(Hexadecimal.decode([][...]) == [])
    }

    /// Each run of twelve characters is found, by a look at every sixteenth byte: the simple way to say the same.
    private func wideRuns(in bytes: [UInt8]) -> [(start: Int, characters: [UInt8])] {
        let text = Set<UInt8>(0x20..<0x7f).union([0x09, 0x0a, 0x0d])
        func isText(_ index: Int) -> Bool { bytes.indices.contains(index) && text.contains(bytes[index]) }
        func isWide(_ index: Int) -> Bool { isText(index) && index + 1 < bytes.count && bytes[index + 1] == 0 }
        var runs: [(start: Int, characters: [UInt8])] = []
        var position = 0
        while position + 8 <= bytes.count {
            let places = [position, position + 1]
            guard let place = places.first(where: { isWide($0) && isWide($0 + 2) && isWide($0 + 4) }) else {
                position += 16
                continue
            }
            var start = place
            while isWide(start - 2) { start -= 2 }
            var characters: [UInt8] = []
            var next = start
            while isWide(next) || isText(next) && next + 1 == bytes.count {
                characters.append(bytes[next])
                next += 2
            }
            if characters.count >= 12 { runs.append((start, characters)) }
            position = max(position + 16, next)
        }
        return runs
    }

    @Test func runsOfUTF16AreThoseOfTheSimpleDefinition() {
        var random = SeededRandom(seed: 74)
        for round in 0..<100 {
            var bytes: [UInt8] = []
            for _ in 0..<12 {
                // Few values, so that zeros and text often follow one another; and runs of either byte order.
                bytes += (0..<Int.random(in: 0...40, using: &random)).map { _ in
                    [0, 0, 0, 0x41, 0x0a, 0x7e, 0x7f, 0xff].randomElement(using: &random) ?? 0
                }
                let text = random.name(Int.random(in: 0...30, using: &random)).utf8
                bytes += text.flatMap { round % 2 == 0 ? [$0, 0] : [0, $0] }
            }
            let runs = WideText.runs(in: SecretText(bytes, isBinary: true))
            let wanted = wideRuns(in: bytes)
            #expect(runs.map(\.lines) == wanted.map { [$0.start] } && runs.map(\.bytes) == wanted.map(\.characters))
        }
    }
}
