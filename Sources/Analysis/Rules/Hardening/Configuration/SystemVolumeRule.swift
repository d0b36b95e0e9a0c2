import Evidence

/// A volume covers a directory of the system.
struct SystemVolumeRule: ImageRule {
    let rule = Rule(
        id: "system-volume", category: .hardening, severity: .medium,
        title: "A volume lies on a directory of the system",
        why: "The engine puts a directory of the host there: on /dev, /proc and /sys it hides what the kernel shows, "
            + "elsewhere it freezes programs and settings at their first version, and updates do not arrive.",
        remedy: "Declare volumes only for data, such as /var/lib/NAME or /data.", knownAs: ["DKL-DI-0002"])

    private static let kernel: Set<String> = ["dev", "proc", "sys"]
    private static let system: Set<String> = [
        "", "bin", "boot", "etc", "lib", "lib64", "sbin", "usr", "usr/bin", "usr/lib", "usr/sbin", "var", "run",
    ]

    func findings(in image: AnalyzedImage) -> [Finding] {
        image.image.config.config.volumes.compactMap { volume in
            let path = SystemVolumeRule.clean(volume)
            let top = path.split(separator: "/").first.map(String.init) ?? ""
            let isKernel = SystemVolumeRule.kernel.contains(top)
            guard isKernel || SystemVolumeRule.system.contains(path) else { return nil }
            return image.finding(
                rule, title: "A volume lies on /\(path)", severity: isKernel ? .high : nil, setBy: .volume,
                evidence: "VOLUME \(volume)")
        }
    }

    /// The path without slashes at its ends, dots resolved.
    private static func clean(_ path: String) -> String {
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return parts.joined(separator: "/")
    }
}
