import Reporting
import TerminalUI

extension State {
    /// What stands for text that does not fit.
    var ellipsis: String { String(options.glyphs.ellipsis) }

    /// What stands between two facts on a line.
    var separator: String { " \(options.glyphs.separator) " }

    /// Bytes for people: `12.3 MB`.
    func bytes(_ count: Int64) -> String { ByteCount(count).description }

    /// The size of a layer: of its files where they are known.
    func size(ofLayer layer: Int) -> Int64? { derived.stack.totals(of: layer)?.size }

    /// Bytes of the files of all layers read so far.
    var layerBytes: Int64 {
        guard let image else { return 0 }
        return image.layers.reduce(0) { sum, layer in
            let (total, overflow) = sum.addingReportingOverflow(size(ofLayer: layer.index) ?? 0)
            return overflow ? .max : total
        }
    }
}
