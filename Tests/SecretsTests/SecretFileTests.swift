import Archive
import ImageAnalysis
import TestSupport
import Testing

@testable import Secrets

/// Files whose format makes their values secrets.
@Suite struct SecretFileTests {
    private func find(_ path: String, _ text: String) throws -> [(family: String, value: String, isPlaceholder: Bool)] {
        var file = FileSearch(
            FilePath(Array(path.utf8)), budget: SearchBudget(from: UnpackingPool()), try SecretSearch())
        let found = Array(text.utf8).withUnsafeBytes { file.receive($0) } + file.finish()
        return found.map {
            ($0.secret.family.id, String(decoding: $0.secret.value, as: UTF8.self), $0.secret.candidate.isPlaceholder)
        }
    }

    @Test func passwordsStandWhereTheFormatHasThem() throws {
        let password = "h4Kx92" + "mmQz7"
        let login = String(decoding: Base64.encode(Array("ci:\(password)".utf8)), as: UTF8.self)
        let files: [(String, String, String)] = [
            ("root/.netrc", "machine git.corp.net login ci\n  password \(password)\n", "netrc-password"),
            ("root/.pgpass", "# host\ndb:5432:app:me:\(password)\n", "pgpass-password"),
            ("root/.docker/config.json", #"{"auths": {"r": {"auth": "\#(login)"}}}"#, "docker-config-auth"),
            ("root/.kube/config", "users:\n- name: a\n  user:\n    token: \(password)\n", "kube-config"),
            ("root/.git-credentials", "https://ci:\(password)@git.corp.net\n", "git-credentials"),
            ("srv/x/.git/config", "[remote \"o\"]\n\turl = https://ci:\(password)@git.corp.net/a\n", "git-remote"),
            ("app/.npmrc", "a=b\n//npm.corp.net/:_authToken=\(password)\n", "npm-config"),
            ("root/.pypirc", "[pypi]\nusername = ci\npassword = \(password)\n", "pypi-config"),
            ("root/.my.cnf", "[client]\npassword=\"\(password)\"\n", "mysql-options"),
            ("app/.env", "A=1\nexport API_KEY='\(password)' # the key\n", "environment-file"),
            ("x/a.tfstate", "{\n \"password\": \"\(password)\",\n \"id\": \"a\"\n}", "terraform-state"),
            ("root/.gem/credentials", "---\n:corp_api_key: \(password)\n", "gem-credentials"),
            ("root/.config/rclone/rclone.conf", "[nas]\ntype = sftp\npass = \(password)\n", "rclone-config"),
            ("etc/pgbouncer/userlist.txt", "\"app\" \"\(password)\"\n", "pgbouncer-password"),
            ("root/.vault-token", "\(password)\n", "vault-token-file"),
            ("etc/postfix/sasl_passwd", "[smtp.corp.net]:587 me@corp.net:\(password)\n", "sasl-password"),
            ("etc/ppp/chap-secrets", "# client server secret\nme * \"\(password)\" *\n", "ppp-secret"),
            ("etc/exim4/passwd.client", "*.corp.net:me:\(password)\n", "mail-client-password"),
            ("root/.msmtprc", "account a\nuser me\npassword \(password)\n", "mail-client-password"),
        ]
        for (path, text, family) in files {
            let found = try find(path, text)
            #expect(found.contains { $0.family == family || $0.family == "address-with-password" }, "\(path)")
            #expect(found.map(\.value) == [password], "\(path)")
            // The same text elsewhere is no file of that format.
            #expect(try !find("app/notes.txt", text).contains { $0.family == family }, "\(path)")
        }
    }

    @Test func settingsOfAnEnvironmentAreNoSecrets() throws {
        let text = "TOKEN_TTL=3600\nAUTH_ENABLED=true\nKEY_PATH=/run/keys/a\nTOKEN_URL=https://a.b\nAUTH=off\n"
        #expect(try find("app/.env", text).isEmpty)
    }

    @Test func aHashInPgBouncersListIsNoPassword() throws {
        #expect(try find("etc/pgbouncer/userlist.txt", "\"app\" \"SCRAM-SHA-256$4096:abc\"\n; \"a\"\n").isEmpty)
    }

    @Test func hashesOfHtpasswd() throws {
        let hash = "$" + "apr1$k3.Qw9aZ$" + "0aBcD3fGh1JkLmN0pQrS.1"
        #expect(try find("etc/.htpasswd", "admin:\(hash)\n# x:y\n").map(\.value) == [hash])
        #expect(try find("etc/.htpasswd", "admin:\n").isEmpty)
    }

    @Test func secretsOfKubernetes() throws {
        let value = String(decoding: Base64.encode(Array("pa55w0rd!".utf8)), as: UTF8.self)
        let manifest = "apiVersion: v1\nkind: Secret\nmetadata:\n  name: x\ndata:\n  pw: \(value)\ntype: Opaque\n"
        #expect(try find("srv/s.yaml", manifest).map(\.value) == ["pa55w0rd!"])
        #expect(try find("srv/s.yaml", manifest.replacing("Secret", with: "ConfigMap")).isEmpty)
    }

    @Test func valuesToBeFilledInAreHints() throws {
        let found = try find("app/.env", "API_TOKEN=${TOKEN}\nDB_PASSWORD=changeme\nDEBUG_KEY=true\nNAME=h4Kx92mmQz7\n")
        #expect(found.map(\.isPlaceholder) == [true, true])
        #expect(try find("app/.npmrc", "//r/:_authToken=${NPM_TOKEN}\n").allSatisfy(\.isPlaceholder))
        #expect(try find("root/.netrc", "machine x\n").isEmpty)
    }
}
