import Dockerfile
import Evidence

/// Dependencies that are installed after all the code was copied: of a Dockerfile with its line, of a history with what
/// each change costs.
struct CodeBeforeDependencies: WrittenFileRule, ImageRule {
    let rule = Rule(
        id: "dependencies-after-code", category: .lesson, severity: .medium,
        title: "Dependencies are installed after the code was copied",
        why:
            "A layer is built again when anything before it changes. With the code copied first, each change of a line "
            + "installs all dependencies again, and their layer is pushed and pulled again.",
        remedy:
            "Copy only the files that name the dependencies (requirements.txt, package.json and its lock), install, "
            + "and copy the code after that.",
        knownAs: ["code-before-dependencies"], isLesson: true)
    let isAskedOfImages = true

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        dockerfile.graph.stages.indices.compactMap { stage in
            let steps = dockerfile.steps(inStage: stage)
            guard let copy = steps.firstIndex(where: copiesAll) else { return nil }
            let installed = steps[..<copy].flatMap(\.commands).compactMap(DependencyInstall.init)
            let later = steps[(copy + 1)...].filter(\.hasPOSIXShell).flatMap(\.commands)
            for command in later {
                guard let install = DependencyInstall(command), !installed.contains(install) else { continue }
                return rule.finding(
                    "\(install.program) installs what the whole context was copied for", at: steps[copy],
                    in: dockerfile,
                    remedy: "Above this line: COPY \(install.lists) ./ and RUN \(install.example); the code comes last."
                )
            }
            return nil
        }
    }

    private func copiesAll(_ step: DockerfileStep) -> Bool {
        guard let keyword = step.keyword, [.copy, .add].contains(keyword), step.inner.flag("from") == nil else {
            return false
        }
        return step.inner.arguments.dropLast().contains { [".", "./", "*", "./*"].contains($0) }
    }

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

/// A command that installs what a project's list of dependencies names.
struct DependencyInstall: Equatable {
    /// The program.
    let program: String
    /// The files that list the dependencies.
    let lists: String
    /// A command that needs no more than these.
    let example: String

    private static let table: [(program: String, verbs: [String], lists: String, example: String)] = [
        ("npm", ["install", "i", "ci"], "package.json package-lock.json", "npm ci"),
        ("yarn", ["install"], "package.json yarn.lock", "yarn install --frozen-lockfile"),
        ("pnpm", ["install", "i"], "package.json pnpm-lock.yaml", "pnpm install --frozen-lockfile"),
        ("bundle", ["install"], "Gemfile Gemfile.lock", "bundle install"),
        ("composer", ["install"], "composer.json composer.lock", "composer install --no-scripts --no-autoloader"),
        ("poetry", ["install"], "pyproject.toml poetry.lock", "poetry install --no-root"),
        ("pipenv", ["install", "sync"], "Pipfile Pipfile.lock", "pipenv sync"),
        ("uv", ["sync"], "pyproject.toml uv.lock", "uv sync --frozen --no-install-project"),
        ("go", ["mod"], "go.mod go.sum", "go mod download"),
        ("cargo", ["fetch"], "Cargo.toml Cargo.lock", "cargo fetch --locked"),
    ]

    init?(_ command: ShellCommand) {
        if let arguments = PackageManager.pip.arguments(of: command) {
            guard arguments.operands.first?.text == "install",
                let list = arguments.value("-r", "--requirement")
            else { return nil }
            self.init(program: "pip", lists: list, example: "pip install --no-cache-dir -r \(list)")
            return
        }
        let operands = CommandArguments(command.arguments, valued: PackageManager.npm.valued).operands.map(\.text)
        guard let row = DependencyInstall.table.first(where: { $0.program == command.name }),
            operands.first.map(row.verbs.contains) ?? (row.program == "yarn"),
            row.program != "go" || operands.dropFirst().first == "download",
            // With names behind it, npm install and their like need no list.
            operands.count <= (row.program == "go" ? 2 : 1)
        else { return nil }
        self.init(program: row.program, lists: row.lists, example: row.example)
    }

    private init(program: String, lists: String, example: String) {
        self.program = program
        self.lists = lists
        self.example = example
    }
}
