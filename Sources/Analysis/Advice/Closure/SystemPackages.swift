import Evidence
import Packages

/// A package by what tells it from others of the same image.
struct PackageIdentity: Sendable, Hashable {
    let ecosystem: Ecosystem
    let name: String
    let architecture: String?
    let version: String

    init(_ package: Package) {
        (ecosystem, name) = (package.ecosystem, package.name)
        (architecture, version) = (package.architecture, package.version)
    }
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

    /// The packages to name for an installation, sorted: so few that what they depend on brings all the others.
    ///
    /// - Parameter isWanted: Which of the packages that are reached have to be there.
    static func toInstall(
        in image: AnalyzedImage, reached closure: RuntimeClosure, where isWanted: (Package) -> Bool
    ) -> [Package] {
        // What the required packages depend on is there with them, whichever alternative it is.
        let wanted = image.packages.packages.filter { package in
            package.ecosystem.isSystem && closure.packages[PackageIdentity(package)] != nil
                && !closure.minimal.contains(package.name) && isWanted(package)
        }
        let depended = Set(
            wanted.flatMap { package in
                certainDependencies(of: package, in: image).map(PackageIdentity.init)
                    .filter { $0 != PackageIdentity(package) }
            })
        var brought: Set<PackageIdentity> = []
        var named: [Package] = []
        // What the author named comes first. Packages that depend on each other in a ring have no first one: then the first
        // by name is as good.
        let requests = RequestedPackages(of: image.recipe.steps).requests
        let requested = requests.flatMap { request in wanted.filter { $0.name == request.name } }
        for package in requested + wanted.filter({ !depended.contains(PackageIdentity($0)) }) + wanted
        where !brought.contains(PackageIdentity(package)) {
            named.append(package)
            bring([package], of: image, into: &brought)
        }
        return named.sorted { $0.name < $1.name }
    }

    /// Adds packages with all that they depend on.
    private static func bring(_ packages: [Package], of image: AnalyzedImage, into brought: inout Set<PackageIdentity>)
    {
        var pending = packages
        while let package = pending.popLast() {
            guard brought.insert(PackageIdentity(package)).inserted else { continue }
            pending += certainDependencies(of: package, in: image)
        }
    }

    /// The packages that an installation brings along by name. Where there are alternatives or a name is only provided,
    /// the package manager may choose another one than this image has.
    private static func certainDependencies(of package: Package, in image: AnalyzedImage) -> [Package] {
        package.dependencies.flatMap { dependency -> [Package] in
            guard let first = dependency.split(separator: "|").first.map(String.init) else { return [] }
            return image.packages.packages(named: first, in: package.ecosystem).filter { $0.name == first }
        }
    }

    /// Whether only the image's own files are linked with a package: no smaller variant of the base has it for itself.
    static func isForOwnFiles(_ closure: RuntimeClosure, in image: AnalyzedImage) -> (Package) -> Bool {
        var variant: Set<PackageIdentity> = []
        let base = image.packages.packages.filter { closure.linkedByBaseFiles.contains(PackageIdentity($0)) }
        bring(base + required(in: image), of: image, into: &variant)
        return { package in
            let identity = PackageIdentity(package)
            return closure.linkedByOwnFiles.contains(identity) && !variant.contains(identity)
        }
    }

    private static func requiredNames(in image: AnalyzedImage) -> Set<String> {
        guard let view = image.view, let status = image.contents.bytes(at: Dpkg.status, in: view) else { return [] }
        let paragraphs = ControlParagraph.paragraphs(in: status, keeping: ["package", "priority"])
        return Set(paragraphs.filter { $0["priority"] == "required" }.compactMap { $0["package"] })
    }
}

/// A distribution's package that brings a module for an interpreter: Debian's policies name it after the module,
/// `python3-yaml`, `node-express`, `ruby-sinatra`, `libjson-xs-perl`.
enum InterpreterModule {
    /// The words that a program has which loads the module, in lower case; none for other packages.
    static func words(ofPackage name: String) -> [String] {
        for prefix in ["python3-", "node-", "ruby-"] where name.hasPrefix(prefix) {
            return [String(name.dropFirst(prefix.count))]
        }
        guard name.hasPrefix("lib"), name.hasSuffix("-perl") else { return [] }
        return name.dropFirst("lib".count).dropLast("-perl".count).split(separator: "-").map(String.init)
    }
}
