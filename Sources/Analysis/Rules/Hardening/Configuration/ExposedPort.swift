/// One port, or a range of ports, of the configuration's `ExposedPorts`: `8080/tcp`, `7000-7010/udp`, `53`.
struct ExposedPort: Hashable {
    /// The numbers.
    let numbers: ClosedRange<Int>
    /// `tcp`, `udp` or `sctp`; `tcp` where nothing is said.
    let transport: String
    /// As written.
    let text: String

    /// Reads a port; nil for what is none.
    init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        let ends = (parts.first ?? "").split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard (1...2).contains(parts.count), (1...2).contains(ends.count), let first = ends.first ?? nil,
            let last = ends.last ?? nil, (1...65535).contains(first), (first...65535).contains(last)
        else { return nil }
        numbers = first...last
        transport = parts.count > 1 ? parts[1].lowercased() : "tcp"
        self.text = text
    }
}
