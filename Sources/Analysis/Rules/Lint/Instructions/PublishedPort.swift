import Evidence

/// `EXPOSE` with an address or a port of the host.
struct PublishedPort: DockerfileRule {
    let rule = Rule.dockerfile(
        "published-port", .medium, "EXPOSE has an address or a port of the host",
        why: """
            EXPOSE says which port the program listens on; addresses and ports of the host belong to docker run. \
            Builders ignore them today and will refuse them.
            """,
        remedy: "Keep the container's port only: EXPOSE 80.", knownAs: ["ExposeInvalidFormat"])

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        dockerfile.steps(.expose).flatMap { step in
            step.inner.arguments.filter { $0.contains(":") && !$0.contains("$") }.map { word in
                rule.finding("\(word) maps a port of the host", at: step, text: word, in: dockerfile)
            }
        }
    }
}
