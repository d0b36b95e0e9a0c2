import Dockerfile
import Evidence

/// The instructions that made the image's own layers, in order, with the layer of each: of its Dockerfile where one is
/// known, else as the history tells them.
package struct BuildRecipe: Deduction {
    /// One instruction.
    package struct Step: Sendable {
        package let instruction: Instruction
        /// The layer it made, from 1; nil for none.
        package let layer: Int?
        /// Its line in the Dockerfile, from 1; nil without one.
        package let line: Int?

        /// The commands that a `RUN` runs, those inside of substitutions left out; none for other instructions, and for
        /// what another shell than one of POSIX reads.
        package let commands: [ShellCommand]

        /// An instruction of a Dockerfile.
        ///
        /// - Parameters:
        ///   - instruction: The instruction.
        ///   - document: The Dockerfile.
        ///   - hasPOSIXShell: Whether a shell as of POSIX reads it.
        ///   - layer: The layer that it made, from 1.
        package init(instruction: Instruction, in document: DockerfileDocument, hasPOSIXShell: Bool, layer: Int?) {
            let isScript = instruction.keyword == .run && hasPOSIXShell
            let script = isScript ? ShellScript(of: instruction, in: document) : ShellScript("")
            self.init(instruction: instruction, script: script, layer: layer, line: instruction.lines.lowerBound)
        }

        init(instruction: Instruction, script: ShellScript, layer: Int?, line: Int?) {
            (self.instruction, self.layer, self.line) = (instruction, layer, line)
            commands = script.commands.filter { $0.substitutionDepth == 0 }.map(\.unwrapped)
        }

        /// The sources of a `COPY` or `ADD` from the build context; none for others.
        package var contextSources: [String] { instruction.contextSources }

        /// Whether it copies the build context as a whole.
        package var copiesContext: Bool { instruction.copiesContext }

        /// Whether it brings programs along, from a package manager or another image, and makes nothing itself.
        package var addsPrograms: Bool {
            instruction.keyword != .run
                || commands.contains(where: \.installsSystemPackages)
        }

        /// `line 7`, or `layer 9`, or its word.
        var place: String {
            line.map { "line \($0)" } ?? layer.map { "layer \($0)" } ?? instruction.name
        }
    }

    /// The steps above the base image, stages that the image descends from first.
    package let steps: [Step]
    /// Steps of other stages that were built: what the image copied something from.
    let feedingSteps: [Step]
    /// Whether a Dockerfile tells it: history leaves out flags such as `--mount` and `--from`.
    package let isFromDockerfile: Bool

    /// Reads the image's Dockerfile or history.
    package init(of image: AnalyzedImage) {
        let stages = image.stages
        guard let document = stages.document, let graph = stages.graph else {
            (steps, feedingSteps, isFromDockerfile) = (BuildRecipe.told(by: stages.attribution), [], false)
            return
        }
        var layers: [Int: Int] = [:]
        for layer in stages.attribution.layers.reversed() {
            if let lines = layer.lines { layers[lines.lowerBound] = layer.index }
        }
        let shells = graph.shells
        func read(_ wanted: (Stage) -> Bool) -> [Step] {
            graph.stages.filter(wanted).flatMap { stage in
                stage.instructions.map { instruction in
                    let line = instruction.lines.lowerBound
                    return Step(
                        instruction: instruction, in: document,
                        hasPOSIXShell: shells[line]?.isPOSIX ?? !stage.isWindows, layer: layers[line])
                }
            }
        }
        steps = read { $0.role == .base || $0.role == .final }
        feedingSteps = read { $0.role == .feeds }
        isFromDockerfile = true
    }

    /// Each entry of the history read as an instruction of its own.
    private static func told(by attribution: Attribution) -> [Step] {
        var layers: [Int: Int] = [:]
        for layer in attribution.layers {
            if let index = layer.historyIndex { layers[index] = layer.index }
        }
        return attribution.steps.dropFirst(attribution.base.stepCount ?? 0).compactMap { step in
            guard let keyword = step.keyword else { return nil }
            let text = keyword == .run ? "RUN \(oneLine(step.command))" : oneLine(step.instructionText)
            let document = DockerfileDocument(parsing: text)
            guard let instruction = document.instructions.first else { return nil }
            // The exec form is read as one, all else as the shell got it.
            guard !instruction.isJSON else {
                return Step(
                    instruction: instruction, script: ShellScript(of: instruction, in: document),
                    layer: layers[step.index], line: nil)
            }
            let isScript = keyword == .run && step.shell?.isPOSIX != false
            let script = ShellScript(isScript ? step.command : "")
            return Step(instruction: instruction, script: script, layer: layers[step.index], line: nil)
        }
    }

    /// A here-document's lines become commands one after another.
    private static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).map { $0.hasSuffix("\\") ? $0.dropLast() : $0 }.joined(separator: " ; ")
    }
}

extension AnalyzedImage {
    /// The instructions that made the image's own layers.
    package var recipe: BuildRecipe { self[BuildRecipe.self] }
}
