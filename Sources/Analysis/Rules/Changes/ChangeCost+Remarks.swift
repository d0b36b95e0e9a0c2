import Dockerfile

extension ChangeCost {
    /// What there is to know of the instruction besides, one sentence each: what a cache mount keeps, what `--link`
    /// spares.
    public var remarks: [String] {
        let instruction = step.instruction
        let line = "Line \(step.lines.lowerBound): "
        let caches = instruction.mounts.filter { $0["type"] == "cache" }
            .map { $0["target"] ?? $0["dst"] ?? $0["destination"] ?? "?" }
        var remarks: [String] = []
        if !caches.isEmpty {
            remarks.append(
                line
                    + "the cache mount \(caches.joined(separator: ", ")) keeps what it holds, so that a change "
                    + "downloads only what is new; nothing of it is in the layer.")
        }
        if instruction.flag("link").map({ $0 != "false" }) ?? false {
            remarks.append(line + "with --link it is not done again when something below it changes.")
        }
        if instruction.copiesContext {
            remarks.append(
                line
                    + "any file of the build context counts that .dockerignore does not name, whether the image "
                    + "needs it or not.")
        }
        return remarks
    }
}
