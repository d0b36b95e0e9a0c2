import Evidence
import FileTree

/// Whether what came with the base image is told.
public enum BaseLayers: String, Sendable, CaseIterable {
    /// With all else.
    case include
    /// Only what lies above the base image.
    case exclude
    /// Nothing else.
    case only

    /// Whether something of the base image, or of the layers above it, is told.
    public func includes(isBase: Bool) -> Bool {
        switch self {
        case .include: true
        case .exclude: !isBase
        case .only: isBase
        }
    }
}

extension AnalyzedImage {
    /// Whether a finding is about the base image's layers alone.
    func isOfBase(_ finding: Finding) -> Bool {
        if let layer = finding.layer { return isBase(layer: layer) }
        return !finding.items.isEmpty && finding.items.allSatisfy { isBase(layer: $0.entry.layer) }
    }
}

extension PathFilter {
    /// The filter that also asks for the layers of the base image, or for those above it; the layers are numbered from 1.
    public static func adding(_ choice: BaseLayers, baseLayers: [Int], to filter: PathFilter?) throws(Fault)
        -> PathFilter?
    {
        guard choice != .include else { return filter }
        // A base without layers has no entry: nothing is a file and a directory.
        let base = baseLayers.first.map { "layer:\($0)-\(baseLayers.last ?? $0)" } ?? "(kind:file kind:dir)"
        let wanted = choice == .only ? base : "!\(base)"
        return try PathFilter(filter.map { "(\($0.text)) \(wanted)" } ?? wanted)
    }
}
