import ImageAnalysis

extension BillOfMaterials {
    /// The bill as SPDX 2.3.
    public var spdx: JSONValue {
        let identifiers = Dictionary(
            zip(items.map(\.reference), items.indices.map { "SPDXRef-Package-\($0 + 1)" }),
            uniquingKeysWith: { first, _ in first })
        return [
            "spdxVersion": "SPDX-2.3",
            "dataLicense": "CC0-1.0",
            "SPDXID": "SPDXRef-DOCUMENT",
            "name": .string(name),
            "documentNamespace": .string("https://spdx.org/spdxdocs/strata-\(identifier)"),
            "creationInfo": [
                "created": .string(created ?? "1970-01-01T00:00:00Z"),
                "creators": [.string("Tool: strata-\(toolVersion)")],
            ],
            "packages": .array([imagePackage] + systemPackage + items.map { spdxPackage($0, identifiers) }),
            "relationships": .array(relationships(identifiers)),
            "hasExtractedLicensingInfos": .array(extractedLicenses),
        ]
    }

    private var imagePackage: JSONValue {
        [
            "SPDXID": "SPDXRef-Image",
            "name": .string(name),
            "versionInfo": .string(image.manifestDigest ?? image.id),
            "downloadLocation": "NOASSERTION",
            "filesAnalyzed": false,
            "primaryPackagePurpose": "CONTAINER",
        ]
    }

    private var systemPackage: [JSONValue] {
        guard let distribution = inventory.distribution else { return [] }
        return [
            [
                "SPDXID": "SPDXRef-OperatingSystem",
                "name": .string(distribution.id),
                "versionInfo": .string(distribution.version ?? ""),
                "downloadLocation": "NOASSERTION",
                "filesAnalyzed": false,
                "primaryPackagePurpose": "OPERATING-SYSTEM",
            ]
        ]
    }

    private func spdxPackage(_ item: Item, _ identifiers: [String: String]) -> JSONValue {
        let package = item.package
        let license = package.license.flatMap { $0.isEmpty ? nil : LicenseText($0) }
        let declared = license.map { $0.isExpression ? $0.text : $0.reference } ?? "NOASSERTION"
        var facts = "layer \(package.layer)"
        if let diffID = diffID(of: package) { facts += " (\(diffID))" }
        facts += ", recorded in \(record(of: package))"
        if let name = package.sourceName {
            facts += ", built from \(name)" + (package.sourceVersion.map { " \($0)" } ?? "")
        }
        return [
            "SPDXID": .optional(identifiers[item.reference]),
            "name": .string(package.name),
            "versionInfo": .string(package.version),
            "downloadLocation": "NOASSERTION",
            "filesAnalyzed": false,
            "sourceInfo": .string(facts),
            "licenseConcluded": "NOASSERTION",
            "licenseDeclared": .string(declared),
            "copyrightText": "NOASSERTION",
            "externalRefs": [
                [
                    "referenceCategory": "PACKAGE-MANAGER",
                    "referenceType": "purl",
                    "referenceLocator": .string(item.url.description),
                ]
            ],
            "primaryPackagePurpose": "LIBRARY",
            "annotations": .array(
                origin(of: package).map { name, value in
                    [
                        "annotator": .string("Tool: strata-\(toolVersion)"),
                        "annotationDate": .string(created ?? "1970-01-01T00:00:00Z"),
                        "annotationType": "OTHER",
                        "comment": .string("\(name)=\(value)"),
                    ]
                }),
        ]
    }

    private func relationships(_ identifiers: [String: String]) -> [JSONValue] {
        var relationships = [relationship("SPDXRef-DOCUMENT", "DESCRIBES", "SPDXRef-Image")]
        if inventory.distribution != nil {
            relationships.append(relationship("SPDXRef-Image", "CONTAINS", "SPDXRef-OperatingSystem"))
        }
        for item in items {
            guard let identifier = identifiers[item.reference] else { continue }
            relationships.append(relationship("SPDXRef-Image", "CONTAINS", identifier))
        }
        for (item, needed) in zip(items, dependencies) {
            guard let identifier = identifiers[item.reference] else { continue }
            relationships += needed.compactMap { identifiers[$0] }.map { relationship(identifier, "DEPENDS_ON", $0) }
        }
        return relationships
    }

    private func relationship(_ one: String, _ type: String, _ other: String) -> JSONValue {
        [
            "spdxElementId": .string(one),
            "relationshipType": .string(type),
            "relatedSpdxElement": .string(other),
        ]
    }

    /// Licences that are no SPDX expressions, as their packages say them.
    private var extractedLicenses: [JSONValue] {
        let texts = Set(items.compactMap(\.package.license)).filter { !$0.isEmpty }.map { LicenseText($0) }
        let named = Dictionary(
            texts.filter { !$0.isExpression }.map { ($0.reference, $0.text) }, uniquingKeysWith: { min($0, $1) })
        return named.sorted { $0.key < $1.key }.map { reference, text in
            [
                "licenseId": .string(reference),
                "name": .string(text),
                "extractedText": .string(text),
            ]
        }
    }
}
