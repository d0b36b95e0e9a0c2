import Foundation
import TestSupport
import Testing

/// `extract` that is killed while it writes, as the kernel does where memory ends: it can clean up nothing.
///
/// What rename(2) promises: under its name a file is the old one or the new one, never a part. So whenever the end comes,
/// files under their own names are whole, the user's are as they were, and only drafts may be left.
@Suite final class KilledExtractionTests {
    private let scratch: TemporaryDirectory
    private let archive: String
    private let contents: [String: Data]

    /// Files of a few bytes, between which a kill falls, and of megabytes, within which it falls.
    init() throws {
        var random = SeededRandom(seed: 9)
        var contents: [String: Data] = [:]
        for number in 0..<120 {
            let size = number.isMultiple(of: 8) ? 1 << 20 : Int.random(in: 0...40_000, using: &random)
            contents["d\(number % 7)/f\(number)"] = Data(repeating: UInt8(number + 1), count: size)
        }
        self.contents = contents
        scratch = try TemporaryDirectory()
        archive = scratch.path("image.tar")
        let image = Image(reference: "x:1") {
            Layer { for (path, bytes) in contents.sorted(by: { $0.key < $1.key }) { File(path, bytes: Array(bytes)) } }
            Layer { for number in 0..<40 { HardLink("links/h\(number)", to: "d\(number % 7)/f\(number)") } }
        }
        try ImageArchive([image]).write(as: .dockerArchive, to: archive)
    }

    @Test("killed at any moment, an extraction leaves whole files, the user's as they were, and drafts")
    func withoutOverwriting() throws {
        try killAtRandomMoments(seed: 1, options: [])
    }

    @Test("killed at any moment, an extraction that replaces leaves the old file or the new one")
    func overwriting() throws {
        try killAtRandomMoments(seed: 2, options: ["--overwrite"])
    }

    private func killAtRandomMoments(seed: UInt64, options: [String]) throws {
        var random = SeededRandom(seed: seed)
        var killed = 0
        for round in 0..<12 {
            let output = scratch.path("out\(seed)-\(round)")
            let users = try writeUserFiles(in: output, &random)
            // The moment: some file is there, and some milliseconds have gone by.
            let awaited = try #require(contents.keys.filter { users[$0] == nil }.sorted().randomElement(using: &random))
            var more = Int.random(in: 0...8, using: &random)
            let result = try Shell.run(
                Program.path, ["extract", archive, "/", "-o", output] + options,
                killWhen: {
                    if access(output + "/" + awaited, F_OK) == 0 { more -= 1 }
                    return more < 0
                })
            killed += result.signal == SIGKILL ? 1 : 0
            let left = try regularFiles(below: output)
            let drafts = left.filter { name, _ in isDraft(name) }
            #expect(drafts.count <= 1)
            for (name, bytes) in left where !isDraft(name) {
                let old = users[name] == bytes
                let new = (users[name] == nil || !options.isEmpty) && fromImage(name) == bytes
                #expect(old || new, "\(name) in round \(round)")
            }
            #expect(users.keys.allSatisfy { left[$0] != nil })
            try runAgain(into: output, users, drafts)
            try FileManager.default.removeItem(atPath: output)
        }
        #expect(killed >= 6, "too few rounds were killed in the middle to say anything")
    }

    /// What the first run left, a draft too, keeps no second one from making everything, and is not touched: an image or a
    /// user may have a file of such a name.
    private func runAgain(into output: String, _ users: [String: Data], _ drafts: [String: Data]) throws {
        #expect(try Program.run("extract", archive, "/", "-o", output, "--overwrite").exitCode == 0)
        let links = (0..<40).map { ("links/h\($0)", contents["d\($0 % 7)/f\($0)"] ?? Data()) }
        let expected = users.merging(contents) { $1 }.merging(links) { $1 }.merging(drafts) { $1 }
        #expect(try regularFiles(below: output) == expected)
    }

    /// Files of the user's, some of which have names that the image has too.
    private func writeUserFiles(in output: String, _ random: inout SeededRandom) throws -> [String: Data] {
        let taken = contents.keys.sorted().shuffled(using: &random).prefix(12)
        var users: [String: Data] = [:]
        for name in taken + ["mine", "d1/mine"] { users[name] = Data("the user's \(name)".utf8) }
        for (name, bytes) in users {
            try scratch.write(Array(bytes), to: String(output.dropFirst(scratch.path.count + 1)) + "/" + name)
        }
        return users
    }

    /// What the image has under the name; nil where it has nothing.
    private func fromImage(_ name: String) -> Data? {
        guard name.hasPrefix("links/h"), let number = Int(name.dropFirst("links/h".count)) else {
            return contents[name]
        }
        return contents["d\(number % 7)/f\(number)"]
    }

    private func isDraft(_ name: String) -> Bool {
        URL(fileURLWithPath: name).lastPathComponent.hasPrefix(".strata-")
    }

    private func regularFiles(below folder: String) throws -> [String: Data] {
        var found: [String: Data] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
            let url = URL(fileURLWithPath: folder + "/" + name)
            guard try url.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == false else { continue }
            found[name] = try Data(contentsOf: url)
        }
        return found
    }
}
