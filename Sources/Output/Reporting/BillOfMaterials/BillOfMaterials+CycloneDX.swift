import ImageAnalysis

extension BillOfMaterials {
    /// The bill as CycloneDX 1.5.
    public var cycloneDX: JSONValue {
        var metadata: [(key: String, value: JSONValue)] = []
        if let created { metadata.append(("timestamp", .string(created))) }
        let tool = JSONValue.object([
            ("type", "application"), ("name", "strata"), ("version", .string(toolVersion)),
        ])
        metadata.append(("tools", .object([("components", .array([tool]))])))
        metadata.append(("component", container))
        let needs = zip(items, dependencies).filter { !$0.1.isEmpty }.map { item, needed in
            JSONValue.object([
                ("ref", .string(item.reference)), ("dependsOn", .array(needed.map { .string($0) })),
            ])
        }
        return .object([
            ("$schema", "http://cyclonedx.org/schema/bom-1.5.schema.json"),
            ("bomFormat", "CycloneDX"),
            ("specVersion", "1.5"),
            ("serialNumber", .string("urn:uuid:\(identifier)")),
            ("version", .integer(1)),
            ("metadata", .object(metadata)),
            ("components", .array(operatingSystem + items.map(component))),
            ("dependencies", .array(needs)),
        ])
    }

    private var container: JSONValue {
        var properties: [(String, String)] = [("strata:platform", image.platform.description)]
        properties += [("strata:imageID", image.id)]
        properties += image.references.map { ("strata:reference", $0) }
        properties += image.layers.compactMap { layer in layer.diffID.map { ("strata:diffID", $0) } }
        return .object([
            ("bom-ref", .string(image.id)), ("type", "container"), ("name", .string(name)),
            ("version", .string(image.manifestDigest ?? image.id)),
            ("properties", BillOfMaterials.properties(properties)),
        ])
    }

    /// What the system packages belong to: scanners choose their data by it.
    private var operatingSystem: [JSONValue] {
        guard let distribution = inventory.distribution else { return [] }
        var members: [(key: String, value: JSONValue)] = [
            ("bom-ref", .string("os:\(distribution.id)-\(distribution.version ?? "")")), ("type", "operating-system"),
            ("name", .string(distribution.id)),
        ]
        if let version = distribution.version { members.append(("version", .string(version))) }
        if let name = distribution.prettyName { members.append(("description", .string(name))) }
        return [.object(members)]
    }

    private func component(_ item: Item) -> JSONValue {
        let package = item.package
        var members: [(key: String, value: JSONValue)] = [
            ("bom-ref", .string(item.reference)), ("type", "library"),
        ]
        var name = package.name
        // Maven's group is a field of its own.
        if package.ecosystem == .jar, let colon = name.firstIndex(of: ":") {
            members.append(("group", .string(String(name[..<colon]))))
            name = String(name[name.index(after: colon)...])
        }
        members += [("name", .string(name)), ("version", .string(package.version))]
        if let license = package.license, !license.isEmpty {
            members.append(("licenses", .array([LicenseText(license).cycloneDX])))
        }
        members.append(("purl", .string(item.url.description)))
        members.append(("properties", BillOfMaterials.properties(properties(of: package))))
        return .object(members)
    }

    private func properties(of package: Package) -> [(String, String)] {
        var properties = [("strata:ecosystem", package.ecosystem.rawValue), ("strata:layer", "\(package.layer)")]
        // Trivy's own names for the source, without which it does not find a system package's advisories.
        if let name = package.sourceName { properties.append(("aquasecurity:trivy:SrcName", name)) }
        if let version = package.sourceVersion { properties.append(("aquasecurity:trivy:SrcVersion", version)) }
        if let diffID = diffID(of: package) { properties.append(("aquasecurity:trivy:LayerDiffID", diffID)) }
        properties.append(("strata:record", record(of: package)))
        properties.append(("strata:size", "\(package.size)"))
        return properties
    }

    private static func properties(_ properties: [(String, String)]) -> JSONValue {
        .array(properties.map { .object([("name", .string($0.0)), ("value", .string($0.1))]) })
    }
}

extension LicenseText {
    /// One member of a component's `licenses`.
    fileprivate var cycloneDX: JSONValue {
        if isIdentifier { return .object([("license", .object([("id", .string(text))]))]) }
        if isExpression { return .object([("expression", .string(text))]) }
        return .object([("license", .object([("name", .string(text))]))])
    }
}

extension JSONValue: ExpressibleByStringLiteral {
    /// A text.
    public init(stringLiteral text: String) {
        self = .string(text)
    }
}
