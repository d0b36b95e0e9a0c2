import Dockerfile
import Foundation
import Testing

/// What BuildKit's parser made of a Dockerfile: a line of Tests/Conformance/dockerfiles/corpus.jsonl.
struct RecordedDockerfile: Decodable {
    struct RecordedInstruction: Decodable {
        var name: String
        var trigger: String?
        var json: Bool
        var lines: [Int]
        var flags: [String]
        var value: [String]?
        var heredocs: [RecordedHeredoc]
        var original: String?
    }

    struct RecordedHeredoc: Decodable, Equatable {
        var name: String
        var fileDescriptor: Int
        var content: String

        init(from decoder: any Decoder) throws {
            var container = try decoder.unkeyedContainer()
            name = try container.decode(String.self)
            fileDescriptor = try container.decode(Int.self)
            content = try container.decode(String.self)
        }
    }

    var name: String
    var source: String
    var error: String?
    var instructions: [RecordedInstruction]?

    static func all() throws -> [RecordedDockerfile] {
        let corpus = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Conformance/dockerfiles/corpus.jsonl")
        return try Data(contentsOf: corpus).split(separator: 0x0A).map {
            try JSONDecoder().decode(RecordedDockerfile.self, from: Data($0))
        }
    }

    /// What differs between the record and our reading; empty when they agree.
    func differences(from document: DockerfileDocument) -> [String] {
        let refusals = document.issues.filter { $0.kind == .syntax }
        guard let instructions else {
            return refusals.isEmpty ? ["BuildKit refuses it: \(error ?? "")"] : []
        }
        guard refusals.isEmpty else { return refusals.map { "we refuse it: \($0)" } }
        guard instructions.count == document.instructions.count else {
            return ["\(instructions.count) instructions, not \(document.instructions.count)"]
        }
        return zip(instructions, document.instructions).flatMap { recorded, ours in recorded.differences(from: ours) }
    }
}

extension RecordedDockerfile.RecordedInstruction {
    func differences(from ours: Instruction) -> [String] {
        let inner = ours.trigger.first ?? ours
        var differences: [String] = []
        func compare<Value: Equatable>(_ what: String, _ theirs: Value, _ value: Value) {
            if theirs != value { differences.append("line \(lines[0]): \(what) \(theirs), not \(value)") }
        }
        compare("name", name, ours.name)
        compare("lines", lines, [ours.lines.lowerBound, ours.lines.upperBound])
        compare("flags", flags, ours.flags.map(\.description))
        if let trigger { compare("trigger", trigger, inner.name) }
        compare("JSON form", json, inner.isJSON)
        if let value { compare("arguments", value, inner.arguments) }
        if ours.keyword != .onbuild {
            compare("here-documents", heredocs.map(\.name), ours.heredocs.map(\.name))
            compare("descriptors", heredocs.map(\.fileDescriptor), ours.heredocs.map(\.fileDescriptor))
            compare("contents", heredocs.map(\.content), ours.heredocs.map(\.content))
        }
        if let original { compare("text", original, ours.text) }
        return differences
    }
}

@Suite("Agreement with BuildKit's own parser")
struct ParserConformanceTests {
    @Test func everyRecordedDockerfileIsReadTheSame() throws {
        let corpus = try RecordedDockerfile.all()
        #expect(corpus.count >= 300)
        var disagreeing = 0
        for recorded in corpus {
            let differences = recorded.differences(from: DockerfileDocument(parsing: recorded.source))
            if !differences.isEmpty { disagreeing += 1 }
            #expect(
                differences.isEmpty, "\(recorded.name): \(differences.prefix(3))\n\(recorded.source.debugDescription)")
        }
        let instructions = corpus.reduce(0) { $0 + ($1.instructions?.count ?? 0) }
        print(
            "parser: \(corpus.count - disagreeing) of \(corpus.count) Dockerfiles agree, \(instructions) instructions")
    }
}
