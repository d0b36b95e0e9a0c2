import Dockerfile

/// What a stage holds at a step, as far as its base image and the instructions above tell: users, groups, programs.
///
/// It errs to the side of holding something: a script that nobody reads may have made any user, an unpacked archive may
/// have brought any program.
struct StageContents {
    /// What the stage starts from, other stages passed through; nil where that is not known.
    private(set) var base: BaseImage?
    private var users: Set<String> = []
    private var groups: Set<String> = []
    private var programs: Set<String> = []
    private var packages: [String] = []
    /// Whether something may have made any account.
    private var hasUnknownAccounts = false
    /// Whether something may have brought any program.
    private var hasUnknownPrograms = false
    /// The same for what counts from the next step on only: an archive that this step had to fetch first.
    private var hasUnknownFiles = false

    init(base: BaseImage?) {
        self.base = base
    }

    /// Whether nobody of that name can be there.
    func lacksUser(_ name: String) -> Bool {
        isUnknown(name, in: users, base?.hasUser(name))
    }

    /// Whether no group of that name can be there.
    func lacksGroup(_ name: String) -> Bool {
        isUnknown(name, in: users.union(groups), base?.hasGroup(name))
    }

    private func isUnknown(_ name: String, in made: Set<String>, _ isInBase: Bool?) -> Bool {
        guard isInBase == false, !hasUnknownAccounts, !made.contains(name) else { return false }
        // A service's package makes its user: postgresql makes postgres.
        return !packages.contains { $0.holds(name) || name.hasPrefix($0) }
    }

    /// Whether a program cannot be there, when a step starts that brought what `during` holds by its end.
    func lacks(_ program: String, during: StageContents) -> Bool {
        guard let base, !hasUnknownFiles, !hasUnknownPrograms, !during.hasUnknownPrograms else { return false }
        guard base.lacks(program, withPackages: !during.packages.isEmpty), !during.programs.contains(program) else {
            return false
        }
        return !during.packages.contains { StageContents.brings($0, program) }
    }

    /// Whether a program cannot be there in the end.
    func lacks(_ program: String) -> Bool { lacks(program, during: self) }

    /// Whether an instruction installs a package of the system whose name the condition holds for.
    func hasPackage(where condition: (String) -> Bool) -> Bool {
        packages.contains { condition(String($0.prefix { !"=<>~".contains($0) })) }
    }

    /// Packages that are called otherwise than their program.
    private static let providers: [String: [String]] = [
        "ps": ["procps"], "pgrep": ["procps"], "pkill": ["procps"], "nc": ["netcat", "ncat", "nmap"],
        "netcat": ["netcat"], "gcc": ["build-"], "g++": ["build-"], "make": ["build-"], "ssh": ["openssh"],
        "dig": ["dnsutils", "bind"], "nslookup": ["dnsutils", "bind"], "ping": ["iputils", "inetutils"],
        "useradd": ["shadow"], "groupadd": ["shadow"], "usermod": ["shadow"], "groupmod": ["shadow"],
        "pip": ["python", "py3-pip"], "pip3": ["python", "py3-pip"], "npm": ["nodejs"], "node": ["nodejs"],
    ]

    private static func brings(_ package: String, _ program: String) -> Bool {
        package.holds(program) || providers[program]?.contains { package.holds($0) } == true
    }
}

extension StageContents {
    /// Takes in what a step brings.
    mutating func take(_ step: DockerfileStep, in dockerfile: AnalyzedDockerfile) {
        guard !step.isTrigger else { return }
        switch step.keyword {
        case .run: takeRun(step, in: dockerfile)
        case .copy, .add: takeCopy(step)
        default: return
        }
    }

    private mutating func takeRun(_ step: DockerfileStep, in dockerfile: AnalyzedDockerfile) {
        guard step.hasPOSIXShell else { return takeAnything() }
        // A here-document may go to another program than a shell.
        if !step.inner.heredocs.isEmpty, step.commands.isEmpty { takeAnything() }
        for command in step.commands {
            takeAccounts(of: command, step: step, in: dockerfile)
            takePackages(of: command, step: step)
            takeFiles(of: command)
            if StageContents.isScript(command) { takeAnything() }
        }
    }

