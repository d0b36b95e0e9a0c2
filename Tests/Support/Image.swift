import Foundation
import OCI

/// An image in code: layers and steps in order, base first, with configuration, names and platform.
public struct Image: Sendable {
    /// One part of an image's history.
    public enum Part: Sendable {
        /// A step that made a layer.
        case layer(Layer)
        /// A step that made none.
        case step(Step)
    }

    /// The parts, oldest first.
    public var parts: [Part]
    /// The image's names, such as `app:latest`.
    public var references: [String] = []
    /// What it runs on.
    public var platform = Platform(os: "linux", architecture: "amd64")
    /// What it runs.
    public var config = RuntimeConfig()
    /// When it was made, RFC 3339.
    public var created: String? = "2026-01-02T03:04:05Z"
    /// Who made it.
    public var author: String?
    /// Annotations of its manifest.
    public var annotations: [String: String] = [:]
    /// In-toto statements about it, as BuildKit attaches them (OCI layouts only).
    public var attestations: [Statement] = []
    /// The history to store; nil for the one that the parts tell.
    public var history: [History]?
    /// The configuration's bytes where they are not the ones that the rest tells.
    public var configBytes: [UInt8]?

    /// An image of parts.
    public init(reference: String? = nil, @ImageBuilder _ parts: () -> [Part] = { [] }) {
        self.parts = parts()
        references = reference.map { [$0] } ?? []
    }

    /// The layers, base first.
    public var layers: [Layer] {
        parts.compactMap { part in
            if case .layer(let layer) = part { layer } else { nil }
        }
    }

    /// The same image with one more name.
    public func reference(_ name: String) -> Image {
        changed { $0.references.append(name) }
    }

    /// The same image for `OS/ARCH[/VARIANT]`.
    public func platform(_ text: String) -> Image {
        changed { $0.platform = Platform(text) ?? Platform(os: text, architecture: "") }
    }

    /// The same image with its runtime configuration changed.
    public func configured(_ change: (inout RuntimeConfig) -> Void) -> Image {
        changed { change(&$0.config) }
    }

    /// The same image with an in-toto statement about it.
    public func attestation(_ predicateType: String, _ json: String) -> Image {
        changed { $0.attestations.append(Statement(predicateType: predicateType, json: json)) }
    }

    /// The same image with any of its properties changed.
    public func changed(_ change: (inout Image) -> Void) -> Image {
        var copy = self
        change(&copy)
        return copy
    }

    /// The image's configuration document.
    public var document: ImageConfig {
        let steps = parts.map { part in
            switch part {
            case .layer(let layer):
                History(
                    created: created, createdBy: layer.createdBy.isEmpty ? nil : layer.createdBy,
                    comment: layer.comment)
            case .step(let step):
                History(created: created, createdBy: step.createdBy, comment: step.comment, emptyLayer: true)
            }
        }
        return ImageConfig(
            created: created, author: author, platform: platform, config: config, diffIDs: layers.map(\.diffID),
            history: history ?? steps)
    }

    /// The configuration's bytes.
    public var encodedConfig: [UInt8] {
        get throws { try configBytes ?? JSONText.encode(document) }
    }

    /// The image's identity: the digest of its configuration.
    public var id: String {
        get throws { SHA256.digest(try encodedConfig) }
    }
}

/// A step of the history that made no layer.
public struct Step: Sendable {
    /// What the step ran.
    public var createdBy: String?
    /// A builder's message.
    public var comment: String?

    /// A step of its text.
    public init(_ createdBy: String?, comment: String? = nil) {
        self.createdBy = createdBy
        self.comment = comment
    }
}

/// An in-toto statement about an image.
public struct Statement: Sendable {
    /// What it says something about, such as `https://slsa.dev/provenance/v1`.
    public var predicateType: String
    /// The whole statement.
    public var json: String
}

/// Collects the parts of an image.
@resultBuilder
public enum ImageBuilder {
    /// A layer.
    public static func buildExpression(_ layer: Layer) -> [Image.Part] { [.layer(layer)] }
    /// A step.
    public static func buildExpression(_ step: Step) -> [Image.Part] { [.step(step)] }
    /// Parts made elsewhere.
    public static func buildExpression(_ parts: [Image.Part]) -> [Image.Part] { parts }
    /// Parts one after another.
    public static func buildBlock(_ parts: [Image.Part]...) -> [Image.Part] { parts.flatMap { $0 } }
    /// Parts of a loop.
    public static func buildArray(_ parts: [[Image.Part]]) -> [Image.Part] { parts.flatMap { $0 } }
    /// Parts of an `if`.
    public static func buildOptional(_ parts: [Image.Part]?) -> [Image.Part] { parts ?? [] }
}
