extension SecretFamily {
    /// Passwords among the arguments of commands: in histories, scripts and build steps.
    static let commands: [SecretFamily] = [
        command(
            "curl-password", "Password of curl", anchors: ["curl ", "wget "],
            options: ["-u", "--user", "--proxy-user"], hasUser: true),
        command("wget-password", "Password of wget", anchors: ["wget "], options: ["--password", "--http-password"]),
        command("sshpass", "Password of sshpass", anchors: ["sshpass "], options: ["-p"]),
        command(
            "login-password", "Password of a registry login", anchors: [" login "], options: ["-p", "--password"]),
        command(
            "mysql-password", "Password of MySQL's client", anchors: ["mysql ", "mysqldump ", "mysqladmin "],
            options: ["-p", "--password="], takesNextWord: false),
        command("redis-password", "Password of Redis' client", anchors: ["redis-cli "], options: ["-a", "--pass"]),
        command(
            "user-password", "Password of a new user", anchors: ["useradd ", "usermod "], options: ["-p", "--password"]),
        command(
            "psexec-password", "Password of PsExec",
            anchors: ["psexec ", "PsExec ", "PSEXEC ", "psExec ", "psexec.exe ", "PsExec.exe ", "PSEXEC.EXE "],
            options: ["-p"]),
        command("smb-password", "Password of Samba's client", anchors: ["smbclient "], options: ["-U"], hasUser: true),
        command(
            "ldap-password", "Password of an LDAP client",
            anchors: ["ldapsearch ", "ldapadd ", "ldapmodify ", "ldapwhoami ", "ldappasswd "], options: ["-w"]),
        command(
            "openssl-passwd", "Password for OpenSSL's passwd", anchors: ["openssl passwd "],
            options: ["-1", "-5", "-6", "-apr1", "-crypt"]),
        command(
            "archive-password", "Password of an archive", anchors: ["unzip ", "zip "], options: ["-P", "--password"]),
        option(
            "keytool-password", "Password of a key store on a command line",
            ["-storepass", "-keypass", "-srcstorepass", "-deststorepass", "-srckeypass", "-destkeypass"]),
        option(
            "password-option", "Password among a command's options",
            [
                "--password", "--passwd", "--pass", "--passphrase", "--token", "--api-key", "--apikey", "--api-token",
                "--access-token", "--auth-token", "--secret-key", "--client-secret", "--secret-access-key",
                "--rootpw", "-password", "-Password",
            ]),
        SecretFamily(
            id: "openssl-pass", name: "Password among OpenSSL's options", group: .assignment, severity: .high,
            anchors: ["-passin pass:", "-passout pass:", "-pass pass:", "-password pass:"], isAssignment: true,
            findsBase64: false
        ) { text, anchor in
            CommandLine.value(in: text, from: anchor.upperBound, to: text.lineEnd(after: anchor.upperBound, reach: 512))
        },
        SecretFamily(
            id: "header-option", name: "Header with a secret", group: .webToken, severity: .high,
            anchors: ["-H \"", "-H '", "--header \"", "--header '", "--header=\"", "--header='"], isAssignment: true,
            findsBase64: false, check: { text, anchor in HeaderOption.value(in: text, at: anchor) }),
        SecretFamily(
            id: "login-call", name: "Password given to a login", group: .assignment, severity: .high,
            anchors: [
                "NetworkCredential(", "HTTPBasicAuth(", "UsernamePasswordCredentials(", "PasswordAuthentication(",
                "DirectoryEntry(", "PlainAuth(",
            ], isAssignment: true, findsBase64: false,
            check: { text, anchor in LoginCall.password(in: text, at: anchor) }),
        SecretFamily(
            id: "oracle-login", name: "Login of Oracle's clients", group: .database, severity: .high,
            anchors: [
                "jdbc:oracle:thin:", "jdbc:oracle:oci:", "jdbc:oracle:oci8:", "sqlplus ", "sqlldr ", "expdp ", "impdp ",
            ],
            isAssignment: true, findsBase64: false,
            check: { text, anchor in OracleLogin.password(in: text, at: anchor) }),
        SecretFamily(
            id: "netrc-line", name: "Login in the form of .netrc", group: .credentialFile, severity: .high,
            anchors: ["machine "], isAssignment: true, findsBase64: false
        ) { text, anchor in
            guard BareValue.startsLine(anchor.lowerBound, in: text),
                let login = text.find("login ", in: anchor.upperBound..<anchor.upperBound + 128),
                let name = text.find("password ", in: login..<login + 128)
            else { return nil }
            return CommandLine.value(in: text, from: name + 9, to: text.lineEnd(after: name, reach: 512))
        },
        SecretFamily(
            id: "htpasswd-password", name: "Password for htpasswd", group: .assignment, severity: .high,
            anchors: ["htpasswd -"], isAssignment: true, findsBase64: false,
            check: { text, anchor in Htpasswd.password(in: text, at: anchor) }),
        keyword(
            "redis-requirepass", "Password in Redis' configuration", group: .database, ["requirepass", "masterauth"]),
        keyword(
            "ldap-bind-password", "Password in an LDAP client's or server's configuration",
            ["bindpw", "rootbindpw", "rootpw", "ldap_bindpw", "authldapbindpassword"]),
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
            id: "chpasswd", name: "Password fed to chpasswd or passwd", group: .assignment, severity: .high,
            anchors: ["chpasswd", "passwd --stdin", "passwd -s ", "--password-stdin"], isAssignment: true,
            check: { text, anchor in FedPassword.password(in: text, at: anchor) }),
    ]

    /// The word behind an option of a command, or joined to it.
    private static func command(
        _ id: String, _ name: String, anchors: [String], options: [String], hasUser: Bool = false,
        takesNextWord: Bool = true
    ) -> SecretFamily {
        SecretFamily(
            id: id, name: name, group: .assignment, severity: .high, anchors: anchors, isAssignment: true,
            findsBase64: false
        ) { text, anchor in
            let end = CommandLine.end(in: text, from: anchor.upperBound)
            for option in options {
                guard
                    let start = CommandLine.argument(
                        of: option, in: text, from: anchor.upperBound - 1, to: end, takesNextWord)
                else { continue }
                var word = CommandLine.word(in: text, from: start, to: end)
                if hasUser {
                    guard let colon = word.first(where: { text[$0] == 0x3a || text[$0] == 0x25 && option == "-U" })
                    else {
                        continue
                    }
                    // `user:'password'`
                    let isBare = !ByteSet.quotes.contains(text[start])
                    word = isBare ? CommandLine.word(in: text, from: colon + 1, to: end) : colon + 1..<word.upperBound
                }
                if let value = CommandLine.value(in: text, from: word) { return value }
            }
            return nil
        }
    }

    /// The word behind an option that has this meaning whatever the command.
    private static func option(_ id: String, _ name: String, _ options: [String]) -> SecretFamily {
        SecretFamily(
            id: id, name: name, group: .assignment, severity: .high, anchors: options.map { $0 + " " },
            isAssignment: true, findsBase64: false
        ) { text, anchor in
            guard ByteSet.whiteSpace.with("\"'`;&|(").contains(text[anchor.lowerBound - 1]) || anchor.lowerBound == 0
            else {
                return nil
            }
            let start = text.end(of: .space, from: anchor.upperBound, limit: 16)
            return CommandLine.value(in: text, from: start, to: CommandLine.end(in: text, from: start))
        }
    }

    /// The word behind a keyword that begins a line of a file of configuration.
    private static func keyword(
        _ id: String, _ name: String, group: SecretGroup = .assignment, _ keywords: [String]
    ) -> SecretFamily {
        SecretFamily(
            id: id, name: name, group: group, severity: .high, anchors: keywords, ignoresCase: true, isAssignment: true
        ) { text, anchor in
            let line = text.line(around: anchor.lowerBound)
            // A comment speaks of it, and a command line has words before it.
            let start = text.end(of: .space, from: anchor.upperBound, limit: line.count)
            guard text.end(of: .space, from: line.lowerBound) == anchor.lowerBound, start > anchor.upperBound else {
                return nil
            }
            return CommandLine.value(in: text, from: start, to: line.upperBound)
        }
    }
}
