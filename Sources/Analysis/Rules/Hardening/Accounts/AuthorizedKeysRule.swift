import Evidence

/// Keys that may log in are baked into the image.
struct AuthorizedKeysRule: ImageRule {
    let rule = Rule(
        id: "authorized-keys", category: .hardening, severity: .medium, title: "SSH keys may log in by the image",
        why: "Whoever has one of the private keys enters every container of the image that runs an SSH server, and a "
            + "key cannot be withdrawn from images that are out.",
        remedy: "Remove the file; mount it when the container starts, or use the engine's exec instead of SSH.")

    private static let names = ["authorized_keys", "authorized_keys2"]

    let collectors: [any Collector] = [
        WholeFiles(
            "authorized-keys",
            FileSelection(AuthorizedKeysRule.names.map(FileSelection.Name.exactly), upTo: 1 << 20) {
                path, _ in path.directory.hasSuffix(".ssh")
            })
    ]

    func findings(in image: AnalyzedImage) -> [Finding] {
        let hasServer = SSHServerRule.server(in: image) != nil
        let names = image.stack.nameNumbers(of: AuthorizedKeysRule.names)
        let directories = image.stack.nameNumbers(of: [".ssh"])
        return image.presentFiles { path, kind in
            kind != .directory && names.contains(image.stack.nameNumber(of: path))
                && image.stack.parent(of: path).map { directories.contains(image.stack.nameNumber(of: $0)) } == true
        }.compactMap { file in
            let bytes = image.contents.bytes(of: file.reference, in: image.stack) ?? []
            let kinds = ConfigurationLines.lines(in: bytes).compactMap(AuthorizedKeysRule.kind)
            guard !kinds.isEmpty else { return nil }
            let server = hasServer ? "an SSH server is in the image" : "no SSH server is in the image"
            return Finding(
                rule,
                title:
                    "\(image.absoluteText(of: file.path)) lets \(kinds.count) \(kinds.count == 1 ? "key" : "keys") in",
                severity: hasServer ? .high : nil, path: image.stack.path(of: file.path), layer: file.reference.layer,
                evidence: "\(EvidenceText.list(kinds)); \(server)")
        }
    }

    /// The type of the key on a line (sshd(8), "AUTHORIZED_KEYS FILE FORMAT"); nil for a line without one.
    private static func kind(of line: String) -> String? {
        line.split(separator: " ").map(String.init).first { word in
            ["ssh-", "ecdsa-sha2-", "sk-ssh-", "sk-ecdsa-"].contains { word.hasPrefix($0) }
        }
    }
}
