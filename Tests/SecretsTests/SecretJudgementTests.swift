import Archive
import Evidence
import FileTree
import ImageAnalysis
import TestSupport
import Testing

@testable import Secrets

/// How sure a secret is, how much it matters, and how much of all is told.
@Suite struct SecretJudgementTests {
    private func traits(_ path: String) -> FileTraits { FileTraits(FilePath(Array(path.utf8))) }

    private func candidate(
        _ confidence: Confidence = .high, note: String = "", proof: SecretFamily.Proof = .shape
    ) -> SecretCandidate {
        SecretCandidate(range: 0..<9, confidence: confidence, note: note, proof: proof)
    }

    private func found(_ candidate: SecretCandidate) throws -> SecretSearch.Found {
        let family = try #require(SecretPatterns.family("github-token"))
        return SecretSearch.Found(family: family, candidate: candidate, value: Array("value".utf8))
    }

    /// What tells is how a token was checked, and not the words in which that is said.
    @Test func aChecksumIsWorthMoreThanThePlaceInInstalledCode() throws {
        let installed = traits("usr/lib/python3/dist-packages/a.py")
        let checked = candidate(note: "issued", proof: .base62Checksum)
        let talks = candidate(note: "stands beside a checksum")
        #expect(installed.confidence(of: checked, isBinary: true) == .high)
        #expect(installed.confidence(of: talks, isBinary: false) == .medium)
        #expect(installed.confidence(of: talks, isBinary: true) == .low)
        #expect(installed.severity(of: try found(checked)) == .critical)
        #expect(installed.severity(of: try found(talks)) == .high)
        // A wrong one is low already, wherever it stands.
        let wrong = candidate(.low, proof: .base62Checksum)
        #expect(installed.confidence(of: wrong, isBinary: false) == .low)
        #expect(installed.severity(of: try found(wrong)) == .critical)
    }

    @Test func tokensWithAChecksumSayThatTheyWereChecked() throws {
        var fake = FakeSecret(211)
        let search = try SecretSearch()
        func proof(_ text: String) -> SecretFamily.Proof? {
            search.secrets(in: SecretText(Array(text.utf8))).first?.candidate.proof
        }
        let token = fake.checked("gh" + "p_")
        #expect(proof("t \(token) ") == .base62Checksum)
        #expect(proof("t gh" + "p_\(fake.characters(36)) ") == .base62Checksum)
        #expect(proof("t AI" + "za\(fake.characters(35)) ") == .shape)
    }

    @Test func inOnesOwnFilesACandidateIsAsSureAsItIs() throws {
        let own = traits("app/a.py")
        for confidence in Confidence.allCases {
            #expect(own.confidence(of: candidate(confidence), isBinary: true) == confidence)
        }
        #expect(own.severity(of: try found(candidate())) == .critical)
        var lesser = candidate()
        lesser.severity = .medium
        #expect(own.severity(of: try found(lesser)) == .medium)
        #expect(traits("app/docs/a.md").confidence(of: candidate(proof: .base62Checksum), isBinary: false) == .low)
        #expect(own.confidence(of: .placeholder(0..<3), isBinary: false) == .low)
    }

    @Test func onlySureAndLiveSecretsAreCritical() {
        typealias Row = (Confidence, SecretState, expected: [Severity])
        let families: [Severity] = [.critical, .high, .medium, .low]
        let rows: [Row] = [
            (.high, .live, [.critical, .high, .medium, .low]), (.high, .config, [.critical, .high, .medium, .low]),
            (.high, .deleted(inLayer: 2), [.high, .high, .medium, .low]),
            (.high, .overwritten(inLayer: 2), [.high, .high, .medium, .low]),
            (.medium, .live, [.high, .medium, .medium, .low]),
            (.medium, .deleted(inLayer: 2), [.high, .medium, .medium, .low]), (.low, .live, [.low, .low, .low, .low]),
        ]
        for (confidence, state, expected) in rows {
            let found = families.map {
                SecretSeverity.severity($0, confidence: confidence, isPlaceholder: false, state: state)
            }
            #expect(found == expected, "\(confidence), \(state)")
            let placeholders = families.map {
                SecretSeverity.severity($0, confidence: confidence, isPlaceholder: true, state: state)
            }
            #expect(placeholders == [.info, .info, .info, .info])
        }
    }

