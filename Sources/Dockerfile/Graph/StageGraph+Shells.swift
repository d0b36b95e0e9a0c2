extension StageGraph {
    /// The shell that `SHELL` has set for each instruction, by the instruction's first line; none for those that the
    /// default one reads. A stage that starts from another one keeps its shell.
    package var shells: [Int: CommandShell] {
        var shells: [Int: CommandShell] = [:]
        var last: [CommandShell?] = []
        for stage in stages {
            var shell: CommandShell?
            if case .stage(let base) = stage.base { shell = last[base] }
            for instruction in stage.instructions {
                if instruction.keyword == .shell { shell = CommandShell(instruction.arguments) }
                shells[instruction.lines.lowerBound] = shell
            }
            last.append(shell)
        }
        return shells
    }
}

extension Stage {
    /// Whether an image's name or a platform says that it is of Windows, where `cmd` reads commands.
    static func isOfWindows(reference: String, platform: String?) -> Bool {
        if platform?.lowercased().hasPrefix("windows") == true { return true }
        let name = reference.lowercased()
        return ["nanoserver", "servercore"].contains { name.firstRange(of: $0) != nil }
            || name.split { "/:@".contains($0) }.contains("windows")
    }
}
