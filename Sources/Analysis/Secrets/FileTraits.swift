import Evidence

/// What a file's path tells of the secrets that may stand in it.
struct FileTraits: Sendable, Hashable {
    /// Whether it is documentation, an example or a test: what stands there is rarely in use.
    var isDocumentation = false
    /// Whether it is code that a package manager installed.
    var isPackageCode = false
    /// Whether passwords and tokens that are known only by their name are looked for.
    var wantsAssignments = true
    /// Whether the file's format is one of configuration: names and values, no code.
    var isConfiguration = false
    /// Whether it is a program's source: there a string has quotes, and what has none is a name or a call.
    var isProgram = false
    /// Whether nothing tells what it is: then a line that assigns a value and does nothing else is one of configuration.
    var mayBeConfiguration = false

    /// A file of which nothing is known.
    init() {}

    /// A file of that path.
    init(_ path: FilePath) { self.init(path, in: DirectoryTraits(of: path)) }

    /// A file of that path, in a directory that was looked at.
    init(_ path: FilePath, in directory: DirectoryTraits) {
        let name = path.name.asciiLowercased
        let ending = path.ending.asciiLowercased
        let format = FileTraits.formats[ending] ?? []
        isDocumentation =
            directory.isDocumentation
            || format.contains(.documentation)
            || FileTraits.documentationNames.begin(name)
            || FileTraits.isTest(file: name)
            || name == "metadata" && directory.isPackageMetadata
            || (name == "man" || name == "info") && directory.isShared
        isPackageCode = directory.isPackageCode || directory.packageFiles.contains { name.hasPrefix($0) }
        isConfiguration =
            directory.isConfiguration || format.contains(.configuration) || name.hasPrefix(".env")
        isProgram = format.contains(.program)
        mayBeConfiguration = ending.isEmpty || name.utf8.first == 0x2e || format.contains(.plain)
        wantsAssignments =
            !isPackageCode && !format.contains(.opaque) && !(ending == "js" && name.hasSuffix(".min.js"))
    }

    /// Whether a file is a test by its name, as the tools of several languages want it: `a_test.go`, `test_a.py`, `a.spec.ts`.
    private static func isTest(file name: String) -> Bool {
        guard name.holds("test") || name.holds("spec") else { return false }
        let parts = name.split(separator: ".")
        guard parts.count > 1, let stem = parts.first else { return false }
        return stem.hasSuffix("_test") || stem.hasPrefix("test_") || stem.hasPrefix("testing_") || stem == "conftest"
            || parts.dropFirst().dropLast().contains { $0 == "test" || $0 == "spec" }
    }

    /// What the ending of a file's name tells of its contents.
    private struct Format: OptionSet {
        let rawValue: UInt8

        static let documentation = Format(rawValue: 1 << 0)
        static let configuration = Format(rawValue: 1 << 1)
        static let program = Format(rawValue: 1 << 2)
        static let plain = Format(rawValue: 1 << 3)
        static let opaque = Format(rawValue: 1 << 4)
    }

    /// All endings that tell something: each file's is looked up once.
    private static let formats: [String: Format] = {
        let lists: [([String], Format)] = [
            (documentationEndings, .documentation), (configurationEndings, .configuration),
            (programEndings, .program), (plainEndings, .plain), (opaqueEndings, .opaque),
        ]
        var formats: [String: Format] = [:]
        for (endings, format) in lists {
            for ending in endings { formats[ending, default: []].insert(format) }
        }
        return formats
    }()

    private static let documentationEndings = [
        "md", "rst", "adoc", "html", "po", "mo", "example", "sample", "dist", "template",
    ]
    private static let documentationNames = Prefixes([
        "readme", "changelog", "changes", "news", "copying", "license", "authors", "contributing", "history.",
        "pkg-info",
    ])
    private static let configurationEndings = [
        "env", "properties", "yml", "yaml", "json", "toml", "ini", "cfg", "conf", "config", "tfvars", "xml", "cnf",
        "settings", "credentials", "netrc", "tfstate", "plist",
    ]
    private static let programEndings = [
        "js", "mjs", "cjs", "jsx", "ts", "tsx", "vue", "svelte", "py", "rb", "go", "java", "kt", "kts", "scala",
        "groovy",
        "gradle", "php", "cs", "vb", "rs", "swift", "lua", "pl", "pm", "dart", "ex", "exs", "erl", "clj", "hs", "ml",
        "r",
        "jl", "m", "c", "cc", "cpp", "h", "hpp", "jsp", "coffee",
    ]
    private static let plainEndings = [
        "txt", "cf", "rc", "local", "secret", "secrets", "password", "passwords", "pass", "passwd", "pwd", "creds",
        "auth",
        "login", "key", "keys", "token", "vars", "defaults", "default", "bak", "old", "orig", "save", "backup", "prod",
        "log",
    ]
    /// Formats that hold no text, or none that a person wrote.
    private static let opaqueEndings = [
        "so", "a", "o", "png", "jpg", "jpeg", "gif", "ico", "svg", "woff", "woff2", "ttf", "otf", "css", "map", "mp4",
        "class", "wasm", "h", "hpp", "c", "cc", "cpp", "mo", "po",
    ]
}
