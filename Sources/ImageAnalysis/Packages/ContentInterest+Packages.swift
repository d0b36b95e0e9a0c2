extension ContentInterest {
    /// Files that say what is installed; nil for the rest. In bytes.
    static func packageLimit(_ path: FilePath) -> Int? {
        path.text == "var/lib/dpkg/status" ? 16 << 20 : nil
    }
}
