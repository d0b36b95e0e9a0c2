import Evidence
import FileTree
import Packages

extension AnalyzedImage {
    /// The files of the distribution's packages whose name the condition holds for.
    func files(ofPackages condition: (String) -> Bool) -> [PathIndex.File] {
        packages.packages.filter { [.dpkg, .apk, .rpm].contains($0.ecosystem) && condition($0.name) }
            .flatMap { $0.files }.compactMap { file(at: $0) }
    }
}

/// Names the packages that files belong to.
enum PackageSentence {
    /// `Packages: gcc-14 52.1 MB, cpp-14 41.0 MB and 3 more.`; empty where no package is known.
    static func of(_ files: [PathIndex.File], in image: AnalyzedImage) -> String {
        var bytes: [String: Int64] = [:]
        for file in files {
            guard let owner = image.packages.owner(of: file.path) else { continue }
            bytes[owner.name, default: 0] = bytes[owner.name, default: 0].addingSaturated(file.bytes)
        }
        let sorted = bytes.sorted { $0.value == $1.value ? $0.key < $1.key : $0.value > $1.value }
        if sorted.isEmpty { return "" }
        let names = sorted.prefix(5).map { "\($0.key) \(ByteCount($0.value))" }.joined(separator: ", ")
        return "Packages: \(names)\(sorted.count > 5 ? " and \(sorted.count - 5) more" : "")."
    }
}
