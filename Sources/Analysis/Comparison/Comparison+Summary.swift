import FileTree

extension Comparison {
    /// Whether two builds are the same, and why not: one sentence.
    public var summary: String {
        switch weight {
        case .none: "The images are the same."
        case .form:
            "The same but for \(Comparison.list(formReasons)): a container of it has the same files and runs the same."
        case .metadata: "The same contents, but \(Comparison.list(metadataReasons))."
        case .contents: "Other contents: \(Comparison.list(contentReasons))."
        }
    }

    /// Times, order, compression, and what else no container notices.
    private var formReasons: [String] {
        var reasons: [String] = []
        let times = paths(of: .time)
        let isCreated = configuration.contains { $0.field == ConfigurationDifference.created }
        if times > 0 { reasons.append("the times of \(Comparison.count(times, "path"))") }
        if isCreated { reasons.append("when it was built") }
        let code = paths(of: .bytecode)
        if code > 0 { reasons.append("headers of byte code in \(Comparison.count(code, "file"))") }
        let order = layers.count { $0.standing == .order }
        if order > 0 {
            reasons.append("how the tar of \(Comparison.count(order, "layer")) is written, such as its order")
        }
        let compression = layers.count { $0.standing == .compression }
        if compression > 0 { reasons.append("the compression of \(Comparison.count(compression, "layer"))") }
        let (inA, inB) = (own(.onlyInA), own(.onlyInB))
        if inA != inB || (inA > 0 && times == 0 && code == 0) { reasons.append("the layers that files lie in") }
        if configuration.contains(where: { $0.field == ConfigurationDifference.history }) {
            reasons.append("what the history tells")
        }
        if reasons.isEmpty { reasons.append("how the configuration is written") }
        return reasons
    }

    private var metadataReasons: [String] {
        let times = paths(of: .time)
        return ["mode, owner or capabilities of \(Comparison.count(paths(of: .metadata), "path"))"]
            + (times > 0 ? ["the times of \(Comparison.count(times, "path"))"] : [])
    }

    /// The classes with the largest differences, then the configuration.
    private var contentReasons: [String] {
        let sums = classes.filter { $0.difference.weight == .contents }
        let causes = sums.prefix(3).map { sum in
            "\(sum.difference.cause) (\(ByteCount(sum.delta).signed) in \(Comparison.count(sum.paths, "path")))"
        }
        let fields = configuration.count { $0.weight == .contents }
        return causes + (sums.count > 3 ? ["\(Comparison.count(sums.count - 3, "cause")) more"] : [])
            + (fields > 0 ? ["\(Comparison.count(fields, "field")) of the configuration"] : [])
    }

    private func paths(of difference: DifferenceClass) -> Int { places[difference]?.count ?? 0 }

    private func own(_ standing: LayerDifference.Standing) -> Int { layers.count { $0.standing == standing } }

    private static func count(_ number: Int, _ noun: String) -> String {
        "\(number) \(noun)\(number == 1 ? "" : "s")"
    }

    private static func list(_ parts: [String]) -> String {
        guard parts.count > 1, let last = parts.last else { return parts.first ?? "" }
        return parts.dropLast().joined(separator: ", ") + " and " + last
    }
}

extension DifferenceClass {
    /// What is to blame, a noun for a list.
    fileprivate var cause: String {
        switch self {
        case .added: "added files"
        case .removed: "removed files"
        case .contents: "changed files"
        case .bytecode: "byte code"
        case .package: "packages"
        case .packageDatabase: "package databases"
        case .generated: "caches, logs and identifiers"
        case .baseImage: "the base image"
        case .metadata: "modes and owners"
        case .time: "times"
        case .same: "nothing"
        }
    }
}
