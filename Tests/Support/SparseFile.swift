/// A file with holes, stored without them.
public struct SparseFile: LayerItem {
    /// How the map of the data is stored (GNU tar manual, "Storing Sparse Files").
    public enum Form: Sendable, CaseIterable {
        /// GNU's own header, type `S`; needs a layer of format `.gnu`.
        case gnu
        /// PAX 0.1: the map is one record.
        case pax01
        /// PAX 1.0: the map stands before the data.
        case pax10
    }

    /// A run of data between holes.
    public struct Region: Sendable, Hashable {
        /// Where the data is in the file, in bytes from 0.
        public var offset: Int
        /// The data.
        public var bytes: [UInt8]

        /// A run of data at an offset.
        public init(at offset: Int, _ bytes: [UInt8]) {
            self.offset = offset
            self.bytes = bytes
        }
    }

    /// The member.
    public var member: TarMember

    /// A file of `size` bytes that are zeros outside the regions. All regions but the last are whole blocks of 512 bytes,
    /// as GNU tar makes them; GNU's own form has room for four,
    /// or three and a hole at the end.
    public init(_ path: String, size: Int, _ regions: [Region], form: Form) {
        let data = regions.flatMap(\.bytes)
        let end = regions.last.map { $0.offset + $0.bytes.count } ?? 0
        // A hole at the end is told by an empty run there, as GNU tar does.
        let map = regions.map { [$0.offset, $0.bytes.count] } + (end < size ? [[size, 0]] : [])
        switch form {
        case .gnu:
            member = TarMember(path: path, type: "S", contents: data)
            member.header.overrides[.sparse] = SparseFile.block(map, size: size)
        case .pax01:
            member = TarMember(path: "GNUSparseFile.0/" + path, contents: data)
            member.records = [
                PaxRecord("GNU.sparse.size", String(size)),
                PaxRecord("GNU.sparse.numblocks", String(map.count)),
                PaxRecord("GNU.sparse.map", map.joined().map(String.init).joined(separator: ",")),
                PaxRecord("GNU.sparse.name", path),
            ]
        case .pax10:
            let lines = ([map.count] + map.joined()).map { "\($0)\n" }.joined()
            let padding = [UInt8](repeating: 0, count: (512 - lines.utf8.count % 512) % 512)
            member = TarMember(path: "GNUSparseFile.0/" + path, contents: Array(lines.utf8) + padding + data)
            member.records = [
                PaxRecord("GNU.sparse.major", "1"), PaxRecord("GNU.sparse.minor", "0"),
                PaxRecord("GNU.sparse.name", path), PaxRecord("GNU.sparse.realsize", String(size)),
            ]
        }
    }

    /// Four pairs of offset and length, the flag for more, and the real size.
    private static func block(_ map: [[Int]], size: Int) -> [UInt8] {
        let numbers = map.prefix(4).joined().flatMap { TarNumber.encode(Int64($0), length: 12) }
        let padding = [UInt8](repeating: 0, count: 96 - numbers.count)
        return numbers + padding + [0] + TarNumber.encode(Int64(size), length: 12)
    }
}
