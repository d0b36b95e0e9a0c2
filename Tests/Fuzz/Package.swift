// swift-tools-version: 6.1
import PackageDescription

// A package of its own: only here is everything built with libFuzzer's counters, by the flags of Tests/Fuzz/fuzz.py.
let package = Package(
    name: "fuzz",
    dependencies: [.package(name: "strata", path: "../..")],
    targets: [
        .executableTarget(
            name: "fuzz",
            dependencies: [
                .product(name: "ImageAnalysis", package: "strata"), .product(name: "Outputs", package: "strata"),
            ],
            swiftSettings: [.unsafeFlags(["-parse-as-library"])])
    ],
    swiftLanguageModes: [.v6]
)
