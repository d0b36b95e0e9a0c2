extension RandomAccessCollection where Index == Int {
    /// In a list that ascends by a key, the first place whose key is not less than this one; the end where all are.
    @inlinable package func firstIndex<Key: Comparable>(notBefore wanted: Key, by key: (Element) -> Key) -> Int {
        var (low, high) = (startIndex, endIndex)
        while low < high {
            let middle = (low + high) / 2
            if key(self[middle]) < wanted { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
