/// Sorts by whole numbers in a few passes, whatever their order: a million files by size within a frame or two.
enum RadixSort {
    private struct Keyed<Element> {
        var key: UInt64
        var element: Element
    }

    private static let digitBits = 11
    private static let buckets = 1 << digitBits

    /// The elements by weight, the largest or the smallest first; equal ones stay in their order.
    static func sorted<Element>(
        _ elements: [Element], isDescending: Bool, by weight: (Element) -> Int64
    ) -> [Element] {
        // With the sign turned round, negative numbers come before the others.
        let flip: UInt64 = isDescending ? ~(1 << 63) : 1 << 63
        var keyed = elements.map { Keyed(key: UInt64(bitPattern: weight($0)) ^ flip, element: $0) }
        guard keyed.count > buckets else {
            let places = keyed.indices.sorted { left, right in
                keyed[left].key == keyed[right].key ? left < right : keyed[left].key < keyed[right].key
            }
            return places.map { elements[$0] }
        }
        let first = keyed[0].key
        let different = keyed.reduce(UInt64(0)) { $0 | ($1.key ^ first) }
        var other = keyed
        for shift in stride(from: 0, to: UInt64.bitWidth, by: digitBits)
        where different >> UInt64(shift) & UInt64(buckets - 1) != 0 {
            distribute(keyed, into: &other, by: shift)
            swap(&keyed, &other)
        }
        return keyed.map(\.element)
    }

    /// One pass: by one digit, equal ones in their order.
    private static func distribute<Element>(
        _ keyed: [Keyed<Element>], into other: inout [Keyed<Element>], by shift: Int
    ) {
        func digit(_ key: UInt64) -> Int { Int(truncatingIfNeeded: key >> UInt64(shift)) & (buckets - 1) }
        var places = [Int](repeating: 0, count: buckets + 1)
        for each in keyed { places[digit(each.key) + 1] += 1 }
        for bucket in 0..<buckets { places[bucket + 1] += places[bucket] }
        other.withUnsafeMutableBufferPointer { other in
            for each in keyed {
                let bucket = digit(each.key)
                other[places[bucket]] = each
                places[bucket] += 1
            }
        }
    }
}
