import Evidence
import FileTree
import Packages

/// The files of the final tree that running the image needs, each with the reason: worked out from what `ENTRYPOINT`,
/// `CMD` and `HEALTHCHECK` run, over ELF `NEEDED`, `#!` interpreters and the packages' own dependencies.
struct RuntimeClosure {
    /// Why each file is needed.
    private(set) var files: [PathID: KeptReason] = [:]
    /// Why each package is needed.
    private(set) var packages: [PackageIdentity: KeptReason] = [:]
    /// The names of the packages that every system of this kind has, with what they depend on.
    private(set) var minimal: Set<String> = []
    /// Own steps of the computation that rest on less than the files themselves, each one sentence.
    private(set) var notes: [String] = []
    /// Programs that the configuration names and the tree does not have.
    private(set) var missing: [String] = []
    /// Launchers that the start command could do without.
    private(set) var launchers: [String: String] = [:]
    /// The files that the configuration's programs are.
    private(set) var started: [PathID] = []
    /// The directories that Python runs from, `usr/local`.
    private(set) var pythonPrefixes: Set<String> = []
    /// The packages that programs and modules of the image's own layers are linked with.
    private(set) var linkedByOwnFiles: Set<PackageIdentity> = []
    /// The packages that other programs and modules are linked with.
    private(set) var linkedByBaseFiles: Set<PackageIdentity> = []
    /// What Python is called where it runs: `python`, or `python3` of a distribution; nil where none does.
    var pythonName: String? {
        if !pythonPrefixes.isEmpty { return "python" }
        return packages.keys.contains { $0.ecosystem.isSystem && $0.name == "python3" } ? "python3" : nil
    }
    /// Whether an entry program was found at all.
    var isComplete: Bool { missing.isEmpty && !start.programs.isEmpty }

    let start: StartCommand
    private let image: AnalyzedImage
    /// Finds files while they are followed.
    private var lookup: FileLookup
    private var objects: SharedObjectSearch
    private var pending: [PathID] = []
    private var pendingPackages: [Package] = []
    private var links: Set<PathID> = []
    private var blank = 0

    init?(of image: AnalyzedImage) {
        guard let view = image.view else { return nil }
        self.image = image
        lookup = FileLookup(view)
        objects = SharedObjectSearch(image)
        start = StartCommand(image.image.config.config)
        addEssentialPackages()
        run()
        minimal = Set(packages.keys.map(\.name))
        addPrograms()
        run()
        addDistributions()
        addNamedPackages()
        addRequestedPackages()
        run()
        addDataPackages()
        run()
        // The tree is large, and nothing is looked for any more.
        lookup = FileLookup(LayerStack(layerCount: 0).view(of: 1...1))
        if blank > 0 {
            notes.append(
                "\(blank) programs or libraries have contents that are no ELF file and no script (blanked?): what they "
                    + "need is known from packages' dependencies alone.")
        }
    }

    // MARK: What is started

    /// The headers of what is started, without the shell of a plain command, which needs none; nil where one of them is no
    /// ELF file of the image's own that no package has.
    private var ownPrograms: [Executable]? {
        guard isComplete else { return nil }
        let files = start.plainCommand == nil ? started : Array(started.dropFirst())
        var programs: [Executable] = []
        for file in files {
            guard image.packages.owner(of: file)?.ecosystem.isSystem != true, let entry = image.view?.entry(of: file),
                !image.isBase(layer: entry.layer),
                let program = image.contents.fact(Executable.self, of: entry, in: image.stack),
                program.kind == .executable || program.kind == .sharedObject
            else { return nil }
            programs.append(program)
        }
        return programs.isEmpty ? nil : programs
    }

    /// Whether all that is started are programs that were compiled for the image.
    var runsCompiledPrograms: Bool { ownPrograms != nil }

    /// Whether nothing that is started reads sources: compiled programs, or virtual machines of compiled code.
    var readsNoSources: Bool {
        if runsCompiledPrograms { return true }
        let machines: Set<String> = ["java", "dotnet", "mono"]
        return isComplete
            && started.allSatisfy { machines.contains(String(FilePath(image.stack.path(of: $0)).name)) }
    }

    /// Whether these need no file at all: no program interpreter, no shared object, no shell.
    var isStatic: Bool {
        guard !start.checksByShell, start.plainCommand != nil || !start.isShellForm else { return false }
        return ownPrograms?.allSatisfy { $0.interpreter == nil && $0.needed.isEmpty } ?? false
    }

    // MARK: What it starts from

    private mutating func addEssentialPackages() {
        let required = SystemPackages.required(in: image)
        for package in required { reach(package, .essential(package: package.name)) }
    }

