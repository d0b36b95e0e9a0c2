import Archive
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
        (1..<image.stack.layerCount + 1).flatMap { layer in
            image.stack.entries(of: layer).compactMap { reference -> Finding? in
                guard let path = image.stack.path(of: reference) else { return nil }
                let text = String(decoding: image.stack.path(of: path), as: UTF8.self)
                guard SSHHostKeyRule.isKey(text) else { return nil }
                let entry = image.stack.entry(reference)
                guard entry.kind == .regularFile, entry.size > 0 else { return nil }
                let state = image.state(of: reference, at: path)
                return Finding(
                    rule, title: state == .live ? rule.title : "An SSH host key is in a lower layer",
                    path: image.stack.path(of: path), layer: layer, evidence: "\(entry.size) bytes in layer \(layer)",
                    confidence: .medium, state: state)
            }
        }
    }

    private static func isKey(_ path: String) -> Bool {
        guard let slash = path.lastIndex(of: "/") else { return false }
        let name = path[path.index(after: slash)...]
        return path[..<slash].hasSuffix("etc/ssh") && name.hasPrefix("ssh_host_") && name.hasSuffix("_key")
    }
}
