import Foundation
import Testing

/// Compares a text with the one recorded in `Tests/Snapshots/MODULETests/NAME.txt`: beside the test's folder and not in
/// it, where the package manager would warn of every file that is no source.
///
/// A missing snapshot, or the variable `RECORD_SNAPSHOTS`, records the text *and fails*, so that no test passes
/// without having compared something.
public func assertSnapshot(
    _ text: String, named name: String, filePath: String = #filePath, sourceLocation: SourceLocation = #_sourceLocation
) {
    let folder = URL(fileURLWithPath: filePath).deletingLastPathComponent()
    let file = folder.deletingLastPathComponent().appendingPathComponent("Snapshots")
        .appendingPathComponent(folder.lastPathComponent).appendingPathComponent(name + ".txt")
    let recorded = try? String(contentsOf: file, encoding: .utf8)
    let isRecording = ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil
    if let recorded, !isRecording {
        if let difference = Snapshot.difference(recorded: recorded, actual: text + "\n") {
            Issue.record("\(name) differs from its snapshot:\n\(difference)", sourceLocation: sourceLocation)
        }
        return
    }
    do {
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data((text + "\n").utf8).write(to: file)
        Issue.record("recorded \(file.path): read it, then run the test again", sourceLocation: sourceLocation)
    } catch {
        Issue.record("cannot record \(file.path): \(error)", sourceLocation: sourceLocation)
    }
}

/// How two texts differ.
enum Snapshot {
    /// The lines that differ, marked `-` for recorded and `+` for actual; nil when the texts are equal.
    static func difference(recorded: String, actual: String) -> String? {
        guard recorded != actual else { return nil }
        let old = recorded.split(separator: "\n", omittingEmptySubsequences: false)
        let new = actual.split(separator: "\n", omittingEmptySubsequences: false)
        let changes = new.difference(from: old).map { change in
            switch change {
            case .remove(let offset, let line, _): (offset, "-\(offset + 1): \(line)")
            case .insert(let offset, let line, _): (offset, "+\(offset + 1): \(line)")
            }
        }
        return changes.sorted { $0.0 < $1.0 }.map(\.1).joined(separator: "\n")
    }
}
