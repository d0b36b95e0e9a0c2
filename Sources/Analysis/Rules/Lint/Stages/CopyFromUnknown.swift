import Dockerfile
import Evidence

/// `COPY --from` of something that is no earlier stage.
struct CopyFromUnknown: WrittenFileRule {
    let rule = Rule.dockerfile(
        "copy-from-unknown", .medium, "COPY --from names no earlier stage",
        why: """
            What is no stage above is taken for an image of that name and pulled from a registry: a slip of the pen, \
            or a stage that comes later, brings in a stranger's files.
            """,
        remedy: "Name an earlier stage, or an image with its tag or digest.", knownAs: ["DL3022"])

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        dockerfile.steps(.copy).compactMap { step in
            guard let name = step.inner.flag("from"), !name.contains("$"), !name.contains(":"), !name.contains("@"),
                let edge = dockerfile.graph.edge(at: step.inner.lines), case .image = edge.source
            else { return nil }
            // The stage itself has a rule of its own.
            if let stage = step.stage, dockerfile.graph.stages[stage].name == name.lowercased() || Int(name) == stage {
                return nil
            }
            return rule.finding("\(name) is no earlier stage", at: step, text: "--from", in: dockerfile)
        }
    }
}
