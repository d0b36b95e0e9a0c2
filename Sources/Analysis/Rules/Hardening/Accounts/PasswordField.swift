/// What the password field of a line of `/etc/shadow` means (shadow(5), crypt(5)).
enum PasswordField: Hashable {
    /// Nothing is asked for.
    case empty
    /// No password fits: `*`, `!`, `!!`, `x`.
    case locked
    /// A hash: its scheme's name, whether it is too weak to be kept, and whether a `!` before it locks the account.
    case hash(scheme: String, isWeak: Bool, isLocked: Bool)

    /// Prefixes of hashes, their schemes, and which of them are broken within hours today.
    private static let schemes: [(prefix: String, name: String, isWeak: Bool)] = [
        ("$1$", "MD5", true), ("$2", "bcrypt", false), ("$5$", "SHA-256", false), ("$6$", "SHA-512", false),
        ("$y$", "yescrypt", false), ("$gy$", "gost-yescrypt", false), ("$7$", "scrypt", false),
        ("$argon2", "Argon2", false), ("$sha1", "SHA-1", true), ("$md5", "MD5", true), ("$3$", "NT", true),
    ]

    /// Reads a field.
    init(_ field: String) {
        if field.isEmpty {
            self = .empty
            return
        }
        let body = String(field.drop { $0 == "!" })
        let isLocked = body.count != field.count
        if let scheme = PasswordField.schemes.first(where: { body.hasPrefix($0.prefix) }), body.count > 12 {
            self = .hash(scheme: scheme.name, isWeak: scheme.isWeak, isLocked: isLocked)
        } else if body.utf8.count == 13 && body.utf8.allSatisfy(PasswordField.isBase64) {
            self = .hash(scheme: "DES", isWeak: true, isLocked: isLocked)
        } else {
            self = .locked
        }
    }

    private static func isBase64(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "/"):
            true
        default: false
        }
    }
}
