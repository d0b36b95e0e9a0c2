import FoundationEssentials
import ImageAnalysis
import OCI

extension ImageReport {
    /// The report as the documented JSON, version 1: keys never change their order, and what is unknown is `null`.
    public var json: JSONValue {
        [
            "schemaVersion": .integer(ImageReport.schemaVersion),
            "source": [
                "path": .string(source.path),
                "format": .string(source.format.rawValue),
                "compression": .string(source.compression.rawValue),
            ],
            "image": image.json.adding(["config": JSONValue(encoding: image.config)]),
            "totals": totals.json,
            "layers": .array(layers.map(\.json)),
            "stages": stages.json(sizes: stageSizes),
            "images": .array(others.map(\.json)),
            "warnings": .strings(warnings),
        ]
    }
}

extension ImageReport.Identity {
    fileprivate var json: JSONValue {
        [
            "id": .string(id),
            "manifestDigest": .optional(manifestDigest),
            "references": .strings(references),
            "platform": .string(platform.description),
            "created": .optional(created),
        ]
    }
}

extension ImageReport.Totals {
    fileprivate var json: JSONValue {
        [
            "layers": .integer(layers),
            "files": .integer(files),
            "directories": .integer(directories),
            "layerBytes": .integer(layerBytes),
            "blobBytes": .integer(blobBytes),
            "visibleBytes": .integer(visibleBytes),
            "wastedBytes": .integer(wastedBytes),
            "efficiency": .number(efficiency),
            "userWastedPercent": .number(userWastedPercent),
        ]
    }
}

extension ImageReport.Layer {
    fileprivate var json: JSONValue {
        [
            "index": .integer(index),
            "diffID": .optional(diffID),
            "digest": .optional(digest),
            "mediaType": .optional(mediaType),
            "compression": .string(compression.rawValue),
            "blobSize": .integer(blobSize),
            "size": .integer(size),
            "files": .integer(files),
            "directories": .integer(directories),
            "whiteouts": .integer(whiteouts),
            "added": .integer(added),
            "modified": .integer(modified),
            "removed": .integer(removed),
            "createdBy": .optional(recordedLine),
            "stage": .optional(stage),
            "instruction": .optional(instruction),
            "lines": JSONValue(lines),
            "base": .bool(isBase),
        ]
    }
}

extension JSONValue {
    /// A document of another module, its keys sorted; null when it cannot be encoded.
    init(encoding document: some Encodable) {
        let data = try? JSONEncoder().encode(document)
        self = data.flatMap { try? JSONDecoder().decode(JSONValue.self, from: $0) } ?? .null
    }
}

extension JSONValue: Decodable {
    private struct Name: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    /// Decodes any JSON; the keys of objects come out sorted, since a decoder does not tell their order.
    public init(from decoder: any Decoder) throws {
        if let object = try? decoder.container(keyedBy: Name.self) {
            let keys = object.allKeys.sorted { $0.stringValue < $1.stringValue }
            self = .object(try keys.map { ($0.stringValue, try object.decode(JSONValue.self, forKey: $0)) })
        } else if var list = try? decoder.unkeyedContainer() {
            var values: [JSONValue] = []
            while !list.isAtEnd { values.append(try list.decode(JSONValue.self)) }
            self = .array(values)
        } else {
            self = try JSONValue(scalar: decoder.singleValueContainer())
        }
    }

    private init(scalar: any SingleValueDecodingContainer) throws {
        if scalar.decodeNil() {
            self = .null
        } else if let value = try? scalar.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? scalar.decode(Int64.self) {
            self = .integer(value)
        } else if let value = try? scalar.decode(Double.self) {
            self = .number(value)
        } else {
            self = .string(try scalar.decode(String.self))
        }
    }
}
