import Evidence

/// `EXPOSE` of a port that does not exist.
struct PortRange: DockerfileRule {
    let rule = Rule.dockerfile(
        "port-range", .high, "EXPOSE names a port that does not exist",
        why: "Ports go from 0 to 65535; builders refuse others, or the port can't be published.",
        remedy: "Name a port up to 65535.", knownAs: ["DL3011"])

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        dockerfile.steps(.expose).flatMap { step in
            step.inner.arguments.compactMap { word in
                let ports = word.split(separator: "/").first.map { $0.split(separator: "-") } ?? []
                let isWrong = ports.contains { port in
                    port.allSatisfy { $0.isASCII && $0.isNumber } && (Int(port).map { $0 > 65535 } ?? true)
                }
                return isWrong ? rule.finding("\(word) is no port", at: step, text: word, in: dockerfile) : nil
            }
        }
    }
}
