import Explorer
import FoundationEssentials
import ImageStore

/// The images that lie in the directory of an open one, or in the working directory where that is no file.
enum NearbyImages {
    /// A directory with more names is looked at in part only.
    private static let mostNames = 1_000
    /// More are not offered: they can be typed.
    private static let mostImages = 50

    /// The images by name, without the open one.
    static func offered(beside name: ImageName) -> [OfferedImage] {
        let path: String? = if case .path(let path) = name { path } else { nil }
        let open = path.map { $0.count > 1 && $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
        let above = open.flatMap { path in path.lastIndex(of: "/").map { String(path[...$0]) } } ?? ""
        let names = (try? FileManager.default.contentsOfDirectory(atPath: above.isEmpty ? "." : above)) ?? []
        let images = names.filter { !$0.hasPrefix(".") }.sorted().prefix(mostNames).lazy.map { above + $0 }
            .filter { $0 != open }.compactMap { path -> OfferedImage? in
                let file = FoundFile(path)
                return switch file.kind {
                case .archive: OfferedImage(path: path, size: file.size)
                case .imageDirectory: OfferedImage(path: path, size: nil)
                case .directory, .other: nil
                }
            }
        return Array(images.prefix(mostImages))
    }
}
