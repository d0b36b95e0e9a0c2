extension CredentialFile {
    /// `machine host login user password word`, over lines or in one (GNU inetutils, "The .netrc file"), and what mail
    /// clients have of the same form.
    func netrc(_ text: SecretText, names: Set<String>, _ family: String) -> [SecretSearch.Found] {
        let lines = lines(of: text).filter { text[text.end(of: .space, from: $0.lowerBound)] != 0x23 }
        let words = lines.flatMap { self.words(in: $0, of: text) }
        return zip(words, words.dropFirst()).compactMap { name, value in
            names.contains(text.string(name)) ? found(family, unquoted(value, in: text), in: text) : nil
        }
    }

    /// A word of each line that has so many: the secret, or a login `user:password` (Postfix, "SASL_README"; pppd(8)).
    func columns(_ text: SecretText, _ family: String, column: Int, of count: Int, isLogin: Bool) -> [SecretSearch
        .Found]
    {
        lines(of: text).compactMap { line in
            let words = words(in: line, of: text)
            guard words.count >= count, text[line.lowerBound] != 0x23, words.indices.contains(column) else {
                return nil
            }
            let word = unquoted(words[column], in: text)
            guard isLogin else { return found(family, word, in: text) }
            guard let colon = word.first(where: { text[$0] == 0x3a }) else { return nil }
            return found(family, colon + 1..<word.upperBound, in: text)
        }
    }

    /// `server:user:password` (exim4_passwd_client(5)).
    func mailPasswords(_ text: SecretText) -> [SecretSearch.Found] {
        lines(of: text).compactMap { line in
            let colons = line.filter { text[$0] == 0x3a }
            guard colons.count >= 2, text[line.lowerBound] != 0x23 else { return nil }
            return found("mail-client-password", colons[1] + 1..<line.upperBound, in: text)
        }
    }

    /// A word without its quotes.
    private func unquoted(_ word: Range<Int>, in text: SecretText) -> Range<Int> {
        let isQuoted =
            word.count >= 2 && ByteSet.quotes.contains(text[word.lowerBound])
            && text[word.upperBound - 1] == text[word.lowerBound]
        return isQuoted ? word.lowerBound + 1..<word.upperBound - 1 : word
    }

    /// `host:port:database:user:password` (PostgreSQL, "The Password File").
    func pgpass(_ text: SecretText) -> [SecretSearch.Found] {
        lines(of: text).compactMap { line in
            let colons = line.filter { text[$0] == 0x3a && text[$0 - 1] != 0x5c }
            guard colons.count >= 4, text[line.lowerBound] != 0x23 else { return nil }
            return found("pgpass-password", colons[3] + 1..<line.upperBound, in: text)
        }
    }

    /// `"user" "password"` (PgBouncer, "Authentication file format"); a hash is told as such by its first letters.
    func pgbouncer(_ text: SecretText) -> [SecretSearch.Found] {
        lines(of: text).compactMap { line in
            let quotes = line.filter { text[$0] == 0x22 }
            guard quotes.count == 4, text[line.lowerBound] == 0x22 else { return nil }
            let value = quotes[2] + 1..<quotes[3]
            return text.has("SCRAM-SHA-256$", at: value.lowerBound)
                ? nil : found("pgbouncer-password", value, in: text)
        }
    }

    /// `user:hash`, in the forms of Apache's htpasswd.
    func htpasswd(_ text: SecretText) -> [SecretSearch.Found] {
        lines(of: text).compactMap { line in
            guard let colon = line.first(where: { text[$0] == 0x3a }), text[line.lowerBound] != 0x23 else { return nil }
            let hash = colon + 1..<line.upperBound
            let starts = ["$apr1$", "$2y$", "$2a$", "$2b$", "{SHA}", "$5$", "$6$", "$1$"]
            guard starts.contains(where: { text.has($0, at: hash.lowerBound) }) || hash.count == 13 else { return nil }
            guard let family = SecretPatterns.family("htpasswd-hash") else { return nil }
            // A hash starts with a dollar, as a variable does.
            return SecretSearch.Found(
                family: family, candidate: SecretCandidate(range: hash, confidence: .high),
                value: Array(text.bytes[hash]))
        }
    }

    /// `"auth": "…"`, base64 of `user:password`, and tokens (docker/cli, config.json).
    func dockerConfig(_ text: SecretText) -> [SecretSearch.Found] {
        strings(named: ["auth", "identitytoken", "registrytoken", "password"], in: text).compactMap { name, range in
            guard name == "auth" else { return found("docker-config-auth", range, in: text) }
            let login = Base64.decode(text.bytes[range])
            guard let colon = login.firstIndex(of: 0x3a), colon + 1 < login.count else { return nil }
            return found(
                "docker-config-auth", range, in: text, value: Array(login[(colon + 1)...]), encoding: "base64")
        }
    }

    /// The strings of a JSON text that stand behind one of some names.
    private func strings(named names: [String], in text: SecretText) -> [(name: String, range: Range<Int>)] {
        names.flatMap { name -> [(name: String, range: Range<Int>)] in
            var strings: [(name: String, range: Range<Int>)] = []
            var position = 0
            while let start = text.find("\"\(name)\"", in: position..<text.bytes.count) {
                position = start + name.utf8.count + 2
                let quote = text.end(of: .colonSpace, from: position)
                guard quote > position, text[quote] == 0x22 else { continue }
                let end = (quote + 1..<text.bytes.count).first { text[$0] == 0x22 } ?? text.bytes.count
                strings.append((name, quote + 1..<end))
            }
            return strings
        }
    }

    /// The values of Kubernetes' Secrets. What is below `data` and no base64 is not accepted by Kubernetes: a template
    /// stands there, or what someone is to replace.
    func kubernetesSecret(_ text: SecretText) -> [SecretSearch.Found] {
        KubernetesManifest.values(in: text).compactMap { value in
            let written = text.bytes[value.range]
            if written.isEmpty || ["null", "~"].contains(text.string(value.range)) { return nil }
            let decoded = Base64.decodeStrictly(written)
            let isTemplate = Placeholder.isPlaceholder(written) || value.isEncoded && decoded == nil
            let secret = value.isEncoded ? decoded ?? Array(written) : Array(written)
            guard isTemplate || secret.count >= 4, !secret.starts(with: "-----BEGIN CERT".utf8),
                let found = found(
                    "kubernetes-secret", value.range, in: text, value: secret,
                    encoding: value.isEncoded && !isTemplate ? "base64" : "")
            else { return nil }
            // `cGFzc3dvcmQ=` is `password`, whether or not it stands where it would be decoded.
            let isCommon = PasswordText.isExample(secret) || decoded.map(PasswordText.isExample) ?? false
            return isTemplate || isCommon ? found.asPlaceholder : found
        }
    }

    /// Addresses with a password, or with a token for a user: `https://token@host`.
    func addresses(in text: SecretText, _ family: String) -> [SecretSearch.Found] {
        lines(of: text).compactMap { line in
            guard let scheme = text.find("://", in: line),
                let at = (scheme + 3..<line.upperBound).first(where: { [0x40, 0x2f].contains(text[$0]) }),
                text[at] == 0x40
            else { return nil }
            let colon = (scheme + 3..<at).first { text[$0] == 0x3a }
            let secret = (colon.map { $0 + 1 } ?? scheme + 3)..<at
            guard secret.count >= (colon == nil ? 16 : 3) else { return nil }
            return found(family, secret, in: text)
        }
    }

    /// `extraheader = AUTHORIZATION: basic …`, as checkouts of build services leave it.
    func gitHeaders(_ text: SecretText) -> [SecretSearch.Found] {
        lines(of: text).compactMap { line in
            let lower = text.string(line).lowercased()
            guard lower.contains("extraheader"), lower.contains("authorization:"),
                let word = words(in: line, of: text).last, word.count >= 12
            else { return nil }
            return found("git-header", word, in: text)
        }
    }

    private func words(in range: Range<Int>, of text: SecretText) -> [Range<Int>] {
        var words: [Range<Int>] = []
        var position = range.lowerBound
        while position < range.upperBound {
            let start = min(range.upperBound, text.end(of: .whiteSpace, from: position))
            var end = start
            while end < range.upperBound, !ByteSet.whiteSpace.contains(text[end]) { end += 1 }
            if start < end { words.append(start..<end) }
            position = max(end, start + 1)
        }
        return words
    }
}
