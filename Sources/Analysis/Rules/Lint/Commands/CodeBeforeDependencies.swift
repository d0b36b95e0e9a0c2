import Dockerfile
import Evidence

/// Dependencies that are installed after all the code was copied.
struct CodeBeforeDependencies: DockerfileRule, ImageRule {
    let rule = Rule(
        id: "dependencies-after-code", category: .lesson, severity: .medium,
        title: "Dependencies are installed after the code was copied",
        why:
            "A layer is built again when anything before it changes. With the code copied first, each change of a line "
            + "installs all dependencies again, and their layer is pushed and pulled again.",
        remedy:
            "Copy only the files that name the dependencies (requirements.txt, package.json and its lock), install, "
            + "and copy the code after that.",
        knownAs: ["code-before-dependencies"], isLesson: true, lesson: .order)

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        late(in: dockerfile).map { late in
            rule.finding(
                "\(late.manager.name) installs what the whole context was copied for", at: late.copy, in: dockerfile,
                remedy: late.remedy)
        }
    }

    /// The layer of the installation tells what it costs.
    func findings(in image: AnalyzedImage) -> [Finding] {
        let build = image.build
        let told = build.findings(of: [self])
        return late(in: build.own).compactMap { late in
            let line = build.isFromHistory ? nil : late.copy.instruction.lines.lowerBound
            // What a comment of the Dockerfile leaves out is not told.
            guard build.isFromHistory || told.contains(where: { $0.line == line }) else { return nil }
            func place(_ step: DockerfileStep) -> String {
                if !build.isFromHistory { return "line \(step.instruction.lines.lowerBound)" }
                return build.layer(of: step).map { "layer \($0)" } ?? step.inner.name
            }
            let layer = build.layer(of: late.install)
            let size = layer.flatMap { image.stack.totals(of: $0)?.size }
            let weight = size.map { ": \(ByteCount($0)) are built, pushed and pulled again with each change" } ?? ""
            return Finding(
                rule, title: "\(late.manager.name) installs after the whole build context was copied", layer: layer,
                line: line, column: build.isFromHistory ? nil : 1,
                evidence: "\(late.copy.inner.text) (\(place(late.copy))) comes before \(late.manager.name) at "
                    + place(late.install) + weight + ".",
                remedy: late.remedy, confidence: .high)
        }
    }

    /// An installation below the copy of the whole context.
    private struct Late {
        let copy: DockerfileStep
        let install: DockerfileStep
        let manager: DependencyManager
        let manifests: [String]

        var remedy: String {
            let lists = manifests.isEmpty ? manager.manifests : manifests
            let example =
                manager.name == "pip"
                ? "pip install --no-cache-dir -r \(lists.first ?? "requirements.txt")" : manager.example
            return "Above this line: COPY \(lists.joined(separator: " ")) ./ and RUN \(example); the code comes last."
        }
    }

    /// The first one of each stage.
    private func late(in dockerfile: AnalyzedDockerfile) -> [Late] {
        dockerfile.graph.stages.indices.compactMap { stage in
            let steps = dockerfile.steps(inStage: stage)
            guard let copy = steps.firstIndex(where: { $0.copiesContext && !dockerfile.takesComment($0) }) else {
                return nil
            }
            let installed = steps[..<copy].flatMap(\.commands).compactMap(installation)
            for step in steps[(copy + 1)...] where step.hasPOSIXShell {
                for command in step.commands {
                    guard let found = installation(command), !installed.contains(where: { $0 == found }) else {
                        continue
                    }
                    return Late(copy: steps[copy], install: step, manager: found.0, manifests: found.1)
                }
            }
            return nil
        }
    }

    private func installation(_ command: ShellCommand) -> (DependencyManager, [String])? {
        guard let manager = DependencyManager.installing(by: command), manager.readsContext(command) else { return nil }
        return (manager, manager.manifests(of: command))
    }
}
