import AnalysisSupport
import ImageAnalysis
import TestSupport
import Testing

@testable import Rules

@Suite struct LocaleTests {
    private func paths(_ environment: [String], _ files: [String]) throws -> [String] {
        try AnalyzedFixture(
            Image(reference: "a:1") {
                Layer { for (number, name) in files.enumerated() { File(name, size: 5000 + number) } }
            }.configured { $0.environment = environment }
        ).paths("locales")
    }

    private static let messages = ["de", "fr_CA", "en_GB", "ja", "C.utf8", "sr@latin"]
        .map { "usr/share/locale/\($0)/LC_MESSAGES/a.mo" }

    /// The languages of these files that an image of this environment has for nothing.
    private func unspoken(_ environment: String...) throws -> [String] {
        try paths(environment, Self.messages).compactMap {
            $0.split(separator: "/").dropFirst(3).first.map(String.init)
        }
    }

    @Test func languagesThatTheImageDoesNotSpeak() throws {
        #expect(try unspoken() == ["de", "fr_CA", "ja", "sr@latin"])
        #expect(try unspoken("LANG=ja_JP.UTF-8") == ["de", "fr_CA", "sr@latin"])
        #expect(try unspoken("LC_ALL=de_AT@euro", "LANG=C") == ["fr_CA", "ja", "sr@latin"])
        #expect(try unspoken("LC_MESSAGES=sr_RS@latin") == ["de", "fr_CA", "ja"])
        #expect(try unspoken("LANG=POSIX", "LC=ja", "LANGUAGES=de") == ["de", "fr_CA", "ja", "sr@latin"])
    }

    @Test func aListOfLanguagesKeepsThemAll() throws {
        #expect(try unspoken("LANGUAGE=de:fr:en") == ["ja", "sr@latin"])
    }

    @Test("What is named for no language is not kept, but for the aliases")
    func filesBesideTheLanguages() throws {
        let found = try paths(
            [], ["usr/share/locale/locale.alias", "usr/share/i18n/charmaps/UTF-8.gz", "app/locale/de/LC_MESSAGES/a.mo"])
        #expect(found == ["usr/share/i18n/charmaps/UTF-8.gz"])
    }

    @Test(
        "locale-gen's archive is what a locale that is set is read from",
        arguments: [
            (["LANG=en_US.UTF-8"], true), (["LC_ALL=de_DE"], true), (["LC_CTYPE=ja_JP.UTF-8"], true),
            ([], false), (["LANG=C.UTF-8"], false), (["LANG=", "LC_ALL=POSIX"], false),
        ] as [([String], Bool)])
    func theArchive(_ environment: [String], _ isNeeded: Bool) throws {
        let archive = "usr/lib/locale/locale-archive"
        #expect(try paths(environment, [archive]) == (isNeeded ? [] : [archive]))
    }
}