    private mutating func takeAnything() {
        (hasUnknownAccounts, hasUnknownPrograms) = (true, true)
    }

    private static let userCommands: Set<String> = ["useradd", "adduser", "usermod", "newusers", "luseradd"]
    private static let groupCommands: Set<String> = ["groupadd", "addgroup", "groupmod", "lgroupadd"]

    private mutating func takeAccounts(
        of command: ShellCommand, step: DockerfileStep, in dockerfile: AnalyzedDockerfile
    ) {
        let words = command.words.map(\.text) + command.redirections.map(\.target.text)
        if words.contains(where: { $0.holds("/etc/passwd") || $0.holds("/etc/group") || $0 == "newusers" }) {
            hasUnknownAccounts = true
        }
        let isUser = StageContents.userCommands.contains(command.name)
        guard isUser || StageContents.groupCommands.contains(command.name) else { return }
        // Values of options are among the words: they are names of groups, or no names at all.
        for word in command.arguments {
            guard let name = StageContents.resolved(word.text, at: step, in: dockerfile) else {
                hasUnknownAccounts = true
                continue
            }
            groups.insert(name)
            if isUser { users.insert(name) }
        }
    }

    /// A name whose variables the file tells; nil where it does not.
    static func resolved(_ text: String, at step: DockerfileStep, in dockerfile: AnalyzedDockerfile) -> String? {
        guard text.contains("$") || text.contains("`") else { return text }
        let names = text.variables
        var values: [String: String] = [:]
        for (name, _) in names {
            guard let value = dockerfile.value(of: name, at: step), !value.contains("$") else { return nil }
            values[name] = value
        }
        guard !names.isEmpty, !text.contains("`"), !text.holds("$(") else { return nil }
        return try? ShellWord(environment: values, escape: dockerfile.document.escape).expand(text)
    }

    private static let managers: [PackageManager] = [.apt, .apk, .yum, .dnf, .zypper]

    private mutating func takePackages(of command: ShellCommand, step: DockerfileStep) {
        for manager in StageContents.managers {
            guard let installation = manager.installation(of: command, in: step) else { continue }
            packages += installation.packages.map { $0.text.lowercased() }
            if installation.packages.contains(where: \.hasExpansion) || installation.packages.isEmpty {
                takeAnything()
            }
        }
        if let installation = PackageManager.npm.installation(of: command, in: step) {
            programs.formUnion(installation.packages.map(\.text))
        }
        if ["xargs", "aptitude", "rpm", "dpkg", "pacman", "nix-env", "brew", "conda", "micromamba", "mamba"]
            .contains(command.name)
        {
            takeAnything()
        }
    }

    /// Programs that unpack or install more than their words say.
    private static let unpackers: Set<String> = ["tar", "bsdtar", "unzip", "rsync", "busybox", "install.sh"]

    private mutating func takeFiles(of command: ShellCommand) {
        // What is written to a path that is named is there afterwards: curl -o /usr/local/bin/jq.
        for word in command.arguments where word.text.contains("/") {
            if let name = word.text.split(separator: "/").last { programs.insert(String(name)) }
        }
        if StageContents.unpackers.contains(command.name) || command.name == "make" { hasUnknownFiles = true }
        if ["cp", "mv", "ln", "install"].contains(command.name),
            command.arguments.contains(where: { StageContents.isProgramDirectory($0.text) })
        {
            hasUnknownFiles = true
        }
    }

