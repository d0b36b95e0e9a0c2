import Dockerfile

/// A command of a `RUN`, as the Dockerfile module splits them.
typealias ScriptCommand = Dockerfile.ShellCommand
