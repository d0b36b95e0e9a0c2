import Archive
import FileTree
import ImageAnalysis
import TestSupport
import Testing

@testable import Secrets

@Suite("The lanes in which files are searched")
struct SearchLanesTests {
    /// Files of all sizes: many in one batch, and some that need several, each with a secret; archives among them.
    private func files() throws -> [(name: String, bytes: [UInt8])] {
        var random = SeededRandom(seed: 7)
        var fake = FakeSecret(70)
        return try (0..<400).map { number in
            let length = number % 50 == 0 ? 700_000 : Int(random.next() % 3000)
            let text = String(repeating: "the quick brown fox\n", count: length / 20)
            let bytes = Array((text + "T=" + fake.checked("gh" + "p_") + "\n" + text).utf8)
            return number % 7 == 0
                ? ("\(number).gz", try Compressor.compress(bytes, .gzip)) : ("\(number).txt", bytes)
        }
    }

    private func found(_ files: [(name: String, bytes: [UInt8])], on workers: SearchWorkers) -> [SecretMatch]? {
        let inspection = ContentInspection(collectors: [], searches: [SecretFiles(on: workers)])
        for layer in 1...2 {
            let observer = inspection.observer(ofLayer: layer)
            for (ordinal, file) in files.enumerated() {
                var entry = TarEntry(path: Array(file.name.utf8), kind: .regularFile)
                entry.size = Int64(file.bytes.count)
                guard observer.begin(entry, ordinal: ordinal) else { continue }
                for start in stride(from: 0, to: file.bytes.count, by: 100_000) {
                    let piece = Array(file.bytes[start..<min(start + 100_000, file.bytes.count)])
                    _ = observer.receive(piece.span.bytes)
                }
                observer.end()
            }
            observer.finish()
        }
        return inspection.results.secrets?.matches
    }

    @Test("give the same on threads of their own and one after the other")
    func threads() throws {
        let files = try files()
        let alone = try #require(found(files, on: SearchWorkers(areThreads: false)))
        #expect(alone.count == 2 * files.count)
        for _ in 0..<3 { #expect(found(files, on: SearchWorkers(areThreads: true)) == alone) }
    }

    @Test("of too many secrets keep the first, whichever was found first, and say so")
    func limit() {
        func match(_ number: Int) -> SecretMatch {
            SecretMatch(
                family: "x", path: [], layer: 1 + number / 20_000, ordinal: number, offset: 0, line: nil,
                confidence: .low, severity: .low, note: "", isPlaceholder: false, shown: "\(number)",
                fingerprint: UInt64(number))
        }
        var random = SeededRandom(seed: 3)
        for count in [10_000, 10_001, 45_000] {
            var secrets = InspectedSecrets(redaction: .redacted)
            for number in (0..<count).shuffled(using: &random) { secrets.add(match(number)) }
            #expect(secrets.concluded.matches.map(\.ordinal) == Array(0..<10_000))
            #expect((secrets.concluded.fault != nil) == (count > 10_000))
        }
    }
}
