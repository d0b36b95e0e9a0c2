import Dockerfile
import Evidence

/// `COPY . .` before `pip install -r requirements.txt`: each change of the code installs everything again.
///
/// Told from the history. Where the Dockerfile is known, the rule `code-before-dependencies` says it with its line.
struct DependenciesAfterCode: ImageRule {
    let rule = Rule(
        id: "dependencies-after-code", category: .lesson, severity: .medium,
        title: "Dependencies are installed after the code was copied",
        why:
            "A layer is built again when anything before it changes. With the code copied first, each change of a line "
            + "installs all dependencies again, and their layer is pushed and pulled again.",
        remedy:
            "Copy only the files that name the dependencies (requirements.txt, package.json and its lock), install, "
            + "and copy the code after that.", isLesson: true)

    func findings(in image: AnalyzedImage) -> [Finding] {
        let recipe = image.recipe
        return recipe.isFromDockerfile ? [] : finding(in: recipe.steps, image).map { [$0] } ?? []
    }

    private func finding(in steps: [BuildRecipe.Step], _ image: AnalyzedImage) -> Finding? {
        var copy: BuildRecipe.Step?
        for step in steps {
            if step.copiesContext, copy == nil { copy = step }
            guard let copy else { continue }
            for command in step.commands {
                guard let manager = DependencyManager.installing(by: command), manager.readsContext(command) else {
                    continue
                }
                let size = step.layer.flatMap { image.stack.totals(of: $0)?.size }
                let weight = size.map { ": \(ByteCount($0)) are built, pushed and pulled again with each change" } ?? ""
                return Finding(
                    rule, title: "\(manager.name) installs after the whole build context was copied", layer: step.layer,
                    line: step.line,
                    evidence: "\(copy.instruction.text) (\(copy.place)) comes before \(manager.name) at \(step.place)"
                        + weight + ".",
                    confidence: .high)
            }
        }
        return nil
    }
}
