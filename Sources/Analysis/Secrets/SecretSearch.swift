/// Looks for secrets in texts; one thread's.
final class SecretSearch {
    /// A secret in a text.
    struct Found: Sendable {
        /// Its family.
        var family: SecretFamily
        /// Where it stands and how sure it is.
        var candidate: SecretCandidate
        /// The secret itself: not the bytes of the range where those are encoded.
        var value: [UInt8]
        /// How it is encoded; empty for not at all.
        var encoding = ""
    }

    /// Of one family, no more anchors are looked at in one text: more is noise, or meant to take time.
    private static let anchorLimit = 4096
    /// A run of base64 is decoded so far at a time, in bytes.
    private static let longestRun = 24 << 10

    /// How many anchors were looked at closely so far: what the search costs beyond one pass over the bytes.
    private(set) var checks = 0

    /// How many bytes were decoded so far.
    private(set) var decodedBytes = 0

    /// Whether in any text so far there were more anchors of a family than are looked at.
    private(set) var isExceeded = false

    private let patterns: SecretPatterns
    private let scanner: LiteralScanner

    /// A search; throws when the patterns cannot be prepared.
    init() throws(LiteralDatabase.Failure) {
        patterns = try SecretPatterns.shared.get()
        guard let scanner = LiteralScanner(patterns.database) else {
            throw LiteralDatabase.Failure(message: "there is no memory to search for secrets")
        }
        self.scanner = scanner
    }

    /// Begins a new file: nothing of it is passed over yet.
    func begin() { isExceeded = false }

    /// The secrets of a text in order, none overlapping another.
    func secrets(in text: SecretText) -> [Found] {
        let blocks = Base64Lines.blocks(in: text)
        let blockRanges = blocks.map(\.range)
        return SecretSearch.best(plain(in: text, besides: blockRanges) + blocks.flatMap { secrets(in: $0, of: text) })
    }

    /// The secrets that stand there as they are, in UTF-16, and in base64 that no line end cuts.
    ///
    /// - Parameter blocks: Base64 of several lines that is decoded elsewhere; nil to decode none at all.
    private func plain(in text: SecretText, besides blocks: [Range<Int>]?) -> [Found] {
        var found: [Found] = []
        let hits = scanner.hits(in: text.bytes)
        // Most texts have none.
        if !hits.isEmpty {
            found = find(hits, ofAssignments: false, in: text, besides: blocks)
            if text.traits.wantsAssignments { found += find(hits, ofAssignments: true, in: text, besides: nil) }
        }
        return found + WideText.runs(in: text).flatMap { secrets(in: $0, of: text) }
    }

    /// The secrets of what stands encoded in a text. Base64 in base64 is not looked for.
    private func secrets(in run: DecodedRun, of text: SecretText) -> [Found] {
        decodedBytes += run.bytes.count
        let inner = SecretText(run.bytes, traits: text.traits, isBinary: run.bytes.contains(0))
        return SecretSearch.best(plain(in: inner, besides: nil)).map { found in
            var found = found
            found.candidate.range = run.place(of: found.candidate.range)
            found.encoding = found.encoding.isEmpty ? run.encoding : "\(found.encoding) in \(run.encoding)"
            return found
        }
    }

