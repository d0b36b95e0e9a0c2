/// Names that say that their value is a secret: BuildKit's test for build arguments and variables, with words in
/// camel case told apart as well.
package enum SecretName {
    private static let secretWords: Set<String> = [
        "apikey", "auth", "credential", "credentials", "key", "password", "pword", "passwd", "secret", "token", "pass",
        "passphrase", "pwd", "pw", "secretkey", "accesskey", "privatekey", "authkey", "passcode", "psk",
    ]
    /// Words that say that the value is none, or one of a moment: a form's token is in every page.
    private static let openWords: Set<String> = [
        "public", "file", "version", "pub", "csrf", "xsrf", "authenticity", "csrftoken", "xsrftoken",
    ]
    /// What ends a word that is written without a boundary: `PGPASSWORD`, `smtppasswd`.
    private static let endings = ["password", "passwd", "passphrase", "apikey", "secretkey", "accesskey", "privatekey"]
    /// Shorter endings end other words as well, `bypass` and `oldpwd`: so they need one of these before them.
    private static let shortEndings = ["pass", "pwd", "secret", "token", "pw"]
    private static let owners: Set<String> = [
        "db", "pg", "sql", "my", "mysql", "mariadb", "postgres", "postgresql", "pgsql", "mongo", "mongodb", "redis",
        "smtp",
        "mail", "email", "imap", "ftp", "sftp", "ssh", "ldap", "bind", "user", "admin", "root", "sudo", "api", "app",
        "auth", "access", "refresh", "bearer", "client", "bot", "jwt", "github", "gitlab", "git", "npm", "http",
        "proxy",
        "rabbitmq", "amqp", "mqtt", "vault", "slack", "registry", "docker", "login", "web", "site", "wifi", "vnc",
        "rdp",
        "server", "service", "signing", "shared", "aws", "azure", "gcp", "oauth", "key", "store", "keystore", "ssl",
        "tls",
    ]
    private static let stages: Set<String> = [
        "prod", "production", "dev", "development", "staging", "stage", "test", "live", "local", "default", "value",
        "base64", "b64", "base", "main", "old", "new",
    ]

    /// Whether BuildKit would warn of a build argument or variable of that name (SecretsUsedInArgOrEnv).
    package static func isSecretVariable(_ name: String) -> Bool {
        let words = name.lowercased().split(separator: "_").map(String.init)
        let known: Set<String> = [
            "apikey", "auth", "credential", "credentials", "key", "password", "pword", "passwd", "secret", "token",
            "pass", "pwd", "passphrase",
        ]
        return words.contains { known.contains($0) || endsInSecret($0) } && !words.contains(where: openWords.contains)
    }

    /// Whether a word is one for secrets with something before it and no boundary between them.
    private static func endsInSecret(_ word: String) -> Bool {
        endings.contains { word.hasSuffix($0) }
            || shortEndings.contains { word.hasSuffix($0) && owners.contains(String(word.dropLast($0.utf8.count))) }
    }

    /// Whether a name in a file ends in a word for secrets: `DB_PASSWORD`, `apiKey`, `token2`, `secret_prod`.
    static func isSecret(_ name: String) -> Bool {
        var words = words(of: name)
        while let last = words.last, stages.contains(last) || last.utf8.allSatisfy(ByteSet.digits.contains) {
            words.removeLast()
        }
        guard let last = words.last, !words.contains(where: openWords.contains) else { return false }
        if endsInSecret(last), last != "key" { return true }
        guard secretWords.contains(last) else { return false }
        // `key` alone is any key; it needs a word before it that says which.
        guard last == "key" else { return last != "auth" && last != "pw" || words.count > 1 }
        let before = words.dropLast().last ?? ""
        return [
            "api", "access", "secret", "private", "auth", "signing", "encryption", "master", "account", "app",
            "license", "session", "jwt", "service", "admin", "storage", "shared", "client", "server", "aes", "hmac",
            "stream", "write", "deploy", "integration", "ingest", "subscription", "project", "security",
        ].contains(before)
    }

    /// Whether a name ends in a word for a password, and for nothing else that is secret: `db_password`, `pgpasswd`.
    static func isPassword(_ name: String) -> Bool {
        guard let last = words(of: name).last else { return false }
        return ["password", "passwd", "passphrase", "pass", "pwd"].contains { word in
            last == word || last.hasSuffix(word) && endsInSecret(last)
        }
    }

    /// Words before `key` that say that it finds, sorts or opens what is public.
    private static let openKeys: Set<String> = [
        "public", "pub", "primary", "foreign", "cache", "sort", "partition", "hash", "index", "row", "map", "dict",
        "lookup",
        "translation", "i18n", "label", "message", "object", "field", "column", "group", "unique", "gpg", "pgp", "host",
    ]

    /// Whether it is the key of something that is not known, of a service as a rule: `brandfetch_key`.
    static func isKeyOfSomething(_ name: String) -> Bool {
        let words = words(of: name)
        return words.count > 1 && words.last == "key" && openKeys.isDisjoint(with: words)
            && openWords.isDisjoint(with: words)
    }

    /// The words of a name: at `_`, `-`, `.`, and where small letters are followed by a capital.
    private static func words(of name: String) -> [String] {
        var words: [String] = []
        var word: [UInt8] = []
        var wasLower = false
        func end() {
            guard !word.isEmpty else { return }
            // `password1` is a password.
            let letters = word.reversed().drop(while: ByteSet.digits.contains).count
            words.append(String(decoding: letters == 0 ? word[...] : word.prefix(letters), as: UTF8.self))
            word.removeAll(keepingCapacity: true)
        }
        for byte in name.utf8 {
            if ByteSet.nameSigns.contains(byte) {
                end()
            } else {
                if wasLower, ByteSet.upper.contains(byte) { end() }
                word.append(byte.asciiLowercased)
            }
            wasLower = ByteSet.lowerAlphanumeric.contains(byte)
        }
        end()
        return words
    }
}
