/// An input that is several files: `=== NAME` on a line of its own, then the contents. So libFuzzer moves whole files about
/// and finds names by its dictionary.
struct Members {
    private static let mark = Array("\n=== ".utf8)

    private(set) var files: [(name: [UInt8], contents: [UInt8])] = []

    init(_ input: [UInt8]) {
        let input = [UInt8(ascii: "\n")] + input
        var starts: [Int] = []
        for place in input.indices where input[place] == Members.mark[0] && input[place...].starts(with: Members.mark) {
            starts.append(place)
        }
        for (start, end) in zip(starts, starts.dropFirst() + [input.count]) {
            let file = input[(start + Members.mark.count)..<end]
            let name = file.prefix { $0 != UInt8(ascii: "\n") }
            files.append((Array(name), Array(file[name.endIndex...].dropFirst())))
        }
    }

    /// The tar with these files.
    var tar: [UInt8] { TarBlocks.tar(files) }

    /// An image whose only layer has these files.
    var image: [UInt8] {
        let configuration = """
            {"architecture":"amd64","os":"linux","config":{"Env":["PATH=/usr/bin:/bin"],"Cmd":["python3","/app/main.py"],\
            "WorkingDir":"/app"},"rootfs":{"type":"layers","diff_ids":["sha256:\(String(repeating: "0", count: 64))"]},\
            "history":[{"created_by":"COPY . / # buildkit"}]}
            """
        let manifest = #"[{"Config":"c.json","RepoTags":["fuzz:1"],"Layers":["l.tar"]}]"#
        return TarBlocks.tar([
            (Array("manifest.json".utf8), Array(manifest.utf8)), (Array("c.json".utf8), Array(configuration.utf8)),
            (Array("l.tar".utf8), tar),
        ])
    }
}
