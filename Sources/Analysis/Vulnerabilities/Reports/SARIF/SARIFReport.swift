import Evidence

/// A SARIF 2.1.0 log of a vulnerability scanner (OASIS, sections 3.13 to 3.27).
///
/// SARIF has no place for a package and its versions: each scanner has its own. What is most particular to a result goes
/// first: package URLs in its properties, places and message; its message's shape; other properties and places; its
/// rule's id; then what the rule says of all its results. A result that names no package counts as not understood.
struct SARIFReport: Decodable {
    private let log: SARIFLog

    init(from decoder: any Decoder) throws { log = try SARIFLog(from: decoder) }

    /// Reads all runs.
    func read(into reading: inout ReportReading) {
        let runs = log.runs ?? []
        if runs.isEmpty { reading.unread.add(fault: "no scanner has run") }
        for run in runs {
            guard let run = run.value else {
                reading.unread.add("a run that is no object")
                continue
            }
            var reader = SARIFRunReader(run)
            reader.read(into: &reading)
        }
    }

    /// The id of the image that Trivy says it has looked at; nil where no run says one.
    var imageID: String? { log.runs?.lazy.compactMap { $0.value?.properties?["imageID"] }.first }
}

/// The reading of one run's results.
private struct SARIFRunReader {
    private let run: SARIFLog.Run
    private let source: String
    private let rules: [SARIFRule?]
    private let extensions: [[SARIFRule?]]
    private let indices: [String: Int]
    /// The package URLs of each artifact.
    private let artifacts: [[String]]
    private let strings: [String: Lenient<SARIFLog.Message>]
    /// Rules whose packages were told: they are those of all its results.
    private var expanded: Set<String> = []

    init(_ run: SARIFLog.Run) {
        self.run = run
        let tool = run.tool?.value
        let driver = tool?.driver?.value
        func read(_ component: SARIFLog.Component?) -> [SARIFRule?] {
            (component?.rules?.value ?? []).map { $0.value.map(SARIFRule.init) }
        }
        source = driver?.name?.value ?? "SARIF"
        rules = read(driver)
        extensions = (tool?.extensions?.value ?? []).map { read($0.value) }
        indices = Dictionary(
            rules.enumerated().compactMap { index, rule in rule.map { ($0.id, index) } },
            uniquingKeysWith: { first, _ in first })
        artifacts = (run.artifacts?.value ?? []).map { artifact in
            (artifact.value?.properties?.all ?? []).filter { $0.hasPrefix("pkg:") }
        }
        strings = driver?.globalMessageStrings?.value ?? [:]
    }

    mutating func read(into reading: inout ReportReading) {
        // A scan that did not end well has not seen everything (section 3.20.14).
        if (run.invocations?.value ?? []).contains(where: { $0.value?.executionSuccessful?.value == false }) {
            reading.unread.add(fault: "\(source) says that its run has failed")
        }
        // Without a list of results there was no scan; with an empty one it found nothing (section 3.14.23).
        guard let results = run.results?.value else {
            reading.unread.add(fault: "a run of \(source) has no list of results")
            return
        }
        for result in results {
            guard let result = result.value else {
                reading.unread.add("a result that is no object")
                continue
            }
            read(result, into: &reading)
        }
    }

    private mutating func read(_ result: SARIFLog.Result, into reading: inout ReportReading) {
        guard !result.isWell else { return }
        guard !result.isSuppressed else {
            reading.suppressedCount += 1
            return
        }
        let rule = rule(of: result)
        guard !(rule?.isOther ?? false), !result.isOther else {
            reading.otherCount += 1
            return
        }
        let ruleID = result.ruleId?.value ?? result.rule?.value?.id?.value ?? rule?.id ?? ""
        var packages = packages(of: result, ruleID: ruleID)
        if packages.isEmpty, let rule {
            if rule.packages.isEmpty {
                packages = rule.helpPackage.map { [$0] } ?? []
            } else {
                guard expanded.insert(ruleID).inserted else { return }
                packages = rule.packages
            }
        }
        guard let first = packages.first else {
            reading.unread.add("\(ruleID.nonEmpty.map { "“\($0)”" } ?? "a result") names no package")
            return
        }
        let names = SARIFRunReader.names(ruleID, first, rule)
        guard let id = names.first, id.utf8.count <= 256 else {
            reading.unread.add("a result on \(first.name) names no vulnerability")
            return
        }
        let severity = SARIFSeverity(of: result, rule, word: first.severity)
        if let word = severity.unknownWord { reading.unread.add("\(id) has the severity “\(word)”") }
        let fixed =
            result.properties?.first(of: SARIFRunReader.fixedKeys)
            ?? rule?.properties?.first(of: SARIFRunReader.fixedKeys)
        for package in packages {
            var vulnerability = KnownVulnerability(
                id: id, severity: severity.value, package: package.name, version: package.version, source: source)
            vulnerability.aliases = Array(names.dropFirst())
            let title = rule?.title ?? ""
            vulnerability.title = package.isTitled || title == id ? "" : title
            vulnerability.ecosystem = package.ecosystem
            vulnerability.setFixedVersion(among: SARIFRunReader.versions(package.fixedVersion ?? fixed ?? ""))
            vulnerability.paths = result.paths
            reading.vulnerabilities.append(vulnerability)
        }
    }

    /// Keys of a version that does not have the vulnerability: Docker Scout's, JFrog's.
    private static let fixedKeys = ["fixed_version", "fixedVersion", "fixedVersions", "fix_version"]

