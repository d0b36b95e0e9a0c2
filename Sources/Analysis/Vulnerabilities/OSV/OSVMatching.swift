import Evidence
import OCI
import Packages

/// The matching of records with an image's packages, one record after the other.
struct OSVMatching {
    var result = OSVDatabase.Result()
    private let installed: InstalledPackages
    private let distribution: Distribution?
    /// The names of all packages, folded.
    private let names: Set<[UInt8]>

    init(_ inventory: PackageInventory) {
        installed = InstalledPackages(inventory)
        distribution = inventory.distribution
        names = Set(
            inventory.packages.flatMap { [$0.name, $0.sourceName].compactMap(\.self) }
                .map { InstalledPackages.folded($0.utf8) })
    }

    /// Takes one record.
    mutating func read(_ bytes: [UInt8]) {
        result.recordCount += 1
        guard namesAnInstalledPackage(bytes) else { return }
        guard let record = try? JSONDocument.decode(OSVRecord.self, from: bytes) else {
            result.unreadableCount += 1
            return
        }
        match(record)
    }

    /// Counts one that cannot be read.
    mutating func skip() {
        result.recordCount += 1
        result.unreadableCount += 1
    }

    /// Looks for `"name": "…"` with the name of an installed package, which is far cheaper than to decode the record.
    private func namesAnInstalledPackage(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBufferPointer { buffer in
            var end = OSVMatching.endOfKey(in: buffer, from: 0)
            while let key = end {
                var place = key
                while place < buffer.count, buffer[place] == 0x20 || buffer[place] == UInt8(ascii: ":") { place += 1 }
                if place < buffer.count, buffer[place] == UInt8(ascii: "\"") {
                    let value = buffer[(place + 1)...].prefix(512).prefix { $0 != UInt8(ascii: "\"") }
                    // An escape may spell any name.
                    if value.contains(UInt8(ascii: "\\")) || names.contains(InstalledPackages.folded(value)) {
                        return true
                    }
                }
                end = OSVMatching.endOfKey(in: buffer, from: key)
            }
            return false
        }
    }

    /// The place behind the next `"name"`. The byte under the pattern's end tells how far to go on (Horspool).
    private static func endOfKey(in buffer: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        var end = start + 5
        while end < buffer.count {
            switch buffer[end] {
            case UInt8(ascii: "\""):
                if buffer[end - 1] == UInt8(ascii: "e"), buffer[end - 2] == UInt8(ascii: "m"),
                    buffer[end - 3] == UInt8(ascii: "a"), buffer[end - 4] == UInt8(ascii: "n"),
                    buffer[end - 5] == UInt8(ascii: "\"")
                {
                    return end + 1
                }
                end += 5
            case UInt8(ascii: "n"): end += 4
            case UInt8(ascii: "a"): end += 3
            case UInt8(ascii: "m"): end += 2
            case UInt8(ascii: "e"): end += 1
            default: end += 6
            }
        }
        return nil
    }

    private mutating func match(_ record: OSVRecord) {
        guard !record.isWithdrawn else { return }
        for affected in record.affected {
            guard let name = affected.package?.name, let text = affected.package?.ecosystem,
                let ecosystem = OSVEcosystem(text), ecosystem.fits(distribution)
            else { continue }
            for package in installed.packages(named: name) where package.ecosystem == ecosystem.package {
                let identity = ecosystem.identity(of: package)
                guard InstalledPackages.folded(identity.name) == InstalledPackages.folded(name),
                    affected.contains(identity.version, order: ecosystem.order)
                else { continue }
                let severity = record.severity(of: affected)
                if case .unknown(let text) = severity { result.unread.add("\(record.id) has the severity “\(text)”") }
                var vulnerability = KnownVulnerability(
                    id: record.id, severity: severity.value, package: package.name, version: package.version,
                    source: "OSV")
                vulnerability.aliases = record.aliases
                vulnerability.title = record.summary ?? ""
                vulnerability.ecosystem = package.ecosystem
                vulnerability.fixedVersion = affected.fixedVersion(after: identity.version, order: ecosystem.order)
                result.vulnerabilities.append(vulnerability)
            }
        }
    }
}
