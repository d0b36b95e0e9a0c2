import ImageAnalysis
import TestSupport

@testable import Secrets

/// Invented secrets. They are put together here from parts, so that no scanner of sources takes them for real.
struct FakeSecret {
    private var random: SeededRandom

    init(_ seed: UInt64) { random = SeededRandom(seed: seed) }

    static let letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    static let alphanumeric = "0123456789" + letters
    static let base64URL = alphanumeric + "-_"
    static let base64 = alphanumeric + "+/"
    static let hex = "0123456789abcdef"
    static let base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"

    mutating func characters(_ count: Int, of set: String = alphanumeric) -> String {
        let set = Array(set)
        return String((0..<count).map { _ in set.randomElement(using: &random) ?? "a" })
    }

    /// The parts one after the other, each number as so many random letters and digits.
    mutating func token(_ parts: Part...) -> String {
        parts.map { part in
            switch part {
            case .text(let text): text
            case .random(let count, let set): characters(count, of: set)
            }
        }.joined()
    }

    /// A part of a token.
    enum Part: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
        case text(String)
        case random(Int, of: String)

        init(stringLiteral text: String) { self = .text(text) }
        init(integerLiteral count: Int) { self = .random(count, of: FakeSecret.alphanumeric) }
    }

    /// A token in the form of GitHub's and npm's: 30 random characters and their checksum.
    mutating func checked(_ prefix: String) -> String {
        let body = characters(30)
        return prefix + body + String(decoding: Checksum.base62(Checksum.crc32(body.utf8), digits: 6), as: UTF8.self)
    }

    /// A key in PEM with that label, its body random.
    mutating func pem(_ label: String, lines: Int = 20, header: String = "") -> String {
        let body = (0..<lines).map { _ in characters(64, of: Self.base64) }.joined(separator: "\n")
        return "-----BEGIN \(label)-----\n\(header)\(body)\n-----END \(label)-----\n"
    }
}