    /// Versions parted by commas; `[3.0.14]` is JFrog's way; words such as `not fixed` are none.
    private static func versions(_ text: String) -> [String] {
        text.split(separator: ",").map { String($0.drop { $0 == " " || $0 == "[" }.prefix { $0 != "]" }) }
            .filter { !$0.contains(" ") }
    }

    /// The rule of a result: by its index, in an extension where the result says so, or by its id; `CA1000/1` is a part of
    /// `CA1000` (sections 3.27.5 to 3.27.7).
    private func rule(of result: SARIFLog.Result) -> SARIFRule? {
        let reference = result.rule?.value
        if let index = result.ruleIndex?.value ?? reference?.index?.value {
            let component = reference?.toolComponent?.value?.index?.value
            let listed = component.map { extensions.indices.contains($0) ? extensions[$0] : [] } ?? rules
            if listed.indices.contains(index) { return listed[index] }
        }
        guard let id = result.ruleId?.value ?? reference?.id?.value else { return nil }
        let place = indices[id] ?? id.lastIndex(of: "/").flatMap { indices[String(id[..<$0])] }
        return place.flatMap { rules[$0] }
    }

    /// The packages that a result names by itself.
    private func packages(of result: SARIFLog.Result, ruleID: String) -> [ReportedPackage] {
        let rule = rule(of: result)
        let message = result.message?.value?.text { rule?.message($0) ?? strings[$0]?.value } ?? ""
        let shaped = ReportedPackage(message: message)
        let names = result.logicalNames
        let listed = result.artifactIndices.flatMap { artifacts.indices.contains($0) ? artifacts[$0].prefix(1) : [] }
        let candidates =
            (result.properties?.packageURLs ?? []) + names + (result.partialFingerprints?.all ?? [])
            + (result.fingerprints?.all ?? []) + ReportedPackage.packageURLs(in: message) + listed
        let own = ReportedPackage.distinct(candidates.compactMap(ReportedPackage.init(packageURL:)))
        if !own.isEmpty { return own.map { $0.filled(by: shaped) } }
        // Snyk's message names the package without its version, its place both.
        let placed = names.lazy.compactMap(ReportedPackage.init(at:)).first
        if let shaped, !shaped.version.isEmpty || placed == nil { return [shaped] }
        if let placed { return [placed.filled(by: shaped)] }
        return (ReportedPackage(result.properties) ?? ReportedPackage(ruleID: ruleID)).map { [$0] } ?? []
    }

    /// The vulnerability's names, the first its own: what a package or a severity adds to the rule's id taken off.
    private static func names(_ ruleID: String, _ package: ReportedPackage, _ rule: SARIFRule?) -> [String] {
        var id = ruleID[...]
        // Trivy's older template: `[CRITICAL] CVE-2020-1`.
        if id.hasPrefix("["), let close = id.firstRange(of: "] ") { id = id[close.upperBound...] }
        for suffix in [
            "-\(package.name)", "_\(package.name)_\(package.version)", ":\(package.name):\(package.version)",
        ]
        where id.hasSuffix(suffix) {
            id = id.dropLast(suffix.count)
        }
        id = id.prefix { $0 != " " && $0 != "," }
        var names = [String(id)]
        // Clair numbers its rules.
        if !VulnerabilityName.isName(id), let named = package.ids.first { names = [named] }
        for name in package.ids + VulnerabilityName.all(in: ruleID) + (rule?.aliases ?? []) where !names.contains(name)
        {
            names.append(name)
        }
        return names.filter { !$0.isEmpty }
    }
}

extension SARIFLog.Result {
    /// Whether it says that something is well, or is gone since a former run (sections 3.27.9 and 3.27.24).
    fileprivate var isWell: Bool {
        ["pass", "notApplicable"].contains(kind?.value ?? "") || baselineState?.value == "absent"
    }

    /// Whether somebody has accepted it: no suppression of it is under review or rejected (section 3.27.23).
    fileprivate var isSuppressed: Bool {
        let all = (suppressions?.value ?? []).compactMap(\.value)
        return !all.isEmpty && all.allSatisfy { ($0.status?.value ?? "accepted") == "accepted" }
    }

    /// Whether it is about a secret, a setting or a licence, as Trivy, Snyk and JFrog write it.
    fileprivate var isOther: Bool {
        let text = message?.value?.text?.value ?? ""
        return (ruleId?.value ?? "").hasPrefix("snyk:lic:") || text.hasPrefix("Artifact: ")
            || text.hasPrefix("License violation [")
    }

    /// Where it is, as far as that can be read.
    private var places: [SARIFLog.Location] { (locations?.value ?? []).compactMap(\.value) }

    /// The names of its logical places.
    fileprivate var logicalNames: [String] {
        places.flatMap { $0.logicalLocations?.value ?? [] }.compactMap(\.value)
            .flatMap { [$0.fullyQualifiedName?.value, $0.name?.value].compactMap(\.self) }
    }

    /// The files that it names.
    fileprivate var paths: [String] {
        places.compactMap {
            $0.physicalLocation?.value?.artifactLocation?.value?.uri?.value?.withoutLeadingSlashes.nonEmpty
        }
    }

    /// The places of its files in the run's list of artifacts.
    fileprivate var artifactIndices: [Int] {
        places.compactMap { $0.physicalLocation?.value?.artifactLocation?.value?.index?.value }
    }
}
