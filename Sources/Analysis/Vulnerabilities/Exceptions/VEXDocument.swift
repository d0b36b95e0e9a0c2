import Evidence
import OCI

/// An OpenVEX document (openvex.dev, specification 0.2.0): what its author says of vulnerabilities in products. Older ones,
/// which name products and vulnerabilities by texts alone, and in-toto statements around a document are read too.
public struct VEXDocument: Sendable {
    /// Why a document cannot be used, in words that follow its name.
    public struct Fault: Error, Sendable, CustomStringConvertible {
        /// The rest of a sentence that begins with the file's name.
        public let description: String
    }

    /// Its statements that can be followed, in their order.
    public private(set) var statements: [VEXStatement] = []
    /// Statements that do not count, one sentence each.
    public private(set) var warnings: [String] = []

    /// Reads a document.
    ///
    /// - Parameters:
    ///   - bytes: The whole file, at most 64 MiB.
    ///   - name: Its name, for people.
    public init(parsing bytes: [UInt8], name: String) throws(Fault) {
        let root: Root
        do throws(JSONDocumentError) {
            root = try JSONDocument.decode(Root.self, from: bytes)
        } catch {
            throw Fault(description: error.description)
        }
        guard let document = root.isOpenVEX ? root : root.predicate?.value?.root, document.isOpenVEX else {
            throw Fault(description: "is no OpenVEX document")
        }
        for (offset, statement) in (document.statements?.value ?? []).enumerated() {
            let acceptance = Acceptance(source: name, place: "statement \(offset + 1)")
            guard let raw = statement.value else {
                warnings.append("\(acceptance.origin) cannot be read and does not count")
                continue
            }
            let read = VEXStatement(raw, in: document, acceptance: acceptance)
            if let reason = read.invalidity {
                warnings.append("\(acceptance.origin) \(reason) and does not count")
            } else {
                statements.append(read)
            }
        }
    }

    /// A document, or what is around it.
    final class Root: Decodable {
        let context: Lenient<String>?
        let timestamp: Lenient<String>?
        let statements: Lenient<[Lenient<Statement>]>?
        let predicate: Lenient<Inner>?

        /// What an in-toto statement is about.
        struct Inner: Decodable {
            let root: Root
            init(from decoder: any Decoder) throws { root = try Root(from: decoder) }
        }

        private enum CodingKeys: String, CodingKey {
            case context = "@context"
            case timestamp, statements, predicate
        }

        var isOpenVEX: Bool { context?.value?.hasPrefix("https://openvex.dev/ns") == true }
    }

    struct Statement: Decodable {
        let vulnerability: Name?
        let products: Lenient<[Lenient<Product>]>?
        let subcomponents: Lenient<[Lenient<Component>]>?
        let status: Lenient<String>?
        let justification: Lenient<String>?
        let impactStatement: Lenient<String>?
        let statusNotes: Lenient<String>?
        let timestamp: Lenient<String>?

        private enum CodingKeys: String, CodingKey {
            case vulnerability, products, subcomponents, status, justification, timestamp
            case impactStatement = "impact_statement"
            case statusNotes = "status_notes"
        }
    }

    /// A vulnerability: a name with others, before version 0.2.0 a text.
    struct Name: Decodable {
        let all: [String]

        private enum CodingKeys: String, CodingKey {
            case id = "@id"
            case name, aliases
        }

        init(from decoder: any Decoder) throws {
            if let text = try? String(from: decoder) {
                all = [text]
                return
            }
            let keys = try decoder.container(keyedBy: CodingKeys.self)
            let single = [CodingKeys.name, .id].compactMap { try? keys.decode(String.self, forKey: $0) }
            all = single + ((try? keys.decode([String].self, forKey: .aliases)) ?? [])
        }
    }

    /// What identifies a piece of software.
    struct Component: Decodable {
        /// Its IRI and its identifiers: package URLs, names of images.
        let names: [String]
        /// Its digests, in hexadecimal.
        let hashes: [String]

        private enum CodingKeys: String, CodingKey {
            case id = "@id"
            case identifiers, hashes
        }

        init(from decoder: any Decoder) throws {
            if let text = try? String(from: decoder) {
                (names, hashes) = ([text], [])
                return
            }
            let keys = try decoder.container(keyedBy: CodingKeys.self)
            let identifiers = (try? keys.decode([String: String].self, forKey: .identifiers)) ?? [:]
            names =
                [try? keys.decode(String.self, forKey: .id)].compactMap(\.self)
                + identifiers.sorted { $0.key < $1.key }.map(\.value)
            hashes = ((try? keys.decode([String: String].self, forKey: .hashes)) ?? [:]).values.sorted()
        }
    }

    struct Product: Decodable {
        let component: Component
        let subcomponents: [Component]

        private enum CodingKeys: String, CodingKey { case subcomponents }

        init(from decoder: any Decoder) throws {
            component = try Component(from: decoder)
            let keys = try? decoder.container(keyedBy: CodingKeys.self)
            subcomponents = (try keys?.decodeIfPresent([Component].self, forKey: .subcomponents)) ?? []
        }
    }
}
