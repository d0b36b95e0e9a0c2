import Archive
import FileTree
import Reporting
import Testing

/// What `strata ls` prints of a small tree of two layers.
@Suite struct TreeListingTests {
    private let stack: LayerStack

    init() {
        func entry(
            _ path: String, _ kind: EntryKind = .regularFile, mode: UInt16 = 0o644, size: Int64 = 0, target: String = ""
        ) -> TarEntry {
            TarEntry(
                path: Array(path.utf8), kind: kind, mode: mode, userID: 1000, groupID: 50, size: size,
                modified: 1_767_323_045, linkTarget: Array(target.utf8))
        }
        var stack = LayerStack(layerCount: 2)
        stack.insert(
            LayerTree(entries: [
                entry("bin", .directory, mode: 0o755), entry("bin/app", mode: 0o4755, size: 1500),
                entry("bin/link", .symbolicLink, mode: 0o777, target: "app"), entry("etc/old", size: 10),
                entry("a\u{1b}[31m", size: 3),
            ]), at: 1)
        stack.insert(LayerTree(entries: [entry("etc/.wh.old"), entry("etc/new", size: 5000)]), at: 2)
        self.stack = stack
    }

    private func listing(
        _ layers: ClosedRange<Int> = 1...2, depth: Int? = nil, order: TreeListing.Order = .name,
        onlyChanges: Bool = false, showsChanges: Bool = false, below path: String = ""
    ) throws -> TreeListing {
        let top = path.isEmpty ? PathID.root : try #require(stack.find(Array(path.utf8)))
        return TreeListing(
            stack.view(of: layers), below: top, depth: depth, order: order, onlyChanges: onlyChanges,
            showsChanges: showsChanges)
    }

