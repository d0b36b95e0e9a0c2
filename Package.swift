// swift-tools-version: 6.1
import PackageDescription

// The modules of strata, in the order in which they may import one another: a module uses those
// above it in this list, never one below.
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
        // C libraries: a module map and small inline shims, nothing else.
        .systemLibrary(name: "CNcurses", providers: [.apt(["libncursesw5-dev"])]),
        .systemLibrary(name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
        .systemLibrary(name: "CISAL", providers: [.apt(["libisal-dev"])]),
        .systemLibrary(name: "CXXHash", providers: [.apt(["libxxhash-dev"])]),
        .systemLibrary(name: "CCrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CVectorscan", providers: [.apt(["libvectorscan-dev"])]),
        .systemLibrary(name: "CYAML", providers: [.apt(["libyaml-dev"])]),
        .systemLibrary(name: "CSQLite", providers: [.apt(["libsqlite3-dev"])]),
        .target(name: "CTerminalGuard"),

        .target(name: "DisplayText"),
        .target(name: "OCI"),
        .target(name: "Archive", dependencies: ["CArchive", "CISAL", "CXXHash", "CCrypto", "OCI"]),
        .target(name: "ImageStore", dependencies: ["OCI", "Archive"]),
        .target(name: "FileTree", dependencies: ["OCI", "Archive", "ImageStore"]),
        .target(name: "Dockerfile", dependencies: ["OCI"]),
        .target(
            name: "ImageAnalysis",
            dependencies: ["CVectorscan", "CSQLite", "OCI", "Archive", "ImageStore", "FileTree", "Dockerfile"]),
        .target(
            name: "Reporting",
            dependencies: ["DisplayText", "OCI", "Archive", "ImageStore", "FileTree", "Dockerfile", "ImageAnalysis"]
        ),
        .target(name: "TerminalUI", dependencies: ["DisplayText"]),
        .target(name: "Explorer", dependencies: ["TerminalUI", "Dockerfile", "ImageAnalysis", "Reporting"]),
        .target(name: "NcursesTerminal", dependencies: ["CNcurses", "CTerminalGuard", "TerminalUI"]),
        .executableTarget(
            name: "strata",
            dependencies: [
                "CYAML", "DisplayText", "OCI", "Archive", "ImageStore", "FileTree", "Dockerfile", "ImageAnalysis",
                "Reporting", "Explorer", "NcursesTerminal",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]
        ),
        .target(name: "TestSupport", dependencies: ["CArchive", "CCrypto", "OCI", "Archive"]),

        .testTarget(name: "OCITests", dependencies: ["OCI", "TestSupport"]),
        .testTarget(name: "ArchiveTests", dependencies: ["Archive", "TestSupport"]),
        .testTarget(name: "ImageStoreTests", dependencies: ["ImageStore", "TestSupport"]),
        .testTarget(name: "FileTreeTests", dependencies: ["FileTree", "TestSupport"]),
        .testTarget(name: "DockerfileTests", dependencies: ["Dockerfile", "TestSupport"]),
        .testTarget(
            name: "ImageAnalysisTests",
            dependencies: ["CSQLite", "Dockerfile", "ImageStore", "ImageAnalysis", "TestSupport"]),
        .testTarget(
            name: "ReportingTests",
            dependencies: ["Dockerfile", "ImageStore", "ImageAnalysis", "Reporting", "TestSupport"]),
        .testTarget(name: "TerminalUITests", dependencies: ["TerminalUI", "TestSupport"]),
        .testTarget(name: "NcursesTerminalTests", dependencies: ["NcursesTerminal", "TestSupport"]),
        .testTarget(name: "ExplorerTests", dependencies: ["Explorer", "TestSupport"]),
        .testTarget(name: "strataTests", dependencies: ["strata", "TestSupport"]),
        .testTarget(name: "TestSupportTests", dependencies: ["TestSupport"]),
    ],
    swiftLanguageModes: [.v6]
)
