// swift-tools-version: 6.1
import PackageDescription

// A package of one's own. In yours stands the repository's address and a version in place of the path, and no `Context`.
let strata = Context.environment["STRATA"] ?? "../.."

let package = Package(
    name: "use-it",
    dependencies: [.package(name: "strata", path: strata)],
    targets: [
        .executableTarget(name: "use-it", dependencies: [.product(name: "ImageAnalysis", package: "strata")])
    ]
)
