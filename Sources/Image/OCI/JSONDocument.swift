import FoundationEssentials

/// Reading JSON that strangers wrote: its size and its nesting are bounded before it is decoded.
public enum JSONDocument {
    /// The most bytes that a document may have.
    public static let maximumLength = 64 << 20
    /// The most arrays and objects that may lie inside one another.
    public static let maximumDepth = 256

    /// Decodes `bytes` as a value of `type`.
    ///
    /// - Throws: `JSONDocumentError`, which says in words what is wrong.
    public static func decode<Value: Decodable>(
        _ type: Value.Type, from bytes: [UInt8]
    ) throws(JSONDocumentError) -> Value {
        guard bytes.count <= maximumLength else { throw .tooLong(bytes.count) }
        let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        guard text.contains(where: { $0 != 0 && !isSpace($0) }) else { throw .empty }
        guard depth(of: text) <= maximumDepth else { throw .tooDeep }
        do {
            return try JSONDecoder().decode(type, from: Data(text))
        } catch let error as DecodingError {
            throw .malformed(reason(error))
        } catch {
            throw .malformed("is not JSON")
        }
    }

    /// How deep arrays and objects nest in `text`; brackets inside strings do not count.
    static func depth(of text: [UInt8]) -> Int {
        var depth = 0
        var deepest = 0
        var isInString = false
        var isEscaped = false
        for byte in text {
            if isInString {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isInString = false
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isInString = true
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                depth += 1
                deepest = max(deepest, depth)
            case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
            default: break
            }
        }
        return deepest
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || (0x09...0x0D).contains(byte)
    }

    private static func reason(_ error: DecodingError) -> String {
        switch error {
        case .keyNotFound(let key, _): "lacks “\(key.stringValue)”"
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            context.codingPath.last.map { "has an unexpected value for “\($0.stringValue)”" }
                ?? "is not the kind of JSON value that belongs there"
        default: "is not valid JSON"
        }
    }
}

/// Why a JSON document cannot be used, in words that follow the document's name: "index.json is empty".
public enum JSONDocumentError: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is nothing in it.
    case empty
    /// It is longer than `JSONDocument.maximumLength`; the length is in bytes.
    case tooLong(Int)
    /// It nests deeper than `JSONDocument.maximumDepth`.
    case tooDeep
    /// It is not JSON or not of the right shape; the text says how.
    case malformed(String)

    /// The rest of a sentence that begins with the document's name.
    public var description: String {
        switch self {
        case .empty: "is empty"
        case .tooLong(let length): "is too long (\(length) bytes, at most \(JSONDocument.maximumLength) are read)"
        case .tooDeep: "nests too deeply (more than \(JSONDocument.maximumDepth) levels)"
        case .malformed(let reason): reason
        }
    }
}
