import Dockerfile
import Evidence
import Packages
import Rules

/// A smaller base image, and what has to be put into it for what runs.
struct SmallerBase {
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
    /// What the empty base gets of data that programs read, paths of the tree; nil for any other base.
    let data: [String]?
    /// Whether it has nothing at all.
    var isScratch: Bool { data != nil }

    /// The smaller base for an image; nil where its base is small already, has none, or is not known.
    ///
    /// - Parameter closure: What runs: where the base is no known image, the distribution's small one can do only if
    ///   that is known.
    init?(for image: AnalyzedImage, closure: RuntimeClosure?) {
        if let data = ScratchBase(for: image, closure: closure)?.data {
            self.init(emptyOf: image, data: data, closure: closure)
        } else if let variant = SlimVariant(for: image) {
            self.init(variant, of: image, closure: closure)
        } else if let base = FullBase(of: image) {
            self.init(distributionOf: image, tools: base.tools, closure: closure)
        } else {
            return nil
        }
    }

    /// No base at all: what runs is static.
    private init(emptyOf image: AnalyzedImage, data: [String], closure: RuntimeClosure?) {
        (reference, confidence, packages, self.data) = ("scratch", .medium, [], data)
        (isDistribution, takesLocalFiles) = (false, false)
        let programs = (closure?.started ?? []).map { "/" + image.text(of: $0) }.filter { !$0.hasSuffix("/sh") }
        evidence = "\(programs.joined(separator: ", ")) is linked statically: no shared object, no loader, no shell"
    }

    /// The slim variant of an official image, with the packages that it leaves out and what runs needs.
    private init(_ variant: SlimVariant, of image: AnalyzedImage, closure: RuntimeClosure?) {
        (reference, evidence, confidence) = (variant.reference, variant.evidence, variant.confidence)
        (isDistribution, takesLocalFiles, data) = (false, false, nil)
        packages =
            closure.map { closure in
                let isForOwnFiles = SystemPackages.isForOwnFiles(closure, in: image)
                return SystemPackages.toInstall(in: image, reached: closure) {
                    !image.isBase(layer: $0.layer) || isForOwnFiles($0)
                }.filter { image.isBase(layer: $0.layer) }.map(\.name)
            } ?? []
    }

    /// The distribution's own small image, with the packages that what runs reaches.
    private init?(distributionOf image: AnalyzedImage, tools: [Package], closure: RuntimeClosure?) {
        guard let closure, closure.isComplete, let distribution = image.packages.distribution else { return nil }
        switch (distribution.id, distribution.codename, distribution.version) {
        case ("debian", let codename?, _): reference = "debian:\(codename)-slim"
        case ("ubuntu", _, let version?): reference = "ubuntu:\(version)"
        default: return nil
        }
        (isDistribution, data) = (true, nil)
        takesLocalFiles = closure.files.keys.contains { path in
            guard SmallerBase.isLocal(image.text(of: path)), let entry = image.view?.entry(of: path) else {
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
