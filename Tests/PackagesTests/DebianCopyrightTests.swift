import AnalysisSupport
import ImageAnalysis
import TestSupport
import Testing

@testable import Packages

/// Licences of Debian's packages, from the copyright files that are written for machines.
@Suite struct DebianCopyrightTests {
    private func license(_ text: String) -> String? { DebianCopyright.license(in: Array(text.utf8)) }

    private static let header = "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n\n"

    @Test func theLicencesOfTheFiles() {
        let text =
            Self.header + """
                Files: *
                Copyright: 2020 A
                License: GPL-2+

                Files: debian/*
                 more/*
                License: Expat
                 Permission is hereby granted
                 .
                 License: not-this

                Files: x
                License: GPL-2+
                 Once more

                License: BSD-3-clause
                 A text that no files have
                """
        #expect(license(text) == "GPL-2.0-or-later AND MIT")
    }

    @Test(arguments: [
        ("GPL-1+ or Artistic", "GPL-1.0-or-later OR Artistic-1.0"), ("LGPL-2.1", "LGPL-2.1-only"),
        ("Apache-2 and zlib", "Apache-2.0 AND Zlib"), ("GPL-3.0+", "GPL-3.0-or-later"),
        ("GPL-2+ with OpenSSL exception", "GPL-2+ with OpenSSL exception"), ("GPL-2, or MIT", "GPL-2, or MIT"),
        ("public-domain", "public-domain"), ("BSD-3-clause~Google", "BSD-3-clause~Google"), ("curl", "curl"),
    ])
    func namesOfSPDX(debian: String, expected: String) {
        #expect(license(Self.header + "Files: *\nLicense: \(debian)\n") == expected)
    }

    @Test func aChoiceAmongSeveralStandsInParentheses() {
        #expect(
            license(Self.header + "Files: a\nLicense: MIT or ISC\n\nFiles: b\nLicense: Zlib\n")
                == "(MIT OR ISC) AND Zlib")
    }

    @Test(arguments: [
        "", "\n\n", "This is GPL.\nLicense: MIT\n\nFiles: *\nLicense: MIT\n", "Files: *\nLicense: MIT\n\nmore\n",
        header, header + "Files: *\nLicense:\n text\n", header + "License: MIT\n text\n",
    ])
    func filesThatDoNotTell(text: String) {
        #expect(license(text) == nil)
    }

    @Test func theHeadersOwnLicenceAndLineEndsOfWindows() {
        #expect(license("Format: http://dep.debian.net/deps/dep5/\r\nLicense: ISC\r\n\r\nComment: x\r\n") == "ISC")
    }

    @Test func collectionsAreLeftOut() {
        let files = (0..<60).map { "Files: f\($0)\nLicense: L\($0)\n" }.joined(separator: "\n")
        #expect(license(Self.header + files) == nil)
    }

    @Test func aPackageHasIt() throws {
        let fixture = try InventoryFixture {
            File(
                "var/lib/dpkg/status",
                """
                Package: dash
                Status: install ok installed
                Version: 1

                Package: linked
                Status: install ok installed
                Version: 1

                Package: plain
                Status: install ok installed
                Version: 1

                """)
            File("usr/share/doc/dash/copyright", Self.header + "Files: *\nLicense: BSD-3-clause\n")
            Symlink("usr/share/doc/linked", to: "dash")
            File("usr/share/doc/plain/copyright", "It is free.\n")
            File("usr/share/doc/plain/examples/copyright", Self.header + "Files: *\nLicense: MIT\n")
        }
        #expect(fixture.package("dash")?.license == "BSD-3-Clause")
        #expect(fixture.package("linked")?.license == "BSD-3-Clause")
        #expect(fixture.package("plain")?.license == nil)
    }

    @Test(arguments: [
        ("usr/share/doc/a/copyright", true), ("usr/share/doc/a/b/copyright", false), ("usr/share/doc/copyright", false),
        ("usr/share/a/copyright", false), ("usr/share/doc/a/copyright.gz", false),
    ])
    func places(path: String, expected: Bool) {
        #expect(DebianCopyright.isPlace(FilePath(Array(path.utf8))) == expected)
    }
}
