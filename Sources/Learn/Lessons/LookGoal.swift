/// Something that has to be on the explorer's screen.
public struct LookGoal: Sendable, Hashable {
    /// What of the screen it is about.
    public enum Aspect: String, Sendable, Hashable, CaseIterable {
        case view, layer, path, open, filter, changes, list, map, sort
        case leftOut = "left-out"
    }

    /// What of the screen it is about.
    public let aspect: Aspect
    /// What it has to be.
    public let value: Template
}

/// What the explorer shows, as far as lessons ask.
public struct Observation: Sendable, Hashable {
    /// The view: the tab's name in lower case, `viewer` for an open file, else the name of what lies over the tab.
    public var view = ""
    /// The tab under it.
    public var tab = ""
    /// The selected layers, from 1.
    public var layers = 1...1
    /// The path that the tree's cursor is on, without a leading slash; empty for none.
    public var path = ""
    /// The path of the file in the viewer; empty for none.
    public var open = ""
    /// The filter's text; empty for none.
    public var filter = ""
    /// Whether only what the layers changed is shown.
    public var showsChanges = false
    /// Whether all files are in one list.
    public var isList = false
    /// Whether the directory is shown as a map.
    public var isMap = false
    /// What files are ordered by.
    public var sort = ""
    /// The paths that were left out, without leading slashes.
    public var leftOut: [String] = []

    /// Nothing yet.
    public init() {}

    /// Whether an aspect is as a lesson wants it.
    public func fits(_ aspect: LookGoal.Aspect, _ wanted: String) -> Bool {
        switch aspect {
        case .view: view == wanted.lowercased() || tab == wanted.lowercased()
        case .layer: Observation.layers(wanted) == layers
        case .path: path == Observation.path(wanted)
        case .open: open == Observation.path(wanted)
        case .filter: Observation.words(filter) == Observation.words(wanted)
        case .changes: "\(showsChanges)" == wanted
        case .list: "\(isList)" == wanted
        case .map: "\(isMap)" == wanted
        case .sort: sort == wanted.lowercased()
        case .leftOut: leftOut.contains(Observation.path(wanted))
        }
    }

    /// An aspect as a lesson would write it.
    public func text(of aspect: LookGoal.Aspect) -> String {
        switch aspect {
        case .view: view
        case .layer: layers.count == 1 ? "\(layers.lowerBound)" : "\(layers.lowerBound)..\(layers.upperBound)"
        case .path: path
        case .open: open
        case .filter: filter
        case .changes: "\(showsChanges)"
        case .list: "\(isList)"
        case .map: "\(isMap)"
        case .sort: sort
        case .leftOut: leftOut.joined(separator: ", ")
        }
    }

    private static func path(_ text: String) -> String { text.hasPrefix("/") ? String(text.dropFirst()) : text }

    /// The terms of a filter, in any order.
    private static func words(_ filter: String) -> [String] {
        filter.lowercased().split(separator: " ").map(String.init).sorted()
    }

    /// `12`, or `9..12`; nil for anything else.
    static func layers(_ text: String) -> ClosedRange<Int>? {
        let ends = text.split(separator: ".").map { Int($0) }
        switch (ends.count, ends.first ?? nil, ends.last ?? nil) {
        case (1, let layer?, _): return layer...layer
        case (2, let first?, let last?) where first <= last && text == "\(first)..\(last)": return first...last
        default: return nil
        }
    }
}
