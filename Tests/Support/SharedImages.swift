import Foundation

/// The sample images beside the checkout, in `../shared/images`; a machine may not have them.
public enum SharedImages {
    /// One line of a manifest: what is known of an image.
    public struct Sample: Sendable, Hashable {
        /// The image's path.
        public var path: String
        /// Its path inside its folder, as the manifest names it.
        public var name: String
        /// The other columns by their names.
        public var columns: [String: String]
    }

    /// A set of samples.
    public enum Folder: String, Sendable, CaseIterable {
        /// What tools write, and damaged files.
        case formats
        /// Multi-stage builds with their Dockerfiles.
        case stages
        /// Images of the lessons.
        case lessons
        /// Fixtures of public repositories.
        case `public`
    }

    /// The root of the package.
    public static let packageRoot = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

    /// Where the samples are: `STRATA_IMAGES`, or `../shared/images` from the package's root.
    public static var root: String {
        ProcessInfo.processInfo.environment["STRATA_IMAGES"] ?? packageRoot + "/../shared/images"
    }

    /// Whether the samples are there.
    public static var isPresent: Bool {
        FileManager.default.fileExists(atPath: root + "/formats/MANIFEST.tsv")
    }

    /// The path of a sample, such as `formats/untagged.docker-save.tar`.
    public static func path(_ name: String) -> String {
        root + "/" + name
    }

    /// The samples that a folder's `MANIFEST.tsv` lists; none where there is no manifest.
    public static func samples(_ folder: Folder) -> [Sample] {
        let text = (try? String(contentsOfFile: path(folder.rawValue + "/MANIFEST.tsv"), encoding: .utf8)) ?? ""
        return samples(manifest: text, folder: path(folder.rawValue))
    }

    /// The samples of a manifest's text: a line of column names, then a line a sample, parted by tabs.
    static func samples(manifest: String, folder: String) -> [Sample] {
        let lines = manifest.split(separator: "\n").map {
            $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        }
        guard let names = lines.first else { return [] }
        return lines.dropFirst().compactMap { values in
            guard let name = values.first, !name.isEmpty else { return nil }
            let columns = Dictionary(zip(names, values), uniquingKeysWith: { first, _ in first })
            return Sample(path: folder + "/" + name, name: name, columns: columns)
        }
    }
}
