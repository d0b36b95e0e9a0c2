/// A package by what tells it from others of the same image.
struct PackageIdentity: Sendable, Hashable {
    let ecosystem: Package.Ecosystem
    let name: String
    let architecture: String?
    let version: String

    init(_ package: Package) {
        (ecosystem, name) = (package.ecosystem, package.name)
        (architecture, version) = (package.architecture, package.version)
    }
}

extension Package.Ecosystem {
    /// Whether its packages are a distribution's, with dependencies that are complete.
    var isSystem: Bool { self == .dpkg || self == .apk || self == .rpm }
}

/// What a minimal system has, whatever runs in it.
enum SystemPackages {
    /// Data that programs open by name: no header and few dependencies say that they are needed.
    static let data: Set<String> = ["ca-certificates", "tzdata", "netbase"]

    /// The packages that the distribution's minimal variant has: of Debian those that are Essential, those of priority
    /// required, and apt (debootstrap(8), variant minbase); none where the records are no dpkg's.
    static func required(in image: AnalyzedImage) -> [Package] {
        let names = requiredNames(in: image)
        return image.packages.packages.filter { package in
            package.ecosystem == .dpkg && (package.isEssential || package.name == "apt" || names.contains(package.name))
        }
    }

    /// The packages to name for apt-get install in a minimal system, sorted: those of the base that are reached and that
    /// no other reached package depends on.
    static func toInstall(in image: AnalyzedImage, reached closure: RuntimeClosure) -> [String] {
        let required = Set(required(in: image).map(PackageIdentity.init))
        let reached = image.packages.packages.filter { package in
            let identity = PackageIdentity(package)
            return package.ecosystem == .dpkg && closure.packages[identity] != nil && !required.contains(identity)
        }
        let depended = Set(
            (reached + self.required(in: image)).flatMap { package in
                image.packages.dependencies(of: package).map(PackageIdentity.init)
                    .filter { $0 != PackageIdentity(package) }
            })
        return reached.filter { !depended.contains(PackageIdentity($0)) && image.isBase(layer: $0.layer) }
            .map(\.name).sorted()
    }

    private static func requiredNames(in image: AnalyzedImage) -> Set<String> {
        guard let view = image.view, let status = image.contents.bytes(at: Dpkg.status, in: view) else { return [] }
        let paragraphs = ControlParagraph.paragraphs(in: status, keeping: ["package", "priority"])
        return Set(paragraphs.filter { $0["priority"] == "required" }.compactMap { $0["package"] })
    }
}
