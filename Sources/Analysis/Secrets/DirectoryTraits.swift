import Evidence

/// What the path of a directory tells of the files in it. Files come directory by directory, so that it is looked at once
/// for many.
struct DirectoryTraits: Sendable, Hashable {
    /// Whether it is one of documentation, examples or tests, or lies in one.
    private(set) var isDocumentation = false
    /// Whether it holds code that a package manager installed, by the name of one of its components.
    private(set) var isPackageCode = false
    /// Whether it is what pip writes of a package.
    private(set) var isPackageMetadata = false
    /// Whether it is a `usr/share`.
    private(set) var isShared = false
    /// Whether it is below `/etc`, or is that.
    private(set) var isConfiguration = false
    /// What names of files in it begin with that a package manager installed.
    private(set) var packageFiles: [String] = []
    private let path: String

    /// The root.
    init() { path = "" }

    /// The directory of a file.
    init(of file: FilePath) {
        path = file.directory
        let directory = FilePath(Array(path.utf8)).lowercased
        for name in directory.text.utf8.split(separator: 0x2f) {
            let name = String(Substring(name))
            if DirectoryTraits.documentationNames.contains(name) || DirectoryTraits.isTest(name) {
                isDocumentation = true
            }
            if DirectoryTraits.packageNames.contains(name) { isPackageCode = true }
            isPackageMetadata = name.hasSuffix(".dist-info")
        }
        if directory.contains("usr/share/man") || directory.contains("usr/share/info") { isDocumentation = true }
        isShared = directory.text == "usr/share" || directory.text.hasSuffix("/usr/share")
        let start = directory.text.isEmpty ? "" : directory.text + "/"
        isConfiguration = start.hasPrefix("etc/")
        if DirectoryTraits.packagePrefixes.begin(start) { isPackageCode = true }
        packageFiles = DirectoryTraits.packageFiles[directory.text] ?? []
    }

    /// Whether it is the directory of a file.
    func holds(_ file: FilePath) -> Bool {
        let length = file.text.utf8.count - file.name.utf8.count
        return length == (path.isEmpty ? 0 : path.utf8.count + 1) && file.text.hasPrefix(path)
    }

    /// Whether it holds tests by its name: `mysql-test`, `acceptance_tests`.
    private static func isTest(_ name: String) -> Bool {
        name.holds("test")
            && ["-test", "_test", "-tests", "_tests", "testsuite", "test-suite"].contains { name.hasSuffix($0) }
    }

    private static let documentationNames: Set<String> = [
        "doc", "docs", "documentation", "example", "examples", "sample", "samples", "demo", "demos", "test", "tests",
        "testing", "testdata", "test_data", "test-data", "fixture", "fixtures", "__tests__", "spec", "specs", "man",
        "help", "tutorial", "tutorials", "idle_test", "mock", "mocks",
    ]
    private static let packageNames: Set<String> = [
        "site-packages", "dist-packages", "node_modules", "gems", "__pycache__",
    ]
    private static let packagePrefixes = Prefixes([
        "usr/share/", "usr/lib/", "usr/include/", "usr/lib64/", "usr/libexec/", "lib/", "lib64/", "usr/bin/", "bin/",
        "usr/sbin/", "sbin/", "usr/local/lib/python", "usr/local/include/", "usr/local/share/", "usr/local/lib/ruby",
        "var/lib/dpkg/", "var/lib/apt/", "var/cache/", "root/go/pkg/mod/", "go/pkg/mod/", "usr/local/go/",
        "nix/store/", "opt/java/", "root/.cargo/registry/", "usr/local/rustup/",
    ])
    private static let packageFiles = ["usr/local/lib": ["python", "ruby"]]
}
