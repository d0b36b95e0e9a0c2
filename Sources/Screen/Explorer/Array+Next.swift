extension Array where Element: Equatable {
    /// The element that stands `step` places after another one, round the ends; what is not in the list counts as its
    /// first.
    func next(after element: Element, by step: Int = 1) -> Element {
        guard !isEmpty else { return element }
        let place = ((firstIndex(of: element) ?? 0) + step) % count
        return self[place < 0 ? place + count : place]
    }
}
