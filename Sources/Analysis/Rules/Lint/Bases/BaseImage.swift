/// A base image as far as its reference and what is known of official images tell.
struct BaseImage: Sendable {
    /// The image as written.
    let reference: String
    /// Its name without registry, tag and digest; official images have no slash in it.
    let name: String
    /// Its tag; nil where there is none.
    let tag: String?
    /// What is known of it; nil for all but official images.
    let official: OfficialImage?
    /// What it is made of.
    let system: OfficialImage.System

    /// Reads a reference.
    init(_ reference: String) {
        self.reference = reference
        let name = BaseImage.name(of: reference)
        let tag = FromReference(reference).tag?.lowercased()
        (self.name, self.tag) = (name, tag)
        let isKnown = !reference.contains("$")
        official = isKnown ? OfficialImage.all[name] : nil
        if reference == "scratch" {
            system = .scratch
        } else if isKnown, BaseImage.isDistroless(reference), tag?.contains("debug") != true {
            system = .distroless
        } else if let official {
            system = BaseImage.isAlpine(tag) ? .alpine : BaseImage.hasOtherSystem(tag) ? .other : official.system
        } else {
            system = .other
        }
    }

    /// Nothing at all.
    static let scratch = BaseImage("scratch")

    /// Whether its variant is one that leaves out what only builds.
    var isSlim: Bool {
        guard let tag else { return false }
        return ["slim", "alpine", "distroless", "minimal", "busybox", "chainguard", "nanoserver", "windowsservercore"]
            .contains { tag.holds($0) }
    }

    /// Whether it is the variant of an official image that carries what compiles.
    var isFull: Bool { official?.isFull == true && !isSlim && system != .alpine }

    /// The reference of its slim variant; nil where it is small already, or has none.
    var slimReference: String? {
        guard let official, official.hasSlim, isFull, !reference.contains("@") else { return nil }
        guard let tag, tag != "latest" else { return "\(name):slim" }
        // python:3.12-bookworm's small sister is python:3.12-slim-bookworm; others have it at the end.
        let parts = tag.split(separator: "-", maxSplits: 1).map(String.init)
        if parts.count == 2, name == "python" || name == "ruby" || name == "pypy" {
            return "\(name):\(parts[0])-slim-\(parts[1])"
        }
        return "\(name):\(tag)-slim"
    }

    /// Whether its makers set a user that is not root, as far as its name says.
    var setsUser: Bool {
        let text = reference.lowercased()
        return ["nonroot", "non-root", "rootless", "unprivileged", "chiseled", "chainguard", "bitnami", "dhi.io"]
            .contains { text.holds($0) }
    }

    /// Programs that it surely lacks, by name.
    func lacks(_ program: String, withPackages: Bool) -> Bool {
        if let official, official.programs.contains(program) || official.builders.contains(program) { return false }
        guard !isFull, official?.bringsMore != true, let lacking = system.lacking else { return false }
        return lacking.contains(program) || !withPackages && system.oftenBrought.contains(program)
    }

    /// Whether it has a user of that name; nil where that is not known.
    func hasUser(_ name: String) -> Bool? {
        system.users.map { $0.contains(name) || official?.user == name }
    }

    /// Whether it has a group of that name; nil where that is not known.
    func hasGroup(_ name: String) -> Bool? {
        system.groups.map { $0.contains(name) || official?.user == name }
    }

    private static func name(of reference: String) -> String {
        var text = Substring(reference.lowercased())
        text = text.prefix { $0 != "@" }
        for prefix in ["docker.io/", "index.docker.io/", "registry-1.docker.io/", "public.ecr.aws/docker/", "library/"]
        where text.hasPrefix(prefix) { text = text.dropFirst(prefix.count) }
        let slash = text.lastIndex(of: "/") ?? text.startIndex
        if let colon = text[slash...].firstIndex(of: ":") { text = text[..<colon] }
        return String(text)
    }

    private static func isDistroless(_ reference: String) -> Bool {
        reference.hasPrefix("gcr.io/distroless/")
    }

    private static func isAlpine(_ tag: String?) -> Bool { tag?.holds("alpine") == true }

    private static func hasOtherSystem(_ tag: String?) -> Bool {
        guard let tag else { return false }
        return ["windows", "nanoserver", "oracle", "ubi", "amazon", "onbuild", "fpm-nonroot"].contains { tag.holds($0) }
    }
}
