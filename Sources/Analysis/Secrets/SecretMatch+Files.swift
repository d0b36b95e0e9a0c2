import Evidence
import FileTree

extension SecretMatch {
    /// What matches of one secret in one file share, whatever the layers that store the file.
    private struct Place: Hashable {
        var family: String
        var path: [UInt8]
        var members: [String]
        var fingerprint: UInt64
    }

    /// The matches of one secret in one file together: a layer that only changes a file's owner stores all of it again.
    ///
    /// - Returns: The groups in the order of their first matches, and the layers in order in each.
    static func byFile(_ matches: [SecretMatch]) -> [[SecretMatch]] {
        var files: [[SecretMatch]] = []
        var indices: [Place: Int] = [:]
        for match in matches {
            let place = Place(
                family: match.family, path: Array(FilePath.stripped(match.path)), members: match.members,
                fingerprint: match.fingerprint)
            if let index = indices[place] {
                files[index].append(match)
            } else {
                indices[place] = files.count
                files.append([match])
            }
        }
        return files
    }
}

extension SecretMatch {
    /// The file that it is in.
    var place: InspectedContents.Place { .init(layer: layer, ordinal: ordinal) }
}
