import ImageAnalysis

extension BillOfMaterials {
    /// The bill as CycloneDX 1.5.
    public var cycloneDX: JSONValue {
        var metadata: JSONValue = created.map { ["timestamp": .string($0)] } ?? [:]
        let tool: JSONValue = ["type": "application", "name": "strata", "version": .string(toolVersion)]
        metadata.add(["tools": ["components": [tool]], "component": container])
        let needs = zip(items, dependencies).filter { !$0.1.isEmpty }.map { item, needed -> JSONValue in
            ["ref": .string(item.reference), "dependsOn": .strings(needed)]
        }
        return [
            "$schema": "http://cyclonedx.org/schema/bom-1.5.schema.json",
            "bomFormat": "CycloneDX",
            "specVersion": "1.5",
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
