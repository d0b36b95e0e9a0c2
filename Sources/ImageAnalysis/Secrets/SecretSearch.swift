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
    private static let anchorLimit = 8192

    /// How many anchors were looked at closely so far: what the search costs beyond one pass over the bytes.
    private(set) var checks = 0

    private let patterns: SecretPatterns
    private let tokens: LiteralScanner
    private let assignments: LiteralScanner

    /// A search; throws when the patterns cannot be prepared.
    init() throws(LiteralDatabase.Failure) {
        patterns = try SecretPatterns.shared.get()
        guard let tokens = LiteralScanner(patterns.tokens.database),
            let assignments = LiteralScanner(patterns.assignments.database)
        else { throw LiteralDatabase.Failure(message: "there is no memory to search for secrets") }
        self.tokens = tokens
        self.assignments = assignments
    }

    /// The secrets of a text in order, none overlapping another.
    func secrets(in text: SecretText) -> [Found] {
        var found = find(tokens, patterns.tokens, in: text)
        if text.traits.wantsAssignments { found += find(assignments, patterns.assignments, in: text) }
        for run in WideText.runs(in: text) {
            found += secrets(in: SecretText(run.bytes, traits: text.traits)).map { found in
                var found = found
                let range = found.candidate.range
                found.candidate.range = run.start + 2 * range.lowerBound..<run.start + 2 * range.upperBound
                found.encoding = found.encoding.isEmpty ? "UTF-16" : found.encoding
                return found
            }
        }
        return SecretSearch.best(found)
    }

    private func find(_ scanner: LiteralScanner, _ part: SecretPatterns.Part, in text: SecretText) -> [Found] {
        // Where the runs of base64 end that were decoded, by the place of their groups of four.
        var decodedEnds = [0, 0, 0, 0]
        var looked = [Int](repeating: 0, count: SecretPatterns.families.count)
        // Where each family's last secret ends: what looks like one more inside of it is a part of it.
        var foundEnds = looked
        return scanner.hits(in: text.bytes).compactMap { hit in
            let anchor = part.anchors[hit.literal]
            let family = SecretPatterns.families[anchor.family]
            let range = hit.end - anchor.length..<hit.end
            looked[anchor.family] += 1
            guard looked[anchor.family] <= SecretSearch.anchorLimit else { return nil }
            if let lead = anchor.base64Lead {
                let group = range.lowerBound - lead
                guard group >= 0, hit.end > decodedEnds[group & 3] else { return nil }
                decodedEnds[group & 3] = text.end(of: .anyBase64, from: group, limit: 24 << 10)
                return decoded(at: group, in: text)
            }
            guard range.lowerBound >= foundEnds[anchor.family] else { return nil }
            checks += 1
            guard let candidate = family.check(text, range) else { return nil }
            foundEnds[anchor.family] = candidate.range.upperBound
            return Found(family: family, candidate: candidate, value: Array(text.bytes[candidate.range]))
        }
    }

    /// The first secret of a base64 run that has a group of four at `index`.
    private func decoded(at index: Int, in text: SecretText) -> Found? {
        let set = ByteSet.anyBase64
        let before = index - text.start(of: set, before: index, limit: 4096)
        let start = index - before / 4 * 4
        let end = text.end(of: set, from: start, limit: 24 << 10)
        guard end - start >= 20 else { return nil }
        let inner = SecretText(Base64.decode(text.bytes[start..<end]))
        for hit in tokens.hits(in: inner.bytes) {
            let anchor = patterns.tokens.anchors[hit.literal]
            let family = SecretPatterns.families[anchor.family]
            checks += 1
            guard anchor.base64Lead == nil, family.findsBase64,
                var candidate = family.check(inner, hit.end - anchor.length..<hit.end)
            else { continue }
            let value = Array(inner.bytes[candidate.range])
            candidate.range = start..<end
            return Found(family: family, candidate: candidate, value: value, encoding: "base64")
        }
        return nil
    }

    /// Of secrets that overlap, the surest; among equals the one whose family stands first.
    static func best(_ found: [Found]) -> [Found] {
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
