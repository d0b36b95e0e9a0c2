import ImageAnalysis
import OCI

extension PriorReport {
    /// Why a document cannot be held against an image: words that follow its name.
    public struct Fault: Error, Sendable, Hashable, CustomStringConvertible {
        /// `is no report of strata check --format json`.
        public let description: String
    }

    /// What `strata check --format json` wrote.
    public struct Document: Sendable {
        private let reports: [Report]
        private let name: String

        /// Reads a document.
        ///
        /// - Parameters:
        ///   - bytes: The whole of it.
        ///   - name: What the user calls it.
        public init(parsing bytes: [UInt8], name: String) throws(Fault) {
            self.name = name
            do throws(JSONDocumentError) {
                reports = try JSONDocument.decode(Several.self, from: bytes).reports
            } catch {
                throw Fault(description: "is no report of strata check --format json: it \(error)")
            }
            guard !reports.isEmpty else { throw Fault(description: "has no report in it") }
        }

        /// The report on an image: of several the one that has its name or its place.
        public func report(on image: ImageReport) throws(Fault) -> PriorReport {
            let names = Set(image.image.references)
            let meant =
                reports.count == 1
                ? reports.first
                : reports.first { !names.isDisjoint(with: $0.image.references) }
                    ?? reports.first { $0.source.path == image.source.path }
            guard let meant else {
                throw Fault(description: "has no report on \(image.image.references.first ?? image.source.path)")
            }
            return meant.prior(name: name)
        }

        /// What should be known of the document, one sentence each.
        public var warnings: [String] {
            let omitted = reports.reduce(0) { $0.addingReportingOverflow($1.omittedFindings).partialValue }
            return omitted > 0
                ? ["\(name) leaves out \(omitted) findings (--min-severity): they count as new"] : []
        }
    }

    /// One report, or what several images make.
    private struct Several: Decodable {
        let reports: [Report]

        private enum Keys: CodingKey { case reports }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Keys.self)
            reports = try container.decodeIfPresent([Report].self, forKey: .reports) ?? [Report(from: decoder)]
        }
    }

    /// What is read of a report.
    fileprivate struct Report: Decodable {
        struct Source: Decodable { let path: String }
        struct Image: Decodable { let references: [String] }
        struct Totals: Decodable { let layerBytes, blobBytes: Int64 }
        struct Layer: Decodable { let compression: String }
        struct Vulnerability: Decodable { let id: String; let aliases: [String] }
        struct Found: Decodable { let fingerprint: String; let vulnerabilities: [Vulnerability]? }

        let source: Source
        let image: Image
        let totals: Totals
        let layers: [Layer]
        let findings, ignored: [Found]
        let omittedFindings: Int

        func prior(name: String) -> PriorReport {
            var known = KnownFindings()
            for finding in findings + ignored {
                let ids = (finding.vulnerabilities ?? []).flatMap { [$0.id] + $0.aliases }
                known.insert(finding.fingerprint, vulnerabilities: ids)
            }
            let isCompressed = !layers.isEmpty && !layers.contains { $0.compression == "none" }
            return PriorReport(
                name: name, layerBytes: max(0, totals.layerBytes),
                compressedBytes: isCompressed ? max(0, totals.blobBytes) : nil, findings: known)
        }
    }
}