    /// The secrets at the anchors of one of the two kinds of families.
    private func find(
        _ hits: [LiteralScanner.Hit], ofAssignments isAssignment: Bool, in text: SecretText,
        besides blocks: [Range<Int>]?
    ) -> [Found] {
        // Where the runs of base64 end that were decoded, by the place of their groups of four.
        var decodedEnds = [0, 0, 0, 0]
        // The same for runs of hexadecimal digits, by the place of their pairs.
        var decodedHexEnds = [0, 0]
        var looked = [Int](repeating: 0, count: SecretPatterns.families.count)
        // Where each family's last secret ends: what looks like one more inside of it is a part of it.
        var foundEnds = looked
        var found: [Found] = []
        var laterBlocks = (blocks ?? [])[...]
        for hit in hits {
            let anchor = patterns.anchors[hit.literal]
            guard anchor.isAssignment == isAssignment else { continue }
            let range = hit.end - anchor.length..<hit.end
            looked[anchor.family] += 1
            guard looked[anchor.family] <= SecretSearch.anchorLimit else {
                isExceeded = true
                continue
            }
            if let lead = anchor.base64Lead {
                let group = range.lowerBound - lead
                guard blocks != nil, group >= 0, hit.end > decodedEnds[group & 3] else { continue }
                decodedEnds[group & 3] = text.end(of: .anyBase64, from: group, limit: SecretSearch.longestRun)
                laterBlocks = laterBlocks.drop { $0.upperBound < hit.end }
                let isInBlock = laterBlocks.first.map { $0.lowerBound <= group } ?? false
                guard !isInBlock, let run = run(at: group, in: text) else { continue }
                checks += 1
                found += secrets(in: run, of: text)
                continue
            }
            if anchor.isHex {
                let pair = range.lowerBound & 1
                guard blocks != nil, hit.end > decodedHexEnds[pair] else { continue }
                let run = hexRun(at: range.lowerBound, in: text)
                decodedHexEnds[pair] = run.range.upperBound
                checks += 1
                found += secrets(in: run, of: text)
                continue
            }
            guard range.lowerBound >= foundEnds[anchor.family] else { continue }
            checks += 1
            let family = SecretPatterns.families[anchor.family]
            guard let candidate = family.check(text, range) else { continue }
            foundEnds[anchor.family] = candidate.range.upperBound
            found.append(Found(family: family, candidate: candidate, value: Array(text.bytes[candidate.range])))
        }
        return found
    }

    /// The run of base64 on one line that has a group of four at `index`; nil where it is too short for a secret.
    private func run(at index: Int, in text: SecretText) -> DecodedRun? {
        let set = ByteSet.anyBase64
        let before = index - text.start(of: set, before: index, limit: 4096)
        let start = index - before / 4 * 4
        let end = text.end(of: set, from: start, limit: SecretSearch.longestRun)
        guard end - start >= 20 else { return nil }
        return DecodedRun(
            bytes: Base64.decode(text.bytes[start..<end]), encoding: "base64", lines: [start], ratio: (4, 3))
    }

    /// The run of hexadecimal digits that has a pair at `index`, from a little before it.
    private func hexRun(at index: Int, in text: SecretText) -> DecodedRun {
        let before = index - text.start(of: .hex, before: index, limit: 4096)
        let start = index - before / 2 * 2
        let end = text.end(of: .hex, from: start, limit: SecretSearch.longestRun)
        return DecodedRun(
            bytes: Hexadecimal.decode(text.bytes[start..<end]), encoding: "hexadecimal", lines: [start], ratio: (2, 1))
    }

    /// The secrets of a text and those that its format tells of: what the format says of a value is worth more than what
    /// its name says.
    static func merge(_ secrets: [Found], byFormat: [Found]) -> [Found] {
        // Most files have none.
        guard !byFormat.isEmpty else { return secrets }
        var later = byFormat.map(\.candidate.range).sorted { $0.lowerBound < $1.lowerBound }[...]
        let others = secrets.filter { found in
            let range = found.candidate.range
            later = later.drop { $0.upperBound <= range.lowerBound }
            return found.family.group != .assignment || !(later.first?.overlaps(range) ?? false)
        }
        return best(others + byFormat)
    }

    /// Of secrets that overlap, the surest; among equals the one whose family stands first.
    static func best(_ found: [Found]) -> [Found] {
        guard found.count > 1 else { return found }
        let order = found.sorted { left, right in
            left.candidate.range.lowerBound < right.candidate.range.lowerBound
        }
        var kept: [Found] = []
        for next in order {
            guard let last = kept.last, last.candidate.range.upperBound > next.candidate.range.lowerBound else {
                kept.append(next)
                continue
            }
            if next.rank > last.rank { kept[kept.count - 1] = next }
        }
        return kept
    }
}

extension SecretSearch.Found {
    /// How well it fits, to choose among secrets that overlap.
    fileprivate var rank: Int {
        let confidence =
            candidate.isPlaceholder ? 0 : candidate.confidence == .high ? 3 : candidate.confidence == .medium ? 2 : 1
        return confidence
    }
}