    @Test func oneLevelIsFlat() throws {
        #expect(
            try listing(depth: 1).text() == """
                MODE        OWNER      SIZE  FILES  MODIFIED          NAME
                -rw-r--r--  1000:50     3 B         2026-01-02 03:04  a\\x1b[31m
                drwxr-xr-x  1000:50  1.5 kB      2  2026-01-02 03:04  bin/
                d?????????           5.0 kB      1                    etc/

                """)
    }

    @Test func deeperLevelsAreDrawnAsATree() throws {
        let lines = try listing(order: .size).text().split(separator: "\n").map { $0.drop { !"└├│".contains($0) } }
        #expect(
            lines == ["", "├─ etc/", "│  └─ new", "├─ bin/", "│  ├─ app", "│  └─ link → app", "└─ a\\x1b[31m"])
    }

    @Test func changesShowWhatTheLayerDid() throws {
        #expect(
            try listing(2...2, onlyChanges: true, showsChanges: true).text() == """
                   MODE        OWNER      SIZE  FILES  MODIFIED          NAME
                   d?????????           5.0 kB      1                    └─ etc/
                +  -rw-r--r--  1000:50  5.0 kB         2026-01-02 03:04     ├─ new
                -  -rw-r--r--  1000:50    10 B         2026-01-02 03:04     └─ old

                """)
    }

    @Test func removedPathsShowOnlyWhereChangesDo() throws {
        #expect(try listing(depth: 1, below: "etc").rows.count == 1)
    }

    @Test func aFileIsListedItself() throws {
        #expect(try listing(below: "bin/app").text().contains("-rwsr-xr-x  1000:50  1.5 kB"))
        #expect(try listing(below: "bin/app").text().hasSuffix("bin/app\n"))
    }

    @Test func jsonLinesHaveOneObjectAPath() throws {
        #expect(
            try listing(depth: 1).jsonLines == """
                {"path":"a\\u001b[31m","kind":"file","mode":"0644","uid":1000,"gid":50,"size":3,"files":1,\
                "modified":"2026-01-02T03:04:05Z","linkTarget":null,"change":null,"layer":1}
                {"path":"bin","kind":"directory","mode":"0755","uid":1000,"gid":50,"size":1500,"files":2,\
                "modified":"2026-01-02T03:04:05Z","linkTarget":null,"change":null,"layer":1}
                {"path":"etc","kind":"directory","mode":null,"uid":null,"gid":null,"size":5000,"files":1,\
                "modified":null,"linkTarget":null,"change":null,"layer":null}

                """)
    }

    @Test func namesThatAreNoTextKeepTheirBytes() {
        var stack = LayerStack(layerCount: 1)
        stack.insert(LayerTree(entries: [TarEntry(path: [0x61, 0xff], kind: .regularFile)]), at: 1)
        let lines = TreeListing(stack.view(of: 1...1), below: .root, depth: 1).jsonLines
        #expect(lines.contains(#""path":"a\#u{fffd}""#))
        #expect(lines.contains(#""pathBytes":"Yf8=""#))
    }

    @Test func csvHasTheSameColumns() throws {
        let lines = try listing(2...2, onlyChanges: true, showsChanges: true).csv.split(separator: "\n")
        #expect(lines.first == "path,kind,mode,uid,gid,size,files,modified,linkTarget,change,layer")
        #expect(lines.last == "etc/old,file,0644,1000,50,10,1,2026-01-02T03:04:05Z,,removed,1")
    }

    @Test func aTreeDeeperThanTheProgramsStackIsListed() {
        let path = Array(Array(repeating: "d", count: 20_000).joined(separator: "/").utf8)
        var stack = LayerStack(layerCount: 1)
        stack.insert(LayerTree(entries: [TarEntry(path: path, kind: .regularFile)]), at: 1)
        let rows = TreeListing(stack.view(of: 1...1), below: .root, depth: nil).rows
        #expect(rows.count == 20_000)
        #expect(rows.allSatisfy { $0.branch.count < 200 })
    }

    private static func odd() -> TreeListing {
        func entry(_ path: String, _ kind: EntryKind, mode: UInt16 = 0o644, size: Int64 = 0, target: String = "")
            -> TarEntry
        {
            TarEntry(
                path: Array(path.utf8), kind: kind, mode: mode, size: size, modified: -1, linkTarget: Array(target.utf8)
            )
        }
        var device = entry("null", .characterDevice, mode: 0o666)
        (device.deviceMajor, device.deviceMinor) = (1, 3)
        var stack = LayerStack(layerCount: 1)
        stack.insert(
            LayerTree(entries: [
                device, entry("pipe", .namedPipe), entry("file", .regularFile, size: 7),
                entry("more", .hardLink, target: "file"),
                entry("say \"\u{301}x,y\"", .regularFile),
                entry("dangling", .symbolicLink, mode: 0o777, target: "\u{202e}no"),
            ]), at: 1)
        return TreeListing(stack.view(of: 1...1), below: .root, depth: 1)
    }

    @Test func devicesLinksAndOddNames() {
        #expect(
            Self.odd().text() == """
                MODE        OWNER  SIZE  FILES  MODIFIED          NAME
                lrwxrwxrwx  0:0                 1969-12-31 23:59  dangling → \\u{202e}no
                -rw-r--r--  0:0     7 B         1969-12-31 23:59  file
                -rw-r--r--  0:0                 1969-12-31 23:59  more link to file
                crw-rw-rw-  0:0    1, 3         1969-12-31 23:59  null
                prw-r--r--  0:0                 1969-12-31 23:59  pipe
                -rw-r--r--  0:0     0 B         1969-12-31 23:59  say "\u{301}x,y"

                """)
    }

    @Test func csvOfOddNames() {
        let lines = Self.odd().csv.split(separator: "\n").dropFirst().map {
            $0.replacing(",1969-12-31T23:59:59Z", with: "")
        }
        #expect(
            lines == [
                "dangling,symlink,0777,0,0,0,1,\\u{202e}no,,1", "file,file,0644,0,0,7,1,,,1",
                "more,hardlink,0644,0,0,0,1,file,,1",
                "null,character-device,0666,0,0,0,1,,,1", "pipe,fifo,0644,0,0,0,1,,,1",
                "\"say \"\"\u{301}x,y\"\"\",file,0644,0,0,0,1,,,1",
            ])
    }

    @Test func jsonIsOneDocumentOfTheSameRows() throws {
        let listing = Self.odd()
        guard case .object(let members) = listing.json, case .lazyArray(let count, let entry) = members.last?.value
        else {
            Issue.record("no object with entries")
            return
        }
        #expect(members.map(\.key) == ["schemaVersion", "path", "layers", "entries"])
        #expect((0..<count).map { entry($0).compact + "\n" }.joined() == listing.jsonLines)
        #expect(
            listing.json.compact.hasPrefix(
                #"{"schemaVersion":1,"path":"","layers":[1,1],"entries":[{"path":"dangling","#))
    }
}

extension TreeListing {
    /// What `strata ls` writes of it, whole.
    fileprivate func text(width: Int? = nil) -> String {
        written { LayerListings([self]).writeText(width: width, to: $0) }
    }
    fileprivate var jsonLines: String { written(LayerListings([self]).writeJSONLines) }
    fileprivate var csv: String { written(LayerListings([self]).writeCSV) }
    fileprivate var json: JSONValue { LayerListings([self]).json }

    private func written(_ write: ((String) -> Void) -> Void) -> String {
        var text = ""
        write { text += $0 }
        return text
    }
}
