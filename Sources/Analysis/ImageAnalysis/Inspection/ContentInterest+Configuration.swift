extension ContentInterest {
    /// Small files that rules read; nil for the rest. In bytes.
    static func configurationLimit(_ path: FilePath) -> Int? {
        hardeningLimit(path)
    }
}
