import Glibc

/// A temporary directory that only this user can enter, for programs that write to a name.
package struct PrivateDirectory: Sendable {
    /// Where it is.
    package let path: String

    /// Makes one, in `TMPDIR` where that is set.
    package init() throws(ArchiveError) {
        let named = getenv("TMPDIR").map { String(cString: $0) } ?? ""
        let base = named.isEmpty ? "/tmp" : named
        var template = Array((base + "/strata-XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else {
            throw ArchiveError(.noSpace, "no directory can be made in \(base); set TMPDIR to one that can be written")
        }
        path = String(decoding: template.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Where a file of it is.
    package func path(of name: String) -> String { path + "/" + name }

    /// Removes it with these files of it.
    package func remove(_ names: String...) {
        for name in names { unlink(path(of: name)) }
        rmdir(path)
    }
}
