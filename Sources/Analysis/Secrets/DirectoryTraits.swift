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
    private let path: String

    /// The root.
    init() { path = "" }

    /// The directory of a file.
    init(of file: FilePath) {
        path = file.directory
        let directory = FilePath(Array(path.utf8)).lowercased
        let names = directory.text.utf8.split(separator: 0x2f).map { Substring($0) }
        isDocumentation =
            names.contains {
                DirectoryTraits.documentationNames.contains($0) || DirectoryTraits.isTest($0)
            } || directory.contains("usr/share/man") || directory.contains("usr/share/info")
        isPackageCode = names.contains(where: DirectoryTraits.packageNames.contains)
        isPackageMetadata = names.last?.hasSuffix(".dist-info") ?? false
        isShared = directory.text == "usr/share" || directory.text.hasSuffix("/usr/share")
    }

    /// Whether it is the directory of a file.
    func holds(_ file: FilePath) -> Bool { file.directory == path }

    /// Whether it holds tests by its name: `mysql-test`, `acceptance_tests`.
    private static func isTest(_ name: Substring) -> Bool {
        let name = String(name)
        return name.holds("test")
            && ["-test", "_test", "-tests", "_tests", "testsuite", "test-suite"].contains { name.hasSuffix($0) }
    }

    private static let documentationNames: Set<Substring> = [
        "doc", "docs", "documentation", "example", "examples", "sample", "samples", "demo", "demos", "test", "tests",
        "testing", "testdata", "test_data", "test-data", "fixture", "fixtures", "__tests__", "spec", "specs", "man",
        "help", "tutorial", "tutorials", "idle_test", "mock", "mocks",
    ]
    private static let packageNames: Set<Substring> = [
        "site-packages", "dist-packages", "node_modules", "gems", "__pycache__",
    ]
}
