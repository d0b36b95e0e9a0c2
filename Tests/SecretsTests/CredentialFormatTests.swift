import ImageAnalysis
import TestSupport
import Testing

@testable import Secrets

/// Formats of credentials: which paths have one, what in them is no secret, and that no text is too odd to be read.
@Suite struct CredentialFormatTests {
    private static let formats: [(path: String, format: CredentialFile)] = [
        ("app/.env", .environment), ("app/.env.production", .environment), ("app/prod.env", .environment),
        ("root/.netrc", .netrc), ("root/_netrc", .netrc), ("root/.pgpass", .pgpass), ("root/pgpass.conf", .pgpass),
        ("etc/.htpasswd", .htpasswd), ("etc/htpasswd", .htpasswd), ("etc/site.htpasswd", .htpasswd),
        ("root/.dockercfg", .dockerConfig), ("root/.docker/config.json", .dockerConfig),
        ("kaniko/.docker/config.json", .dockerConfig), ("run/containers/0/auth.json", .dockerConfig),
        ("root/.kube/config", .kubeConfig), ("etc/kubernetes/admin.conf", .kubeConfig), ("a/kubeconfig", .kubeConfig),
        ("srv/a.yaml", .kubernetesSecret), ("srv/a.yml", .kubernetesSecret), ("app/config.json", .kubernetesSecret),
        ("app/auth.json", .kubernetesSecret), ("etc/postfix/sasl_passwd", .saslPasswords),
        ("etc/postfix/sasl_passwd.smtp", .saslPasswords), ("etc/ppp/pap-secrets", .pppSecrets),
        ("etc/exim4/passwd.client", .mailPasswords), ("root/.fetchmailrc", .mailClient),
        ("root/.git-credentials", .gitCredentials), ("root/.config/git/credentials", .gitCredentials),
        ("app/.git/config", .gitConfig), ("root/.gitconfig", .gitConfig), ("app/.npmrc", .npmrc),
        ("app/.yarnrc.yml", .npmrc), ("root/.pypirc", .pypirc), ("etc/mysql/my.cnf", .mysqlOptions),
        ("etc/mysql/debian.cnf", .mysqlOptions), ("a/terraform.tfstate", .terraformState),
        ("a/x.tfstate.backup", .terraformState), ("root/.aws/credentials", .awsCredentials),
        ("root/.vault-token", .vaultToken), ("root/.cargo/credentials.toml", .cargoCredentials),
        ("root/.gem/credentials", .gemCredentials), ("root/rclone.conf", .rclone),
        ("etc/pgbouncer/userlist.txt", .pgbouncer),
    ]

    @Test func pathsTellTheFormatInEitherCase() {
        for (path, format) in Self.formats {
            #expect(CredentialFile(FilePath(Array(path.utf8))) == format, "\(path)")
            #expect(CredentialFile(FilePath(Array(path.uppercased().utf8))) == format, "\(path)")
        }
    }

    @Test(arguments: [
        "app/config", "app/credentials", "app/admin.conf", "app/userlist.txt",
        "app/environment", "app/env", "app/netrc", "app/.netrc.bak", "app/envoy.txt", "app/.environment",
        "app/.dockercfg.d/x", "app/.kube/cache", "app/tfstate", "app/a.yaml.txt", "",
    ])
    func otherPathsHaveNone(path: String) {
        #expect(CredentialFile(FilePath(Array(path.utf8))) == nil)
    }

    private func values(_ format: CredentialFile, _ text: String) -> [String] {
        format.secrets(in: SecretText(Array(text.utf8))).filter { !$0.candidate.isPlaceholder }
            .map { String(decoding: $0.value, as: UTF8.self) }
    }

    private static let word = "h4Kx92" + "mmQz7"

