import Evidence

/// `EXPOSE` with a protocol in capitals.
struct ProtocolCase: DockerfileRule {
    let rule = Rule.dockerfile(
        "protocol-case", .info, "EXPOSE has a protocol in capitals",
        why: "Protocols are written in lower case everywhere else; tools compare them as text.",
        remedy: "Write tcp, udp or sctp in lower case.", knownAs: ["ExposeProtoCasing"])

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        dockerfile.steps(.expose).flatMap { step in
            step.inner.arguments.filter { word in
                let parts = word.split(separator: "/", maxSplits: 1)
                return parts.count == 2 && !word.contains("$") && parts[1] != parts[1].lowercased()
            }.map { rule.finding("\($0) has its protocol in capitals", at: step, text: $0, in: dockerfile) }
        }
    }
}
