import Evidence
import FileTree

extension Ecosystem {
    /// Python distributions.
    public static let python = Ecosystem(rawValue: "python")
}

/// Python distributions (PyPA specifications, "Recording installed projects"; egg-info of older tools).
struct Python: PackageSource {
    let ecosystem = Ecosystem.python
    let versionOrder = VersionOrder.python
    let osvNames = [OSVName("PyPI")]
    let scannerWords: Set<String> = [
        "python", "python-pkg", "pip", "pipenv", "poetry", "uv", "pypi", "wheel", "egg",
    ]
    let collectors: [any Collector] = [
        WholeFiles(
            "python",
            FileSelection(
                ["METADATA", "RECORD", "PKG-INFO", "installed-files.txt", "requires.txt", "top_level.txt"].map(
                    FileSelection.Name.exactly), upTo: 8 << 20
            ) { path, _ in
                [".dist-info", ".egg-info", "EGG-INFO"].contains { path.directory.hasSuffix($0) }
            },
            FileSelection([.ending("egg-info")], upTo: 1 << 20))
    ]

    let lockFiles = PythonLocks.all

    func read(into reading: inout PackageReading) { reading.readPython() }

    /// Lower case, with `-` for `_`: the type's rule.
    func packageURL(of package: Package, in distribution: Distribution?) -> PackageURL {
        let name = String(package.name.lowercased().map { $0 == "_" ? "-" : $0 })
        return PackageURL("pypi", [name], version: package.version)
    }

    func folded(_ name: String) -> String { Python.normalized(name) }

    static let fields: Set<String> = [
        "name", "version", "license", "license-expression", "requires-dist", "requires", "classifier",
    ]

    /// A distribution's name as names are compared: lower case, runs of `-`, `_` and `.` as one `-` (PEP 503).
    static func normalized(_ name: String) -> String {
        var result = ""
        for scalar in name.unicodeScalars {
            let isSeparator = scalar == "-" || scalar == "_" || scalar == "."
            if !isSeparator {
                result += String(scalar).lowercased()
            } else if result.last != "-" {
                result += "-"
            }
        }
        return result
    }

    /// The names of requirements, one a line (PEP 508); those of extras are left out.
    static func names(_ requirements: String?) -> [String] {
        (requirements ?? "").split(separator: "\n").compactMap { line in
            let parts = line.split(separator: ";", maxSplits: 1)
            guard let first = parts.first, parts.count < 2 || !parts[1].contains("extra") else { return nil }
            let name = first.trimmed.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }
            return name.isEmpty ? nil : normalized(String(name))
        }
    }

    /// The requirements of an egg's `requires.txt`: those before the first section, which extras and conditions make.
    static func names(eggRequirements bytes: [UInt8]) -> [String] {
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        return names(lines.prefix { !$0.hasPrefix("[") }.joined(separator: "\n"))
    }

    /// The licence by its expression, else by its field where that is a name and not the text, else by classifiers.
    static func license(_ paragraph: ControlParagraph) -> String? {
        if let expression = paragraph["license-expression"], !expression.isEmpty { return expression }
        if let license = paragraph["license"], !license.isEmpty, license != "UNKNOWN", !license.contains("\n"),
            license.utf8.count <= 100
        {
            return license
        }
        let classifiers = (paragraph["classifier"] ?? "").split(separator: "\n").compactMap { line -> String? in
            guard line.hasPrefix("License ::") else { return nil }
            return line.split(separator: ":").last.map(\.trimmed)
        }
        return classifiers.isEmpty ? nil : classifiers.joined(separator: " AND ")
    }

    /// The first field of each record of a `RECORD`: a path, in quotes where it has a comma (RFC 4180).
    static func recordedPaths(_ bytes: [UInt8]) -> [[UInt8]] {
        bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
            let quote = UInt8(ascii: "\"")
            guard line.first == quote else { return Array(line.prefix { $0 != UInt8(ascii: ",") }) }
            return line.dropFirst().firstIndex(of: quote).map { Array(line[(line.startIndex + 1)..<$0]) }
        }
    }
}

