import Evidence

/// The licences of a Debian package, from the file in which it tells them (Debian policy 12.5), where that is written for
/// machines ("Machine-readable debian/copyright file", DEP-5).
enum DebianCopyright {
    /// Longer files are not read, in bytes.
    static let maximumSize = 128 << 10
    /// A package of more licences than this is a collection: a list of all says nothing.
    private static let maximumCount = 48

    /// Where a package has the file, without a leading slash.
    static func place(of package: String) -> [UInt8] { Array("usr/share/doc/\(package)/copyright".utf8) }

    /// Whether a path is that of such a file.
    static func isPlace(_ path: FilePath) -> Bool {
        let directory = path.directory
        guard path.name == "copyright", directory.hasPrefix("usr/share/doc/") else { return false }
        return !directory.dropFirst("usr/share/doc/".count).contains("/")
    }

    /// The licences of the package's files, each once, joined by `AND`, by SPDX's names as far as Debian's are known.
    /// Nil for a file that is not for machines.
    static func license(in bytes: [UInt8]) -> String? {
        var licenses: [String] = []
        var paragraph = Paragraph()
        var isHeader = true
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            guard line.contains(where: { !$0.isBlank }) else {
                if isHeader, !paragraph.isEmpty {
                    guard paragraph.isForMachines else { return nil }
                    isHeader = false
                }
                licenses += paragraph.license
                paragraph = Paragraph(isHeader: isHeader)
                continue
            }
            paragraph.read(line)
        }
        guard !isHeader else { return nil }
        licenses += paragraph.license
        var seen: Set<String> = []
        let names = licenses.map(spdx).filter { seen.insert($0).inserted }
        guard !names.isEmpty, names.count <= maximumCount else { return nil }
        return names.count == 1
            ? names[0] : names.map { $0.holds(" OR ") ? "(\($0))" : $0 }.joined(separator: " AND ")
    }

    /// What is read of a paragraph. One with neither `Files` nor `Format` only has a licence's text.
    private struct Paragraph {
        var isHeader = true
        var isEmpty = true
        private var hasFiles = false
        private(set) var isForMachines = false
        private var value: String?

        init(isHeader: Bool = true) { self.isHeader = isHeader }

        mutating func read(_ line: ArraySlice<UInt8>) {
            isEmpty = false
            guard let colon = line.prefix(16).firstIndex(of: UInt8(ascii: ":")) else { return }
            let text = String(decoding: line[(colon + 1)...], as: UTF8.self).trimmed
            switch String(decoding: line[..<colon], as: UTF8.self).lowercased() {
            case "format", "format-specification":
                isForMachines = text.holds("copyright-format") || text.holds("dep5") || text.holds("/dep/")
            case "files": hasFiles = true
            case "license": value = text
            default: return
            }
        }

        /// The first line of `License`; the others are its text.
        var license: [String] { hasFiles || isForMachines ? [value].compactMap(\.self).filter { !$0.isEmpty } : [] }
    }

    /// A licence as Debian writes it, `GPL-2+ or Artistic`, as an expression of SPDX; as written where that is not sure:
    /// with exceptions, and with commas, which mean parentheses.
    private static func spdx(_ license: String) -> String {
        let words = license.split(separator: " ").map(String.init)
        if words.contains("with") || license.contains(",") { return license }
        return words.map { word in
            switch word.lowercased() {
            case "or", "and/or": "OR"
            case "and": "AND"
            default: names[word.lowercased()] ?? word
            }
        }.joined(separator: " ")
    }

    /// SPDX's names of the licences that have another one in Debian, which is in lower case.
    private static let names: [String: String] = {
        var names = [
            "expat": "MIT", "mit": "MIT", "mit/x11": "MIT", "bsd-2-clause": "BSD-2-Clause",
            "bsd-3-clause": "BSD-3-Clause", "3c-bsd": "BSD-3-Clause", "bsd-4-clause": "BSD-4-Clause",
            "apache-2": "Apache-2.0", "apache-2.0": "Apache-2.0", "artistic": "Artistic-1.0", "cc0": "CC0-1.0",
            "zlib": "Zlib", "libpng": "Libpng", "openldap-2.8": "OLDAP-2.8", "sil-1.1": "OFL-1.1", "psf-2": "PSF-2.0",
            "isc": "ISC", "mpl-2": "MPL-2.0",
        ]
        let families = [
            ("gpl", ["1", "2", "3"]), ("lgpl", ["2", "2.1", "3"]), ("agpl", ["3"]), ("gfdl", ["1.1", "1.2", "1.3"]),
        ]
        for (family, versions) in families {
            for version in versions {
                let full = version.contains(".") ? version : version + ".0"
                for written in Set([version, full]) {
                    names["\(family)-\(written)"] = "\(family.uppercased())-\(full)-only"
                    names["\(family)-\(written)+"] = "\(family.uppercased())-\(full)-or-later"
                }
            }
        }
        return names
    }()
}
