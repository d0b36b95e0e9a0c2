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

    private mutating func take(records bytes: ArraySlice<UInt8>) -> Bool {
        var records = PaxRecords(bytes)
        while let (key, value) = records.next() {
            guard take(value, of: key) else { return false }
        }
        return records.rest.isEmpty
    }

    private mutating func take(_ value: ArraySlice<UInt8>, of key: String) -> Bool {
        switch key {
        case "path": LongNames.set(&path, LongNames.name(value))
        case "linkpath": LongNames.set(&linkTarget, LongNames.name(value))
        case "size": LongNames.set(&size, PaxRecords.number(value))
        case "uid": LongNames.set(&userID, PaxRecords.number(value))
        case "gid": LongNames.set(&groupID, PaxRecords.number(value))
        case "mtime": LongNames.set(&modified, LongNames.seconds(value))
        case "atime", "ctime", "uname", "gname", "LIBARCHIVE.creationtime": true
        default: takeAttribute(value, key: key)
        }
    }

    /// Whether there is a value to be taken over.
    private static func set<Value>(_ property: inout Value?, _ value: Value?) -> Bool {
        property = value
        return value != nil
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
    private static func name(_ value: ArraySlice<UInt8>) -> [UInt8]? {
        guard !value.isEmpty, !value.contains(0), String(validating: value, as: UTF8.self) != nil else { return nil }
        return Array(value)
    }

    /// The whole seconds of a time such as `1700000000.123456789`.
    private static func seconds(_ value: ArraySlice<UInt8>) -> Int64? {
        let whole = value.prefix { $0 != UInt8(ascii: ".") }
        let fraction = value.dropFirst(whole.count + 1)
        guard fraction.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { return nil }
        return PaxRecords.number(whole)
    }
}
