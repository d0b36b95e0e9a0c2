import Archive
import Evidence
import FileTree

/// Files that by their names hold keys or passwords, in any layer.
struct CredentialFileRule: ImageRule {
    let rule = Rule(
        id: "credential-files", category: .hardening, severity: .medium, title: "A file is named like a credential",
        why: "Files of such names hold keys and passwords, and whoever has the image can read them, also from a layer "
            + "below the one that deletes them.",
        remedy: "Keep it out of the build context (.dockerignore), use RUN --mount=type=secret while building, and "
            + "mount it when the container starts. If it was real, replace the key.",
        knownAs: ["CIS-DI-0010"])

    /// Documentation and packages' own tests hold examples; a warning for each would hide the real ones.
    private static let examples = [
        "usr/share/doc", "usr/share/man", "test", "tests", "testdata", "examples", "fixtures",
    ]

    func findings(in image: AnalyzedImage) -> [Finding] {
        // The highest layer first: the same contents once more below it are the same secret.
        var seen: Set<Seen> = []
        let entries = image.stack.entries(named: CredentialFileName.mayTell)
        return entries.sorted { ($1.layer, $0.index) < ($0.layer, $1.index) }.compactMap { reference in
            guard let finding = finding(in: image, reference), let item = finding.items.first else { return nil }
            let hash = image.stack.entry(reference).contentHash
            return hash == nil || seen.insert(Seen(path: item.path, hash: hash)).inserted ? finding : nil
        }
    }

    private struct Seen: Hashable {
        let path: PathID
        let hash: UInt64?
    }

    private func finding(in image: AnalyzedImage, _ reference: EntryReference) -> Finding? {
        guard let path = image.stack.path(of: reference) else { return nil }
        let entry = image.stack.entry(reference)
        guard entry.kind == .regularFile, entry.size > 0 else { return nil }
        let file = FilePath(image.stack.path(of: path))
        guard let meaning = CredentialFileName.meaning(of: file.text) else { return nil }
        let isExample = CredentialFileRule.examples.contains { file.contains($0) }
        let state = image.state(of: reference, at: path)
        return Finding(
            rule, title: "\(file.name) is named like a credential: \(meaning)", severity: isExample ? .info : nil,
            path: image.stack.path(of: path), layer: reference.layer,
            evidence: "\(entry.size) bytes, \(CredentialFileRule.text(of: state)), by its name alone",
            items: [.init(path: path, entry: reference, bytes: 0)], confidence: .low, state: state)
    }

    private static func text(of state: SecretState) -> String {
        switch state {
        case .deleted(let layer): "deleted in layer \(layer) but still in its layer"
        case .overwritten(let layer): "overwritten in layer \(layer) but still in its layer"
        default: "in the final tree"
        }
    }
}
