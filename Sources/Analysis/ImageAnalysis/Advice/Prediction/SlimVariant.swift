import Dockerfile

/// The smaller variant of the image's base, where it has one.
struct SlimVariant {
    /// A reference to start from: `python:3.11-slim`.
    let reference: String
    /// How it is known that the base is the full one.
    let evidence: String
    /// How sure that is.
    let confidence: Confidence
    /// What has to be installed into it for what runs.
    let packages: [String]
    /// Whether it is the distribution's own image, without anything that the base has beside packages.
    let isDistribution: Bool
    /// Whether what the base has in /usr/local and /opt has to be copied into it: something of it runs, and what else
    /// that needs is not known.
    let takesLocalFiles: Bool

    /// Official images with a `-slim` variant, by the variable with their version.
    private static let families = [
        (variable: "PYTHON_VERSION", name: "python"), (variable: "NODE_VERSION", name: "node"),
        (variable: "RUBY_VERSION", name: "ruby"), (variable: "RUST_VERSION", name: "rust"),
        (variable: "PERL_VERSION", name: "perl"),
    ]

    /// Packages that buildpack-deps installs for compiling, and a slim image never has.
    private static let buildPackages: Set<String> = [
        "autoconf", "automake", "dpkg-dev", "g++", "gcc", "imagemagick", "libbz2-dev", "libc6-dev", "libdb-dev",
        "libevent-dev", "libffi-dev", "libgdbm-dev", "libglib2.0-dev", "libgmp-dev", "libjpeg-dev", "libkrb5-dev",
        "liblzma-dev", "libncurses5-dev", "libncursesw5-dev", "libpng-dev", "libpq-dev", "libreadline-dev",
        "libsqlite3-dev", "libssl-dev", "libtool", "libwebp-dev", "libxml2-dev", "libxslt-dev", "libxslt1-dev",
        "libyaml-dev", "make", "mercurial", "patch", "subversion", "zlib1g-dev",
    ]

    /// Tags of variants that are small already.
    private static let smallTags = ["slim", "alpine", "distroless", "minimal", "busybox", "chainguard"]

    /// The variant for an image; nil where its base is small already, has none, or is not known.
    ///
    /// - Parameter closure: What runs: where the base is no known image, the distribution's small one can do only if
    ///   that is known.
    init?(for image: AnalyzedImage, closure: RuntimeClosure? = nil) {
        guard !image.stages.baseLayers.isEmpty else { return nil }
        let name = image.stages.baseName?.lowercased()
        if let name, SlimVariant.smallTags.contains(where: { name.contains($0) }) { return nil }
        let environment = image.image.config.config.environment
        let family = SlimVariant.families.lazy.compactMap { family in
            environment.first { $0.hasPrefix(family.variable + "=") }.map {
                (family.name, $0.dropFirst(family.variable.count + 1))
            }
        }.first
        let tools = SlimVariant.buildTools(of: image)
        let tag = name.map { SlimVariant.tag(of: $0) }
        let isNamedFull =
            tag != nil && family.map { name?.hasPrefix($0.0) == true || name?.contains("/" + $0.0) == true } ?? false
        guard tools.count >= 10 || isNamedFull && tools.count > 0 else { return nil }
        guard let family else {
            self.init(distributionOf: image, tools: tools, closure: closure)
            return
        }
        let version = family.1.split(separator: ".").prefix(family.0 == "node" ? 1 : 2).joined(separator: ".")
        let named = name.map { "the base is \($0)" } ?? "its ENV says \(family.0) \(family.1)"
        self.init(
            reference: "\(family.0):\(version)-slim",
            evidence: "\(named); its layers have \(tools.count) packages for building that -slim variants leave out, "
                + "such as " + tools.prefix(3).map(\.name).joined(separator: ", "),
            confidence: tools.count >= 10 ? .high : .medium,
            packages: closure.map { closure in
                let isForOwnFiles = SystemPackages.isForOwnFiles(closure, in: image)
                return SystemPackages.toInstall(in: image, reached: closure) {
                    !image.isBase(layer: $0.layer) || isForOwnFiles($0)
                }.filter { image.isBase(layer: $0.layer) }.map(\.name)
            } ?? [])
    }

    private init(reference: String, evidence: String, confidence: Confidence, packages: [String]) {
        (self.reference, self.evidence, self.confidence) = (reference, evidence, confidence)
        (self.packages, isDistribution, takesLocalFiles) = (packages, false, false)
    }

    /// The distribution's own small image, with the packages that what runs reaches.
    private init?(distributionOf image: AnalyzedImage, tools: [Package], closure: RuntimeClosure?) {
        guard let closure, closure.isComplete, let distribution = image.packages.distribution else { return nil }
        switch (distribution.id, distribution.codename, distribution.version) {
        case ("debian", let codename?, _): reference = "debian:\(codename)-slim"
        case ("ubuntu", _, let version?): reference = "ubuntu:\(version)"
        default: return nil
        }
        isDistribution = true
        takesLocalFiles = closure.files.keys.contains { path in
            guard SlimVariant.isLocal(image.text(of: path)), let entry = image.view?.entry(of: path) else {
                return false
            }
            return image.isBase(layer: entry.layer)
        }
        packages = SystemPackages.toInstall(in: image, reached: closure) { _ in true }
            .filter { image.isBase(layer: $0.layer) }.map(\.name)
        evidence =
            "the base has \(tools.count) packages for building, such as "
            + tools.prefix(3).map(\.name).joined(separator: ", ") + ", and is no image whose smaller variant is known"
        confidence = .medium
    }

    /// The packages for building that the base image has.
    static func buildTools(of image: AnalyzedImage) -> [Package] {
        image.packages.packages.filter { package in
            package.ecosystem == .dpkg && image.isBase(layer: package.layer) && buildPackages.contains(package.name)
        }
    }

    private static func tag(of reference: String) -> Substring {
        let last = reference.split(separator: "/").last ?? ""
        return last.split(separator: "@").first?.split(separator: ":").dropFirst().first ?? "latest"
    }

    /// Whether a path lies where a base has what no package brought.
    static func isLocal(_ path: String) -> Bool { path.hasPrefix("usr/local/") || path.hasPrefix("opt/") }

    /// What Debian's slim images leave out of every package (debuerreotype, `.slimify-excludes`).
    static func leavesOut(_ path: String) -> Bool {
        let excluded = ["doc/", "man/", "info/", "lintian/", "linda/", "locale/", "groff/"]
        guard path.hasPrefix("usr/share/") else { return path.hasPrefix("var/cache/man/") }
        let rest = path.dropFirst("usr/share/".count)
        guard excluded.contains(where: { rest.hasPrefix($0) }) else { return false }
        return !(rest.hasPrefix("doc/") && rest.hasSuffix("/copyright"))
    }
}
