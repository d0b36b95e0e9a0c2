import Foundation
import TestSupport
import Testing

@testable import Archive

@Suite("A hash of a window's bytes that is made while they are read")
struct PassingHashTests {
    private let directory: TemporaryDirectory
    private let key = [UInt8](1...16)

    init() throws {
        directory = try TemporaryDirectory()
    }

    private func window(_ bytes: [UInt8]) throws -> FileWindow {
        try FileWindow(opening: directory.write(bytes, to: "file"))
    }

    private func hash(_ bytes: [UInt8], key: [UInt8]) -> [UInt8]? {
        guard let hasher = KeyedHasher(key: key) else { return nil }
        bytes.withUnsafeBytes { hasher.update($0) }
        return hasher.finish()
    }

    // NIST's GCM test vectors (gcmEncryptExtIV128): of an empty text the tag is that of what is authenticated besides.
    @Test("It is GMAC: without bytes the hash is the block cipher's word for the nonce's first counter")
    func gmac() {
        // AES-128 of the counter block 0…01 with a key of zeros (NIST SP 800-38D, test case 1).
        #expect(
            hash([], key: [UInt8](repeating: 0, count: 16)) == [
                0x58, 0xe2, 0xfc, 0xce, 0xfa, 0x7e, 0x30, 0x61, 0x36, 0x7f, 0x1d, 0x57, 0xa4, 0xe7, 0x45, 0x5a,
            ])
    }

    @Test("Another key, another byte and another length give another hash")
    func differs() {
        let hashes = [
            hash([1, 2], key: key), hash([1, 3], key: key), hash([1, 2, 0], key: key),
            hash([1, 2], key: key.reversed()),
        ]
        #expect(Set(hashes).count == 4)
        #expect(hash([1], key: [1]) == nil)
    }

    @Test("Read in order, in pieces, again, or with small steps over bytes: the hash is that of all bytes")
    func passing() throws {
        let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let window = try window(bytes)
        let passing = PassingHash(key: key)
        let hashed = window.hashed(by: passing)
        for position in stride(from: Int64(0), to: 99_000, by: 1300) { _ = try hashed.bytes(at: position, count: 1000) }
        _ = try hashed.bytes(at: 500, count: 3000)
        #expect(passing.finish(window) == hash(bytes, key: key))
        #expect(PassingHash.hash(of: window, key: key) == hash(bytes, key: key))
        #expect(passing.finish(window) == nil)
    }

    @Test("Where a body was passed over there is no hash")
    func passedOver() throws {
        let window = try window([UInt8](repeating: 1, count: 50_000))
        let passing = PassingHash(key: key)
        let hashed = window.hashed(by: passing)
        _ = try hashed.bytes(at: 0, count: 512)
        _ = try hashed.bytes(at: 40_000, count: 512)
        #expect(passing.finish(window) == nil)
    }

    @Test("A window is told by its file and its place in it; a file that was written to, or has no name, is not")
    func identity() throws {
        let window = try window([1, 2, 3, 4])
        let identity = try #require(window.identity)
        #expect(window.identity == identity)
        #expect(window.window(at: 1, length: 2).identity != identity)
        let later = WindowIdentity.Time(seconds: WindowIdentity.Time.now.seconds + 60)
        #expect(identity.isSettled(at: later))
        #expect(!identity.isSettled(at: .now))
        chmod(directory.path("file"), 0o600)
        unlink(directory.path("file"))
        #expect(window.identity == nil)
    }
}
