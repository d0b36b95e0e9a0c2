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
        let path = path.lowercased
        let name = path.name
        let suffix = name.utf8.lastIndex(of: 0x2e).map { String(name[name.utf8.index(after: $0)...]) } ?? ""
        isDocumentation =
            directory.isDocumentation
            || FileTraits.isTest(file: name)
            || FileTraits.documentationNames.contains { name.hasPrefix($0) }
            || FileTraits.documentationSuffixes.contains(suffix)
            || name == "metadata" && directory.isPackageMetadata
            || (name == "man" || name == "info") && directory.isShared
        isPackageCode =
            directory.isPackageCode
            || FileTraits.packagePrefixes.contains { path.text.hasPrefix($0) }
        isConfiguration =
            FileTraits.configurationSuffixes.contains(suffix) || name.hasPrefix(".env")
            || path.text.hasPrefix("etc/")
        isProgram = FileTraits.programSuffixes.contains(suffix)
        mayBeConfiguration = suffix.isEmpty || name.utf8.first == 0x2e || FileTraits.plainSuffixes.contains(suffix)
        wantsAssignments =
            !isPackageCode && !FileTraits.opaqueSuffixes.contains(suffix) && !name.hasSuffix(".min.js")
    }

    /// Whether a file is a test by its name, as the tools of several languages want it: `a_test.go`, `test_a.py`, `a.spec.ts`.
    private static func isTest(file name: String) -> Bool {
        guard name.holds("test") || name.holds("spec") else { return false }
        let parts = name.split(separator: ".")
        guard parts.count > 1, let stem = parts.first else { return false }
        return stem.hasSuffix("_test") || stem.hasPrefix("test_") || stem.hasPrefix("testing_") || stem == "conftest"
            || parts.dropFirst().dropLast().contains { $0 == "test" || $0 == "spec" }
    }

    private static let documentationSuffixes: Set<String> = [
        "md", "rst", "adoc", "html", "po", "mo", "example", "sample", "dist", "template",
    ]
    private static let documentationNames = [
        "readme", "changelog", "changes", "news", "copying", "license", "authors", "contributing", "history.",
        "pkg-info",
    ]
    private static let packagePrefixes = [
        "usr/share/", "usr/lib/", "usr/include/", "usr/lib64/", "usr/libexec/", "lib/", "lib64/", "usr/bin/", "bin/",
        "usr/sbin/", "sbin/", "usr/local/lib/python", "usr/local/include/", "usr/local/share/", "usr/local/lib/ruby",
        "var/lib/dpkg/", "var/lib/apt/", "var/cache/", "root/go/pkg/mod/", "go/pkg/mod/", "usr/local/go/",
        "nix/store/", "opt/java/", "root/.cargo/registry/", "usr/local/rustup/",
    ]
    private static let configurationSuffixes: Set<String> = [
        "env", "properties", "yml", "yaml", "json", "toml", "ini", "cfg", "conf", "config", "tfvars", "xml", "cnf",
        "settings", "credentials", "netrc", "tfstate", "plist",
    ]
    private static let programSuffixes: Set<String> = [
        "js", "mjs", "cjs", "jsx", "ts", "tsx", "vue", "svelte", "py", "rb", "go", "java", "kt", "kts", "scala",
        "groovy",
        "gradle", "php", "cs", "vb", "rs", "swift", "lua", "pl", "pm", "dart", "ex", "exs", "erl", "clj", "hs", "ml",
        "r",
        "jl", "m", "c", "cc", "cpp", "h", "hpp", "jsp", "coffee",
    ]
    private static let plainSuffixes: Set<String> = [
        "txt", "cf", "rc", "local", "secret", "secrets", "password", "passwords", "pass", "passwd", "pwd", "creds",
        "auth",
        "login", "key", "keys", "token", "vars", "defaults", "default", "bak", "old", "orig", "save", "backup", "prod",
        "log",
    ]
    /// Formats that hold no text, or none that a person wrote.
    private static let opaqueSuffixes: Set<String> = [
        "so", "a", "o", "png", "jpg", "jpeg", "gif", "ico", "svg", "woff", "woff2", "ttf", "otf", "css", "map", "mp4",
        "class", "wasm", "h", "hpp", "c", "cc", "cpp", "mo", "po",
    ]
}
