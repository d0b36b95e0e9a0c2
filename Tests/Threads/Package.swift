// swift-tools-version: 6.1
import PackageDescription

// A package of its own: only here is everything built with ThreadSanitizer, by the flags of `make threads`.
let package = Package(
    name: "threads",
    dependencies: [.package(name: "strata", path: "../..")],
    targets: [
        .target(name: "CMutex"),
        .executableTarget(
            name: "threads", dependencies: ["CMutex", .product(name: "ImageAnalysis", package: "strata")]),
    ],
    swiftLanguageModes: [.v6]
)
