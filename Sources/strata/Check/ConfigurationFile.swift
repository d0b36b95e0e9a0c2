import FoundationEssentials

/// Files that count without being named.
enum ConfigurationFile {
    /// The file of that name in the current directory, else in the image's; nil when neither has it.
    static func path(named name: String, besideImageIn directory: String?) -> String? {
        let here = name
        let beside = directory.map { $0.isEmpty ? name : "\($0)/\(name)" }
        return [here, beside].compactMap(\.self).first { isFile($0) }
    }

    private static func isFile(_ path: String) -> Bool {
        var isDirectory = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && !isDirectory
    }
}