    private mutating func addPrograms() {
        let config = image.image.config.config
        let path = config.environment.first { $0.hasPrefix("PATH=") }?.dropFirst("PATH=".count)
        let directories = (path.map(String.init) ?? "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin")
            .split(separator: ":").map(String.init)
        let home = config.workingDirectory ?? "/"
        for program in start.programs {
            guard let name = program.words.first else { continue }
            // What a launcher would find: a virtual environment's program beside the application.
            let environments = program.launcher == nil ? [] : ["\(home)/.venv/bin", "\(home)/venv/bin"]
            guard let file = lookup.program(name, searching: environments + directories, from: home) else {
                missing.append(name)
                continue
            }
            if let launcher = program.launcher { launchers[launcher] = "/" + image.text(of: file) }
            started.append(file)
            reach(file, .program(source: program.source))
            for argument in program.words.dropFirst() {
                let place = argument.hasPrefix("/") ? argument : "\(home)/\(argument)"
                if let file = lookup.file(place) { reach(file, .program(source: program.source)) }
            }
        }
    }

    /// Distributions that the image's own layers installed are its requirements; they need others. Those that came in
    /// a package of the system do as it does.
    private mutating func addDistributions() {
        for package in image.packages.packages where package.ecosystem == .python && !image.isBase(layer: package.layer)
        {
            guard !package.files.contains(where: { image.packages.owner(of: $0)?.ecosystem.isSystem == true }) else {
                continue
            }
            reach(package, .distribution(package.name))
        }
    }

    /// A system package of the image's own layers that the application's texts name: a program of it, or the module
    /// that it is.
    private mutating func addNamedPackages() {
        let words = ApplicationText(of: image, view: lookup.view).words
        guard !words.isEmpty else { return }
        let lowercased = Set(words.map { $0.lowercased() })
        for package in image.packages.packages where package.ecosystem.isSystem && !image.isBase(layer: package.layer) {
            let module = InterpreterModule.words(ofPackage: package.name)
            if !module.isEmpty, lowercased.isSuperset(of: module) {
                let name = module.joined(separator: " and ")
                reach(package, .package(package.name, because: "the application's text names \(name)"))
            }
            for file in package.files {
                let path = FilePath(image.stack.path(of: file))
                guard path.directory.hasSuffix("bin"), words.contains(String(path.name)) else { continue }
                reach(package, .package(package.name, because: "the application's text names \(path.name)"))
                break
            }
        }
    }

    /// What the author installs by name is there for a reason, which nothing in the files need show: an interpreter's
    /// extension, a library that is loaded by name, a program that another one starts. Only tools for building are not, and
    /// interpreters that no text names, where texts can be read.
    private mutating func addRequestedPackages() {
        guard let ecosystem = image.packages.packages.first(where: \.ecosystem.isSystem)?.ecosystem else { return }
        for request in RequestedPackages(of: image.recipe.steps).requests {
            for package in image.packages.packages(named: request.name, in: ecosystem)
            where !image.isBase(layer: package.layer) && !package.isForBuilding
                && (!package.isInterpreter || runsCompiledPrograms || !isComplete)
            {
                reach(package, .package(package.name, because: "an instruction installs it by name"))
            }
        }
    }

    /// What programs read and are not linked with: roots of trust, time zones, names of services.
    private mutating func addDataPackages() {
        for package in image.packages.packages where SystemPackages.data.contains(package.name) {
            reach(package, .package(package.name, because: "data that programs read at run time"))
        }
    }

    // MARK: Following

    private mutating func run() {
        while true {
            if let package = pendingPackages.popLast() {
                follow(package)
            } else if let file = pending.popLast() {
                follow(file)
            } else if !addLinks() {
                return
            }
        }
    }

    /// The packages of links that led to what is needed, `python3` to `python3.11`; false where all are known.
    private mutating func addLinks() -> Bool {
        let links = lookup.followed.subtracting(links).sorted()
        self.links.formUnion(links)
        for link in links {
            guard let package = image.packages.owner(of: link), package.ecosystem.isSystem else { continue }
            reach(package, .package(package.name, because: "has the link /\(image.text(of: link))"))
        }
        return !links.isEmpty
    }

    private mutating func reach(_ file: PathID, _ reason: KeptReason) {
        guard files[file] == nil else { return }
        files[file] = reason
        pending.append(file)
    }

    private mutating func reach(_ package: Package, _ reason: KeptReason) {
        let identity = PackageIdentity(package)
        guard packages[identity] == nil else { return }
        packages[identity] = reason
        pendingPackages.append(package)
    }

