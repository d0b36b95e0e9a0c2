import ImageAnalysis
import OCI

/// The lines of a history file: a build each, the oldest first.
public struct BuildHistory: Sendable, Hashable {
    /// The builds, in order.
    public let builds: [BuildRecord]

    /// More builds are refused.
    public static let buildLimit = 10_000
    /// More layers or packages of a build are refused.
    static let partLimit = 10_000
    /// More bytes in one figure are refused: so sums of them fit.
    static let byteLimit: Int64 = 1 << 48

    /// What is wrong with a file: words that follow its name.
    public struct Fault: Error, Sendable, Hashable, CustomStringConvertible {
        /// `, line 3: it is not valid JSON`.
        public let description: String
    }

    /// Reads a file.
    public init(parsing text: [UInt8]) throws(Fault) {
        var builds: [BuildRecord] = []
        var number = 0
        for line in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            number += 1
            guard !line.allSatisfy({ $0 == 0x20 || $0 == 0x0d }) else { continue }
            guard builds.count < BuildHistory.buildLimit else {
                throw Fault(description: " has more than \(BuildHistory.buildLimit) builds")
            }
            do throws(JSONDocumentError) {
                builds.append(try JSONDocument.decode(Line.self, from: Array(line)).record)
            } catch {
                throw Fault(description: ", line \(number): it \(error)")
            }
        }
        self.builds = builds
    }

    private struct Line: Decodable {
        struct Layer: Decodable {
            let instruction: String
            let line: Int?
            let bytes: Bytes
        }

        struct Package: Decodable {
            let ecosystem, name, version: String
            let bytes: Bytes
        }

        struct Others: Decodable {
            let count: Int
            let bytes: Bytes
        }

        /// A number of bytes that can be.
        struct Bytes: Decodable {
            let count: Int64

            init(from decoder: any Decoder) throws {
                let container = try decoder.singleValueContainer()
                count = try container.decode(Int64.self)
                guard (0...BuildHistory.byteLimit).contains(count) else {
                    throw DecodingError.typeMismatch(
                        Int64.self, .init(codingPath: container.codingPath, debugDescription: "no number of bytes"))
                }
            }
        }

        let schemaVersion: Int
        let label: String
        let date: String?
        let image: String
        let size: Bytes
        let compressed: Bytes?
        let wasted: Bytes
        let layers: [Layer]
        let packages: [Package]
        let otherPackages: Others
        let findings: [String: Int]

        private enum Keys: String, CodingKey {
            case schemaVersion, label, date, image, size, compressed, wasted, layers, packages, otherPackages, findings
        }

        init(from decoder: any Decoder) throws {
            let keys = try decoder.container(keyedBy: Keys.self)
            schemaVersion = try keys.decode(Int.self, forKey: .schemaVersion)
            guard schemaVersion == BuildRecord.schemaVersion else {
                throw DecodingError.typeMismatch(
                    Int.self, .init(codingPath: [Keys.schemaVersion], debugDescription: "another version"))
            }
            label = try keys.decode(String.self, forKey: .label)
            date = try keys.decodeIfPresent(String.self, forKey: .date)
            image = try keys.decode(String.self, forKey: .image)
            size = try keys.decode(Bytes.self, forKey: .size)
            compressed = try keys.decodeIfPresent(Bytes.self, forKey: .compressed)
            wasted = try keys.decode(Bytes.self, forKey: .wasted)
            layers = try keys.decode([Layer].self, forKey: .layers)
            packages = try keys.decode([Package].self, forKey: .packages)
            otherPackages = try keys.decode(Others.self, forKey: .otherPackages)
            findings = try keys.decode([String: Int].self, forKey: .findings)
            for (key, count) in [(Keys.layers, layers.count), (.packages, packages.count)]
            where count > BuildHistory.partLimit {
                throw DecodingError.typeMismatch(
                    [Layer].self, .init(codingPath: [key], debugDescription: "too many"))
            }
        }

        var record: BuildRecord {
            var record = BuildRecord(
                label: label, date: date, image: image, size: size.count, compressed: compressed?.count,
                wasted: wasted.count)
            record.layers = layers.map { .init(instruction: $0.instruction, line: $0.line, bytes: $0.bytes.count) }
            record.packages = packages.map {
                .init(ecosystem: $0.ecosystem, name: $0.name, version: $0.version, bytes: $0.bytes.count)
            }
            record.otherPackages = .init(count: otherPackages.count, bytes: otherPackages.bytes.count)
            record.findings = Dictionary(
                findings.compactMap { name, count in Severity(rawValue: name).map { ($0, count) } }
            ) { first, _ in first }.filter { $0.value > 0 }
            return record
        }
    }
}
