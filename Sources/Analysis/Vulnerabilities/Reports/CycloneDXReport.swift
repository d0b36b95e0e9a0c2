import Evidence
import Packages

/// A CycloneDX document with vulnerabilities (specification 1.4 and later, JSON): what Amazon Inspector, Grype, Trivy and
/// Dependency-Track write. Inspector's lies within an object, under `sbom`.
struct CycloneDXReport: Decodable {
    private let components: Lenient<[Lenient<Component>]>?
    private let metadata: Lenient<Metadata>?
    private let vulnerabilities: Lenient<[Lenient<Vulnerability>]>?

    struct Metadata: Decodable {
        let component: Lenient<Component>?
    }

    struct Component: Decodable {
        let reference: String?
        let group: Lenient<String>?
        let name: Lenient<String>?
        let version: Lenient<String>?
        let packageURL: Lenient<String>?
        let components: Lenient<[Lenient<Component>]>?

        private enum CodingKeys: String, CodingKey {
            case reference = "bom-ref"
            case packageURL = "purl"
            case group, name, version, components
        }
    }

    struct Vulnerability: Decodable {
        let id: Lenient<String>?
        let source: Lenient<Source>?
        let references: Lenient<[Lenient<Reference>]>?
        let ratings: Lenient<[Lenient<Rating>]>?
        let description: Lenient<String>?
        let analysis: Lenient<Analysis>?
        let affects: Lenient<[Lenient<Affected>]>?
        let properties: Lenient<[Lenient<Property>]>?
    }

    struct Source: Decodable {
        let name: Lenient<String>?
    }

    struct Reference: Decodable {
        let id: Lenient<String>?
    }

    struct Rating: Decodable {
        let source: Lenient<Source>?
        let score: Lenient<Double>?
        let severity: Lenient<String>?
        let method: Lenient<String>?
    }

    struct Analysis: Decodable {
        let state: Lenient<String>?
    }

    struct Affected: Decodable {
        let ref: Lenient<String>?
    }

    struct Property: Decodable {
        let name: String
        let value: String
    }

    /// Reads all vulnerabilities.
    func read(into reading: inout ReportReading) {
        guard let vulnerabilities = vulnerabilities?.value else {
            reading.unread.add(fault: "the bill of materials has no list of vulnerabilities")
            return
        }
        var packages: [String: ReportedPackage] = [:]
        var waiting =
            (components?.value ?? []).compactMap(\.value) + [metadata?.value?.component?.value].compactMap(\.self)
        while let component = waiting.popLast() {
            waiting += (component.components?.value ?? []).compactMap(\.value)
            if let reference = component.reference, let package = component.package { packages[reference] = package }
        }
        for vulnerability in vulnerabilities { read(vulnerability.value, packages, into: &reading) }
    }

    private func read(
        _ vulnerability: Vulnerability?, _ packages: [String: ReportedPackage], into reading: inout ReportReading
    ) {
        guard let vulnerability, let id = vulnerability.id?.value?.nonEmpty else {
            reading.unread.add("a vulnerability without an id")
            return
        }
        let references = (vulnerability.affects?.value ?? []).compactMap { $0.value?.ref?.value }
        if references.isEmpty { reading.unread.add("\(id) names no package") }
        // Who wrote the document has judged that it does no harm there.
        let accepted = ["not_affected", "false_positive", "resolved", "resolved_with_pedigree"]
        guard !accepted.contains(vulnerability.analysis?.value?.state?.value ?? "") else {
            reading.suppressedCount += references.count
            return
        }
        let severity = severity(of: vulnerability, id, into: &reading)
        for reference in references {
            // A link to another document's part has it behind the sign.
            let local = reference.lastIndex(of: "#").map { String(reference[reference.index(after: $0)...]) }
            guard
                let package = packages[reference] ?? local.flatMap({ packages[$0] })
                    ?? ReportedPackage(packageURL: reference)
            else {
                reading.unread.add("\(id) is about “\(reference)”, which the document does not have")
                continue
            }
            var known = KnownVulnerability(
                id: id, severity: severity, package: package.name, version: package.version, source: "CycloneDX")
            known.aliases = (vulnerability.references?.value ?? []).compactMap { $0.value?.id?.value }
            known.title = vulnerability.description?.value?.prefix { !$0.isNewline }.prefix(256).description ?? ""
            known.ecosystem = package.ecosystem
            known.setFixedVersion(among: vulnerability.fixedVersions(of: reference))
            reading.vulnerabilities.append(known)
        }
    }

    /// What the vulnerability's own source says, else the worst that anybody says. EPSS is no severity.
    private func severity(of vulnerability: Vulnerability, _ id: String, into reading: inout ReportReading) -> Severity
    {
        let ratings = (vulnerability.ratings?.value ?? []).compactMap(\.value).filter { $0.method?.value != "other" }
        let own = ratings.filter { $0.source?.value?.name?.value == vulnerability.source?.value?.name?.value }
        for group in [own, ratings] {
            if let worst = group.compactMap(\.known).max() { return worst }
        }
        if let odd = ratings.lazy.compactMap({ $0.severity?.value }).first(where: { !Severity.isUnjudged($0) }) {
            reading.unread.add("\(id) has the severity “\(odd)”")
        }
        return .info
    }
}

extension CycloneDXReport.Component {
    /// The package that it is; nil without a name.
    fileprivate var package: ReportedPackage? {
        packageURL?.value.flatMap(ReportedPackage.init(packageURL:))
            ?? ReportedPackage(name: name?.value ?? "", version: version?.value)
    }
}

extension CycloneDXReport.Rating {
    /// The severity that it tells; nil where it tells none that is known.
    fileprivate var known: Severity? {
        severity?.value.flatMap { Severity(scannerWord: $0) } ?? score?.value.flatMap { Severity(scoreText: "\($0)") }
    }
}

extension CycloneDXReport.Vulnerability {
    /// The versions without it, as Amazon Inspector tells them.
    fileprivate func fixedVersions(of reference: String) -> [String] {
        let name = "amazon:inspector:sbom_scanner:fixed_version:\(reference)"
        return (properties?.value ?? []).compactMap(\.value).filter { $0.name == name }.map(\.value)
    }
}
