/// One listing, or those of several layers, each with what it changed: what `strata ls` prints.
public struct LayerListings: Sendable {
    /// The listings, base first.
    public let listings: [TreeListing]

    /// Whether entries say which layer changed them.
    private let isOfEachLayer: Bool

    /// Listings of one path and one image.
    public init(_ listings: [TreeListing], ofEachLayer isOfEachLayer: Bool = false) {
        self.listings = listings
        self.isOfEachLayer = isOfEachLayer
    }

    /// The listings for people, under headings where there are several.
    public func text(width: Int? = nil, palette: TextStyle.Palette = .plain) -> String {
        listings.map { listing in
            let text = listing.text(width: width, palette: palette)
            guard isOfEachLayer else { return text }
            return palette.apply(.heading, to: "Layer \(listing.view.layers.upperBound)") + "\n" + text
        }.joined(separator: "\n")
    }

    /// All as one JSON document, version 1; where there are several, each entry says which layer changed it.
    public var json: JSONValue {
        guard let first = listings.first, let last = listings.last else { return .null }
        return [
            "schemaVersion": 1,
            "path": first.topText,
            "layers": [.integer(first.view.layers.lowerBound), .integer(last.view.layers.upperBound)],
            "entries": .array(listings.flatMap { $0.entries(naming: isOfEachLayer) }),
        ]
    }

    /// All as one JSON object a line.
    public var jsonLines: String {
        listings.flatMap { $0.entries(naming: isOfEachLayer) }.map { $0.compact + "\n" }.joined()
    }

    /// All as comma-separated values.
    public var csv: String {
        let keys = TreeListing.keys + (isOfEachLayer ? ["changedIn"] : [])
        return ([keys] + listings.flatMap { $0.records(naming: isOfEachLayer) }).map(CSV.record).joined()
    }
}
