import Dockerfile
import Evidence
import Packages

/// The smaller variant of the image's base, where that is an official image that has one.
package struct SlimVariant {
    /// A reference to start from: `python:3.11-slim`.
    package let reference: String
    /// How it is known that the base is the full one.
    package let evidence: String
    /// How sure that is.
    package let confidence: Confidence

    /// The variant for an image; nil where its base is small already, is not known, or is no official image with one.
    package init?(for image: AnalyzedImage) {
        guard let base = FullBase(of: image), let family = base.family else { return nil }
        let version = family.version.split(separator: ".").prefix(family.name == "node" ? 1 : 2).joined(separator: ".")
        let named = base.name.map { "the base is \($0)" } ?? "its ENV says \(family.name) \(family.version)"
        reference = "\(family.name):\(version)-slim"
        evidence =
            "\(named); its layers have \(base.tools.count) packages for building that -slim variants leave out, "
            + "such as " + base.tools.prefix(3).map(\.name).joined(separator: ", ")
        confidence = base.tools.count >= 10 ? .high : .medium
    }
}

/// A base image that carries what compiles, told by its name and by what buildpack-deps installs.
package struct FullBase {
    /// What it is made of: an official image, and the version that its ENV says.
    package struct Family {
        /// The image's name.
        package let name: String
        /// The version, as long as it is written.
        package let version: String
    }

    /// Its reference in small letters; nil where it is not known.
    package let name: String?
    /// The official image with a slim variant that it is; nil for any other.
    package let family: Family?
    /// Its packages for building.
    package let tools: [Package]

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

    /// The base of an image; nil where it is small already, or not known.
    package init?(of image: AnalyzedImage) {
        guard !image.stages.baseLayers.isEmpty else { return nil }
        let name = image.stages.baseName?.lowercased()
        if let name, FullBase.smallTags.contains(where: { name.contains($0) }) { return nil }
        let environment = image.image.config.config.environment
        let family = FullBase.families.lazy.compactMap { family in
            environment.first { $0.hasPrefix(family.variable + "=") }.map {
                Family(name: family.name, version: String($0.dropFirst(family.variable.count + 1)))
            }
        }.first
        let tools = FullBase.buildTools(of: image)
        let isNamedFull =
            family.map { family in
                name?.hasPrefix(family.name) == true || name?.contains("/" + family.name) == true
            } ?? false
        guard tools.count >= 10 || isNamedFull && tools.count > 0 else { return nil }
        (self.name, self.family, self.tools) = (name, family, tools)
    }

    /// The packages for building that the base image has.
    package static func buildTools(of image: AnalyzedImage) -> [Package] {
        image.packages.packages.filter { package in
            package.ecosystem == .dpkg && image.isBase(layer: package.layer) && buildPackages.contains(package.name)
        }
    }
}
