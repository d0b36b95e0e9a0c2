import ImageAnalysis
import TestSupport
import Testing

@testable import Secrets

/// Families that look at more than a prefix: each with a text that has such a secret and texts that only seem to.
@Suite struct CheckedFamilyTests {
    /// A text with a secret of a family, and near misses.
    struct Sample: Sendable, CustomTestStringConvertible {
        var family: String
        var secret: String
        /// `@@` stands for the secret.
        var text = "value = '@@'\n"
        var misses: [String]

        var testDescription: String { family }
    }

    static let samples: [Sample] = keys + tokens + commands + options + logins

    private static let keys: [Sample] = {
        var fake = FakeSecret(71)
        let body = (0..<6).map { _ in fake.characters(64, of: FakeSecret.base64) }.joined(separator: "\n")
        let pem = String(fake.pem("EC PRIVATE" + " KEY", lines: 3).dropLast())
        let wireguard = fake.characters(43, of: FakeSecret.base64) + "="
        let half = fake.characters(43, of: FakeSecret.base64URL)
        let aws = fake.characters(40, of: FakeSecret.base64)
        let putty = "PuTTY-User" + "-Key-File-3: ssh-rsa\nEncryption: none\nComment: a\nPublic-Lines: 1\nAAAA\n"
        return [
            Sample(
                family: "private-key", secret: pem, text: "@@\n",
                misses: [
                    pem.replacing("PRIVATE", with: "PUBLIC"), "-----BEGIN EC PRIVATE" + " KEY-----\n\(half)\n",
                    "-----BEGIN RSA PRIVATE" + " KEY-----\n\(half)\(half)...\n-----END RSA PRIVATE KEY-----\n",
                ]),
            Sample(
                family: "putty-key", secret: putty + "Private-Lines: 6\n\(body)\n", text: "@@Private-MAC: 00\n",
                misses: [putty, putty + "Private-Lines: 0\n"]),
            Sample(
                family: "wireguard-key", secret: wireguard, text: "[Interface]\nPrivateKey = @@\n",
                misses: ["PrivateKey = \(half)", "PrivateKey = file", "PublicKey = \(wireguard)"]),
            Sample(
                family: "json-web-key", secret: half, text: #"{"kty":"EC","crv":"P-256","d":"@@","x":"0"}"#,
                misses: [#"{"kty":"EC","crv":"P-256","x":"\#(half)"}"#, #"{"kty":"EC","d":"short"}"#]),
            Sample(
                family: "aws-access-key", secret: "AK" + "IA" + fake.characters(16, of: FakeSecret.base32),
                misses: ["AK" + "IA0189" + fake.characters(12, of: FakeSecret.base32), "AK" + "IAIOSFODNN7EXAMPLE"]),
            Sample(
                family: "aws-secret-key", secret: aws, text: "aws_secret_access_key = @@\n",
                misses: ["checksum = \(aws)", "aws_secret_access_key = \(aws.dropLast())"]),
        ]
    }()

    private static let tokens: [Sample] = {
        var fake = FakeSecret(72)
        let azure = fake.token(3, "8Q", "~", 34)
        let fine = fake.token("github", "_pat_", 22, "_", 59)
        let openAI = fake.token("sk-", "proj-", 74, "T3Blbk", "FJ", 74)
        let discord = fake.token("MT", 24, ".G", 5, ".", 38)
        let telegram = fake.token("7", .random(9, of: "123456789"), ":A", "A", 33)
        let sendGrid = fake.token("S", "G.", 22, ".", 43)
        let mailchimp = fake.token(.random(32, of: FakeSecret.hex), "-u", "s14")
        let terraform = fake.token(14, ".atla", "sv1.", 65)
        let grafana = fake.token("gl", "sa_", 32, "_", .random(8, of: FakeSecret.hex))
        let firebase = fake.token("AA", "AA", 7, ":AP", "A91b", 134)
        let airtable = fake.token("pa", "t", 14, ".", .random(64, of: FakeSecret.hex))
        let service = fake.token(52, "JQQ", "J99BFACAAAAALGcqjAAASAZDO3eqU")
        let license = fake.token(.random(36, of: FakeSecret.hex), "NR", "AL")
        let stream = fake.token("li", "ve_", .random(9, of: "123456789"), "_", 30)
        let session = fake.token("00", "D", 12, "!", 96)
        let words: [(String, String, [String])] = [
            ("azure-client-secret", azure, [azure.replacing("~", with: "-"), "x" + azure, String(azure.dropLast(8))]),
            ("github-fine-grained-token", fine, [String(fine.dropLast()), fine + "0"]),
            ("openai-key", openAI, [String(openAI.dropFirst(3)), String(openAI.dropLast(60))]),
            ("discord-bot-token", discord, [String(discord.dropLast()), discord + "0", String(discord.dropFirst(5))]),
            ("telegram-bot-token", telegram, [String(telegram.dropLast()), "x" + telegram, telegram + "0"]),
            ("sendgrid-key", sendGrid, [String(sendGrid.dropLast()), sendGrid.replacing(".", with: "_")]),
            ("mailchimp-key", mailchimp, [String(mailchimp.dropFirst()), mailchimp + "45", "a" + mailchimp]),
            ("terraform-token", terraform, [String(terraform.dropLast(9)), String(terraform.dropFirst())]),
            ("grafana-token", grafana, [String(grafana.dropLast()), grafana + "0"]),
            ("firebase-server-key", firebase, [String(firebase.dropLast(9)), "x" + firebase, firebase + "0"]),
            ("azure-service-key", service, [String(service.dropFirst()), "x" + service, String(service.dropLast(9))]),
            ("new-relic-license-key", license, [String(license.dropFirst()), "x" + license, license + "0"]),
            ("twitch-stream-key", stream, [String(stream.dropLast()), "x" + stream, stream + "0"]),
            (
                "salesforce-token", session,
                [String(session.dropLast(30)), "x" + session, session.replacing("!", with: "-")]
            ),
            ("airtable-token", airtable, [String(airtable.dropLast()), "x" + airtable, airtable + "0"]),
        ]
        return words.map { Sample(family: $0, secret: $1, misses: $2) }
    }()

    private static let commands: [Sample] = {
        var fake = FakeSecret(73)
        let (word, key) = (fake.characters(13) + "7", fake.characters(40))
        return [
            Sample(
                family: "authorization-header", secret: key, text: "curl -H 'Authorization: Bearer @@' https://a.b\n",
                misses: ["Authorization: Bearer $TOKEN\n", "Authorization: Bearer <token>\n", "Authorization: none\n"]),
            Sample(
                family: "address-with-password", secret: word, text: "mongodb://app:@@@db.corp.net/a\n",
                misses: ["mongodb://app:password@localhost/a", "http://db.corp.net:80/a:\(word)@b", "a:\(word)@b"]),
            Sample(
                family: "connection-string", secret: word, text: "Server=db;User Id=app;Password=@@;\n",
                misses: [
                    "Color=red;Password=\(word);", "Server=db;Password=${PW};", "Server=db;Uid=sa;Pwd=password;",
                    "Server=db;Uid=scott;Pwd=tigers;",
                ]),
            Sample(
                family: "curl-password", secret: word, text: "curl -u ci:@@ https://a.b\n",
                misses: ["curl -u ci:$PW https://a.b\n", "curl -u ci https://a.b\n", "curl https://a.b\n"]),
            Sample(
                family: "sshpass", secret: word, text: "sshpass -p @@ ssh a@b\n",
                misses: ["sshpass -p $PW ssh a@b\n", "sshpass -e ssh a@b\n"]),
            Sample(
                family: "login-password", secret: word, text: "docker login r.corp.net -u ci -p @@\n",
                misses: ["docker login -u ci --password-stdin\n", "docker login -u ci -p \"$PW\"\n"]),
            Sample(
                family: "mysql-password", secret: word, text: "mysql -u root -p@@ app\n",
                misses: ["mysql -u root -p app\n", "mysql -u root -p$PW app\n"]),
            Sample(
                family: "redis-password", secret: word, text: "redis-cli -h r -a @@ ping\n",
                misses: ["redis-cli -h r ping\n", "redis-cli -a $PW ping\n"]),
            Sample(
                family: "chpasswd", secret: word, text: "echo 'root:@@' | chpasswd\n",
                misses: ["echo \"root:$PW\" | chpasswd\n", "chpasswd < file\n", "man chpasswd\n"]),
            Sample(
                family: "redis-requirepass", secret: word, text: "port 6379\nrequirepass @@\n",
                misses: ["# requirepass \(word)\n", "requirepass $PW\n", "CONFIG SET requirepass \(word)\n"]),
            Sample(
                family: "sql-password", secret: word, text: "CREATE USER 'a'@'%' IDENTIFIED BY '@@';\n",
                misses: [
                    "GRANT ALL ON a TO USER b IDENTIFIED BY PASSWORD '*\(fake.characters(40, of: "0123456789ABCDEF"))'\n",
                    "CREATE USER a IDENTIFIED BY 'goodbye'\n", "ALTER USER a PASSWORD NULL;\n",
                    "type the password '\(word)' here\n",
                ]),
            Sample(
                family: "powershell-password", secret: word,
                text: "$p = ConvertTo-SecureString -String \"@@\" -AsPlainText -Force\n",
                misses: [
                    "$p = ConvertTo-SecureString \"\(word)\"\n",
                    "ConvertTo-SecureString \"$env:PW\" -AsPlainText -Force\n",
                ]),
            Sample(
                family: "assigned-secret", secret: word, text: "client_secret: '@@'\n",
                misses: ["client_name: '\(word)'\n", "client_secret: '${S}'\n", "client_secret = secrets.get('a')\n"]),
        ]
    }()

    /// Passwords among a command's arguments; where the variable stands, the shell puts another value.
    private static let options: [Sample] = {
        var fake = FakeSecret(76)
        let word = fake.characters(12) + "a7"
        let hash = fake.characters(40, of: FakeSecret.hex)
        return [
            Sample(
                family: "wget-password", secret: word, text: "wget --user=ci --password=@@ https://a.b\n",
                misses: ["wget --ask-password https://a.b/\(word)\n", "wget --password=$PW https://a.b\n"]),
            Sample(
                family: "user-password", secret: word, text: "RUN useradd -m -p '@@' bob\n",
                misses: ["useradd -p $(openssl passwd x) bob\n", "useradd -m \(word)\n"]),
            Sample(
                family: "psexec-password", secret: word, text: "PsExec.exe \\\\10.0.0.1 -u ci -p @@ cmd\n",
                misses: ["PsExec.exe \\\\h -u ci cmd \(word)\n", "psexec -p %PW% cmd\n"]),
            Sample(
                family: "smb-password", secret: word, text: "smbclient //nas/a -U ci%@@ -c ls\n",
                misses: ["smbclient //nas/a -U ci -c \(word)\n", "smbclient //nas/a -U ci%$PW\n"]),
            Sample(
                family: "ldap-password", secret: word, text: "ldapsearch -x -D cn=a -w @@ -b dc=b\n",
                misses: ["ldapsearch -x -W -b \(word)\n", "ldapsearch -w $PW\n"]),
            Sample(
                family: "openssl-passwd", secret: word, text: "useradd -p $(openssl passwd -6 @@) bob\n",
                misses: ["openssl passwd -6 -stdin\n", "openssl passwd -6 \"$PW\"\n"]),
            Sample(
                family: "archive-password", secret: word, text: "unzip -P @@ a.zip\n",
                misses: ["unzip \(word).zip -d /x\n", "zip -P $PW a.zip b\n"]),
            Sample(
                family: "keytool-password", secret: word, text: "keytool -genkey -alias a -storepass @@ -keystore b\n",
                misses: [
                    "keytool -storepass changeit\n", "keytool -storepass:env \(word)\n", "keytool -storepass $PW\n",
                ]),
            Sample(
                family: "password-option", secret: word, text: "tool --user ci --password @@ --now\n",
                misses: [
                    "tool --password $PW\n", "tool --password-file \(word)\n", "tool --no--password \(word)\n",
                    "tool --password /run/secrets/\(word)\n", "tool --password password1\n", "tool --password --now\n",
                ]),
            Sample(
                family: "openssl-pass", secret: word, text: "openssl rsa -in a -passin pass:@@ -out b\n",
                misses: ["openssl rsa -passin file:\(word)\n", "openssl rsa -passin pass:${PW}\n"]),
            Sample(
                family: "htpasswd-password", secret: word,
                text: "a && htpasswd -cb /etc/nginx/.htpasswd admin @@ && b\n",
                misses: [
                    "htpasswd -c /etc/\(word) admin\n", "htpasswd -b /f admin $PW\n", "htpasswd -nb \(word)\n",
                    "htpasswd -b /f admin; echo \(word)\n",
                ]),
            Sample(
                family: "header-option", secret: hash, text: "curl -H \"X-Figma-Token: @@\" https://a.b\n",
                misses: [
                    "curl -H \"X-Figma-Token: $KEY\"\n", "curl -H \"Accept: \(hash)\"\n",
                    "curl -H 'Token: <token-\(hash)>'\n",
                ]),
        ]
    }()

    /// Logins in files of configuration, in addresses and in calls.
    private static let logins: [Sample] = {
        var fake = FakeSecret(77)
        let word = fake.characters(12) + "a7"
        let key = fake.characters(43, of: FakeSecret.base64) + "="
        let signature = String(decoding: Base64.encode(Array(fake.characters(32).utf8)), as: UTF8.self) + "%3D"
        let address = "https://a.blob.core.windows.net/b?sv=2022-11-02&sp=r"
        let hash = fake.characters(40, of: FakeSecret.hex)
        return [
            Sample(
                family: "ldap-bind-password", secret: word, text: "uri ldap://h\nbindpw\t@@\n",
                misses: [
                    "# bindpw \(word)\n", "bindpw_file \(word)\n", "rootpw {SSHA}\(word)\n", "set bindpw \(word)\n",
                ]),
            Sample(
                family: "oracle-login", secret: word, text: "url=jdbc:oracle:thin:app/@@@//db:1521/x\n",
                misses: [
                    "jdbc:oracle:thin:@//db:1521/\(word)\n", "jdbc:oracle:thin:scott/tiger@db\n",
                    "sqlplus / as sysdba\n",
                ]),
            Sample(
                family: "login-call", secret: word, text: "new NetworkCredential(\"ci\", \"@@\")\n",
                misses: ["new NetworkCredential(user, \"\(word)\")\n", "new NetworkCredential(\"\(word)\")\n"]),
            Sample(
                family: "netrc-line", secret: word, text: "machine git.corp.net login ci password @@\n",
                misses: ["machine git.corp.net login ci \(word)\n", "a machine login needs password \(word)\n"]),
            Sample(
                family: "azure-shared-access-signature", secret: signature, text: "\(address)&sig=@@\n",
                misses: [
                    "https://a.b/?v=1&sig=\(signature)\n", "\(address)&sig=\(signature.dropFirst(4))\n",
                    "\(address)&sig={signature}\n",
                ]),
            Sample(
                family: "vault-unseal-key", secret: key, text: "Unseal Key 1: @@\n",
                misses: ["Unseal Key 1: \(key.dropFirst(9))\n", "vault operator unseal $KEY\n"]),
            Sample(
                family: "sonar-login", secret: hash, text: "mvn -Dsonar.login=@@ sonar:sonar\n",
                misses: ["mvn -Dsonar.login=\(hash.dropLast())\n", "mvn -Dsonar.host=\(hash)\n"]),
        ]
    }()

    private func find(_ sample: Sample, _ text: String) throws -> [String] {
        let text = SecretText(Array(text.utf8), traits: FileTraits(FilePath(Array("app/notes.txt".utf8))))
        return try SecretSearch().secrets(in: text)
            .filter { $0.family.id == sample.family && !$0.candidate.isPlaceholder && $0.candidate.confidence != .low }
            .map { String(decoding: $0.value, as: UTF8.self) }
    }

    @Test(arguments: samples)
    func theSecretIsFoundAndNothingLikeIt(sample: Sample) throws {
        let text = sample.text.replacing("@@", with: sample.secret, maxReplacements: 1)
        #expect(try find(sample, text) == [sample.secret])
        for miss in sample.misses { #expect(try find(sample, " \(miss) ") == [], "in \(miss)") }
    }

    /// What has a shape is tested by that, what stands in files of known formats with those files.
    @Test func everyOtherFamilyHasASample() {
        let others = SecretPatterns.families.filter { $0.shape == nil && !$0.anchors.isEmpty }.map(\.id)
        #expect(Set(others).subtracting(CheckedFamilyTests.samples.map(\.family)) == ["json-web-token"])
    }

    /// The many ways in which people give a value to a name, and what stands in the same place without being one.
    @Test(arguments: [
        "<add key=\"ClearTextPassword\" value=\"@@\" />", "define('DB_PASSWORD', '@@');", "psk=\"@@\"",
        "secret_key_base: '@@'", "<password>@@</password>", "\"apiKey\" : \"@@\"", "TOKEN=@@", "password := '@@'",
        "'password' => '@@'", "db_password_prod = \"@@\"",
        "define( 'DB_PASSWORD', '@@' );", "config[\"password\"] = \"@@\"", "os.environ['X_PASSWORD']='@@'",
        "$db['default']['password'] = '@@';", "ENV['SECRET_TOKEN'] ||= \"@@\"", "options[:password] = '@@'",
        "os.environ.get('DB_PASSWORD', '@@')", "PGPASSWORD=@@", "SMTPPASSWORD='@@'", "export DBPASS=@@",
        "var apiToken string = \"@@\"", "val password: String = \"@@\"", "char password[32] = \"@@\";",
        "DB_PASSWORD ?= \"@@\"", "<dbPassword>\n  @@\n</dbPassword>", "{\"a\":\"{\\\"password\\\": \\\"@@\\\"}\"}",
        "ENV DB_PASSWORD @@", "setenv DB_PASSWORD @@", "  password '@@'", "password = b'@@'",
    ])
    func namesHaveValuesInManyWays(text: String) throws {
        var fake = FakeSecret(74)
        let word = fake.characters(20) + "7!"
        func found(_ value: String) throws -> [String] {
            let bytes = Array((text.replacing("@@", with: value) + "\n").utf8)
            return try SecretSearch().secrets(in: SecretText(bytes)).filter { $0.candidate.confidence != .low }
                .map { String(decoding: $0.value, as: UTF8.self) }
        }
        #expect(try found(word) == [word])
        for value in [
            "AbstractBasicAuthHandler", "config.database.password", "process.env.TOKEN", "my-secret-name", "${SECRET}",
            "https://a.b/c", "arn:aws:secretsmanager:eu:1:a", "self.passwordField", "/run/secrets/password1",
            "<your-password-1>", "changeme", "xxxxxxxxxxxxxxxxxxxxxxxx", "user_password_field", "getPassword()",
            "#{token.value1}x", "x${Token1}y",
        ] {
            #expect(try found(value) == [], "\(value)")
        }
    }

    @Test func aListOfNamesIsNoCall() throws {
        var fake = FakeSecret(75)
        let word = fake.characters(20) + "7"
        let text = SecretText(Array("names = ('DB_PASSWORD', '\(word)')\n['token', '\(word)']\n".utf8))
        #expect(try SecretSearch().secrets(in: text).isEmpty)
    }

    @Test func whatFollowsANameInAProgramIsAHint() throws {
        let bytes = Array("\0password=q8Zr4T\("n2Lw0Vb6")\0curl -u ci:q8Zr4T\("n2Lw0Vb6") https://a.b\0".utf8)
        let found = try SecretSearch().secrets(in: SecretText(bytes, isBinary: true))
        #expect(found.map(\.candidate.confidence) == [.low, .low])
    }
}
