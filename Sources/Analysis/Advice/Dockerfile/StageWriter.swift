import Dockerfile
import Evidence
import FileTree
import Rules

/// Writes the instructions of the two stages.
struct StageWriter {
    let image: AnalyzedImage
    let document: DockerfileDocument?
    /// The working directory.
    let home: String
    /// The version of uv by its own record; nil where the image has none.
    let uvVersion: String?
    /// Whether the builder's one installation with apt can have its lists and archives in cache mounts.
    let mountsApt: Bool

    init(_ image: AnalyzedImage, steps: [BuildRecipe.Step]) {
        self.image = image
        document = image.stages.document
        home = image.image.config.config.workingDirectory ?? "/"
        uvVersion = image.packages.packages.first { $0.ecosystem == .python && $0.name == "uv" }?.version
        // What is in the mounts is nowhere else: where another instruction needs the lists, they have to be in the layer.
        let users = steps.filter { step in
            step.commands.contains { ["apt", "apt-get", "aptitude", "apt-cache", "dpkg"].contains($0.name) }
        }
        let verbs = users.first?.commands.filter { $0.name.hasPrefix("apt") }.compactMap(\.operands.first) ?? []
        mountsApt = users.count == 1 && verbs.contains("update") && verbs.contains("install")
    }

    /// Who runs the image.
    var user: String { image.image.config.config.user ?? "" }

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

    // MARK: Dependencies

    /// The files of the context that an installation reads, where it can come before all others: they lie in the working
    /// directory and name no further one; nil where it cannot, or that is not known.
    func manifests(_ step: BuildRecipe.Step, _ manager: DependencyManager) -> [String]? {
        guard step.commands.count == 1,
            let command = step.commands.first(where: { DependencyManager.installing(by: $0) == manager })
        else { return nil }
        let named = manager.manifests(of: command)
        if named.isEmpty { return manager.readsContext(command) ? nil : [] }
        guard named.allSatisfy({ !$0.contains("/") && !$0.contains("$") && !$0.contains("*") }), let first = named.first
        else { return nil }
        let isListed = manager.name == "pip" || command.starts(with: ["uv", "pip"])
        let present = named.filter(isInHome)
        guard isListed ? present.count == named.count : present.contains(first) else { return nil }
        let texts = present.compactMap(text)
        guard !texts.isEmpty, texts.allSatisfy({ !DependencyManifest.namesFiles($0) }) else { return nil }
        return present
    }

    /// Whether a copy of the context is into the working directory.
    func copiesHere(_ step: BuildRecipe.Step) -> Bool {
        guard let place = step.instruction.arguments.last else { return false }
        let directory = place.count > 1 && place.hasSuffix("/") ? String(place.dropLast()) : place
        return [".", "./"].contains(place) || directory == home
    }

    private func path(_ name: String) -> String { String((home + "/" + name).drop { $0 == "/" }) }

    private func isInHome(_ name: String) -> Bool {
        image.stack.find(Array(path(name).utf8)).map { image.view?.isPresent($0) == true } ?? false
    }

    private func text(_ name: String) -> String? {
        image.view.flatMap { image.contents.bytes(at: path(name), in: $0) }.map { String(decoding: $0, as: UTF8.self) }
    }

    /// Dependencies go into a directory of their own where their manager can do that, their manifests before the code.
    ///
    /// - Parameters:
    ///   - manifests: Files of the context that are copied for it.
    ///   - apart: Whether pip installs into `/install`, to be copied from there.
    func install(
        _ step: BuildRecipe.Step, _ manager: DependencyManager, manifests: [String], apart: Bool
    ) -> [String] {
        let lines = manifests.isEmpty ? [] : ["COPY \(manifests.joined(separator: " ")) ./"]
        let mount = InstructionSource.cacheMount(manager.cache)
        guard apart, let command = step.commands.first else {
            let has = step.instruction.flags.contains { ($0.value ?? "").contains("type=cache") }
            let isRoot = ["", "root", "0"].contains(user)
            var text = InstructionSource.text(step, in: document, adding: has || !isRoot ? [] : [mount])
            if !manifests.isEmpty, installsProjectLater(step, manager), let flag = manager.withoutProject,
                let last = text.popLast()
            {
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
        InstructionSource.text(step, in: document, adding: [InstructionSource.cacheMount(manager.cache)])
    }

    /// A flag can be added to one plain command; what does more is left as it is.
    func installsProjectLater(_ step: BuildRecipe.Step, _ manager: DependencyManager) -> Bool {
        guard let flag = manager.withoutProject, step.commands.count == 1, let command = step.commands.first else {
            return false
        }
        return !step.instruction.isJSON && step.instruction.heredocs.isEmpty
            && !command.words.contains { $0.text == flag }
            && (command.starts(with: ["uv", "sync"]) || manager.name == "poetry")
    }

    // MARK: Other instructions

    /// A step of the builder; programs of other images are taken by name where the history has lost it.
    func building(_ step: BuildRecipe.Step) -> [String] {
        guard [.copy, .add].contains(step.instruction.keyword) else { return aptMounted(step) }
        return copying(step)
    }

    /// A step of the final stage.
    func running(_ step: BuildRecipe.Step) -> [String] { InstructionSource.text(step, in: document) }

    /// A copy, for its owner where the instruction names none.
    func copying(_ step: BuildRecipe.Step, owner: String? = nil) -> [String] {
        if document == nil, let lost = LostCopy(step, in: image) {
            return lost.lines(owner: owner, uvVersion: uvVersion)
        }
        let hasOwner = step.instruction.flag("chown") != nil
        return InstructionSource.text(step, in: document, adding: hasOwner ? [] : owner.map { [$0] } ?? [])
    }

    /// apt's lists and archives in cache mounts need no cleaning and are not in the layer.
    private func aptMounted(_ step: BuildRecipe.Step) -> [String] {
        let isApt = step.commands.contains {
            $0.starts(with: ["apt-get", "install"]) || $0.starts(with: ["apt", "install"])
        }
        guard mountsApt, isApt, step.instruction.flags.isEmpty, !step.instruction.isJSON else {
            return InstructionSource.text(step, in: document)
        }
        return InstructionSource.text(step, in: document, adding: InstructionSource.aptMounts)
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
