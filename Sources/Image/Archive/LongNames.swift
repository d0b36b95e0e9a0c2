/// What stands before an entry's own header, for what has no room in it: GNU tar's long names, or POSIX pax records.
struct LongNames {
    private(set) var path: [UInt8]?
    private(set) var linkTarget: [UInt8]?
    /// In bytes.
    private(set) var size: Int64?
    private(set) var userID: Int64?
    private(set) var groupID: Int64?
    /// In seconds since 1970.
    private(set) var modified: Int64?
    private(set) var extendedAttributes: [ExtendedAttribute] = []
    private var taken: [UInt8] = []

    /// The types of such headers: records, a long name, a long target.
    static let types: [UInt8] = [UInt8(ascii: "x"), UInt8(ascii: "L"), UInt8(ascii: "K")]

    /// Takes over what follows a header of that type; false where it is not common.
    mutating func take(_ bytes: RawSpan, of type: UInt8) -> Bool {
        // Each once, and GNU's not together with POSIX's: which of two names counts, readers do not agree on.
        let records = UInt8(ascii: "x")
        guard taken.isEmpty || type != records && !taken.contains(type) && !taken.contains(records) else {
            return false
        }
        taken.append(type)
        if type == records { return bytes.withUnsafeBytes { take(records: Array($0)[...]) } }
        let name = bytes.withUnsafeBytes { $0.prefix { $0 != 0 }.map { $0 } }
        guard !name.isEmpty, (name.count..<bytes.byteCount).allSatisfy({ bytes.byte($0) == 0 }) else { return false }
        if type == UInt8(ascii: "L") { path = name } else { linkTarget = name }
        return true
    }

    /// Takes over records `LENGTH KEY=VALUE\n` (POSIX pax, "pax Extended Header").
    private mutating func take(records: ArraySlice<UInt8>) -> Bool {
        var rest = records
        while !rest.isEmpty {
            guard let space = rest.prefix(8).firstIndex(of: UInt8(ascii: " ")),
                let length = number(rest[..<space]), length <= rest.count, Int(length) > space - rest.startIndex + 1
            else { return false }
            let record = rest[(space + 1)..<(rest.startIndex + Int(length))]
            guard record.last == UInt8(ascii: "\n"), let equals = record.firstIndex(of: UInt8(ascii: "=")),
                take(
                    record[(equals + 1)..<(record.endIndex - 1)], of: String(decoding: record[..<equals], as: UTF8.self)
                )
            else { return false }
            rest = rest[record.endIndex...]
        }
        return true
    }

    private mutating func take(_ value: ArraySlice<UInt8>, of key: String) -> Bool {
        switch key {
        case "path": path = name(value)
        case "linkpath": linkTarget = name(value)
        case "size": size = number(value)
        case "uid": userID = number(value)
        case "gid": groupID = number(value)
        case "mtime": modified = seconds(value)
        case "atime", "ctime", "uname", "gname", "LIBARCHIVE.creationtime": return true
        default: return takeAttribute(value, key: key)
        }
        return switch key {
        case "path": path != nil
        case "linkpath": linkTarget != nil
        case "size": size != nil
        case "uid": userID != nil
        case "gid": groupID != nil
        default: modified != nil
        }
    }

    private mutating func takeAttribute(_ value: ArraySlice<UInt8>, key: String) -> Bool {
        let prefix = "SCHILY.xattr."
        guard key.hasPrefix(prefix), key.utf8.count > prefix.utf8.count, !key.utf8.contains(0),
            extendedAttributes.count < 64
        else { return false }
        extendedAttributes.append(ExtendedAttribute(name: String(key.dropFirst(prefix.count)), value: Array(value)))
        return true
    }

    /// A name in UTF-8, nil for another, an empty one, and one that goes on behind a NUL.
    private func name(_ value: ArraySlice<UInt8>) -> [UInt8]? {
        guard !value.isEmpty, !value.contains(0), String(validating: value, as: UTF8.self) != nil else { return nil }
        return Array(value)
    }

    /// A number in decimal digits.
    private func number(_ digits: ArraySlice<UInt8>) -> Int64? {
        guard (1...18).contains(digits.count) else { return nil }
        var number: Int64 = 0
        for digit in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
            number = number * 10 + Int64(digit & 0xf)
        }
        return number
    }

    /// The whole seconds of a time such as `1700000000.123456789`.
    private func seconds(_ value: ArraySlice<UInt8>) -> Int64? {
        let whole = value.prefix { $0 != UInt8(ascii: ".") }
        let fraction = value.dropFirst(whole.count + 1)
        guard fraction.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { return nil }
        return number(whole)
    }
}
