import Packages

extension OSVRecord.Affected {
    /// Whether a version has the vulnerability: it is listed, or lies in a range (OSV schema, "Evaluation").
    func contains(_ version: String, order: VersionOrder) -> Bool {
        if versions?.contains(where: { $0 == version || order.compare($0, version) == 0 }) == true { return true }
        return comparableRanges.contains { $0.contains(version, order: order) }
    }

    /// The least version above this one that is fixed; nil where no range has one.
    func fixedVersion(after version: String, order: VersionOrder) -> String? {
        comparableRanges.flatMap { $0.events ?? [] }.compactMap(\.fixed)
            .filter { order.compare($0, version).map { $0 > 0 } ?? false }
            .min { order.compare($0, $1).map { $0 < 0 } ?? false }
    }

    /// Ranges of commits tell nothing of versions.
    private var comparableRanges: [OSVRecord.Range] {
        (ranges ?? []).filter { $0.type != "GIT" }
    }
}

extension OSVRecord.Range {
    /// Whether a version lies in the range: the last event at or below it decides. Events that are no versions do not
    /// count, so that a version which cannot be compared is in no range.
    func contains(_ version: String, order: VersionOrder) -> Bool {
        guard order.compare(version, version) != nil else { return false }
        let events = events ?? []
        let limits = events.compactMap(\.limit).filter { $0 != "*" }
        guard limits.isEmpty || limits.contains(where: { order.compare(version, $0).map { $0 < 0 } ?? false }) else {
            return false
        }
        var isAffected = false
        for event in OSVRecord.Range.sorted(events, order: order) {
            if let introduced = event.introduced {
                if introduced == "0" || order.compare(version, introduced).map({ $0 >= 0 }) ?? false {
                    isAffected = true
                }
            } else if let fixed = event.fixed {
                if order.compare(version, fixed).map({ $0 >= 0 }) ?? false { isAffected = false }
            } else if let last = event.lastAffected {
                if order.compare(version, last).map({ $0 > 0 }) ?? false { isAffected = false }
            }
        }
        return isAffected
    }

    /// Events in the order of their versions, `0` before all; at one version the end of a range comes before the begin of
    /// the next.
    private static func sorted(_ events: [OSVRecord.Event], order: VersionOrder) -> [OSVRecord.Event] {
        events.enumerated().sorted { left, right in
            guard let one = left.element.version, let other = right.element.version else {
                return left.offset < right.offset
            }
            if one == "0" || other == "0" { return one == "0" && other != "0" }
            let result = order.compare(one, other) ?? 0
            return result == 0 ? left.offset < right.offset : result < 0
        }.map(\.element)
    }
}

extension OSVRecord.Event {
    fileprivate var version: String? { introduced ?? fixed ?? lastAffected }
}
