/// One listing, or those of several layers, each with what it changed: what `strata ls` prints. A tree may have a million
/// paths: all is written as it is made.
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

    /// Writes the listings for people, line by line, under headings where there are several.
    public func writeText<Failure: Error>(
        width: Int? = nil, palette: TextStyle.Palette = .plain, to write: (String) throws(Failure) -> Void
    ) throws(Failure) {
        for (index, listing) in listings.enumerated() {
            if index > 0 { try write("\n") }
            if isOfEachLayer {
                try write(palette.apply(.heading, to: "Layer \(listing.view.layers.upperBound)") + "\n")
            }
            try listing.writeText(width: width, palette: palette, to: write)
        }
    }

    /// All as one JSON document, version 1; where there are several, each entry says which layer changed it.
    public var json: JSONValue {
        guard let first = listings.first, let last = listings.last else { return .null }
        return [
            "schemaVersion": 1,
            "path": first.topText,
            "layers": [.integer(first.view.layers.lowerBound), .integer(last.view.layers.upperBound)],
            "entries": .lazyArray(count: listings.reduce(0) { $0 + $1.rows.count }, element: entry(at:)),
        ]
    }

    private func entry(at index: Int) -> JSONValue {
        var index = index
        for listing in listings {
            if index < listing.rows.count { return listing.entry(of: listing.rows[index], naming: isOfEachLayer) }
            index -= listing.rows.count
        }
        return .null
    }

    /// Writes all as one JSON object a line.
    public func writeJSONLines<Failure: Error>(to write: (String) throws(Failure) -> Void) throws(Failure) {
        for listing in listings {
            for row in listing.rows { try write(listing.entry(of: row, naming: isOfEachLayer).compact + "\n") }
        }
    }

    /// Writes all as comma-separated values under the same names, `pathBytes` apart; what is `null` is empty.
    public func writeCSV<Failure: Error>(to write: (String) throws(Failure) -> Void) throws(Failure) {
        try write(CSV.record(TreeListing.keys + (isOfEachLayer ? ["changedIn"] : [])))
        for listing in listings {
            for row in listing.rows { try write(CSV.record(listing.record(of: row, naming: isOfEachLayer))) }
        }
    }
}
