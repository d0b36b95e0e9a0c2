extension ContentInterest {
    /// Small files that bloat rules read; nil for the rest. In bytes.
    static func bloatLimit(_ path: FilePath) -> Int? {
        switch path.name {
        case "CACHEDIR.TAG", "pyvenv.cfg": 4 << 10
        case "package.json": 1 << 20
        case ".package-lock.json": 16 << 20
        default: nil
        }
    }
}
