import OCI

/// The program that wrote a line of history, told by the dialect that it writes.
public enum Builder: String, Sendable, Hashable, CaseIterable {
    /// BuildKit: `docker build`, `docker buildx`.
    case buildKit = "BuildKit"
    /// Docker's classic builder. buildah's lines look the same where it leaves no comment.
    case classic = "Docker"
    /// buildah, or `podman build`.
    case buildah = "buildah"
    /// kaniko.
    case kaniko = "kaniko"
    /// `docker commit`.
    case commit = "docker commit"
    /// `docker build --squash`.
    case squash = "docker build --squash"
    /// Jib.
    case jib = "Jib"
    /// ko.
    case ko = "ko"
    /// apko.
    case apko = "apko"
    /// A cloud native buildpack.
    case buildpack = "buildpack"
    /// Nix's dockerTools.
    case nix = "Nix"
    /// debuerreotype, which makes Debian's base images.
    case debuerreotype = "debuerreotype"

    /// Reads the builder off one line; nil when the line has no dialect.
    init?(_ history: History) {
        let line = history.createdBy ?? ""
        let comment = history.comment ?? ""
        if let builder = Builder(comment: comment, author: history.author) ?? Builder(line: line) {
            self = builder
        } else if line.contains("#(nop)") {
            self = Builder.writesSingleSpace(line) ? .buildah : .classic
        } else if line.hasPrefix("|") || ShellPrefix.end(in: line) != nil && line.hasPrefix("/") {
            self = .classic
        } else if !line.isEmpty, !comment.isEmpty {
            self = .commit
        } else {
            return nil
        }
    }

    private init?(comment: String, author: String?) {
        if comment.hasPrefix("buildkit.") {
            self = .buildKit
        } else if comment.hasPrefix("FROM ") {
            self = .buildah
        } else if author == "kaniko" {
            self = .kaniko
        } else if comment.hasPrefix("merge sha256:") {
            self = .squash
        } else if comment.hasPrefix("store paths:") {
            self = .nix
        } else if comment == "debuerreotype" {
            self = .debuerreotype
        } else {
            return nil
        }
    }

    private init?(line: String) {
        if line.hasSuffix(" # buildkit") {
            self = .buildKit
        } else if line.hasPrefix("jib-") {
            self = .jib
        } else if line.hasPrefix("ko build ") || line.hasPrefix("ko publish ") {
            self = .ko
        } else if line.hasPrefix("apko") {
            self = .apko
        } else if line.hasPrefix("Layer: ") || line.hasPrefix("Buildpacks ") || line.contains("buildpack: ") {
            self = .buildpack
        } else {
            return nil
        }
    }

    /// buildah puts one space after `#(nop)`, the classic builder two, save before COPY, ADD and WORKDIR.
    private static func writesSingleSpace(_ line: String) -> Bool {
        guard let mark = line.firstRange(of: "#(nop) ") else { return false }
        let rest = line[mark.upperBound...]
        return !rest.hasPrefix(" ") && !["COPY", "ADD", "WORKDIR"].contains { rest.hasPrefix($0) }
    }
}
