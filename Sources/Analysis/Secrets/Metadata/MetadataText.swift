import Dockerfile
import Evidence
import ImageStore
import OCI

/// A text in an image's documents in which secrets may stand.
struct MetadataText: Sendable {
    /// Where it stands, for people: `ENV TOKEN`.
    var place: String
    /// In which kind of document.
    var state: SecretState
    /// The name of a variable, label or argument whose value it is; nil for a command or any other text.
    var name: String?
    /// The text.
    var text: String
    /// The layer that the step of the history made, from 1; nil for none.
    var layer: Int?

    /// All such texts of an image.
    static func texts(of image: StoredImage) -> [MetadataText] {
        config(image.config.config) + labels(of: image) + history(image.config.history) + attestations(of: image)
    }

    private static func config(_ config: RuntimeConfig) -> [MetadataText] {
        var texts = config.environment.map { pair in
            assignment(pair, "ENV", .config, layer: nil)
        }
        func add(_ place: String, _ words: [String]?) {
            guard let words, !words.isEmpty else { return }
            texts.append(MetadataText(place: place, state: .config, text: words.joined(separator: " ")))
        }
        add("ENTRYPOINT", config.entrypoint)
        add("CMD", config.command)
        add("HEALTHCHECK", config.healthcheck?.test)
        add("SHELL", config.shell)
        for line in config.onBuild { add("ONBUILD", [line]) }
        return texts
    }

    private static func labels(of image: StoredImage) -> [MetadataText] {
        func texts(_ pairs: [String: String], _ word: String) -> [MetadataText] {
            pairs.sorted { $0.key < $1.key }.map { name, value in
                MetadataText(place: "\(word) \(name)", state: .label, name: name, text: value)
            }
        }
        return texts(image.config.config.labels, "label") + texts(image.annotations, "annotation")
    }

    private static func history(_ history: [History]) -> [MetadataText] {
        var layer = 0
        return HistoryStep.steps(of: history).flatMap { step -> [MetadataText] in
            if !step.isEmptyLayer { layer += 1 }
            let place = "history, step \(step.index + 1)"
            let made = step.isEmptyLayer ? nil : layer
            var texts: [MetadataText] = []
            switch step.keyword {
            case .env, .arg, .label:
                texts = pairs(of: step.arguments).map { pair in
                    assignment(pair, "\(place), \(step.keyword?.rawValue ?? "")", .history, layer: made)
                }
            default:
                texts = [MetadataText(place: place, state: .history, text: step.command, layer: made)]
            }
            let arguments = BuildArguments.assignments(in: step.buildArguments)
            texts += arguments.map { assignment($0, "\(place), build argument", .history, layer: made) }
            let others = [history[step.index].author, history[step.index].comment].compactMap(\.self)
            return texts + others.map { MetadataText(place: place, state: .history, text: $0, layer: made) }
        }
    }

    private static func attestations(of image: StoredImage) -> [MetadataText] {
        image.attestations.flatMap { attestation -> [MetadataText] in
            guard attestation.window.length <= longestStatement,
                let bytes = try? attestation.window.bytes(at: 0, count: Int(attestation.window.length))
            else { return [] }
            let provenance = BuildProvenance(statement: bytes)
            var texts = (provenance?.buildArguments ?? [:]).sorted { $0.key < $1.key }.map { name, value in
                MetadataText(place: "provenance, build argument \(name)", state: .attestation, name: name, text: value)
            }
            if let dockerfile = provenance?.dockerfile {
                let text = String(decoding: dockerfile, as: UTF8.self)
                texts.append(MetadataText(place: "provenance, Dockerfile", state: .attestation, text: text))
            } else if provenance == nil {
                let text = String(decoding: bytes, as: UTF8.self)
                texts.append(MetadataText(place: "attestation", state: .attestation, text: text))
            }
            return texts
        }
    }

    /// Longer statements are bills of materials, in bytes.
    private static let longestStatement: Int64 = 8 << 20

    private static func assignment(
        _ pair: String, _ word: String, _ state: SecretState, layer: Int?
    ) -> MetadataText {
        let name = pair.firstIndex(of: "=").map { String(pair[..<$0]) } ?? ""
        let value = pair.firstIndex(of: "=").map { String(pair[pair.index(after: $0)...]) } ?? pair
        return MetadataText(
            place: "\(word) \(name)", state: state, name: name.isEmpty ? nil : name, text: value, layer: layer)
    }

    /// The `NAME=value` of an instruction, apart at spaces outside of quotes; the old form `ENV NAME value` is one.
    static func pairs(of arguments: String) -> [String] {
        var pairs: [String] = []
        var pair = ""
        var quote: Character?
        for character in arguments {
            if character == quote {
                quote = nil
            } else if quote == nil, character == "\"" || character == "'" {
                quote = character
            } else if quote == nil, character == " " {
                if !pair.isEmpty { pairs.append(pair) }
                pair = ""
            } else {
                pair.append(character)
            }
        }
        if !pair.isEmpty { pairs.append(pair) }
        guard let first = pairs.first, !first.contains("=") else { return pairs }
        return ["\(first)=\(pairs.dropFirst().joined(separator: " "))"]
    }
}
