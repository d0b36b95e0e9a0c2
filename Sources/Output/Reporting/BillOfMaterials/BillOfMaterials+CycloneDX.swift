import ImageAnalysis

extension BillOfMaterials {
    /// A version of CycloneDX. What a bill says is said alike in all of them.
    public enum CycloneDXVersion: String, Sendable, CaseIterable {
        /// Of 2023.
        case v1_5 = "1.5"
        /// ECMA-424.
        case v1_6 = "1.6"
        /// ECMA-424, second edition.
        case v1_7 = "1.7"
    }

    /// The bill as CycloneDX.
    public func cycloneDX(_ version: CycloneDXVersion = .v1_6) -> JSONValue {
        var metadata: JSONValue = created.map { ["timestamp": .string($0)] } ?? [:]
        let tool: JSONValue = ["type": "application", "name": "strata", "version": .string(toolVersion)]
        metadata.add(["tools": ["components": [tool]], "component": container])
        let needs = zip(items, dependencies).filter { !$0.1.isEmpty }.map { item, needed -> JSONValue in
            ["ref": .string(item.reference), "dependsOn": .strings(needed)]
        }
        return [
            "$schema": .string("http://cyclonedx.org/schema/bom-\(version.rawValue).schema.json"),
            "bomFormat": "CycloneDX",
            "specVersion": .string(version.rawValue),
            "serialNumber": .string("urn:uuid:\(identifier)"),
            "version": 1,
            "metadata": metadata,
            "components": .array(operatingSystem + items.map(component)),
            "dependencies": .array(needs),
        ]
    }

    private var container: JSONValue {
        var properties: [(String, String)] = [("strata:platform", image.platform.description)]
        properties += [("strata:imageID", image.id)]
        properties += image.references.map { ("strata:reference", $0) }
        properties += image.layers.compactMap { layer in layer.diffID.map { ("strata:diffID", $0) } }
        return [
            "bom-ref": .string(image.id),
            "type": "container",
            "name": .string(name),
            "version": .string(image.manifestDigest ?? image.id),
            "properties": BillOfMaterials.properties(properties),
        ]
    }

    /// What the system packages belong to: scanners choose their data by it.
    private var operatingSystem: [JSONValue] {
        guard let distribution = inventory.distribution else { return [] }
        var system: JSONValue = [
            "bom-ref": .string("os:\(distribution.id)-\(distribution.version ?? "")"),
            "type": "operating-system",
            "name": .string(distribution.id),
        ]
        if let version = distribution.version { system.add(["version": .string(version)]) }
        if let name = distribution.prettyName { system.add(["description": .string(name)]) }
        return [system]
    }

    private func component(_ item: Item) -> JSONValue {
        let package = item.package
        var component: JSONValue = ["bom-ref": .string(item.reference), "type": "library"]
        var name = package.name
        // Maven's group is a field of its own.
        if package.ecosystem == .jar, let colon = name.firstIndex(of: ":") {
            component.add(["group": .string(String(name[..<colon]))])
            name = String(name[name.index(after: colon)...])
        }
        component.add(["name": .string(name), "version": .string(package.version)])
        if let license = package.license, !license.isEmpty {
            component.add(["licenses": [LicenseText(license).cycloneDX]])
        }
        component.add([
            "purl": .string(item.url.description),
            "properties": BillOfMaterials.properties(properties(of: package)),
        ])
        return component
    }

    private func properties(of package: Package) -> [(String, String)] {
        // Trivy's own names for the source, without which it does not find a system package's advisories.
        let trivy = [
            ("SrcName", package.sourceName), ("SrcVersion", package.sourceVersion),
            ("LayerDiffID", diffID(of: package)),
        ]
        return origin(of: package).map { ($0.name, $0.value) }
            + trivy.compactMap { name, value in value.map { ("aquasecurity:trivy:\(name)", $0) } }
    }

    private static func properties(_ properties: [(String, String)]) -> JSONValue {
        .array(
            properties.map { ["name": .string($0.0), "value": .string($0.1)] })
    }
}

extension LicenseText {
    /// One member of a component's `licenses`.
    fileprivate var cycloneDX: JSONValue {
        if isIdentifier { return ["license": ["id": .string(text)]] }
        if isExpression { return ["expression": .string(text)] }
        return ["license": ["name": .string(text)]]
    }
}
