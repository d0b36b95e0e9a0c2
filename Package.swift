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

/// The tests of a room; `imports` are the modules that they use besides the room itself.
func tests(of room: String, imports others: [Target.Dependency] = []) -> Target {
    .testTarget(name: "\(room)Tests", dependencies: [.init(stringLiteral: room), "TestSupport"] + others)
}

// The rooms in the order in which they may import one another: a room uses those above it, never one below.
let package = Package(
    name: "strata",
    products: [
        .executable(name: "strata", targets: ["strata"]),
        .library(name: "ImageAnalysis", targets: ["ImageAnalysis"]),
    ],
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
        room("CTerminalGuard", on: "Libraries"),

        room("DisplayText", on: "Output"),
        room("OCI", on: "Image"),
        room("Archive", on: "Image", imports: ["CArchive", "CISAL", "CXXHash", "CCrypto", "OCI"]),
        room("ImageStore", on: "Image", imports: ["OCI", "Archive"]),
        room("FileTree", on: "Image", imports: ["OCI", "Archive", "ImageStore"]),
        .target(name: "Dockerfile", dependencies: ["OCI"]),
        room("Evidence", on: "Analysis", imports: ["OCI", "Archive", "ImageStore", "FileTree", "Dockerfile"]),
        room("Packages", on: "Analysis", imports: ["CSQLite", "OCI", "Archive", "FileTree", "Evidence"]),
        room(
            "Secrets", on: "Analysis",
            imports: ["CVectorscan", "OCI", "Archive", "ImageStore", "FileTree", "Dockerfile", "Evidence"]),
        room(
            "Rules", on: "Analysis",
            imports: ["OCI", "Archive", "ImageStore", "FileTree", "Dockerfile", "Evidence", "Packages"]),
        room("Vulnerabilities", on: "Analysis", imports: ["OCI", "Archive", "FileTree", "Evidence", "Packages"]),
        room(
            "Advice", on: "Analysis",
            imports: ["OCI", "Archive", "FileTree", "Dockerfile", "Evidence", "Packages", "Rules"]),
        room(
            "ImageAnalysis", on: "Analysis",
            imports: [
                "OCI", "Archive", "ImageStore", "FileTree", "Dockerfile", "Evidence", "Packages", "Secrets", "Rules",
                "Vulnerabilities", "Advice",
            ]),
        room(
            "Reporting", on: "Output",
            imports: ["DisplayText", "OCI", "Archive", "ImageStore", "FileTree", "Dockerfile", "ImageAnalysis"]),
        room("TerminalUI", on: "Screen", imports: ["DisplayText"]),
        room("Explorer", on: "Screen", imports: ["TerminalUI", "Dockerfile", "ImageAnalysis", "Reporting"]),
        room("NcursesTerminal", on: "Screen", imports: ["CNcurses", "CTerminalGuard", "TerminalUI"]),
        .executableTarget(
            name: "strata",
            dependencies: [
                "CYAML", "DisplayText", "OCI", "Archive", "ImageStore", "FileTree", "Dockerfile", "ImageAnalysis",
                "Reporting", "Explorer", "NcursesTerminal",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]
        ),

        .target(
            name: "TestSupport", dependencies: ["CArchive", "CCrypto", "OCI", "Archive"], path: "Tests/Support"),
        tests(of: "OCI"),
        tests(of: "Archive"),
        tests(of: "ImageStore"),
        tests(of: "FileTree"),
        tests(of: "Dockerfile"),
        .target(
            name: "AnalysisSupport",
            dependencies: ["OCI", "Dockerfile", "FileTree", "ImageStore", "ImageAnalysis", "TestSupport"],
            path: "Tests/AnalysisSupport"),
        tests(
            of: "Evidence",
            imports: ["AnalysisSupport", "Archive", "Dockerfile", "FileTree", "ImageStore", "ImageAnalysis"]),
        tests(of: "Packages", imports: ["AnalysisSupport", "CSQLite", "FileTree", "ImageStore", "ImageAnalysis"]),
        tests(of: "Secrets", imports: ["Archive", "FileTree", "ImageStore", "ImageAnalysis"]),
        tests(
            of: "Rules", imports: ["AnalysisSupport", "OCI", "Dockerfile", "FileTree", "ImageStore", "ImageAnalysis"]),
        tests(of: "Vulnerabilities", imports: ["AnalysisSupport", "OCI", "Archive", "ImageAnalysis"]),
        tests(of: "Advice", imports: ["AnalysisSupport", "OCI", "Dockerfile", "FileTree", "ImageAnalysis"]),
        tests(of: "ImageAnalysis", imports: ["AnalysisSupport", "Dockerfile", "FileTree", "ImageStore"]),
        tests(of: "Reporting", imports: ["Dockerfile", "ImageStore", "ImageAnalysis"]),
        tests(of: "TerminalUI"),
        tests(of: "NcursesTerminal"),
        tests(of: "Explorer"),
        tests(of: "strata"),
        .testTarget(name: "TestSupportTests", dependencies: ["TestSupport"]),
    ],
    swiftLanguageModes: [.v6]
)
