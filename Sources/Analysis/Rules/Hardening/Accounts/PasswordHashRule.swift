import Evidence
import FileTree

/// The hash of a password, in any layer: what a later layer overwrote can still be read.
struct PasswordHashRule: ImageRule {
    let rule = Rule(
        id: "password-hash", category: .hardening, severity: .high, title: "A password's hash is in the image",
        why: "Whoever has the image can guess the password at leisure, and every container of it has the same one. A "
            + "hash that a later layer overwrote or deleted is still in its layer.",
        remedy: "Set no password while building: remove chpasswd and useradd --password, and build again; change the "
            + "password wherever it is used.")

    private static let files = ["etc/shadow", "etc/shadow-", "etc/passwd"]

    var collectors: [any Collector] { [AccountDatabase.collector] }

    func findings(in image: AnalyzedImage) -> [Finding] {
        var seen: Set<String> = []
        var findings: [Finding] = []
        let files = PasswordHashRule.files.compactMap { image.stack.find(Array($0.utf8)) }
        // The highest layer first: where a hash is seen, not every layer that has it.
        for layer in (1..<image.stack.layerCount + 1).reversed() {
            for reference in image.stack.entries(of: layer) {
                guard let path = image.stack.path(of: reference), files.contains(path),
                    let bytes = image.contents.bytes(of: reference, in: image.stack)
                else { continue }
                let text = image.text(of: path)
                for line in AccountDatabase.shadows(in: bytes) {
                    guard case .hash(let scheme, let isWeak, let isLocked) = line.password,
                        seen.insert("\(line.name) \(scheme)").inserted
                    else { continue }
                    findings.append(
                        finding(
                            (line.name, scheme, isWeak, isLocked), path, text, layer,
                            state: image.state(of: reference, at: path)))
                }
            }
        }
        return findings
    }

    private func finding(
        _ hash: (name: String, scheme: String, isWeak: Bool, isLocked: Bool), _ path: PathID, _ text: String,
        _ layer: Int, state: SecretState
    ) -> Finding {
        let notes = [hash.isWeak ? "a weak scheme" : nil, hash.isLocked ? "the account is locked" : nil]
        let evidence = (["\(hash.scheme) hash of \(hash.name)"] + notes.compactMap(\.self)).joined(separator: ", ")
        return Finding(
            rule, title: "The hash of \(hash.name)'s password is in the image",
            severity: hash.isLocked && !hash.isWeak ? .medium : nil, path: Array(text.utf8), layer: layer,
            evidence: evidence, confidence: .high, state: state)
    }
}

extension AnalyzedImage {
    /// Where the contents of a layer's entry stand in the end: in the final tree, or hidden by a later layer.
    func state(of reference: EntryReference, at path: PathID) -> SecretState {
        if let view, view.isPresent(path), view.entry(of: path) == reference { return .live }
        let later = stack.history(of: path).first { $0.layer > reference.layer && $0.what != .opaque }
        guard let later else { return .live }
        return later.what == .removed ? .deleted(inLayer: later.layer) : .overwritten(inLayer: later.layer)
    }
}
