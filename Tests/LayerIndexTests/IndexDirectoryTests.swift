import Archive
import BinaryCoding
import Foundation
import TestSupport
import Testing

@testable import LayerIndex

@Suite("The directory of an index")
struct IndexDirectoryTests {
    private let scratch: TemporaryDirectory
    private let path: String
    private static let name = String(repeating: "ab", count: 16) + ".tree"

    init() throws {
        scratch = try TemporaryDirectory()
        path = scratch.path("cache/strata")
    }

    private func directory(limit: Int64 = 1 << 20) throws -> IndexDirectory {
        try #require(IndexDirectory(path, limit: limit))
    }

    private func contents(_ directory: IndexDirectory, _ name: String = name) throws -> [UInt8]? {
        guard var decoder = directory.read(name) else { return nil }
        return Array(try decoder.raw(decoder.left))
    }

    private func mode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    private var file: String { "\(path)/\(Self.name)" }

    @Test("It is made for this user alone, and so are its files")
    func modes() throws {
        #expect(try directory().write([1, 2, 3], to: Self.name))
        #expect(try contents(directory()) == [1, 2, 3])
        #expect(try mode(path) == 0o700)
        #expect(try mode(file) == 0o600)
    }

    @Test("A file with any bit turned over, or cut anywhere, is none, and is removed")
    func damage() throws {
        let directory = try directory()
        directory.write(Array("contents".utf8), to: Self.name)
        let whole = try Data(contentsOf: URL(fileURLWithPath: file))
        for place in whole.indices {
            var damaged = whole
            damaged[place] ^= UInt8(1 << (place % 8))
            for bytes in [damaged, whole.prefix(place)] {
                try bytes.write(to: URL(fileURLWithPath: file))
                chmod(file, 0o600)
                #expect(try contents(directory) == nil)
                #expect(access(file, F_OK) != 0)
            }
        }
    }

    @Test("A file under the name of another one is not that one")
    func renamed() throws {
        let directory = try directory()
        directory.write([1], to: Self.name)
        let other = String(repeating: "cd", count: 16) + ".tree"
        rename(file, "\(path)/\(other)")
        #expect(try contents(directory, other) == nil)
    }

    @Test("A link is not followed, and what others may read or write is not believed")
    func foreign() throws {
        let directory = try directory()
        directory.write([1], to: Self.name)
        chmod(file, 0o644)
        #expect(try contents(directory) == nil)
        chmod(file, 0o600)
        #expect(try contents(directory) == [1])
        rename(file, "\(path)/elsewhere")
        symlink("\(path)/elsewhere", file)
        #expect(try contents(directory) == nil)
        unlink(path + "/" + Self.name)
        symlink(path, scratch.path("link"))
        #expect(IndexDirectory(scratch.path("link"), limit: 1) == nil)
    }

    @Test("Beyond the limit what was used longest ago goes; what was just read stays, and foreign files do")
    func eviction() throws {
        let directory = try directory(limit: 10_000)
        let names = (0..<12).map { number in "\(String(repeating: "0", count: 31))\(String(number, radix: 16)).tree" }
        for (number, name) in names.enumerated() {
            directory.write([UInt8](repeating: 1, count: 1000), to: name)
            var times = [timeval(tv_sec: 1000 + number, tv_usec: 0), timeval(tv_sec: 1000 + number, tv_usec: 0)]
            utimes("\(path)/\(name)", &times)
        }
        try Data([1]).write(to: URL(fileURLWithPath: "\(path)/mine"))
        #expect(try contents(directory, names[0]) != nil)
        directory.evict(at: .now)
        #expect(try contents(directory, names[0]) != nil)
        #expect(try contents(directory, names[1]) == nil)
        #expect(try contents(directory, names[11]) != nil)
        #expect(directory.files.reduce(0) { $0 + $1.size } <= 10_000)
        #expect(access("\(path)/mine", F_OK) == 0)
    }

    @Test("What a killed process left is removed once it is old, and is no file")
    func unfinished() throws {
        let directory = try directory()
        try Data([1]).write(to: URL(fileURLWithPath: "\(path)/.new-abc"))
        #expect(directory.files.isEmpty)
        directory.evict(at: .now)
        #expect(access("\(path)/.new-abc", F_OK) == 0)
        directory.evict(at: .init(seconds: WindowIdentity.Time.now.seconds + 7200))
        #expect(access("\(path)/.new-abc", F_OK) != 0)
    }

    @Test("A part that would fill a quarter of the limit is not kept")
    func tooLarge() throws {
        #expect(try !directory(limit: 100).write([UInt8](repeating: 0, count: 26), to: Self.name))
    }

    @Test("Of several who make a key the first counts, and a damaged one is made anew")
    func key() throws {
        let first = try #require(LayerIndex(path, analyser: "a"))
        let second = try #require(LayerIndex(path, analyser: "a"))
        #expect(first.key == second.key)
        try Data([0]).write(to: URL(fileURLWithPath: "\(path)/key"))
        let third = try #require(LayerIndex(path, analyser: "a"))
        #expect(third.key != first.key)
    }

    @Test("Where no directory can be made there is no index")
    func noDirectory() throws {
        let taken = try scratch.write([1], to: "file")
        #expect(LayerIndex(taken + "/strata", analyser: "a") == nil)
        #expect(LayerIndex.usage(in: taken + "/strata") == nil)
    }
}
