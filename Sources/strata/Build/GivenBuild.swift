/// What the arguments of a build say that strata has to know too.
struct GivenBuild: Equatable {
    /// The Dockerfile; nil for the usual one of the context, and where it is none on disk.
    private(set) var dockerfile: String?
    /// The stage that is built.
    private(set) var target: String?
    /// The build context: the last argument that is no option's.
    private(set) var context: String?

    /// Reads the arguments of `docker buildx build`, `buildah build` and `podman build`, which agree in these.
    init(_ arguments: [String]) {
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            if let value = GivenBuild.value(of: ["-f", "--file"], in: argument, &rest) {
                dockerfile = value == "-" ? nil : value
            } else if let value = GivenBuild.value(of: ["--target"], in: argument, &rest) {
                target = value
            }
        }
        if let last = arguments.last, !last.hasPrefix("-") { context = last }
    }

    /// The value of an option, which stands behind an equals sign, or is the next word, or follows a letter at once.
    private static func value(of names: [String], in argument: String, _ rest: inout ArraySlice<String>) -> String? {
        for name in names {
            if argument == name { return rest.popFirst() }
            if argument.hasPrefix(name + "=") { return String(argument.dropFirst(name.count + 1)) }
            if name.count == 2, argument.hasPrefix(name), !argument.hasPrefix("--") {
                return String(argument.dropFirst(2))
            }
        }
        return nil
    }
}
