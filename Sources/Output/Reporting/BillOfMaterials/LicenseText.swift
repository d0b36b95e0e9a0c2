/// What a package's data say of its licence, for documents that want SPDX expressions.
struct LicenseText {
    /// As the data say it.
    let text: String
    /// Whether it is an expression whose identifiers are on SPDX's list, as far as we know that.
    let isExpression: Bool
    /// Whether it is one identifier.
    let isIdentifier: Bool

    init(_ text: String) {
        self.text = text
        let words = text.split { $0 == " " || $0 == "(" || $0 == ")" }.map(String.init)
        isIdentifier = words.count == 1 && LicenseText.identifiers.contains(text)
        isExpression = LicenseText.isExpression(text)
    }

    /// `ID`, or identifiers parted by `AND`, `OR` and `WITH`; parentheses close as they open.
    private static func isExpression(_ text: String) -> Bool {
        var depth = 0
        var wantsIdentifier = true
        var spaced = ""
        for character in text { spaced += character == "(" || character == ")" ? " \(character) " : String(character) }
        for word in spaced.split(separator: " ") {
            switch word {
            case "(":
                guard wantsIdentifier else { return false }
                depth += 1
            case ")":
                depth -= 1
                guard depth >= 0, !wantsIdentifier else { return false }
            case "AND", "OR":
                guard !wantsIdentifier else { return false }
                wantsIdentifier = true
            default:
                guard wantsIdentifier, identifiers.contains(String(word)) else { return false }
                wantsIdentifier = false
            }
        }
        return depth == 0 && !wantsIdentifier
    }

    /// A reference for what is no expression: `LicenseRef-` and letters, digits, `.` and `-`.
    var reference: String {
        "LicenseRef-"
            + String(text.prefix(120).map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == ".") ? $0 : "-" })
    }

    /// The identifiers that package data really use; others become references, which is correct as well.
    private static let identifiers: Set<String> = [
        "0BSD", "AFL-2.1", "AGPL-3.0-only", "AGPL-3.0-or-later", "Apache-1.1", "Apache-2.0", "Artistic-1.0",
        "Artistic-2.0", "BlueOak-1.0.0", "BSD-1-Clause", "BSD-2-Clause", "BSD-3-Clause", "BSD-4-Clause", "BSL-1.0",
        "bzip2-1.0.6", "CC-BY-3.0", "CC-BY-4.0", "CC-BY-SA-4.0", "CC0-1.0", "CDDL-1.0", "CDDL-1.1", "CPL-1.0", "curl",
        "ECL-2.0", "EPL-1.0", "EPL-2.0", "EUPL-1.2", "FSFAP", "FSFULLR", "FTL", "GFDL-1.1-only",
        "GFDL-1.1-or-later", "GFDL-1.2-only", "GFDL-1.2-or-later", "GFDL-1.3-only", "GFDL-1.3-or-later", "GPL-1.0-only",
        "GPL-1.0-or-later", "GPL-2.0-only", "GPL-2.0-or-later", "GPL-3.0-only", "GPL-3.0-or-later", "HPND", "ICU",
        "IJG", "ISC", "LGPL-2.0-only", "LGPL-2.0-or-later", "LGPL-2.1-only", "LGPL-2.1-or-later", "LGPL-3.0-only",
        "LGPL-3.0-or-later", "Libpng", "libtiff", "MIT", "MIT-0", "MIT-CMU", "MPL-1.1", "MPL-2.0", "MS-PL", "NCSA",
        "NIST-PD", "OFL-1.1", "OLDAP-2.8", "OpenSSL", "PHP-3.01", "PostgreSQL", "PSF-2.0", "Python-2.0", "QPL-1.0",
        "Ruby", "Sleepycat", "SSH-OpenSSH", "TCL", "Unicode-3.0", "Unicode-DFS-2016", "Unlicense", "UPL-1.0", "Vim",
        "W3C", "WTFPL", "X11", "Zlib", "ZPL-2.1",
    ]
}
