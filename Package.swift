// swift-tools-version: 6.1
import PackageDescription

/// A C library: a module map and small inline shims, nothing else.
func library(_ name: String, package: String, pkgConfig: String? = nil) -> Target {
    .systemLibrary(
        name: name, path: "Sources/Libraries/\(name)", pkgConfig: pkgConfig, providers: [.apt([package])])
}

/// A room of the house: a module in the folder of its floor.
func room(_ name: String, on floor: String, imports dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, path: "Sources/\(floor)/\(name)")
}

/// The tests of a room, with the modules that they use.
func tests(of room: String, imports dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: "\(room)Tests", dependencies: dependencies)
}

/// What the program says it is: from the environment, since a manifest does not hear of new commits. `make` says the tag
/// or the commit.
let version = (Context.environment["STRATA_VERSION"] ?? "0.0.0-unknown").filter {
    $0.isLetter || $0.isNumber || ".-+".contains($0)
}

/// What the fuzzer of Tests/Fuzz enters besides the library: not for others.
let fuzzed: [Product] =
    Context.environment["STRATA_FUZZ"] == nil
    ? [] : [.library(name: "Outputs", targets: ["DisplayText", "Reporting", "TerminalUI"])]

// The rooms in the order in which they may import one another: a room uses those above it, never one below.
let package = Package(
    name: "strata",
    products: [
        .executable(name: "strata", targets: ["strata"]),
        .library(name: "ImageAnalysis", targets: ["ImageAnalysis"]),
    ] + fuzzed,
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"),
    ],
    targets: [
        library("CNcurses", package: "libncursesw5-dev"),
        library("CArchive", package: "libarchive-dev", pkgConfig: "libarchive"),
        library("CISAL", package: "libisal-dev"),
        library("CXXHash", package: "libxxhash-dev"),
        library("CCrypto", package: "libssl-dev"),
        library("CVectorscan", package: "libvectorscan-dev"),
        library("CYAML", package: "libyaml-dev"),
        library("CSQLite", package: "libsqlite3-dev"),
        library("CMalloc", package: "libc6-dev"),
        room("CTerminalGuard", on: "Libraries"),
        room("YAML", on: "Libraries", imports: ["CYAML"]),
        room("Spawning", on: "Libraries"),
        room("BinaryCoding", on: "Libraries"),
        room("RegularExpressions", on: "Libraries", imports: ["CVectorscan"]),
        .target(
            name: "CVersion", path: "Sources/Libraries/CVersion",
            cSettings: [.define("STRATA_VERSION", to: "\"\(version)\"")]),

        room("DisplayText", on: "Output"),
        room("OCI", on: "Image"),
        room("Archive", on: "Image", imports: ["CArchive", "CISAL", "CXXHash", "CCrypto"]),
        room("ImageStore", on: "Image", imports: ["Spawning", "OCI", "Archive"]),
        room(
            "FileTree", on: "Image", imports: ["BinaryCoding", "RegularExpressions", "OCI", "Archive", "ImageStore"]),
        .target(name: "Dockerfile", dependencies: ["OCI"]),
        room(
            "Evidence", on: "Analysis", imports: ["BinaryCoding", "Archive", "ImageStore", "FileTree", "Dockerfile"]),
        room(
            "Packages", on: "Analysis",
            imports: ["CSQLite", "BinaryCoding", "OCI", "Archive", "FileTree", "Evidence"]),
        room(
            "Secrets", on: "Analysis",
            imports: [
                "CVectorscan", "BinaryCoding", "OCI", "Archive", "ImageStore", "FileTree", "Dockerfile", "Evidence",
            ]),
        room(
            "Rules", on: "Analysis",
            imports: [
                "BinaryCoding", "OCI", "Archive", "ImageStore", "FileTree", "Dockerfile", "Evidence", "Packages",
                "Secrets",
            ]),
        room(
            "Vulnerabilities", on: "Analysis",
            imports: ["YAML", "OCI", "Archive", "ImageStore", "FileTree", "Evidence", "Packages"]),
        room(
            "Advice", on: "Analysis",
            imports: ["OCI", "ImageStore", "FileTree", "Dockerfile", "Evidence", "Packages", "Rules"]),
        room(
            "Comparison", on: "Analysis",
            imports: ["BinaryCoding", "OCI", "Archive", "ImageStore", "FileTree", "Evidence", "Packages", "Rules"]),
        room(
            "LayerIndex", on: "Analysis",
            imports: ["BinaryCoding", "Archive", "ImageStore", "FileTree", "Evidence"]),
        room(
            "ImageAnalysis", on: "Analysis",
            imports: [
                "RegularExpressions", "OCI", "Archive", "ImageStore", "FileTree", "Dockerfile", "Evidence", "Packages",
                "Secrets", "Rules", "Vulnerabilities", "Advice", "Comparison", "LayerIndex",
            ]),
        room(
            "Reporting", on: "Output",
            imports: ["YAML", "DisplayText", "OCI", "Archive", "ImageStore", "FileTree", "Dockerfile", "ImageAnalysis"]),
        .target(
            name: "Learn",
            dependencies: [
                "YAML", "DisplayText", "Archive", "FileTree", "Dockerfile", "ImageAnalysis",
                "Reporting",
            ]),
        room("TerminalUI", on: "Screen", imports: ["DisplayText"]),
        room(
            "Explorer", on: "Screen",
            imports: [
                "DisplayText", "OCI", "Archive", "ImageStore", "FileTree", "Dockerfile", "ImageAnalysis", "Reporting",
                "Learn", "TerminalUI",
            ]),
        room(
            "Classroom", on: "Screen",
            imports: ["DisplayText", "Dockerfile", "ImageAnalysis", "Reporting", "Learn", "TerminalUI", "Explorer"]),
        room("NcursesTerminal", on: "Screen", imports: ["CNcurses", "CTerminalGuard", "TerminalUI"]),
        .executableTarget(
            name: "strata",
            dependencies: [
                "CMalloc", "Spawning", "YAML", "RegularExpressions", "CVersion", "DisplayText", "OCI", "Archive",
                "ImageStore", "FileTree", "Dockerfile",
                "ImageAnalysis",
                "Reporting", "Learn", "TerminalUI", "Explorer", "Classroom", "NcursesTerminal",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),

        .target(name: "TestSupport", dependencies: ["CArchive", "CCrypto", "OCI", "Archive"], path: "Tests/Support"),
        .target(
            name: "AnalysisSupport",
            dependencies: ["OCI", "ImageStore", "FileTree", "Dockerfile", "ImageAnalysis", "TestSupport"],
            path: "Tests/AnalysisSupport"),
        tests(of: "YAML", imports: ["YAML"]),
        tests(of: "Spawning", imports: ["Spawning", "TestSupport"]),
        tests(of: "RegularExpressions", imports: ["RegularExpressions"]),
        tests(of: "DisplayText", imports: ["DisplayText"]),
        tests(of: "OCI", imports: ["OCI", "TestSupport"]),
        tests(of: "Archive", imports: ["Archive", "TestSupport"]),
        tests(of: "ImageStore", imports: ["OCI", "Archive", "ImageStore", "TestSupport"]),
        tests(of: "BinaryCoding", imports: ["BinaryCoding"]),
        tests(of: "FileTree", imports: ["BinaryCoding", "Archive", "ImageStore", "FileTree", "TestSupport"]),
        tests(of: "Dockerfile", imports: ["OCI", "Dockerfile", "TestSupport"]),
        tests(
            of: "Evidence",
            imports: [
                "BinaryCoding", "OCI", "Archive", "ImageStore", "FileTree", "Dockerfile", "Evidence", "ImageAnalysis",
                "TestSupport", "AnalysisSupport",
            ]),
        tests(
            of: "Comparison",
            imports: ["FileTree", "Comparison", "ImageAnalysis", "TestSupport", "AnalysisSupport"]),
        tests(
            of: "Packages",
            imports: [
                "CSQLite", "Archive", "ImageStore", "FileTree", "Evidence", "Packages", "ImageAnalysis", "TestSupport",
                "AnalysisSupport",
            ]),
        tests(
            of: "Secrets",
            imports: [
                "OCI", "Archive", "ImageStore", "FileTree", "Evidence", "Secrets", "ImageAnalysis", "TestSupport",
            ]),
        tests(
            of: "Rules",
            imports: ["OCI", "FileTree", "Dockerfile", "Rules", "ImageAnalysis", "TestSupport", "AnalysisSupport"]),
        tests(
            of: "Vulnerabilities",
            imports: ["OCI", "Packages", "Vulnerabilities", "ImageAnalysis", "TestSupport", "AnalysisSupport"]),
        tests(
            of: "Advice",
            imports: [
                "OCI", "ImageStore", "FileTree", "Dockerfile", "Advice", "ImageAnalysis", "TestSupport",
                "AnalysisSupport",
            ]),
        tests(
            of: "LayerIndex",
            imports: [
                "BinaryCoding", "Archive", "ImageStore", "FileTree", "ImageAnalysis", "LayerIndex", "Reporting",
                "TestSupport", "AnalysisSupport",
            ]),
        tests(of: "ImageAnalysis", imports: ["ImageStore", "FileTree", "Dockerfile", "ImageAnalysis", "TestSupport"]),
        tests(
            of: "Reporting",
            imports: [
                "DisplayText", "Archive", "ImageStore", "FileTree", "Dockerfile", "ImageAnalysis", "Reporting",
                "TestSupport", "AnalysisSupport",
            ]),
        tests(of: "TerminalUI", imports: ["TerminalUI"]),
        tests(of: "NcursesTerminal", imports: ["TerminalUI", "NcursesTerminal"]),
        tests(
            of: "Explorer",
            imports: [
                "DisplayText", "OCI", "Archive", "ImageStore", "FileTree", "Dockerfile", "ImageAnalysis", "Reporting",
                "TerminalUI", "Explorer", "TestSupport", "AnalysisSupport",
            ]),
        tests(
            of: "strata",
            imports: [
                "DisplayText", "Archive", "ImageStore", "ImageAnalysis", "Learn", "TerminalUI", "Explorer", "Classroom",
                "NcursesTerminal", "strata", "TestSupport",
            ]),
        tests(of: "Learn", imports: ["ImageAnalysis", "Reporting", "Learn", "TestSupport", "AnalysisSupport"]),
        tests(of: "TestSupport", imports: ["Archive", "TestSupport"]),
    ],
    swiftLanguageModes: [.v6]
)
