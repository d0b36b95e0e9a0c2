import Dockerfile
import Rules

/// Writes instructions as a Dockerfile has them.
enum InstructionSource {
    /// The exec form: a JSON array.
    static func execForm(_ words: [String]) -> String {
        "[" + words.map(quoted).joined(separator: ", ") + "]"
    }

    /// A JSON string.
    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case "\r": result += "\\r"
            default:
                let isControl = scalar.value < 0x20
                let digits = String(scalar.value, radix: 16)
                result += isControl ? "\\u" + String(repeating: "0", count: 4 - digits.count) + digits : String(scalar)
            }
        }
        return result + "\""
    }

    /// The value of an `ENV` in double quotes, where the builder would expand variables.
    static func quotedVariable(_ value: String) -> String {
        let escaped = value.map { ["\"", "\\", "$"].contains($0) ? "\\\($0)" : String($0) }.joined()
        return "\"\(InstructionText.oneLine(escaped))\""
    }

    /// An instruction with flags put before its arguments; its lines as written where a Dockerfile is known.
    static func text(_ step: BuildRecipe.Step, in document: DockerfileDocument?, adding flags: [String] = [])
        -> [String]
    {
        let instruction = step.instruction
        let isOwn = document != nil && step.line != nil
        let source = isOwn ? document?.source(of: instruction.lines) : nil
        let text = source ?? instruction.text
        guard !flags.isEmpty else {
            return text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        }
        let body = text.drop { $0 == " " || $0 == "\t" }.dropFirst(instruction.name.count)
        let whole =
            ([instruction.name.uppercased()] + flags).joined(separator: " ") + " "
            + body.drop { $0 == " " || $0 == "\t" }
        return whole.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// The flag that mounts a manager's cache.
    static func cacheMount(_ target: String) -> String { "--mount=type=cache,target=\(target)" }

    /// The same path as source and destination of a `COPY`.
    static func copied(_ path: String) -> String { copied([path], to: path) }

    /// The arguments of a `COPY`.
    static func copied(_ sources: [String], to destination: String) -> String {
        let words = sources + [destination]
        let isPlain = words.allSatisfy { word in
            !word.contains { $0.isWhitespace || "\"'*?[\\$".contains($0) }
        }
        return isPlain ? words.joined(separator: " ") : execForm(words)
    }

    /// The flags that mount apt's archives and lists.
    static let aptMounts = ["/var/cache/apt", "/var/lib/apt"].map { cacheMount($0) + ",sharing=locked" }

    /// Whether a variable's name says that its value is a secret.
    static func isSecret(_ name: String) -> Bool {
        let upper = name.uppercased()
        return ["SECRET", "PASSWORD", "PASSWD", "TOKEN", "ACCESS_KEY", "API_KEY", "PRIVATE_KEY"].contains {
            upper.contains($0)
        }
    }
}
