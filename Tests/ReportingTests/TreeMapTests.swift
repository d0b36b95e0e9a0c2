import FileTree
import ImageStore
import TestSupport
import Testing

@testable import Reporting

/// The map of a page.
@Suite struct TreeMapTests {
    private func map(_ image: Image) throws -> TreeMap {
        let directory = try TemporaryDirectory()
        let path = directory.path("image.tar")
        try image.write(as: .dockerArchive, to: path)
        let stored = try ImageStore.open(.path(path)).image(reference: nil, platform: nil)
        let (stack, _) = ImageLoader.load(stored, hashContents: false)
        return TreeMap(stack.view(of: 1...max(1, stack.layerCount)), width: 1_000, height: 500)
    }

    private func name(_ tile: TreeMap.Tile, in map: TreeMap) -> String {
        String(decoding: map.view.stack.path(of: tile.path), as: UTF8.self)
    }

    @Test func aTileIsAsLargeAsItsFileAndKnowsItsLayer() throws {
        let map = try map(
            Image {
                Layer { File("a", size: 3_000) }
                Layer { File("b", size: 1_000) }
            })
        #expect(map.tiles.map { name($0, in: map) } == ["a", "b"])
        #expect(map.tiles.map(\.layer) == [1, 2])
        #expect(map.tiles.map(\.bytes) == [3_000, 1_000])
        let shares = map.tiles.map { $0.area.width * $0.area.height / 500_000 }
        #expect(abs(shares[0] - 0.75) < 1e-9 && abs(shares[1] - 0.25) < 1e-9)
    }

    @Test func entriesLieInTheirDirectoryBelowItsName() throws {
        let map = try map(
            Image {
                Layer {
                    File("usr/lib/x", size: 600)
                    File("usr/y", size: 400)
                    File("z", size: 10)
                }
            })
        #expect(map.tiles.map { name($0, in: map) }.prefix(4) == ["usr", "usr/lib", "usr/lib/x", "usr/y"])
        #expect(map.tiles.map(\.kind).prefix(4) == [.opened, .opened, .closed, .closed])
        let (usr, inside) = (map.tiles[0].area, map.tiles[1...3].map(\.area))
        for area in inside {
            #expect(area.x >= usr.x && area.x + area.width <= usr.x + usr.width)
            #expect(area.y >= usr.y + 15 && area.y + area.height <= usr.y + usr.height)
        }
    }

    @Test func whatIsDeletedOrEmptyHasNoTile() throws {
        let map = try map(
            Image {
                Layer {
                    File("gone", size: 5_000)
                    File("empty", size: 0)
                    File("here", size: 10)
                }
                Layer { Whiteout("gone") }
            })
        #expect(map.tiles.map { name($0, in: map) } == ["here"])
        #expect(try self.map(Image {}).tiles.isEmpty)
    }

    @Test func howManyTilesThereAreIsBoundedByTheirRoom() throws {
        let map = try map(
            Image {
                Layer {
                    for index in 0..<3_000 { File("many/\(index)", size: 100) }
                    for index in 0..<3_000 { File("d\(index)/f", size: 100) }
                }
            })
        // A tile takes 150 units of 500,000 at least.
        #expect(map.tiles.count < 3_400)
        let rest = map.tiles.compactMap { if case .rest(let count) = $0.kind { count } else { nil } }
        #expect(rest.contains(2_850))
    }

    @Test func aDirectoryOfDirectoriesIsNoEndlessMatter() throws {
        let deep = (0..<200).map { _ in "d" }.joined(separator: "/")
        let map = try map(Image { Layer { File("\(deep)/f", size: 1) } })
        #expect(!map.tiles.isEmpty && map.tiles.count <= 25)
        #expect(map.tiles.last?.kind == .closed)
        #expect(map.tiles.last?.layer == 1)
    }
}
