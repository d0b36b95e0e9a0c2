extension SecretFamily {
    /// Passwords among the arguments of commands: in histories, scripts and build steps.
    static let commands: [SecretFamily] = [
        command(
            "curl-password", "Password of curl", anchors: ["curl ", "wget "],
            options: ["-u ", "--user ", "--user=", "-u"], hasUser: true),
        command("sshpass", "Password of sshpass", anchors: ["sshpass "], options: ["-p ", "-p"]),
        command(
            "login-password", "Password of a registry login", anchors: [" login "],
            options: ["-p ", "--password ", "--password="]),
        command(
            "mysql-password", "Password of MySQL's client", anchors: ["mysql ", "mysqldump ", "mysqladmin "],
            options: [" -p", "--password="]),
        command("redis-password", "Password of Redis' client", anchors: ["redis-cli "], options: [" -a ", "--pass "]),
        SecretFamily(
            id: "redis-requirepass", name: "Password in Redis' configuration", group: .database, severity: .high,
            anchors: ["requirepass ", "masterauth "], isAssignment: true
        ) { text, anchor in
            let line = text.line(around: anchor.lowerBound)
            // A comment speaks of it, and a command line has words before it.
            guard text.end(of: .space, from: line.lowerBound) == anchor.lowerBound else { return nil }
            return CommandLine.value(in: text, from: anchor.upperBound, to: line.upperBound)
        },
        SecretFamily(
            id: "sql-password", name: "Password in an SQL statement", group: .database, severity: .high,
            anchors: ["password '", "identified by '"], ignoresCase: true, isAssignment: true
        ) { text, anchor in
            let line = text.line(around: anchor.lowerBound)
            let before = line.lowerBound..<anchor.lowerBound
            guard ["user ", "role ", "grant "].contains(where: { text.find($0, in: before, ignoresCase: true) != nil })
            else { return nil }
            // What follows IDENTIFIED BY PASSWORD is a hash.
            guard text.find("by password", in: line, ignoresCase: true) == nil else { return nil }
            return CommandLine.value(in: text, from: anchor.upperBound - 1, to: line.upperBound)
        },
        SecretFamily(
            id: "powershell-password", name: "Password in a PowerShell script", group: .assignment, severity: .high,
            anchors: ["convertto-securestring "], ignoresCase: true, isAssignment: true
        ) { text, anchor in
            let line = text.line(around: anchor.lowerBound)
            guard text.find("-asplaintext", in: anchor.upperBound..<line.upperBound, ignoresCase: true) != nil,
                let quote = (anchor.upperBound..<line.upperBound).first(where: { ByteSet.quotes.contains(text[$0]) })
            else { return nil }
            return CommandLine.value(in: text, from: quote, to: line.upperBound)
        },
        SecretFamily(
            id: "chpasswd", name: "Password for chpasswd", group: .assignment, severity: .high, anchors: ["chpasswd"],
            isAssignment: true
        ) { text, anchor in
            let line = text.line(around: anchor.lowerBound)
            guard
                let echo = text.find("echo ", in: line.lowerBound..<anchor.lowerBound)
                    ?? text.find("printf ", in: line.lowerBound..<anchor.lowerBound)
                    ?? text.find("<<<", in: anchor.upperBound..<line.upperBound)
            else { return nil }
            let end = echo < anchor.lowerBound ? anchor.lowerBound : line.upperBound
            guard let colon = (echo..<end).first(where: { text[$0] == 0x3a }) else { return nil }
            return CommandLine.value(in: text, from: colon + 1, to: end)
        },
    ]

    private static func command(
        _ id: String, _ name: String, anchors: [String], options: [String], hasUser: Bool = false
    ) -> SecretFamily {
        // An option is a word of its own.
        let options = options.map { $0.hasPrefix(" ") ? $0 : " " + $0 }
        return SecretFamily(
            id: id, name: name, group: .assignment, severity: .high, anchors: anchors, isAssignment: true
        ) { text, anchor in
            let end = text.lineEnd(after: anchor.upperBound, reach: 1024)
            for option in options {
                guard let start = text.find(option, in: anchor.upperBound - 1..<end) else { continue }
                let word = CommandLine.word(in: text, from: start + option.utf8.count, to: end)
                var first = word.lowerBound
                if hasUser {
                    guard let colon = word.first(where: { text[$0] == 0x3a }) else { continue }
                    first = colon + 1
                }
                if let value = CommandLine.value(in: text, from: first, to: word.upperBound) {
                    return value
                }
            }
            return nil
        }
    }
}

/// Words of a shell's command line.
enum CommandLine {
    /// The word that starts at `start`, quotes left out.
    static func word(in text: SecretText, from start: Int, to end: Int) -> Range<Int> {
        let isQuoted = text[start] == 0x22 || text[start] == 0x27
        let first = isQuoted ? start + 1 : start
        let stops = isQuoted ? text[start] == 0x22 ? ByteSet.doubleQuote : .singleQuote : .wordEnds
        var last = min(first, end)
        while last < end, !stops.contains(text[last]) { last += 1 }
        return min(first, last)..<last
    }

    /// The password at `start`, if what stands there can be one.
    static func value(in text: SecretText, from start: Int, to end: Int) -> SecretCandidate? {
        let range = word(in: text, from: start, to: end)
        let value = text.bytes[range]
        guard range.count >= 4, !value.starts(with: "-".utf8) else { return nil }
        if Placeholder.isPlaceholder(value) || value.contains(0x24) { return nil }
        return SecretCandidate(
            range: range, confidence: PasswordText.isStrong(value) && !text.isBinary ? .medium : .low)
    }
}
