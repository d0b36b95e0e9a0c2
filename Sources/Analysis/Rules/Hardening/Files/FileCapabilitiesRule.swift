import Archive
import Evidence
import FileTree

/// Programs that give capabilities to whoever runs them.
struct FileCapabilitiesRule: ImageRule {
    let rule = Rule(
        id: "file-capabilities", category: .hardening, severity: .medium, title: "A file gives capabilities",
        why: "A program with file capabilities has a part of root's power whoever runs it, and lists of set-uid files "
            + "do not show it. Some, such as cap_setuid or cap_sys_admin, are as good as root.",
        remedy: "Remove them where nothing needs them: RUN setcap -r FILE; or give them when the container starts "
            + "with --cap-add.")

    /// Each of these is as good as root.
    private static let grave: Set<String> = [
        "cap_chown", "cap_dac_override", "cap_dac_read_search", "cap_fowner", "cap_setgid", "cap_setuid", "cap_setpcap",
        "cap_sys_module", "cap_sys_rawio", "cap_sys_ptrace", "cap_sys_admin", "cap_mknod", "cap_setfcap", "cap_bpf",
        "cap_mac_override", "cap_mac_admin", "cap_sys_boot", "cap_sys_chroot",
    ]
    /// These are needed to listen on low ports and to ping.
    private static let usual: Set<String> = ["cap_net_bind_service", "cap_net_raw"]

    let collectors: [any Collector] = [CapabilityAttributes()]

    func findings(in image: AnalyzedImage) -> [Finding] {
        image.unusualModes(of: [.regularFile, .hardLink], where: \.hasCapabilities).compactMap { file in
            let capabilities = image.contents.fact(FileCapabilities.self, of: file.reference, in: image.stack)
            // An attribute that gives nothing is no capability.
            if let capabilities, capabilities.capabilityNames.isEmpty { return nil }
            return Finding(
                rule, title: "\(image.absoluteText(of: file.path)) gives \(FileCapabilitiesRule.summary(capabilities))",
                severity: FileCapabilitiesRule.severity(capabilities), path: image.stack.path(of: file.path),
                layer: file.reference.layer,
                evidence: (capabilities?.text ?? "security.capability is set")
                    + ", from " + image.origin(ofLayer: file.reference.layer),
                items: [.init(path: file.path, entry: file.reference, bytes: 0)])
        }
    }

    private static func summary(_ capabilities: FileCapabilities?) -> String {
        guard let names = capabilities?.capabilityNames else { return "capabilities" }
        return names.count > 4 ? "\(names.count) capabilities" : names.joined(separator: ", ")
    }

    private static func severity(_ capabilities: FileCapabilities?) -> Severity? {
        guard let names = capabilities?.capabilityNames else { return nil }
        if !grave.isDisjoint(with: names) { return .high }
        return usual.isSuperset(of: names) ? .low : nil
    }
}
