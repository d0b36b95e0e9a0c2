import Archive
import Foundation
import ImageStore
import TestSupport
import Testing

@testable import FileTree

/// The totals that `docker export` confirmed, against ours, for every sample whose manifest tells them.
@Suite("Sample images", .enabled(if: SharedImages.isPresent, "../shared/images is not here"))
struct SampleTests {
    /// Layers and bytes of one image, as a manifest's "truth" writes them.
    struct Truth: Hashable, CustomStringConvertible {
        var layers: Int
        var stored: Int64
        var visible: Int64
        var wasted: Int64

        var description: String { "layers=\(layers) stored=\(stored) visible=\(visible) wasted=\(wasted)" }
    }

    /// All images that the text of a "truth" column speaks of.
    static func truths(_ text: String) -> [Truth] {
        text.split(separator: "|").compactMap { part in
            var numbers: [Substring: Int64] = [:]
            for word in part.split(separator: " ") {
                let pair = word.split(separator: "=")
                if pair.count == 2, let number = Int64(pair[1]) { numbers[pair[0]] = number }
            }
            guard let layers = numbers["layers"], let stored = numbers["stored"], let visible = numbers["visible"],
                let wasted = numbers["wasted"]
            else { return nil }
            return Truth(layers: Int(layers), stored: stored, visible: visible, wasted: wasted)
        }
    }

    static let samples = [SharedImages.Folder.formats, .stages, .lessons].flatMap { SharedImages.samples($0) }
        .filter { !truths($0.columns["truth"] ?? "").isEmpty }

    @Test("Layers, stored, visible and wasted bytes are the truth", arguments: samples)
    func totals(sample: SharedImages.Sample) throws {
        let store = try ImageStore.open(ImageName(sample.path))
        let ours = store.images.map { image in
            let stack = ImageLoader.load(image, hashContents: false).stack
            let waste = stack.waste()
            return Truth(
                layers: image.layers.count, stored: waste.layerBytes, visible: waste.visibleBytes,
                wasted: waste.wastedBytes)
        }
        #expect(Set(ours) == Set(Self.truths(sample.columns["truth"] ?? "")))
    }

    @Test("The root's size is what is visible, in every sample")
    func rootSize() throws {
        #expect(!Self.samples.isEmpty)
        for sample in Self.samples {
            for image in try ImageStore.open(ImageName(sample.path)).images where !image.layers.isEmpty {
                let stack = ImageLoader.load(image, hashContents: false).stack
                #expect(stack.view(of: 1...stack.layerCount).size(of: .root) == stack.waste().visibleBytes)
            }
        }
    }

    /// What a public sample's manifest knows: entries of each layer, the root's own included.
    struct GroundTruth: Decodable {
        var layers: [Int]?
        var files: [Int]?
        /// Docker's images in the archive.
        var images: Int?
    }

    static let singleImages = SharedImages.samples(.public).filter { sample in
        guard sample.name.hasPrefix("archives/"), let truth = groundTruth(sample) else { return false }
        return truth.images == 1 && truth.layers?.count == 1 && truth.layers?.first == truth.files?.count
    }

    static func groundTruth(_ sample: SharedImages.Sample) -> GroundTruth? {
        try? JSONDecoder().decode(GroundTruth.self, from: Data((sample.columns["ground_truth"] ?? "").utf8))
    }

    @Test("Public archives: every entry of every layer is counted, the root apart", arguments: singleImages)
    func entries(sample: SharedImages.Sample) throws {
        let image = try #require(try ImageStore.open(ImageName(sample.path)).images.first)
        let stack = ImageLoader.load(image, hashContents: true).stack
        let ours = try image.layers.map { layer in
            let totals = try #require(stack.totals(of: layer.index))
            return totals.files + totals.directories + totals.whiteouts + (try rootEntries(of: layer))
        }
        #expect(ours == Self.groundTruth(sample)?.files)
    }

    private func rootEntries(of layer: LayerBlob) throws -> Int {
        let reader = try TarReader(try #require(layer.window), compression: layer.compression)
        var count = 0
        while let entry = try reader.next() {
            if PathName.components(of: entry.path)?.isEmpty == true { count += 1 }
        }
        return count
    }
}
