extension SecretFamily {
    /// Addresses with user and password: of databases, queues, proxies, package indices.
    static let databases: [SecretFamily] = [
        SecretFamily(
            id: "address-with-password", name: "Address with a password", group: .database, severity: .high,
            anchors: ["://"], findsBase64: false,
            check: { text, anchor in PasswordAddress.password(in: text, at: anchor) }),
        SecretFamily(
            id: "connection-string", name: "Connection string with a password", group: .database, severity: .high,
            anchors: [";password=", ";pwd=", "; password=", "; pwd="], ignoresCase: true
        ) { text, anchor in
            let line = text.line(around: anchor.lowerBound)
            var end = anchor.upperBound
            while end < line.upperBound, !ByteSet.connectionStops.contains(text[end]) { end += 1 }
            let range = anchor.upperBound..<end
            guard range.count >= 4 else { return nil }
            let context = line.lowerBound..<anchor.lowerBound
            guard
                ["server=", "data source=", "host=", "uid=", "user id=", "username="].contains(where: {
                    text.find($0, in: context, ignoresCase: true) != nil
                })
            else { return nil }
            if Placeholder.isPlaceholder(text.bytes[range]) || PasswordText.isExample(text.bytes[range]) {
                return .placeholder(range)
            }
            return SecretCandidate(range: range, confidence: PasswordText.isStrong(text.bytes[range]) ? .high : .low)
        },
    ]
}

/// `scheme://user:password@host` (RFC 3986, section 3.2.1).
enum PasswordAddress {
    private static let databases: Set<String> = [
        "postgres", "postgresql", "mysql", "mariadb", "mongodb", "mongodb+srv", "redis", "rediss", "amqp", "amqps",
        "mssql", "sqlserver", "clickhouse", "cassandra", "couchdb", "cloudinary", "ldap", "ldaps", "smtp", "smtps",
        "mysql+pymysql", "postgresql+psycopg2", "postgresql+asyncpg", "nats", "ftp", "sftp", "snowflake", "oracle",
    ]

    /// The password of the address that has the anchor `://`.
    static func password(in text: SecretText, at anchor: Range<Int>) -> SecretCandidate? {
        let user = anchor.upperBound
        var colon: Int?
        var index = user
        let last = min(text.bytes.count, user + 320)
        let stops = ByteSet.addressStops
        while index < last, text[index] != 0x40 {
            if stops.contains(text[index]), !(text[index] == 0x7b || text[index] == 0x7d) { return nil }
            if text[index] == 0x3a, colon == nil { colon = index }
            index += 1
        }
        guard let colon, index < last, ByteSet.hostStart.contains(text[index + 1]) else { return nil }
        let range = colon + 1..<index
        let start = text.start(of: .scheme, before: anchor.lowerBound, limit: 24)
        guard !range.isEmpty, start < anchor.lowerBound, ByteSet.alphanumeric.contains(text[start]) else { return nil }
        let value = text.bytes[range]
        let password = text.string(range)
        let host = text.string(index + 1..<text.end(of: .dotted, from: index + 1, limit: 100))
        if Placeholder.isPlaceholder(value) || PasswordText.isExample(value)
            || host.contains("example") || password.hasPrefix("%") || text.string(user..<colon).contains("$")
        {
            return .placeholder(range)
        }
        let isStrong = PasswordText.isStrong(value) && !text.isComment(anchor.lowerBound)
        let isDatabase = databases.contains(text.string(start..<anchor.lowerBound).lowercased())
        return SecretCandidate(range: range, confidence: isStrong ? isDatabase ? .high : .medium : .low)
    }
}