extension PackageReading {
    /// Reads the records of Python distributions, wherever they are: virtual environments have some of their own.
    fileprivate mutating func readPython() {
        for record in records.all {
            if record.name.name == "METADATA", record.name.directory.hasSuffix(".dist-info") {
                readDistribution(record)
            } else if record.name.name == "PKG-INFO" || record.name.name.hasSuffix(".egg-info") {
                readEgg(record)
            }
        }
    }

    private mutating func readDistribution(_ record: RecordFile) {
        // uv unpacks wheels in its cache: what is installed are links to them elsewhere.
        guard !record.name.contains("archive-v0") else { return }
        let paragraph = ControlParagraph.paragraphs(in: record.bytes, keeping: Python.fields, limit: 1).first
        guard let paragraph, var package = pythonPackage(paragraph, record) else { return }
        package.dependencies = Python.names(paragraph["requires-dist"])
        let site = FilePath(Array(record.name.directory.utf8)).directory
        let list = takeList("\(record.name.directory)/RECORD")
        let files = list.map { self.files(Python.recordedPaths($0.bytes), in: site, of: $0) } ?? []
        if files.isEmpty {
            add(package, everythingIn: guessedRoots(of: record, in: site[...]))
        } else {
            add(package, files: files + [record.path])
        }
    }

    /// Without a list: the record's own directory, and the module of the same name, `flask` for `Flask-3.0.dist-info`.
    private mutating func guessedRoots(of record: RecordFile, in site: Substring) -> [PathID] {
        let directory = FilePath(Array(record.name.directory.utf8)).name
        let start = Array((site.isEmpty ? "" : "\(site)/").utf8)
        let module = start + Array(directory.prefix { $0 != "-" }.lowercased().utf8)
        let places = [module, module + Array(".py".utf8)].compactMap { lookup.find($0) }
        return (view.stack.parent(of: record.path).map { [$0] } ?? []) + places
    }

    private mutating func readEgg(_ record: RecordFile) {
        let paragraph = ControlParagraph.paragraphs(in: record.bytes, keeping: Python.fields, limit: 1).first
        guard let paragraph, var package = pythonPackage(paragraph, record) else { return }
        let directory = record.name.directory
        // The data are a file, or one of several in a directory.
        guard record.name.name == "PKG-INFO" else { return add(package, files: [record.path]) }
        package.dependencies =
            records["\(directory)/requires.txt"].map { Python.names(eggRequirements: $0.bytes) } ?? []
        if let list = takeList("\(directory)/installed-files.txt") {
            let paths = list.bytes.split(separator: UInt8(ascii: "\n"))
            return add(package, files: files(paths, in: directory, of: list) + [record.path])
        }
        var roots = view.stack.parent(of: record.path).map { [$0] } ?? []
        let site = FilePath(Array(directory.utf8)).directory
        for name in records["\(directory)/top_level.txt"]?.bytes.split(separator: UInt8(ascii: "\n")) ?? []
        where !name.contains(UInt8(ascii: "/")) && name.first != UInt8(ascii: ".") {
            let module = Array((site.isEmpty ? "" : "\(site)/").utf8) + name
            roots += [lookup.find(module), lookup.find(module + Array(".py".utf8))].compactMap { $0 }
        }
        add(package, everythingIn: roots)
    }

    private func pythonPackage(_ paragraph: ControlParagraph, _ record: RecordFile) -> Package? {
        guard let name = paragraph["name"], let version = paragraph["version"], !name.isEmpty else { return nil }
        var package = Package(
            ecosystem: .python, name: name, version: version, record: record.path, layer: record.layer)
        package.license = Python.license(paragraph)
        return package
    }

    /// Paths of a list, which are relative to a directory or absolute.
    private mutating func files(
        _ paths: [some Collection<UInt8>], in directory: String, of list: RecordFile
    ) -> [PathID] {
        var budget = RecordBudget(record: list.bytes.count)
        let files = lookup.find(paths, in: Array(directory.utf8), within: &budget)
        warn(ofCut: list.path, budget)
        return files
    }
}
