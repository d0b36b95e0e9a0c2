/// The Secrets of a Kubernetes manifest, in YAML or JSON: each object of each document is looked at by itself, and its
/// values as they are written, so that what a template will fill in is told from what stands there.
struct KubernetesManifest {
    /// A value of a Secret.
    struct Value {
        /// Where it stands.
        var range: Range<Int>
        /// Whether it is base64, as below `data`, and not plain, as below `stringData`.
        var isEncoded: Bool
    }

    /// A mapping that is not closed yet.
    private struct Object {
        /// Where its keys begin: a column of YAML, a depth of JSON.
        var column: Int
        /// The key that it is the value of.
        var parentKey: String
        var kind = ""
        var lastKey = ""
        var values: [Value] = []
    }

    /// Deeper objects are not looked at.
    private static let deepest = 256

    private let text: SecretText
    private var open: [Object] = []
    private var found: [Value] = []

    private init(_ text: SecretText) { self.text = text }

    /// The values of all Secrets in a text.
    static func values(in text: SecretText) -> [Value] {
        guard text.has("Secret") else { return [] }
        var manifest = KubernetesManifest(text)
        let start = text.end(of: .whiteSpace, from: 0)
        if text[start] == 0x7b || text[start] == 0x5b {
            manifest.readFlow(start..<text.bytes.count, column: 0)
        } else {
            manifest.readLines()
        }
        manifest.close(from: 0)
        return manifest.found
    }

    private mutating func add(_ key: String, _ value: Range<Int>, at column: Int) {
        if let last = open.last, last.column < column, open.count < KubernetesManifest.deepest {
            open.append(Object(column: column, parentKey: last.lastKey))
        } else if open.isEmpty {
            open.append(Object(column: column, parentKey: ""))
        }
        let last = open.count - 1
        open[last].lastKey = key
        if key == "kind" { open[last].kind = text.string(value) }
        guard last > 0, !value.isEmpty, ["data", "stringData"].contains(open[last].parentKey) else { return }
        open[last - 1].values.append(Value(range: value, isEncoded: open[last].parentKey == "data"))
    }

    /// Closes the objects whose keys begin at that column or behind it.
    private mutating func close(from column: Int) {
        while let last = open.last, last.column >= column {
            open.removeLast()
            if last.kind == "Secret" { found += last.values }
        }
    }
}

/// YAML in its block style, a line at a time: a template is none yet, so that a parser of YAML would refuse it.
extension KubernetesManifest {
    private mutating func readLines() {
        var position = 0
        while position < text.bytes.count {
            let line = position..<text.lineEnd(after: position)
            position = line.upperBound + 1
            if text.has("---", at: line.lowerBound) || text.has("...", at: line.lowerBound) {
                close(from: 0)
                continue
            }
            var start = text.end(of: .space, from: line.lowerBound, limit: line.count)
            guard start < line.upperBound, text[start] != 0x23, text[start] != 0x0d else { continue }
            close(from: start - line.lowerBound + 1)
            while text[start] == 0x2d, text[start + 1] == 0x20 {
                close(from: start - line.lowerBound)
                start = text.end(of: .space, from: start + 1, limit: line.count)
                close(from: start - line.lowerBound)
            }
            guard let (key, rest) = member(in: start..<line.upperBound) else { continue }
            let column = start - line.lowerBound
            if text[rest.lowerBound] == 0x7c || text[rest.lowerBound] == 0x3e {
                let block = block(from: position, below: column)
                add(key, block, at: column)
                position = max(position, block.upperBound)
            } else if text[rest.lowerBound] == 0x7b, text[rest.lowerBound + 1] != 0x7b {
                add(key, rest.lowerBound..<rest.lowerBound, at: column)
                readFlow(rest, column: column + 1)
                close(from: column + 1)
            } else {
                add(key, scalar(rest), at: column)
            }
        }
    }

    /// `key: value`; nil for all other lines. A tag that says what the value is, `!!binary`, is passed over.
    private func member(in line: Range<Int>) -> (key: String, rest: Range<Int>)? {
        let isQuoted = ByteSet.quotes.contains(text[line.lowerBound])
        let first = line.lowerBound + (isQuoted ? 1 : 0)
        let last = text.end(of: .dotted.with("/"), from: first, limit: line.upperBound - first)
        let colon = isQuoted ? last + 1 : last
        guard first < last, colon < line.upperBound, text[colon] == 0x3a,
            colon + 1 == line.upperBound || ByteSet.whiteSpace.contains(text[colon + 1])
        else { return nil }
        var start = text.end(of: .space, from: colon + 1, limit: line.upperBound - colon - 1)
        for tag in ["!!binary ", "!!str "] where text.has(tag, at: start) { start += tag.utf8.count }
        return (text.string(first..<last), start..<max(start, line.upperBound))
    }

    /// A value without quotes, comment and the white space at its end.
    private func scalar(_ range: Range<Int>) -> Range<Int> {
        if ByteSet.quotes.contains(text[range.lowerBound]) {
            let quote = text[range.lowerBound]
            let start = min(range.lowerBound + 1, range.upperBound)
            return start..<((start..<range.upperBound).first { text[$0] == quote } ?? range.upperBound)
        }
        var end = text.find(" #", in: range) ?? range.upperBound
        end = max(range.lowerBound, text.start(of: .whiteSpace, before: end, limit: end - range.lowerBound))
        return range.lowerBound..<end
    }

    /// The lines of a block scalar: those that begin behind the column of its key.
    private func block(from start: Int, below column: Int) -> Range<Int> {
        var position = start
        while position < text.bytes.count {
            let end = text.lineEnd(after: position)
            let first = text.end(of: .space, from: position, limit: end - position)
            guard first >= end || text[first] == 0x0d || first - position > column else { break }
            position = end + 1
        }
        let end = min(position, text.bytes.count)
        return start < end ? start..<end : start..<start
    }
}

/// JSON, and YAML in its flow style.
extension KubernetesManifest {
    private mutating func readFlow(_ range: Range<Int>, column: Int) {
        var depth = column
        var key: String?
        var position = range.lowerBound
        while position < range.upperBound {
            switch text[position] {
            case 0x7b, 0x5b:
                close(from: depth + 1)
                if let key { add(key, position..<position, at: depth) }
                depth += 1
                key = nil
            case 0x7d, 0x5d:
                close(from: depth)
                depth -= 1
                key = nil
            case 0x2c: key = nil
            case 0x3a, 0x20, 0x09, 0x0a, 0x0d: break
            default:
                let value = flowScalar(from: position, to: range.upperBound)
                position = value.upperBound + (ByteSet.quotes.contains(text[position]) ? 1 : 0)
                let sign = text.end(of: .whiteSpace, from: position)
                if let name = key {
                    add(name, value, at: depth)
                    key = nil
                } else if text[sign] == 0x3a {
                    key = text.string(value)
                }
                position = max(position, value.lowerBound + 1)
                continue
            }
            position += 1
        }
    }

    private func flowScalar(from start: Int, to end: Int) -> Range<Int> {
        guard ByteSet.quotes.contains(text[start]) else {
            var last = start
            while last < end, !ByteSet.flowEnds.contains(text[last]) { last += 1 }
            return start..<last
        }
        var last = start + 1
        while last < end, text[last] != text[start] { last += text[last] == 0x5c ? 2 : 1 }
        return start + 1..<max(start + 1, min(last, end))
    }
}
