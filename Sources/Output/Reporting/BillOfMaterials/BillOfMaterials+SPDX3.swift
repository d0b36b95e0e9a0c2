import ImageAnalysis

extension BillOfMaterials {
    /// The bill as SPDX 3.0 in JSON-LD (spdx.github.io/spdx-spec/v3.0.1): a graph of elements that name one another.
    public var spdx3: JSONValue {
        let names = Dictionary(
            zip(items.map(\.reference), items.indices.map { "Package-\($0 + 1)" }), uniquingKeysWith: { one, _ in one })
        let licenses = self.licenses
        let packages = [containerElement] + systemElements + items.map { packageElement($0, names) }
        let others = licenses.map(\.element) + relationshipElements(names, licenses) + annotationElements(names)
        let document = element(
            "SpdxDocument", "Document",
            [
                "name": .string(name), "rootElement": [iri("Bom")],
                "profileConformance": ["core", "software", "simpleLicensing"],
            ])
        let bom = element(
            "software_Sbom", "Bom",
            [
                "name": .string(name), "software_sbomType": ["analyzed"], "rootElement": [iri("Image")],
                "element": .array((packages + others).compactMap { $0["spdxId"] }),
            ])
        return [
            "@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld",
            "@graph": .array([creation, agent, document, bom] + packages + others),
        ]
    }

    private func iri(_ name: String) -> JSONValue { .string("https://spdx.org/spdxdocs/strata-\(identifier)#\(name)") }

    private func element(_ type: String, _ name: String, _ members: JSONValue) -> JSONValue {
        let start: JSONValue = ["type": .string(type), "spdxId": iri(name), "creationInfo": "_:creation"]
        return start.adding(members)
    }

    private var creation: JSONValue {
        [
            "type": "CreationInfo", "@id": "_:creation", "specVersion": "3.0.1",
            "created": .string(created ?? "1970-01-01T00:00:00Z"), "createdBy": [iri("Agent")],
        ]
    }

    private var agent: JSONValue { element("SoftwareAgent", "Agent", ["name": .string("strata-\(toolVersion)")]) }

    private var containerElement: JSONValue {
        element(
            "software_Package", "Image",
            [
                "name": .string(name), "software_packageVersion": .string(image.manifestDigest ?? image.id),
                "software_primaryPurpose": "container",
            ])
    }

    private var systemElements: [JSONValue] {
        guard let distribution = inventory.distribution else { return [] }
        var members: JSONValue = [
            "name": .string(distribution.id), "software_primaryPurpose": "operatingSystem",
        ]
        if let version = distribution.version { members.add(["software_packageVersion": .string(version)]) }
        return [element("software_Package", "OperatingSystem", members)]
    }

    private func packageElement(_ item: Item, _ names: [String: String]) -> JSONValue {
        element(
            "software_Package", names[item.reference] ?? "",
            [
                "name": .string(item.package.name), "software_packageVersion": .string(item.package.version),
                "software_packageUrl": .string(item.url.description), "software_primaryPurpose": "library",
                "externalIdentifier": [
                    [
                        "type": "ExternalIdentifier", "externalIdentifierType": "packageUrl",
                        "identifier": .string(item.url.description),
                    ]
                ],
            ])
    }

    /// A licence that packages declare, each text once.
    private struct License {
        let text: String
        let name: String
        let element: JSONValue
    }

    private var licenses: [License] {
        let texts = Set(items.compactMap(\.package.license)).filter { !$0.isEmpty }.sorted()
        return texts.enumerated().map { index, text in
            let name = "License-\(index + 1)"
            let key =
                LicenseText(text).isExpression ? "simplelicensing_licenseExpression" : "simplelicensing_licenseText"
            let type =
                LicenseText(text).isExpression
                ? "simplelicensing_LicenseExpression" : "simplelicensing_SimpleLicensingText"
            return License(text: text, name: name, element: element(type, name, .object([(key, .string(text))])))
        }
    }

    private func relationshipElements(_ names: [String: String], _ licenses: [License]) -> [JSONValue] {
        let system = inventory.distribution == nil ? [] : ["OperatingSystem"]
        var all: [(from: String, type: String, to: [String])] = [
            ("Image", "contains", system + items.compactMap { names[$0.reference] })
        ]
        let places = Dictionary(licenses.map { ($0.text, $0.name) }, uniquingKeysWith: { one, _ in one })
        for (item, needed) in zip(items, dependencies) {
            guard let name = names[item.reference] else { continue }
            let targets = needed.compactMap { names[$0] }
            if !targets.isEmpty { all.append((name, "dependsOn", targets)) }
            if let license = item.package.license.flatMap({ places[$0] }) {
                all.append((name, "hasDeclaredLicense", [license]))
            }
        }
        return all.filter { !$0.to.isEmpty }.enumerated().map { index, relationship in
            element(
                "Relationship", "Relationship-\(index + 1)",
                [
                    "from": iri(relationship.from), "relationshipType": .string(relationship.type),
                    "to": .array(relationship.to.map(iri)),
                ])
        }
    }

    private func annotationElements(_ names: [String: String]) -> [JSONValue] {
        items.compactMap { item in
            guard let name = names[item.reference] else { return nil }
            let lines = origin(of: item.package).map { "\($0.name)=\($0.value)" }
            return element(
                "Annotation", "Annotation-\(name)",
                [
                    "annotationType": "other", "subject": iri(name), "contentType": "text/plain",
                    "statement": .string(lines.joined(separator: "\n")),
                ])
        }
    }
}

extension JSONValue {
    /// A member of an object; nil where there is none.
    fileprivate subscript(key: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.key == key }?.value
    }
}
