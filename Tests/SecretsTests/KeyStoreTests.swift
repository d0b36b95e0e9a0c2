import ImageAnalysis
import TestSupport
import Testing

@testable import Secrets

/// Key stores are told where they hold keys: what holds certificates only is what programs trust.
@Suite struct KeyStoreTests {
    private func number(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).reversed().map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }

    private func text(_ name: String) -> [UInt8] { number(name.utf8.count, 2) + Array(name.utf8) }

    /// An entry of a Java key store, as OpenJDK's JavaKeyStore.engineStore writes it.
    private func entry(_ tag: Int) -> [UInt8] {
        let certificate = text("X.509") + number(40, 4) + [UInt8](repeating: 0x30, count: 40)
        let head = number(tag, 4) + text("alias") + number(1_700_000_000, 8)
        return tag == 2
            ? head + certificate : head + number(64, 4) + [UInt8](repeating: 7, count: 64) + number(1, 4) + certificate
    }

    private func store(_ tags: [Int], magic: [UInt8] = [0xfe, 0xed, 0xfe, 0xed]) -> [UInt8] {
        magic + number(2, 4) + number(tags.count, 4) + tags.flatMap(entry) + [UInt8](repeating: 9, count: 20)
    }

    private func kind(_ path: String, _ bytes: [UInt8]) -> String? {
        KeyStore.secret(at: FilePath(Array(path.utf8)), in: SecretText(bytes, isBinary: true))?.candidate.note
    }

    @Test func aJavaKeyStoreWithCertificatesOnlyIsNone() {
        #expect(kind("etc/trust.jks", store([2, 2, 2])) == nil)
        #expect(kind("etc/empty.jks", store([])) == nil)
        #expect(kind("etc/server.jks", store([2, 1, 2])) == "Java key store")
        #expect(kind("etc/SERVER.KeyStore", store([1])) == "Java key store")
        #expect(kind("etc/a.jceks", store([2, 3], magic: [0xce, 0xce, 0xce, 0xce])) == "Java key store")
        // One that ends too soon, or claims more than it has, may have keys.
        #expect(kind("etc/cut.jks", Array(store([2, 2, 2]).prefix(80))) == "Java key store")
        #expect(
            kind("etc/claim.jks", [0xfe, 0xed, 0xfe, 0xed] + number(2, 4) + number(0xffff_ffff, 4)) == "Java key store")
        #expect(kind("etc/server.txt", store([1])) == nil)
    }

    /// RFC 7292, section 4.2: the bags' identifiers are the same arc with another last number.
    @Test func aPKCS12StoreHasABagOfAKey() {
        let arc: [UInt8] = [0x06, 0x0b, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x0c, 0x0a, 0x01]
        func store(_ bag: UInt8) -> [UInt8] {
            [0x30, 0x82, 0x04, 0x00] + [UInt8](repeating: 1, count: 40) + arc + [bag, 0x30]
        }
        for (name, bag, expected) in [
            ("a.p12", 1, "PKCS #12"), ("A.PFX", 2, "PKCS #12"), ("a.keystore", 2, "PKCS #12"), ("a.p12", 3, nil),
            ("a.jks", 3, nil), ("a.p12.txt", 2, nil), ("p12", 2, nil),
        ] as [(String, UInt8, String?)] {
            #expect(kind(name, store(bag)) == expected, "\(name) with bag \(bag)")
        }
        #expect(kind("a.p12", [0x30]) == nil)
        #expect(kind("a.p12", []) == nil)
        #expect(kind("a.p12", Array("text".utf8)) == nil)
    }

    @Test func otherStoresAreToldByNameAndFirstBytes() {
        #expect(kind("a.kdbx", [0x03, 0xd9, 0xa2, 0x9a]) == "KeePass")
        #expect(kind("a.kdbx", [0x03, 0xd9, 0xa2]) == nil)
        #expect(kind("login.keychain-db", Array("kych".utf8)) == "Keychain")
    }
}

/// Private keys of GnuPG in binary, by their packets and by the agent's files.
@Suite struct OpenPGPKeyTests {
    private func note(_ path: String, _ bytes: [UInt8]) -> String? {
        OpenPGPKey.secret(at: FilePath(Array(path.utf8)), in: SecretText(bytes, isBinary: true))?.candidate.note
    }

    /// A version 4 packet with two public numbers of an RSA key, then the octet that says how the rest is kept
    /// (RFC 4880, section 5.5.3).
    private func packet(_ tag: [UInt8], usage: [UInt8]) -> [UInt8] {
        let number: [UInt8] = [0, 16, 0xab, 0xcd]
        return tag + [4, 0x65, 0, 0, 0, 1] + number + number + usage + [UInt8](repeating: 5, count: 30)
    }

    @Test func aSecretKeyPacketIsAKey() {
        for tag in [[0x94, 80], [0x95, 0, 80], [0x96, 0, 0, 0, 80], [0xc5, 80], [0xc5, 0xc0, 80]] as [[UInt8]] {
            #expect(note("root/.gnupg/secring.gpg", packet(tag, usage: [0])) == "", "tag \(tag)")
            #expect(note("root/.gnupg/secring.gpg", packet(tag, usage: [254, 7, 3, 8])) == "encrypted", "tag \(tag)")
        }
        // GnuPG's mode 1001 for a key that is not there, and a public key.
        #expect(
            note("root/.gnupg/secring.gpg", packet([0x95, 0, 80], usage: [255, 0, 0x65, 0] + Array("GNU\u{1}".utf8)))
                == nil)
        #expect(note("root/.gnupg/pubring.gpg", packet([0x99, 0, 80], usage: [0])) == nil)
        #expect(note("srv/a.txt", packet([0x95, 0, 80], usage: [0])) == nil)
        for count in 0..<20 {
            #expect(note("a.gpg", Array(packet([0x95, 0, 80], usage: [0]).prefix(count))) == nil || count > 16)
        }
    }

    @Test func theAgentsFilesSayHowAKeyIsKept() {
        let path = "root/.gnupg/private-keys-v1.d/0A.key"
        #expect(note(path, Array("(11:private-key(3:rsa(1:n3:abc".utf8)) == "")
        #expect(note(path, Array("(21:protected-private-key(3:rsa".utf8)) == "encrypted")
        #expect(note(path, Array("Created: 20240101T000000\nKey: (private-key (ecc (curve Ed25519)".utf8)) == "")
        #expect(note(path, Array("(20:shadowed-private-key(3:rsa".utf8)) == nil)
        #expect(note("app/private.key", Array("(11:private-key(3:rsa(1:n3:abc".utf8)) == nil)
    }
}
