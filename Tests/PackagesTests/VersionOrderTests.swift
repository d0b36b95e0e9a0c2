import ImageAnalysis
import TestSupport
import Testing

@testable import Packages

/// Each list ascends; `=` between two means that they are the same version. The orders were compared with dpkg, rpm, PyPA's
/// packaging, node-semver, RubyGems and Maven on some thousand random pairs each; these are the telling ones.
@Suite struct VersionOrderTests {
    private func expectAscending(_ order: VersionOrder, _ lists: [[String]]) {
        for list in lists {
            for (left, right) in zip(list, list.dropFirst()) {
                #expect(order.compare(left, right) == -1, "\(left) < \(right)")
                #expect(order.compare(right, left) == 1, "\(right) > \(left)")
            }
        }
    }

    private func expectEqual(_ order: VersionOrder, _ pairs: [(String, String)]) {
        for (left, right) in pairs {
            #expect(order.compare(left, right) == 0, "\(left) = \(right)")
            #expect(order.compare(right, left) == 0, "\(right) = \(left)")
        }
    }

    private func expectNoVersions(_ order: VersionOrder, _ texts: [String]) {
        for text in texts { #expect(order.compare(text, text) == nil, "\(text) is no version") }
    }

    @Test func debian() {
        expectAscending(
            .debian,
            [
                ["1.0~rc1-1", "1.0-1", "1.0-1+b1", "1.0-1.1", "1.0-2", "1.0+dfsg-1", "1.1-1", "1.10-1", "1:0.9-1"],
                ["3.0.11-1~deb12u2", "3.0.11-1", "3.0.11-1+deb12u1", "3.0.11-10"],
                ["1~~", "1~~a", "1~", "1", "1a", "1+"], ["1.0a-1", "1.0+-1"], ["0.9", "00010"],
            ])
        expectEqual(.debian, [("0:1.0-1", "1.0-1"), ("1.0-0", "1.0"), ("1.01", "1.1"), ("1.0", "1.00")])
        expectNoVersions(.debian, ["", "1:", "a:1", ":1", "-1"])
    }

    @Test func alpine() {
        expectAscending(
            .alpine,
            [
                [
                    "1.2.3_alpha1-r0", "1.2.3_beta", "1.2.3_pre2", "1.2.3_rc1", "1.2.3", "1.2.3_git20200101",
                    "1.2.3_p1-r3",
                ],
                ["1.2", "1.2.0", "1.2.1", "1.10"], ["3.1.4-r0", "3.1.4-r1", "3.1.4-r10"], ["1.1a", "1.1b", "1.2"],
                ["1.01", "1.1"], ["1.1.1w-r0", "1.1.1w-r1", "1.1.1x"], ["9.5_p1", "9.5_p2", "9.10_p1"],
            ])
        expectEqual(.alpine, [("1.2.3", "1.2.3-r0"), ("1.2.3~abc1", "1.2.3")])
        expectNoVersions(.alpine, ["", "a", "1.", "1.2_foo", "1.2-1", "1.2-r1x", "v1"])
    }

    @Test func rpm() {
        expectAscending(
            .rpm,
            [
                ["1.0~rc1-1", "1.0-1", "1.0-1.el9", "1.0-1.el9_2", "1.0-2.el9", "1.0.1-1", "1.10-1", "1:0.1-1"],
                ["1.0-1", "1.0^git1-1", "1.0.1-1"], ["1.0a-1", "1.0.1-1"], ["2.4a", "2.4b", "2.4.1"],
                ["10", "20230101"],
            ])
        expectEqual(.rpm, [("1.0-1", "0:1.0-1"), ("1.0", "1.0-5"), ("1.0_1-1", "1.0.1-1"), ("1.05-1", "1.5-1")])
        expectNoVersions(.rpm, ["", "a:1", "-1", "0:"])
    }

    @Test func python() {
        expectAscending(
            .python,
            [
                [
                    "1.0.dev456", "1.0a1", "1.0a2.dev456", "1.0a12.dev456", "1.0a12", "1.0b1.dev456", "1.0b2",
                    "1.0b2.post345.dev456", "1.0b2.post345", "1.0rc1.dev456", "1.0rc1", "1.0", "1.0+abc.5", "1.0+abc.7",
                    "1.0+5", "1.0.post456.dev34", "1.0.post456", "1.0.15", "1.1.dev1", "1!0.1",
                ]
            ])
        expectEqual(
            .python,
            [
                ("1.0", "1"), ("1.0.0", "v1.0"), ("1.0alpha1", "1.0-a.1"), ("1.0-1", "1.0.post1"), ("1.0c1", "1.0rc1"),
                ("1.0RC1", "1.0.pre1"), ("1.0+a-b", "1.0+A.b"), (" 1.0 ", "1.0"), ("1.0a", "1.0a0"),
                ("1.0r4", "1.0.post4"),
            ])
        expectNoVersions(.python, ["", "a", "1.0x", "1.0+", "1!", "1.0+a..b", "1..0", "french toast"])
    }

    @Test func semantic() {
        expectAscending(
            .semantic,
            [
                [
                    "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11",
                    "1.0.0-rc.1", "1.0.0", "1.0.1", "1.2.0", "1.10.0", "2.0.0",
                ],
                ["0.0.0-20210101000000-abcdef123456", "0.0.1"], ["1.22rc1", "1.22", "1.22.1"],
            ])
        expectEqual(
            .semantic, [("v1.2.3", "1.2.3"), ("go1.22.1", "1.22.1"), ("1.0", "1.0.0"), ("1.0.0+a", "1.0.0+b")])
        expectNoVersions(.semantic, ["", "latest", "1..2", "1.2.3-a..b", "(devel)", "1.2.3.4.5", "v"])
    }

    @Test func gem() {
        expectAscending(
            .gem,
            [
                ["1.0.a", "1.0.b1", "1.0.pre.1", "1.0.rc1", "1.0", "1.0.1", "1.2", "1.10", "2.0.0.pre"],
                ["1.0-rc", "1.0"],
            ])
        expectEqual(.gem, [("1.0", "1"), ("1.0.0", "1"), ("1.0.0.a", "1.a"), ("1.0-rc", "1.0.pre.rc")])
        expectNoVersions(.gem, ["", "a", "1..0", ".1", "1 0"])
    }

    @Test func maven() {
        expectAscending(
            .maven,
            [
                [
                    "1.0-alpha-1", "1.0-beta-1", "1.0-milestone-1", "1.0-rc1", "1.0-SNAPSHOT", "1.0", "1.0-sp",
                    "1.0-jre",
                    "1.0-1", "1.0.1", "1.2", "1.10",
                ], ["1-foo", "1-1", "1.1"], ["2.0-m1", "2.0-m10", "2.0"],
            ])
        expectEqual(
            .maven,
            [
                ("1.0", "1"), ("1.0.0.Final", "1"), ("1.0-ga", "1.0"), ("1.0-cr1", "1.0-rc1"), ("1.0.0-foo", "1-foo"),
                ("1a1", "1-alpha-1"), ("1.0_1", "1.0-1"),
            ])
    }

    @Test(arguments: PackageSources.all.map(\.ecosystem))
    func longVersionsAreNotCompared(ecosystem: Ecosystem) throws {
        let order = try #require(ecosystem.versionOrder)
        let long = String(repeating: "1.", count: 300) + "1"
        #expect(order.compare(long, "1") == nil)
        #expect(order.compare(String(repeating: "9", count: 500), "1") == 1, "numbers of any length")
    }

    /// Debian's own program on pairs that come from real versions by chance changes, always the same ones.
    @Test(.enabled(if: Shell.has("dpkg")))
    func dpkgSaysTheSame() throws {
        var random = SeededRandom(seed: 12)
        let seeds = [
            "1.2.3-1", "1:2.30-1+deb12u1", "3.0.11-1~deb12u2", "0~20210101", "1.0~rc1-1", "1.18.0+dfsg-1", "9",
        ]
        func changed(_ version: String) -> String {
            var characters = Array(version)
            let alphabet = Array("0123456789.+~ab")
            characters.insert(
                alphabet[Int.random(in: 0..<alphabet.count, using: &random)],
                at: Int.random(in: 1...characters.count, using: &random))
            return String(characters)
        }
        let pairs = (0..<60).map { _ in
            let seed = seeds[Int.random(in: 0..<seeds.count, using: &random)]
            return (changed(seed), changed(Bool.random(using: &random) ? seed : changed(seed)))
        }
        let script = pairs.map { left, right in
            "dpkg --compare-versions '\(left)' lt '\(right)' && echo -1 || "
                + "{ dpkg --compare-versions '\(left)' gt '\(right)' && echo 1 || echo 0; }"
        }.joined(separator: "\n")
        let answers = try Shell.run("/bin/sh", ["-c", script]).text.split(separator: "\n").map { Int($0) }
        #expect(answers.count == pairs.count)
        for ((left, right), answer) in zip(pairs, answers) {
            #expect(VersionOrder.debian.compare(left, right) == answer, "\(left) and \(right)")
        }
    }
}
