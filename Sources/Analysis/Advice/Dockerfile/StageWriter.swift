import Dockerfile
import Rules

/// Writes the instructions of the two stages.
struct StageWriter {
    let document: DockerfileDocument?
    /// The working directory.
    let home: String
    /// The version of uv by its own record; nil where the image has none.
    let uvVersion: String?

    /// The instruction on one line, for a comment.
    func oneLine(_ step: BuildRecipe.Step) -> String {
        let text = InstructionText.oneLine(step.instruction.text)
        return text.count > 72 ? text.prefix(71) + "…" : text
    }

    /// `ENV`, `ARG`, `WORKDIR` and `SHELL`; secrets do not go into a layer again.
    func setting(_ step: BuildRecipe.Step) -> [String] {
        let secrets =
            step.instruction.keyword == .env || step.instruction.keyword == .arg
            ? step.instruction.pairs.map(\.name).filter(InstructionSource.isSecret) : []
        guard secrets.isEmpty else {
            let how =
                step.instruction.keyword == .arg
                ? "use RUN --mount=type=secret,id=…" : "pass it when the container starts"
            return ["# \(step.instruction.name.uppercased()) \(secrets.joined(separator: ", ")): \(how)."]
        }
        return InstructionSource.text(step, in: document)
    }

    /// Dependencies go into a directory of their own where their manager can do that, their manifests before the code.
    ///
    /// - Parameters:
    ///   - copied: Manifests that the builder has already.
    ///   - apart: Whether pip installs into `/install`, to be copied from there.
    func install(
        _ step: BuildRecipe.Step, _ manager: DependencyManager, copied: Set<String>, apart: Bool
    ) -> [String] {
        let command = step.commands.first { DependencyManager.installing(by: $0) == manager }
        let manifests = (command.map(manager.manifests) ?? manager.manifests).filter { !copied.contains($0) }
        var lines: [String] = []
        if !manifests.isEmpty { lines.append("COPY \(manifests.joined(separator: " ")) ./") }
        let mount = InstructionSource.cacheMount(manager.cache)
        let needsProject =
            command.map { command in
                manager.name == "pip" && command.operands.dropFirst().contains { $0 == "." || $0.hasPrefix("./") }
            } ?? false
        if needsProject { lines = ["COPY . ."] }
        guard apart, let command else {
            let has = step.instruction.flags.contains { ($0.value ?? "").contains("type=cache") }
            var text = InstructionSource.text(step, in: document, adding: has ? [] : [mount])
            if installsProjectLater(step, manager), let flag = manager.withoutProject, let last = text.popLast() {
                text.append(last + " " + flag)
            }
            return lines + text
        }
        let words = command.module.arguments.map(\.text).filter { $0 != "--no-cache-dir" && $0 != "install" }
        let quoted = (command.assignments.map(\.text) + ["pip", "install", "--prefix=/install"] + words)
            .map(StageWriter.shellQuoted).joined(separator: " ")
        return lines + ["RUN \(mount) \\", "    \(quoted)"]
    }

    /// The application itself, once its code is there.
    func installProject(_ step: BuildRecipe.Step, _ manager: DependencyManager) -> [String] {
        guard installsProjectLater(step, manager) else { return [] }
        return InstructionSource.text(
            step, in: document, adding: [InstructionSource.cacheMount(manager.cache)])
    }

    /// A flag can be added to one plain command; what does more is left as it is.
    private func installsProjectLater(_ step: BuildRecipe.Step, _ manager: DependencyManager) -> Bool {
        guard let flag = manager.withoutProject, step.commands.count == 1, let command = step.commands.first else {
            return false
        }
        return !step.instruction.isJSON && step.instruction.heredocs.isEmpty
            && !command.words.contains { $0.text == flag }
            && (command.starts(with: ["uv", "sync"]) || manager.name == "poetry")
    }

    /// A step of the builder; programs of other images are taken by name where the history has lost it.
    func building(_ step: BuildRecipe.Step) -> [String] {
        guard step.instruction.keyword == .copy, step.instruction.flag("from") == nil else { return aptMounted(step) }
        let sources = step.contextSources
        if sources.allSatisfy({ $0.hasPrefix("/") }), sources.contains(where: { $0.hasSuffix("/uv") }) {
            let note = uvVersion == nil ? ["# uv's version is not recorded: put it in place of latest."] : []
            let flag = "--from=ghcr.io/astral-sh/uv:\(uvVersion ?? "latest")"
            return note + InstructionSource.text(step, in: document, adding: [flag])
        }
        return ["# The history does not say where this was copied from.", "# \(oneLine(step))"]
    }

    /// A step of the final stage.
    func running(_ step: BuildRecipe.Step) -> [String] { InstructionSource.text(step, in: document) }

    /// A copy from the context, for its owner where the instruction names none.
    func copying(_ step: BuildRecipe.Step, owner: String = "") -> [String] {
        let hasOwner = owner.isEmpty || step.instruction.flag("chown") != nil
        return InstructionSource.text(step, in: document, adding: hasOwner ? [] : [owner.trimmed])
    }

    /// apt's lists and archives in cache mounts need no cleaning and are not in the layer.
    private func aptMounted(_ step: BuildRecipe.Step) -> [String] {
        let isApt = step.commands.contains {
            $0.starts(with: ["apt-get", "install"]) || $0.starts(with: ["apt", "install"])
        }
        let has = step.instruction.flags.contains { ($0.value ?? "").contains("type=cache") }
        guard isApt, !has, !step.instruction.isJSON else { return InstructionSource.text(step, in: document) }
        return InstructionSource.text(
            step, in: document,
            adding: InstructionSource.aptMounts)
    }

    /// A word for the shell, in quotes where it needs them.
    static func shellQuoted(_ word: String) -> String {
        let isPlain =
            !word.isEmpty
            && word.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: true
                default: "-_./=:,@+%$".utf8.contains(byte)
                }
            }
        return isPlain
            ? word : "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
}
