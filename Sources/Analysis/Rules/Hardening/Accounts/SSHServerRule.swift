import Evidence

/// An SSH server that lets in more than it should.
struct SSHServerRule: ImageRule {
    let rule = Rule(
        id: "ssh-server", category: .hardening, severity: .low, title: "An SSH server is in the image",
        why: "A container has the engine's exec for a look inside: a server is one more door with keys and passwords "
            + "of its own, and lets no one see who came in.",
        remedy: "Leave openssh-server out and use docker exec or kubectl exec; else PermitRootLogin no and "
            + "PasswordAuthentication no.")

    /// Settings of sshd_config(5) that open the door, with the values that do.
    private static let open: [String: Set<String>] = [
        "permitemptypasswords": ["yes"], "permitrootlogin": ["yes"], "passwordauthentication": ["yes"],
        "strictmodes": ["no"],
    ]

    /// The server's program; nil where there is none.
    static func server(in image: AnalyzedImage) -> AnalyzedImage.PresentFile? {
        ["usr/sbin/sshd", "usr/bin/sshd", "usr/local/sbin/sshd", "usr/sbin/dropbear", "usr/bin/dropbear"].lazy
            .compactMap { image.file(at: $0) }.first
    }

    let collectors: [any Collector] = [
        WholeFiles(
            "ssh-server", FileSelection(paths: ["etc/ssh/sshd_config"], upTo: 1 << 20),
            FileSelection(upTo: 1 << 20) { path, _ in path.text.hasPrefix("etc/ssh/sshd_config.d/") })
    ]

    func findings(in image: AnalyzedImage) -> [Finding] {
        guard let server = SSHServerRule.server(in: image) else { return [] }
        let program = Finding(
            rule, title: rule.title, path: image.stack.path(of: server.path), layer: server.reference.layer,
            evidence:
                "\(image.absoluteText(of: server.path)), put there by \(image.origin(ofLayer: server.reference.layer))")
        return [program] + settings(in: image)
    }

    private func settings(in image: AnalyzedImage) -> [Finding] {
        image.presentFiles { path, kind in
            kind != .directory && SSHServerRule.isConfiguration(image.stack.path(of: path))
        }.flatMap { file -> [Finding] in
            let bytes = image.contents.bytes(of: file.reference, in: image.stack) ?? []
            return SSHServerRule.openSettings(in: bytes).map { setting in
                Finding(
                    rule, title: "The SSH server's settings are open: \(setting)", severity: .medium,
                    path: image.stack.path(of: file.path), layer: file.reference.layer, evidence: setting)
            }
        }
    }

    private static func isConfiguration(_ path: [UInt8]) -> Bool {
        let text = String(decoding: path, as: UTF8.self)
        return text == "etc/ssh/sshd_config" || text.hasPrefix("etc/ssh/sshd_config.d/") && text.hasSuffix(".conf")
    }

    /// The settings that open the door. The first value of a setting counts (sshd_config(5)).
    static func openSettings(in bytes: [UInt8]) -> [String] {
        var seen: Set<String> = []
        return ConfigurationLines.lines(in: bytes).filter { line in
            let words = line.split { " \t=".contains($0) }.map { $0.lowercased() }
            guard words.count >= 2, let values = open[words[0]], seen.insert(words[0]).inserted else { return false }
            return values.contains(words[1])
        }
    }
}
