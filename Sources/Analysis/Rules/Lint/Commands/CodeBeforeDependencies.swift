import Dockerfile
import Evidence

/// Dependencies that are installed after all the code was copied.
struct CodeBeforeDependencies: DockerfileRule, ImageRule {
    let rule = Rule(
        id: "dependencies-after-code", category: .lesson, severity: .medium,
        title: "Dependencies are installed after the code was copied",
        why:
            "A layer is built again when anything before it changes. With the code copied first, each change of a line "
            + "installs all dependencies again, and their layer is pushed and pulled again. What that comes to, the model "
            + "of the build cache says: medium where a layer of the image is made again, low where it has less than 1 MB, "
            + "and where only another stage is built again.",
        remedy:
            "Copy only the files that name the dependencies (requirements.txt, package.json and its lock), install, "
            + "and copy the code after that.",
        knownAs: ["code-before-dependencies"], isLesson: true, lesson: .order)

    /// A smaller layer is no reason to turn a Dockerfile round.
    private static let largeLayer: Int64 = 1_000_000

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        let found = late(in: dockerfile)
        guard !found.isEmpty else { return [] }
        let costs = ChangeCosts(of: dockerfile.document)
        return found.compactMap { late in
            guard let change = Change(late, costs) else { return nil }
            let isOfImage = late.copy.stage.map(dockerfile.graph.lineage.contains) ?? true
            return rule.finding(
                "\(late.manager.name) installs what the whole context was copied for", at: late.copy, in: dockerfile,
                evidence: change.rebuilt.map { "\(late.copy.instruction.text.withoutSecrets): \($0)" },
                severity: isOfImage ? .medium : .low, remedy: late.remedy)
        }
    }

    /// The layers tell what it costs.
    func findings(in image: AnalyzedImage) -> [Finding] {
        let build = image.build
        let late = late(in: build.own)
        guard !late.isEmpty else { return [] }
        let told = build.findings(of: [self])
        return late.compactMap { late in
            guard let change = Change(late, image.changeCosts) else { return nil }
            let line = build.isFromHistory ? nil : late.copy.instruction.lines.lowerBound
            // What a comment of the Dockerfile leaves out is not told.
            guard build.isFromHistory || told.contains(where: { $0.line == line }) else { return nil }
            func place(_ step: DockerfileStep) -> String {
                if !build.isFromHistory { return "line \(step.instruction.lines.lowerBound)" }
                return build.layer(of: step).map { "layer \($0)" } ?? step.inner.name
            }
            let layer = build.layer(of: late.install)
            let size = layer.flatMap { image.stack.totals(of: $0)?.size }
            let isOfImage = late.install.stage.map(build.own.graph.lineage.contains) ?? true
            let isSmall = !isOfImage || size.map { $0 < CodeBeforeDependencies.largeLayer } == true
            return Finding(
                rule, title: "\(late.manager.name) installs after the whole build context was copied",
                severity: isSmall ? .low : .medium, layer: layer, line: line, column: build.isFromHistory ? nil : 1,
                evidence: "\(late.copy.inner.text) (\(place(late.copy))) comes before \(late.manager.name) at "
                    + place(late.install) + change.sentence(installed: size, in: image) + ".",
                remedy: late.remedy, confidence: .high)
        }
    }

    /// What a change of the code does to a build, by the model of its cache.
    private struct Change {
        private let cost: ChangeCost?
        private let stepCount: Int

        /// Nil where the installation is not done again. A Dockerfile that is too long for the model is not known to spare it.
        init?(_ late: Late, _ costs: ChangeCosts) {
            cost = costs.cost(ofLine: late.copy.instruction.lines.lowerBound)
            stepCount = costs.stepCount
            let line = late.install.instruction.lines.lowerBound
            guard cost.map({ $0.rebuilt.contains { $0.lines.lowerBound == line } }) != false else { return nil }
        }

        /// How much is done again; nil where that is not known.
        var rebuilt: String? {
            cost.map { "a change of the code runs \($0.rebuilt.count) of \(stepCount) steps again" }
        }

        /// The same with what is pushed anew, the end of a sentence.
        ///
        /// - Parameter size: The bytes of the installation's layer; nil where it made none of the image, or none is known.
        func sentence(installed size: Int64?, in image: AnalyzedImage) -> String {
            guard let cost, let rebuilt else { return "" }
            let pushed = cost.bytes(in: image.stack).map { " and pushes \(ByteCount($0)) anew" } ?? ""
            let own = size.map { ", \(ByteCount($0)) of that installed so" } ?? ""
            return ": " + rebuilt + pushed + (pushed.isEmpty ? "" : own)
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