    @Test func asMuchIsShownAsTellsItApart() {
        let redacted: [(String, String)] = [
            ("", "… (0 characters)"), ("12345678", "… (8 characters)"), ("123456789", "1234… (9 characters)"),
            ("a\nb\tc6789", "a b … (9 characters)"),
        ]
        for (secret, shown) in redacted { #expect(SecretRedaction.redacted.text(of: secret.utf8) == shown) }
        #expect(SecretRedaction.shown.text(of: "a\nb".utf8) == "a b")
        #expect(SecretRedaction.shown.text(of: [UInt8](repeating: 0x61, count: 20_000)).count == 16 << 10)
        let (one, same) = (Array("secret".utf8), Array("a secret".utf8)[2...])
        #expect(SecretRedaction.fingerprint(of: one) == SecretRedaction.fingerprint(of: same))
        #expect(SecretRedaction.fingerprint(of: one) != SecretRedaction.fingerprint(of: one.dropLast()))
    }

    @Test func ofSecretsThatOverlapTheSurestIsKept() throws {
        func found(_ range: Range<Int>, _ confidence: Confidence, isPlaceholder: Bool = false) throws
            -> SecretSearch.Found
        {
            var candidate = SecretCandidate(range: range, confidence: confidence)
            candidate.isPlaceholder = isPlaceholder
            return try self.found(candidate)
        }
        func best(_ all: SecretSearch.Found...) -> [Range<Int>] { SecretSearch.best(all).map(\.candidate.range) }
        #expect(best(try found(0..<10, .low), try found(5..<15, .high)) == [5..<15])
        #expect(best(try found(0..<10, .high), try found(5..<15, .low)) == [0..<10])
        // Of equals the first; what only touches is another.
        #expect(best(try found(0..<10, .medium), try found(5..<15, .medium)) == [0..<10])
        #expect(best(try found(10..<15, .low), try found(0..<10, .high)) == [0..<10, 10..<15])
        #expect(best(try found(0..<10, .high, isPlaceholder: true), try found(2..<4, .low)) == [2..<4])
        #expect(best() == [])
    }
}

/// What is not told, and that this is told.
@Suite struct SecretLimitTests {
    @Test func noMoreThanAHundredOfOneFile() throws {
        var fake = FakeSecret(221)
        let tokens = (0..<101).map { _ in fake.checked("gh" + "p_") }
        let image = Image {
            Layer {
                File("app/hundred", tokens.dropLast().joined(separator: "\n"))
                File("app/more", tokens.joined(separator: "\n"))
                File("app/repeated", Array(repeating: tokens[0], count: 500).joined(separator: "\n"))
            }
        }
        let contents = try inspect(image)
        let counts = Dictionary(grouping: contents.matches) { String(decoding: $0.path, as: UTF8.self) }.mapValues(
            \.count)
        #expect(counts == ["app/hundred": 100, "app/more": 100, "app/repeated": 1])
        #expect(contents.crowdedFiles.files == 1)
        #expect(contents.crowdedFiles.bytes == Int64(101 * 41 - 1))
    }

    @Test func sumsOfSizesDoNotOverflow() {
        var found = InspectedSecrets(redaction: .redacted)
        for reason in [InspectedSecrets.Reason.index, .archive, .crowd] {
            found.addSkipped(reason, .max, inLayer: 1)
            found.addSkipped(reason, .max, inLayer: 1)
        }
        for skipped in [found.skippedIndices, found.skippedArchives, found.crowdedFiles] {
            #expect(skipped.files == 2 && skipped.bytes == .max)
        }
    }

    @Test func aBudgetIsUsedUpOnce() {
        let budget = SearchBudget(from: UnpackingPool())
        let room = budget.room(for: 1 << 30)
        #expect(room.left == SearchBudget.unpackedSize)
        #expect(room.spend(room.left - 1) && !budget.isExceeded)
        // An archive in the archive draws from the same.
        #expect(!budget.room(for: 1000).spend(100))
        #expect(budget.isExceeded)
        #expect((0...4).map(SearchBudget.size) == [32 << 20, 8 << 20, 8 << 20, 0, 0])
    }

    @Test func theLimitsAreFindings() throws {
        var fake = FakeSecret(222)
        let tokens = (0..<102).map { _ in fake.checked("gh" + "p_") }.joined(separator: "\n")
        var deep = Array("x".utf8)
        for depth in 1...5 { deep = try Compressor.compress(Layer { File("d\(depth)", bytes: deep) }.tar, .gzip) }
        func titles(_ items: [any LayerItem]) throws -> [String] {
            try analyzed(Image { Layer { items } }).findings(
                of: RuleCatalog.imageRules.filter { $0.rule.category == .secret }
            )
            .filter { $0.rule.id == "secret-search-limits" }.map(\.title)
        }
        #expect(try titles([File("app/a", "nothing")]) == [])
        #expect(
            try titles([File("var/lib/dpkg/status", "x"), File("a.tgz", bytes: deep), File("app/b", tokens)]) == [
                "1 package list not searched for secrets", "1 archive inside of a layer not searched for secrets",
                "1 file has more that looks like a secret than is told",
            ])
        #expect(
            try titles([
                File("var/lib/dpkg/status", "x"), File("lib/apk/db/installed", "x"), File("a.tgz", bytes: deep),
                File("b.tgz", bytes: deep), File("app/b", tokens), File("app/c", tokens),
            ]) == [
                "2 package lists not searched for secrets", "2 archives inside of layers not searched for secrets",
                "2 files have more that looks like a secret than is told",
            ])
    }

    @Test(arguments: [
        ("var/lib/dpkg/status", true), ("var/lib/dpkg/status-old", true), ("var/lib/dpkg/info/a.list", true),
        ("var/lib/apt/lists/x", true), ("lib/apk/db/installed", true), ("var/lib/dpkg/diversions", false),
        ("srv/var/lib/dpkg/status", false), ("var/lib/dpkg/status.d/a", false), ("var/lib/aptitude/x", false),
        ("lib/apk/exec/x", false),
    ])
    func listsOfPackagesAreToldByTheirWholePath(path: String, isIndex: Bool) {
        #expect(PackageIndex.contains(FilePath(Array(path.utf8))) == isIndex)
    }

    private func analyzed(_ image: Image) throws -> AnalyzedImage {
        let directory = try TemporaryDirectory()
        let path = directory.path("image.tar")
        try image.write(as: .ociArchive, to: path)
        return try Analysis(opening: path).image
    }

    private func inspect(_ image: Image) throws -> InspectedSecrets {
        try #require(try analyzed(image).contents.secrets)
    }
}