    /// What stands in a file of the format and is none of its secrets.
    @Test func whatIsBesideTheSecretIsNone() {
        let word = Self.word
        let misses: [(CredentialFile, [String])] = [
            (
                .netrc,
                [
                    "machine a login \(word)", "# password \(word)", "  # password \(word)", "password",
                    "passwords \(word)",
                ]
            ),
            (
                .pgpass,
                ["db:5432:app:\(word)", "#db:5432:app:me:\(word)", "db\\:5432:app:me:\(word)", "db:5432:app:me:"]
            ),
            (.htpasswd, ["admin", "#admin:$apr1$x$\(word)", "admin:\(word)", "admin:"]),
            (
                .dockerConfig,
                [
                    #"{"auths":{"r":{}}}"#, #"{"auth":"bm9jb2xvbg=="}"#, #"{"auth":"Y2k6"}"#, #"{"auth":true}"#,
                    #"{"authority":"\#(word)"}"#,
                ]
            ),
            (
                .kubeConfig,
                ["    tokenFile: \(word)", "    client-certificate-data: \(word)", "# token: \(word)", "token:"]
            ),
            (
                .kubernetesSecret,
                [
                    "kind: ConfigMap\ndata:\n  a: aDRLeDkybW1Rejc=\n",
                    "kind: Secret\nmetadata:\n  name: aDRLeDkybW1Rejc=\n",
                    "kind: Secret\ndata:\n  tls.crt: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t\n",
                    "kind: Secret\ndata:\n  a: YQ==\n",
                ]
            ),
            (
                .gitCredentials,
                ["https://git.corp.net/\(word)@x", "https://ci@git.corp.net", "git.corp.net:\(word)@a", "https://"]
            ),
            (
                .gitConfig,
                [
                    "\turl = git@git.corp.net:a/b.git", "\turl = https://git.corp.net/a",
                    "\textraheader = X-Trace: \(word)",
                ]
            ),
            (.npmrc, ["registry=https://r.corp.net/", "//r/:username=\(word)", "; //r/:_authToken=\(word)", "_auth="]),
            (.pypirc, ["[pypi]\nusername = \(word)", "password-file = \(word)", "password ="]),
            (.mysqlOptions, ["[client]\nuser=\(word)", "#password=\(word)", "password_history=\(word)"]),
            (.terraformState, [#" "id": "\#(word)","#, #" "password_policy": "\#(word)","#, #" "password": "","#]),
            (.awsCredentials, ["region = \(word)", "aws_access_key_id = \(word)"]),
            (.vaultToken, ["", "short", "  \n\n"]),
            (.gemCredentials, [":rubygems: \(word)", "---"]),
            (.rclone, ["[nas]\nhost = \(word)", "passive = \(word)"]),
            (.pgbouncer, ["\"app\" \"\"", "app \"\(word)\"", "\"app\" \"\(word)\" \"x\"", "\"\(word)\""]),
            (.saslPasswords, ["# host me:\(word)", "smtp.corp.net \(word)", "me:\(word)"]),
            (.pppSecrets, ["# me * \(word)", "me \(word)"]),
            (.mailPasswords, ["# a:b:\(word)", "a:\(word)"]),
            (.mailClient, ["user \(word)", "# password \(word)", "passwordeval \(word)"]),
            (.cargoCredentials, ["[registry]\ntoken-file = \"\(word)\"", "registry = \"\(word)\""]),
            (
                .environment,
                ["NAME=\(word)", "# API_KEY=\(word)", "API_KEY=", "API_KEY", "=\(word)", "PUBLIC_KEY=\(word)"]
            ),
        ]
        for (format, texts) in misses {
            for text in texts {
                #expect(values(format, text) == [], "\(format): \(text)")
                #expect(values(format, text + "\r\n") == [], "\(format): \(text), with an end of line")
            }
        }
    }

    @Test func quotesCommentsAndLineEndsAreNoPartOfTheValue() {
        let word = Self.word
        for line in [
            "API_KEY=\(word)", "API_KEY='\(word)'", "API_KEY=\"\(word)\"", "export API_KEY=\(word)", "API_KEY: \(word)",
            "  API_KEY = \(word)  ", "API_KEY=\(word) # of the shop", "- API_KEY=\(word)", "\"API_KEY\": \"\(word)\",",
            "API_KEY='\(word)' # of the 'shop'",
        ] {
            for end in ["", "\n", "\r\n", "\n\nA=1\n"] {
                #expect(values(.environment, line + end) == [word], "in \(line)")
            }
        }
    }

    @Test func severalSecretsOfAFileAreAllFound() {
        let words = (1...5).map { "\(Self.word)\($0)" }
        #expect(values(.pgpass, words.map { "db:5432:a:me:\($0)\n" }.joined()) == words)
        #expect(values(.netrc, words.map { "machine m login me password \($0)\n" }.joined()) == words)
        #expect(values(.netrc, words.map { "machine m\nlogin me\npassword\n\t\($0)" }.joined(separator: "\n")) == words)
        #expect(values(.gitCredentials, words.map { "https://me:\($0)@h\n" }.joined()) == words)
        #expect(values(.pgpass, "db:5432:a:me:a\\:b:c-\(Self.word)\n") == ["a\\:b:c-\(Self.word)"])
    }

    /// A token for a user needs more than a name has.
    @Test func aUserAloneIsATokenWhereItIsLong() {
        var fake = FakeSecret(201)
        let token = fake.characters(40)
        #expect(values(.gitCredentials, "https://\(token)@git.corp.net\n") == [token])
        #expect(values(.gitCredentials, "https://\(token.prefix(15))@git.corp.net\n") == [])
        let basic = "dXNlcjpoNEt4OTJtbVF6Nw=="
        #expect(values(.gitConfig, "\textraheader = AUTHORIZATION: basic \(basic)\n") == [basic])
        #expect(values(.gitConfig, "\textraheader = AUTHORIZATION: basic\n") == [])
    }

    /// Signs that formats look for, alone, repeated and at the ends of the text, with zeros and bytes that are no UTF-8.
    @Test(arguments: formats.map(\.format))
    func noTextIsTooOdd(format: CredentialFile) {
        let signs = [
            "", ":", "=", "\"", "'", "\n", "\r\n", "\\", "#", "-", "://", "://@", "@", "::::", "\"auth\"", "\"auth\":",
            "\"auth\":\"", "password", "password ", "kind: Secret\ndata:", "kind: Secret\ndata:\n  :", "export ",
            "export",
            "extraheader authorization:", "kind: Secret\ndata: {", "{\"kind\":\"Secret\",\"data\":{\"a", "- - - data:",
            "kind: Secret\nstringData:\n  a: |\n", "Secret\n}]}{", "a b:", "a * ", "a:", "$apr1$", "\u{0}", "é=é",
            "data:",
        ]
        for sign in signs {
            for text in [sign, sign + sign + sign, "\n" + sign, sign + "\n" + sign, sign + "x", "x" + sign] {
                for found in format.secrets(in: SecretText(Array(text.utf8))) {
                    #expect(found.candidate.range.upperBound <= text.utf8.count && !found.value.isEmpty, "in \(text)")
                }
            }
        }
        let bytes: [UInt8] = [0xff, 0xfe, 0x3a, 0x00, 0x3d, 0x0a, 0x80, 0x22]
        #expect(format.secrets(in: SecretText(bytes, isBinary: true)).allSatisfy { !$0.value.isEmpty })
    }
}
