import Archive
import ImageAnalysis
import TestSupport
import Testing

@testable import Secrets

/// Secrets of Kubernetes: which objects are some, and which of their values are in use.
@Suite struct KubernetesManifestTests {
    private static let word = "pa55" + "w0rd!x"
    private static let encoded = "cGE1NXcw" + "cmQheA=="

    /// What is told of a manifest: secrets, and what is none by what stands there.
    private func told(_ text: String, _ path: String = "srv/s.yaml") throws -> (secrets: [String], placeholders: Int) {
        var file = FileSearch(
            FilePath(Array(path.utf8)), budget: SearchBudget(from: UnpackingPool()), try SecretSearch())
        let found = Array(text.utf8).withUnsafeBytes { file.receive($0) } + file.finish()
        return (
            found.filter { !$0.secret.candidate.isPlaceholder }.map {
                String(decoding: $0.secret.value, as: UTF8.self)
            },
            found.count { $0.secret.candidate.isPlaceholder }
        )
    }

    @Test(arguments: [
        "apiVersion: v1\nkind: Secret\ndata:\n  pw: @@\n", "data:\n  pw: @@\nkind: Secret\n",
        "kind: \"Secret\"\ndata:\n  pw: @@\n",
        "kind: 'Secret' # of the shop\r\ndata:\r\n  pw: '@@'\r\n", "kind: Secret\ndata:\n  \"pw\": \"@@\" # x\n",
        "kind: Secret\ndata: {a.b: @@}\n", "kind: Secret\ndata:\n  pw: !!binary @@\n",
        "kind: Secret\ndata:\n  pw: |\n    cGE1NXcw\n    cmQheA==\n",
        "kind: ConfigMap\ndata:\n  a: b\n---\nkind: Secret\ndata:\n  pw: @@\n",
        "kind: List\nitems:\n- kind: Secret\n  data:\n    pw: @@\n",
        "items:\n- data:\n    pw: @@\n  kind: Secret\nkind: List\n",
        "items:\n  - metadata:\n      name: a\n    kind: Secret\n    data:\n      pw: @@\n",
        "{\"kind\":\"Secret\",\"data\":{\"pw\":\"@@\"}}",
        "{\"items\":[{\"data\":{\"pw\":\"@@\"},\"kind\":\"Secret\"}],\"kind\":\"List\"}",
    ])
    func aSecretsValuesAreSecrets(manifest: String) throws {
        for path in ["srv/s.yaml", "srv/s.yml", "srv/s.json"] {
            #expect(
                try told(manifest.replacing("@@", with: Self.encoded), path).secrets == [Self.word],
                "\(path): \(manifest)")
        }
        let plain = manifest.replacing("data", with: "stringData").replacing("!!binary ", with: "")
        guard plain.contains("@@") else { return }
        #expect(try told(plain.replacing("@@", with: Self.word)).secrets == [Self.word], "\(plain)")
    }

    /// Other kinds refer to secrets, or hold them encrypted; other documents are other objects.
    @Test(arguments: [
        "kind: SecretStore\ndata:\n  pw: @@\n", "kind: ExternalSecret\ndata:\n  pw: @@\n",
        "kind: SealedSecret\nspec:\n  encryptedData:\n    pw: @@\n",
        "kind: ConfigMap\ndata:\n  kind: Secret\n  pw: @@\n",
        "kind: Secret\n---\nkind: ConfigMap\ndata:\n  pw: @@\n",
        "kind: Secret\nmetadata:\n  annotations:\n    data: @@\n",
        "# kind: Secret\ndata:\n  pw: @@\n", "kind: Secret\ndata:\n  pw: {}\nother:\n  pw: @@\n",
        "{\"kind\":\"ConfigMap\",\"data\":{\"pw\":\"@@\"},\"a\":\"Secret\"}",
        "{\"items\":[{\"kind\":\"Secret\"},{\"kind\":\"ConfigMap\",\"data\":{\"pw\":\"@@\"}}]}",
    ])
    func otherObjectsHaveNone(manifest: String) throws {
        #expect(try told(manifest.replacing("@@", with: Self.encoded)).secrets == [], "\(manifest)")
    }

    /// What a template, an operator or a person is to fill in, by the text as it is written.
    @Test(arguments: [
        "{{ .Values.password | b64enc }}", "\"{{ .Values.password | b64enc }}\"",
        "{{ include \"app.pass\" . | b64enc }}",
        "{{ lookup(\"env\",\"TOKENVALUE\") | b64encode }}", "{% raw %}{{ x }}{% endraw %}", "$(TOKEN)",
        "${PASSWORD_BASE64}",
        "$PASSWORD", "<base64-encoded-password>", "<%= password %>", "REPLACE_ME", "CHANGEME", "BASE64_ENCODED_VALUE",
        "%{password}", "%DB_PASSWORD%", "__PASSWORD__", "@@DB_PASSWORD@@", "ENC[AES256_GCM,data:abcd,iv:x]",
        "ref+vault://secret/data/app#password", "!vault |", "!Ref Password", "cGFzc3dvcmQ=", "Y2hhbmdlbWU=",
        "cGFzc3dvcmQxMjM=",
    ])
    func aValueToBeFilledInIsToldAsSuch(value: String) throws {
        for part in ["data", "stringData"] {
            let told = try told("apiVersion: v1\nkind: Secret\n\(part):\n  password: \(value)\n")
            #expect(told.secrets == [], "\(part): \(value)")
            #expect(told.placeholders <= 1, "\(part): \(value)")
        }
    }

    @Test func whatIsNoBase64IsNotAccepted() throws {
        for value in ["pa55w0rd!x", "cGE1NXcwcmQheA", "cGE1NXcwcmQheA=", "cGE1_Xcw", "\"\"", "null", "~"] {
            #expect(try told("kind: Secret\ndata:\n  key: \(value)\n").secrets == [], "\(value)")
        }
        #expect(Base64.decodeStrictly(Array("cGE1NXcw\ncmQheA==\n".utf8)) == Array(Self.word.utf8))
        #expect(Base64.decodeStrictly(Array("cGE1NXcwcmQheA".utf8)) == nil)
        #expect(Base64.decodeStrictly(Array("====".utf8)) == nil)
    }

    @Test func depthAndLengthCostNoMoreThanTheirBytes() throws {
        let deep = (0..<2000).map { String(repeating: " ", count: $0 % 300) + "a:\n" }.joined() + "kind: Secret\n"
        #expect(try told(deep).secrets == [])
        let flow = "kind: Secret\ndata: " + String(repeating: "{a: [", count: 5000)
        #expect(try told(flow).secrets == [])
    }
}