    /// Whether it runs a script or program that the file does not show.
    private static func isScript(_ command: ShellCommand) -> Bool {
        guard let program = command.words.first else { return false }
        if [".", "source", "eval", "ansible-playbook", "puppet", "chef-client", "xargs"].contains(command.name) {
            return true
        }
        if ["sh", "bash", "ash", "dash"].contains(command.name) {
            // With a file, or what a pipe brings.
            return command.arguments.first { !$0.text.hasPrefix("-") } != nil || command.arguments.isEmpty
                || command.arguments.contains { $0.text == "-s" || $0.text == "-" }
        }
        if program.hasExpansion || command.name.hasSuffix(".sh") { return true }
        let system = ["/bin/", "/sbin/", "/usr/bin/", "/usr/sbin/", "/usr/local/bin/", "/usr/local/sbin/"]
        return program.text.contains("/") && !system.contains { program.text.hasPrefix($0) }
    }

    private mutating func takeCopy(_ step: DockerfileStep) {
        let sources = step.inner.arguments.dropLast().map(\.withoutQuotes)
        guard let destination = step.inner.arguments.last?.withoutQuotes else { return }
        for path in sources + [destination] {
            if let name = path.split(separator: "/").last { programs.insert(String(name)) }
        }
        let isRoot = destination == "/" || destination == "/."
        if isRoot || (sources + [destination]).contains(where: { $0.split(separator: "/").contains("etc") }) {
            hasUnknownAccounts = true
        }
        // A directory of programs, or one whose files are not named.
        let isWhole = sources.contains { source in
            let name = source.split(separator: "/").last ?? ""
            return StageContents.treeNames.contains(String(name)) || source.contains("*") || source.contains("$")
        }
        let isTree = isRoot || ["/usr", "/usr/", "/usr/local", "/usr/local/", "/opt", "/opt/"].contains(destination)
        if isTree && (isWhole || !isRoot) || isWhole && StageContents.isProgramDirectory(destination) {
            hasUnknownFiles = true
        }
        if step.keyword == .add, isTree { hasUnknownFiles = true }
    }

    private static let treeNames: Set<String> = [
        "", ".", "bin", "sbin", "usr", "local", "lib", "rootfs", "root", "dist", "out", "output", "build", "install",
        "target", "staging", "fs", "prefix",
    ]

    private static func isProgramDirectory(_ path: String) -> Bool {
        var path = path
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        return ["/bin", "/sbin", "/usr/bin", "/usr/sbin", "/usr/local/bin", "/usr/local/sbin"].contains(path)
    }
}

extension AnalyzedDockerfile {
    /// Goes through the stages in order, and tells of each instruction what its stage held before and after it.
    func visitStages(_ visit: (_ step: DockerfileStep, _ before: StageContents, _ after: StageContents) -> Void) {
        var finished: [StageContents] = []
        for stage in graph.stages {
            var contents = startingContents(of: stage, finished: finished)
            for step in steps(inStage: stage.index) {
                let before = contents
                contents.take(step, in: self)
                visit(step, before, contents)
            }
            finished.append(contents)
        }
    }

    private func startingContents(of stage: Stage, finished: [StageContents]) -> StageContents {
        switch stage.base {
        case .scratch: StageContents(base: .scratch)
        case .stage(let index): finished.indices.contains(index) ? finished[index] : StageContents(base: nil)
        case .image(let reference): StageContents(base: BaseImage(reference))
        case .context: StageContents(base: nil)
        }
    }

    /// The image that a stage starts from in the end, other stages passed through; nil where that is not known.
    func baseImage(ofStage stage: Int) -> BaseImage? {
        var next = stage
        // A stage comes after those that it starts from.
        for _ in graph.stages {
            guard graph.stages.indices.contains(next) else { return nil }
            switch graph.stages[next].base {
            case .scratch: return .scratch
            case .stage(let index): next = index
            case .image(let reference): return BaseImage(reference)
            case .context: return nil
            }
        }
        return nil
    }

    /// The steps of the stage that is the image and of those that it starts from, the first stage first.
    var targetSteps: [DockerfileStep] { graph.lineage.flatMap(steps(inStage:)) }

    /// The `FROM` of the stage that is the image.
    var targetFrom: DockerfileStep? { graph.target.flatMap(from(ofStage:)) }
}
