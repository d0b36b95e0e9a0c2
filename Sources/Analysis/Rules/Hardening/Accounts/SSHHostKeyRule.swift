import Archive
import Evidence
import FileTree

/// The private key of an SSH server is baked into the image.
struct SSHHostKeyRule: ImageRule {
    let rule = Rule(
        id: "ssh-host-key", category: .hardening, severity: .high, title: "An SSH host key is in the image",
        why: "Every container of the image shows the same key, and whoever has the image can pass for any of them.",
        remedy: "Delete the keys in the RUN that installs the server (rm /etc/ssh/ssh_host_*), and make them when the "
            + "container starts: ssh-keygen -A.")

    func findings(in image: AnalyzedImage) -> [Finding] {
        // In every layer: installing the server makes the keys, and a later rm does not take them out of that layer.
        image.stack.entries(named: SSHHostKeyRule.isKey).compactMap { reference in
            guard let path = image.stack.path(of: reference), isInServerDirectory(path, of: image.stack) else {
                return nil
            }
            let entry = image.stack.entry(reference)
            guard entry.kind == .regularFile, entry.size > 0 else { return nil }
            let state = image.state(of: reference, at: path)
            return Finding(
                rule, title: state == .live ? rule.title : "An SSH host key is in a lower layer",
                path: image.stack.path(of: path), layer: reference.layer,
                evidence: "\(entry.size) bytes in layer \(reference.layer)", confidence: .medium, state: state)
        }
    }

    /// Whether it lies in a directory `etc/ssh`: the root's, or that of a tree within the image.
    private func isInServerDirectory(_ path: PathID, of stack: LayerStack) -> Bool {
        guard let directory = stack.parent(of: path), let parent = stack.parent(of: directory) else { return false }
        return stack.name(of: directory).elementsEqual("ssh".utf8) && stack.name(of: parent).elementsEqual("etc".utf8)
    }

    /// `ssh_host_rsa_key`, `ssh_host_ed25519_key`: not the `.pub` beside it.
    private static func isKey(_ name: Span<UInt8>) -> Bool {
        name.hasPrefix(lowercased: prefix) && ending.match(name)
    }

    private static let prefix = Array("ssh_host_".utf8)
    private static let ending = NameEndings(names: [], endings: ["_key"])
}
