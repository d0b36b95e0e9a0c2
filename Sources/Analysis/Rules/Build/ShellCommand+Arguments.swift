import Dockerfile

extension ShellCommand {
    /// The arguments that are no options. Values of options that are words of their own are among them:
    /// `CommandArguments` tells them apart where it is known which options have one.
    package var operands: [String] { arguments.map(\.text).filter { !$0.hasPrefix("-") } }

    /// Whether the words begin with these, options between them passed over: `pip install`, `npm ci`.
    package func starts(with wanted: [String]) -> Bool {
        guard let first = wanted.first, name == first else { return false }
        return operands.starts(with: wanted.dropFirst())
    }

    /// Whether it is a distribution's package manager.
    package var installsSystemPackages: Bool { ["apt-get", "apt", "apk", "dnf", "microdnf", "yum"].contains(name) }

    /// The command by its usual name: `python3 -m pip install` and `pip3.12 install` are `pip install`.
    package var module: ShellCommand {
        if name.hasPrefix("python"), arguments.count > 1, arguments.first?.text == "-m" {
            return ShellCommand(words: Array(arguments.dropFirst()), assignments: assignments)
        }
        guard let program = words.first, name.hasPrefix("pip"), name != "pip",
            name.dropFirst(3).allSatisfy({ $0.isNumber || $0 == "." })
        else { return self }
        let pip = Word(text: "pip", position: program.position)
        return ShellCommand(words: [pip] + arguments, assignments: assignments)
    }
}
