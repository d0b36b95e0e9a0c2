/// JSON with a line for each value, two spaces a level. Strings and numbers stay as they are.
public enum JSONLayout {
    private static let deepest = 32

    /// The bytes laid out; nil for what is no JSON by its brackets and strings, or would grow beyond `limit` bytes.
    public static func lines(of bytes: [UInt8], limit: Int = 1 << 24) -> [UInt8]? {
        var output: [UInt8] = []
        var open: [UInt8] = []
        var index = 0
        func breakLine(_ level: Int) {
            output.append(0x0a)
            output.append(contentsOf: repeatElement(0x20, count: 2 * min(level, deepest)))
        }
        while index < bytes.count, output.count <= limit {
            let byte = bytes[index]
            switch byte {
            case 0x20, 0x09, 0x0a, 0x0d: break
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                output.append(byte)
                let closing = byte + 2
                if let next = nextByte(in: bytes, after: index), bytes[next] == closing {
                    output.append(closing)
                    index = next
                } else {
                    open.append(closing)
                    breakLine(open.count)
                }
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                guard open.popLast() == byte else { return nil }
                breakLine(open.count)
                output.append(byte)
            case UInt8(ascii: ","):
                output.append(byte)
                breakLine(open.count)
            case UInt8(ascii: ":"): output += [byte, 0x20]
            case UInt8(ascii: "\""):
                guard let end = stringEnd(in: bytes, from: index) else { return nil }
                output += bytes[index...end]
                index = end
            default: output.append(byte)
            }
            index += 1
        }
        return open.isEmpty && output.count <= limit ? output : nil
    }

    private static func nextByte(in bytes: [UInt8], after index: Int) -> Int? {
        bytes[(index + 1)...].firstIndex { ![0x20, 0x09, 0x0a, 0x0d].contains($0) }
    }

    private static func stringEnd(in bytes: [UInt8], from start: Int) -> Int? {
        var index = start + 1
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "\"") { return index }
            index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        return nil
    }
}