    private mutating func follow(_ package: Package) {
        let reason = packages[PackageIdentity(package)] ?? .package(package.name, because: "it is reached")
        for file in package.files where files[file] == nil {
            files[file] =
                package.ecosystem == .python
                ? .distribution(package.name) : reason
            // Packages of the system say what they need; a wheel's modules say it in their headers alone.
            if !package.ecosystem.isSystem { pending.append(file) }
        }
        for other in image.packages.dependencies(of: package) {
            reach(other, .package(other.name, because: "dependency of \(package.name)"))
        }
        // Debian cuts interpreters in two: a part that starts, and the standard library, which programs import.
        if package.ecosystem == .dpkg, package.name.hasSuffix("-minimal"), !package.name.hasPrefix("lib") {
            for whole in image.packages.packages(named: String(package.name.dropLast("-minimal".count)), in: .dpkg) {
                reach(whole, .package(whole.name, because: "the rest of \(package.name)"))
            }
        }
    }

    private mutating func follow(_ file: PathID) {
        let path = image.text(of: file)
        if let package = image.packages.owner(of: file), package.ecosystem.isSystem {
            reach(package, .package(package.name, because: files[file]?.text ?? "has /\(path)"))
        }
        guard let entry = lookup.view.entry(of: file) else { return }
        if let executable = image.contents.fact(Executable.self, of: entry, in: image.stack) {
            follow(executable, at: path, isOwn: !image.isBase(layer: entry.layer))
        } else if image.stack.entry(entry).mayBeProgram(at: path) {
            followBlank(file, at: path, entry: image.stack.entry(entry))
        }
        // Of a packaged Python the dependencies say what it needs: its directories are other packages' too.
        if image.packages.owner(of: file)?.ecosystem.isSystem != true,
            let prefix = PythonInstallation.prefix(ofInterpreter: path)
        {
            addPython(prefix)
        }
    }

    private mutating func follow(_ executable: Executable, at path: String, isOwn: Bool) {
        for link in executable.links(at: path, &lookup, &objects) {
            reach(link.file, link.isInterpreter ? .interpreter(of: path) : .needed(by: path))
            guard link.isLibrary, let owner = image.packages.owner(of: link.file), owner.ecosystem.isSystem else {
                continue
            }
            let identity = PackageIdentity(owner)
            if isOwn { linkedByOwnFiles.insert(identity) } else { linkedByBaseFiles.insert(identity) }
        }
    }

    /// A program or module whose header cannot be read: its name and place tell a little.
    private mutating func followBlank(_ file: PathID, at path: String, entry: Entry) {
        guard image.packages.owner(of: file)?.ecosystem.isSystem != true else { return }
        blank += 1
        let path = FilePath(Array(path.utf8))
        if path.name.hasSuffix(".so") || path.name.contains(".so.") {
            for library in PythonExtension.libraries(ofModule: path.name[...]) {
                reachLibrary(library, neededBy: path.text)
            }
            // Wheels bring what they need, but for the libraries that every system has (PEP 600).
            for library in ["libstdc++", "libgcc_s"] { reachLibrary(library, neededBy: path.text) }
        } else if path.directory.hasSuffix("bin"), entry.size < 4096,
            let python = lookup.file("\(path.directory)/python3") ?? lookup.file("usr/local/bin/python3")
        {
            reach(python, .interpreter(of: path.text))
        }
    }

    private mutating func reachLibrary(_ start: String, neededBy path: String) {
        for package in image.packages.packages where package.ecosystem.isSystem {
            for file in package.files {
                let name = FilePath(image.stack.path(of: file)).name
                guard name.hasPrefix(start + ".so.") || name.hasPrefix(start + "-") && name.hasSuffix(".so") else {
                    continue
                }
                reach(package, .package(package.name, because: "/\(path) is linked with \(start) as Python builds it"))
                return
            }
        }
    }

    private mutating func addPython(_ prefix: String) {
        guard pythonPrefixes.insert(prefix).inserted else { return }
        for file in PythonInstallation.files(in: prefix, of: lookup.view) {
            reach(file, .pythonInstallation(prefix))
        }
    }
}

extension Entry {
    /// Whether it is a program or a shared object by name and mode.
    fileprivate func mayBeProgram(at path: String) -> Bool {
        guard kind == .regularFile || kind == .hardLink else { return false }
        let file = FilePath(Array(path.utf8))
        if file.name.hasSuffix(".so") || file.name.contains(".so.") { return true }
        return mode & 0o111 != 0 && file.directory.hasSuffix("bin")
    }
}
