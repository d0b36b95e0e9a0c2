import Evidence
import ImageAnalysis
import TestSupport
import Testing

@testable import Secrets

/// What stands behind a name and is none of a running system's secrets: code, examples, templates.
@Suite struct ExampleValueTests {
    private static let word = "h4Kx92" + "mmQz7&8a"

    /// What is told of a file's text as more than a hint.
    private func told(_ text: String, _ path: String) throws -> [String] {
        let traits = FileTraits(FilePath(Array(path.utf8)))
        return try SecretSearch().secrets(in: SecretText(Array(text.utf8), traits: traits))
            .filter { !$0.candidate.isPlaceholder && $0.candidate.confidence != .low }
            .map { String(decoding: $0.value, as: UTF8.self) }
    }

    @Test(arguments: [
        "var token=this.LT(1),x=2;", "a();token=this.LT1(x);b()", "password = get_password2(x)", "token := s.Token1(x)",
        "secret = config.Secret_2.value1", "const apiKey = process.env.API_KEY1;", "password: Secret1234Type,",
    ])
    func codeIsNoValue(code: String) throws {
        for path in ["app/a.js", "app/a.py", "app/a.go", "app/a.rb", "app/Main.java"] {
            #expect(try told(code + "\n", path) == [], "\(path): \(code)")
        }
    }

    @Test func aMinifiedProgramIsCodeWhateverItsName() throws {
        #expect(try told("function f(){var token=this.LT(1),x=2;return new Token1(token)}\n", "app/bundle") == [])
        #expect(
            try told("GET('https://a.b/?access_token=\(Self.word.dropLast(3))')\n", "app/a.js") == [
                String(Self.word.dropLast(3))
            ])
    }

    /// A comment shows how a setting is written; what is in use stands outside of it.
    @Test func commentsShowExamples() throws {
        for sign in ["#", "//", ";", "-- ", "dnl "] {
            for line in [
                "password = \(Self.word)", "SSLPassPhrase \"\(Self.word)\"", "mysql://exim:\(Self.word)@h/x",
                "curl -u ci:\(Self.word) https://a.b", "client_secret: '\(Self.word)'",
            ] {
                #expect(try told("\(sign) \(line)\n", "etc/app.conf") == [], "\(sign) \(line)")
            }
        }
        #expect(try told("password = \(Self.word) # of the shop\n", "etc/app.conf") == [Self.word])
        #expect(
            try told("#define DB_PASSWORD \"\(Self.word)\"\n# x\ndb_password = \(Self.word)\n", "etc/app.conf") == [
                Self.word
            ])
    }

    @Test(arguments: [
        "testing123", "testing123-1", "password1!", "P@ssw0rd", "my_password_123", "changeme-2", "secret#1",
    ])
    func aCommonWordWithANumberIsAnExample(value: String) throws {
        #expect(PasswordText.isExample(Array(value.utf8)))
        #expect(try told("secret = \(value)\n", "etc/freeradius/clients.conf") == [])
        #expect(try told("psql postgres://app:\(value)@db/x\n", "app/run.sh") == [])
    }

    @Test(arguments: ["h4Kx92mmQz7", "tr0ub4dor&3", "correct-horse", "adminx92mm", "9f86d081884c"])
    func otherWordsAreNone(value: String) { #expect(!PasswordText.isExample(Array(value.utf8))) }

    @Test func namesJoinedByLinesAreNoPasswords() throws {
        #expect(try told("mongodb://oplog_reader:oplog_reader_password@host:27017/local\n", "app/notes.txt") == [])
        #expect(try told("get '/p' => \"cms/sites/passwords#edit\", as: 'edit_password'\n", "app/routes.rb") == [])
        #expect(try told("{\"passwordLabel\":\"Password:\",\"rememberMeLabel\":\"Remember me:\"}", "app/a.json") == [])
        #expect(try told("<input name=\"authenticity_token\" value=\"\(Self.word)7SWaFo1h\" />", "app/a.xml") == [])
    }

    /// A line that only assigns is one of configuration where nothing tells what the file is.
    @Test func aFileWithoutAnEndingMayBeConfiguration() throws {
        for path in ["app/settings", "root/.pgsecret", "etc/my.cf", "app/notes.txt"] {
            #expect(try told("user = app\npassword = \(Self.word)\n", path) == [Self.word], "\(path)")
            #expect(try told("Password: \(Self.word)\n", path) == [Self.word], "\(path)")
        }
        #expect(try told("then type the password: \(Self.word) and go on\n", "app/notes.txt") == [])
        #expect(try told("password = Value1x2y3\n", "app/a.py") == [])
        #expect(try told("password = \(Self.word)\n", "app/a.unknown") == [])
    }

    @Test(arguments: [
        "PGPASSWORD", "DBPASSWORD", "SMTPPASSWORD", "mysqlpasswd", "GITHUBTOKEN", "dbpass", "smtpPwd", "AWSSECRETKEY",
        "ROOTPASS",
    ])
    func namesNeedNoBoundary(name: String) {
        #expect(SecretName.isSecret(name) && SecretName.isSecretVariable(name))
    }

    @Test(arguments: [
        "OLDPWD", "BYPASS", "COMPASS", "csrf_token", "authenticity_token", "nonsecret", "PASSWORD_FILE", "monkey",
    ])
    func otherNamesAreNone(name: String) { #expect(!SecretName.isSecret(name)) }

    /// What is told as a hint at least.
    private func hinted(_ text: String, _ path: String) throws -> [String] {
        let traits = FileTraits(FilePath(Array(path.utf8)))
        return try SecretSearch().secrets(in: SecretText(Array(text.utf8), traits: traits))
            .filter { !$0.candidate.isPlaceholder }.map { String(decoding: $0.value, as: UTF8.self) }
    }

    @Test(arguments: [
        ("password = correcthorse\n", "app/conf/app.ini", "correcthorse"),
        ("password = correcthorse\n", "app/settings", "correcthorse"),
        ("DB_PASSWORD=hunter\n", "app/conf/db.properties", "hunter"),
        ("spring:\n  datasource:\n    password: hunter\n", "app/a.yml", "hunter"),
        ("{\"pgpassword\": \"XKQJVBWZ\"}", "app/a.json", "XKQJVBWZ"),
        ("<passwd>batterystaple</passwd>", "app/a.xml", "batterystaple"),
    ])
    func aPasswordOfLettersAloneIsAHint(text: String, path: String, value: String) throws {
        #expect(try hinted(text, path) == [value])
        #expect(try told(text, path) == [], "never more than a hint")
    }

    @Test(arguments: [
        "password = required", "passwd: compat", "password: string", "password = prompt", "password: <password>",
        "password: encrypted", "password = changeit", "password: dbpassword", "password=secret", "token = correcthorse",
        "api_key = correcthorse", "password_file = correcthorse", "bypass = correcthorse", "# password = correcthorse",
        "password = aaaaaaa", "passwords: correcthorse", "compass: northwest",
    ])
    func wordsThatSaySomethingOfAPasswordAreNone(line: String) throws {
        #expect(try hinted(line + "\n", "etc/app.conf") == [], "\(line)")
        #expect(try hinted("password = correcthorse\n", "usr/share/doc/x/app.conf") == [])
        #expect(try hinted("password = correcthorse\n", "app/main.py") == [])
    }
}
