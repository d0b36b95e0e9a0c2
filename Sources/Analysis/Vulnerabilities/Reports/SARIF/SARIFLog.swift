/// A SARIF 2.1.0 log (OASIS, sections 3.13 to 3.52), as much of it as tells of packages. All is optional: what a scanner
/// leaves out, or writes in another type, must not cost the rest.
struct SARIFLog: Decodable {
    let runs: [Lenient<Run>]?

    struct Run: Decodable {
        let tool: Lenient<Tool>?
        let results: Lenient<[Lenient<Result>]>?
        let invocations: Lenient<[Lenient<Invocation>]>?
        let artifacts: Lenient<[Lenient<Artifact>]>?
        let properties: PropertyBag?
    }

    struct Artifact: Decodable {
        let properties: PropertyBag?
    }

    struct Invocation: Decodable {
        let executionSuccessful: Lenient<Bool>?
    }

    struct Tool: Decodable {
        let driver: Lenient<Component>?
        let extensions: Lenient<[Lenient<Component>]>?
    }

    struct Component: Decodable {
        let name: Lenient<String>?
        let rules: Lenient<[Lenient<Rule>]>?
        let globalMessageStrings: Lenient<[String: Lenient<Message>]>?
    }

    struct Rule: Decodable {
        let id: Lenient<String>?
        let name: Lenient<String>?
        let shortDescription: Lenient<Message>?
        let fullDescription: Lenient<Message>?
        let help: Lenient<Message>?
        let messageStrings: Lenient<[String: Lenient<Message>]>?
        let defaultConfiguration: Lenient<Configuration>?
        let properties: PropertyBag?
    }

    struct Configuration: Decodable {
        let level: Lenient<String>?
    }

    struct Result: Decodable {
        let ruleId: Lenient<String>?
        let ruleIndex: Lenient<Int>?
        let rule: Lenient<RuleReference>?
        let kind: Lenient<String>?
        let level: Lenient<String>?
        let message: Lenient<Message>?
        let locations: Lenient<[Lenient<Location>]>?
        let suppressions: Lenient<[Lenient<Suppression>]>?
        let baselineState: Lenient<String>?
        let partialFingerprints: PropertyBag?
        let fingerprints: PropertyBag?
        let properties: PropertyBag?
    }

    struct RuleReference: Decodable {
        let id: Lenient<String>?
        let index: Lenient<Int>?
        let toolComponent: Lenient<ComponentReference>?
    }

    struct ComponentReference: Decodable {
        let index: Lenient<Int>?
    }

    struct Suppression: Decodable {
        let status: Lenient<String>?
    }

    struct Message: Decodable {
        let text: Lenient<String>?
        let markdown: Lenient<String>?
        let id: Lenient<String>?
        let arguments: Lenient<[Lenient<String>]>?
    }

    struct Location: Decodable {
        let physicalLocation: Lenient<PhysicalLocation>?
        let logicalLocations: Lenient<[Lenient<LogicalLocation>]>?
    }

    struct PhysicalLocation: Decodable {
        let artifactLocation: Lenient<ArtifactLocation>?
    }

    struct ArtifactLocation: Decodable {
        let uri: Lenient<String>?
        let index: Lenient<Int>?
    }

    struct LogicalLocation: Decodable {
        let name: Lenient<String>?
        let fullyQualifiedName: Lenient<String>?
    }
}

extension SARIFLog.Message {
    /// No more of a message is read than so many bytes: packages are named at its start.
    private static let lengthLimit = 8 << 10
    /// The same for one that many results may name by its id.
    private static let sharedLimit = 1 << 10

    /// What it says in plain text or else in Markdown, arguments put in (section 3.11); empty for nothing.
    ///
    /// - Parameter strings: Finds a message by its id.
    func text(from strings: (String) -> SARIFLog.Message?) -> String {
        if let own = text?.value?.nonEmpty ?? markdown?.value?.nonEmpty {
            return filled(own, limit: SARIFLog.Message.lengthLimit)
        }
        guard let named = id?.value.flatMap(strings) else { return "" }
        return filled(
            named.text?.value?.nonEmpty ?? named.markdown?.value ?? "", limit: SARIFLog.Message.sharedLimit)
    }

    /// What it says by itself.
    var plain: String { text { _ in nil } }

    /// The text, cut, with `{0}` replaced by the first argument; neither costs more than the limit.
    private func filled(_ text: String, limit: Int) -> String {
        var bytes: [UInt8] = []
        var rest = text.utf8.prefix(limit)
        while let byte = rest.popFirst(), bytes.count < limit {
            if byte == UInt8(ascii: "{"), let close = rest.prefix(4).firstIndex(of: UInt8(ascii: "}")),
                let index = Int(String(decoding: rest[..<close], as: UTF8.self)),
                let values = arguments?.value, values.indices.contains(index)
            {
                bytes += (values[index].value ?? "").utf8.prefix(limit - bytes.count)
                rest = rest[close...].dropFirst()
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
