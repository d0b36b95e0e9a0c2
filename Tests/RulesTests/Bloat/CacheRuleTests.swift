import AnalysisSupport
import ImageAnalysis
import TestSupport
import Testing

@testable import Rules

/// What tools keep of downloads: each rule finds its own files and leaves alone what only looks alike.
@Suite struct CacheRuleTests {
    /// A rule, paths that it is about, and paths that it is not about.
    struct Case: Sendable, CustomTestStringConvertible {
        let rule: String
        let found: [String]
        let nearMisses: [String]
        var testDescription: String { rule }

        init(_ rule: String, _ found: [String], not nearMisses: [String]) {
            self.rule = rule
            self.found = found
            self.nearMisses = nearMisses
        }
    }

    @Test(arguments: cases)
    func finds(_ it: Case) throws {
        let names = (it.found + it.nearMisses).enumerated()
        // Contents all differ, so that nothing is a duplicate.
        let fixture = try AnalyzedFixture {
            for (number, name) in names { File(name, size: 5000 + number, filledWith: 7) }
        }
        #expect(fixture.paths(it.rule) == it.found.sorted())
        let finding = try #require(fixture.findings(it.rule).first)
        #expect(finding.bytes == it.found.indices.reduce(0) { $0 + 5000 + Int64($1) })
        #expect(finding.layer == 1)
        #expect(!finding.remedy.isEmpty && !finding.evidence.isEmpty)
    }

    static let cases: [Case] = [
        Case(
            "apt-lists", ["var/lib/apt/lists/deb_InRelease", "var/lib/apt/lists/partial/x"],
            not: ["var/lib/apt/extended_states", "srv/var/lib/apt/lists/x"]),
        Case(
            "apt-cache",
            ["var/cache/apt/pkgcache.bin", "var/cache/apt/srcpkgcache.bin", "var/cache/apt/archives/vim_9_amd64.deb"],
            not: ["var/cache/debconf/templates.dat", "opt/vim.deb"]),
        Case(
            "dpkg-leftovers", ["var/lib/dpkg/status-old", "var/cache/debconf/templates.dat-old"],
            not: ["var/lib/dpkg/status", "var/lib/dpkg/info/a-old", "etc/passwd-"]),
        Case(
            "apk-cache", ["var/cache/apk/APKINDEX.0f3a.tar.gz", "etc/apk/cache/a.apk"],
            not: ["lib/apk/db/installed", "etc/apk/repositories"]),
        Case(
            "dnf-cache",
            [
                "var/cache/dnf/fedora-1/repodata/primary.xml.gz", "var/cache/libdnf5/fedora.solv",
                "var/lib/dnf/repos/x/countme",
            ], not: ["var/lib/dnf/history.sqlite", "etc/dnf/dnf.conf"]),
        Case(
            "yum-cache", ["var/cache/yum/x86_64/7/base/gen/primary.sqlite"],
            not: ["var/lib/yum/history/h.sqlite", "etc/yum.conf"]),
        Case(
            "zypper-cache", ["var/cache/zypp/solv/x/solv", "var/cache/zypp/packages/a.rpm"],
            not: ["var/log/zypp/history", "etc/zypp/zypp.conf"]),
        Case(
            "pip-cache", ["root/.cache/pip/http-v2/a/b", "home/u/.cache/pip/wheels/c.whl"],
            not: ["root/.cache/pipenv/a", "usr/lib/python3/dist-packages/pip/main.py", "root/.config/pip/pip.conf"]),
        Case(
            "uv-cache", ["root/.cache/uv/archive-v0/a"], not: ["root/.local/share/uv/tools/a", "root/.cache/uvicorn/a"]),
        Case(
            "npm-cache", ["root/.npm/_cacache/content-v2/sha512/a", "root/.npm/_logs/x.log"],
            not: ["app/.npmrc", "usr/lib/node_modules/npm/index.js"]),
        Case(
            "yarn-cache", ["usr/local/share/.cache/yarn/v6/a", "app/.yarn/cache/b.zip"],
            not: ["app/.yarn/releases/yarn-4.cjs", "app/yarn.lock"]),
        Case(
            "pnpm-store", ["root/.local/share/pnpm/store/v3/files/a", "app/.pnpm-store/v3/b"],
            not: ["app/node_modules/.pnpm/a/index.js", "root/.local/share/pnpm/global/x"]),
        Case(
            "cargo-cache", ["usr/local/cargo/registry/src/a/lib.rs", "root/.cargo/git/db/b"],
            not: ["usr/local/cargo/bin/cargo-watch", "root/.cargo/config.toml"]),
        Case(
            "go-module-cache", ["go/pkg/mod/cache/download/a", "root/go/pkg/mod/b@v1/b.go"],
            not: ["go/bin/tool", "app/vendor/a.go", "go/pkg/sumdb/x"]),
        Case("go-build-cache", ["root/.cache/go-build/00/a-d"], not: ["root/.cache/golangci-lint/a"]),
        Case(
            "maven-repository", ["root/.m2/repository/org/a/a.jar"],
            not: ["root/.m2/settings.xml", "app/repository/a.jar"]),
        Case(
            "gradle-cache", ["root/.gradle/caches/8/a", "home/gradle/.gradle/wrapper/dists/gradle-8/b"],
            not: ["app/.gradle/config", "app/gradle/wrapper/gradle-wrapper.jar"]),
        Case(
            "composer-cache", ["root/.composer/cache/files/a.zip", "home/u/.cache/composer/b"],
            not: ["app/vendor/composer/installed.json", "root/.composer/auth.json"]),
        Case(
            "gem-cache", ["usr/local/bundle/cache/rack-3.0.gem", "var/lib/gems/3.1.0/cache/rake.gem"],
            not: ["usr/local/bundle/gems/rack-3.0/rack.rb", "app/vendor/rack.gem"]),
        Case(
            "manual-pages", ["usr/share/man/man1/ls.1.gz", "usr/local/share/man/man1/x.1"],
            not: ["usr/share/manila/x", "opt/app/man/x.1"]),
        Case("info-pages", ["usr/share/info/dir"], not: ["usr/share/information/x"]),
        Case(
            "documentation", ["usr/share/doc/bash/changelog.gz", "usr/local/share/doc/x/README"],
            not: ["usr/share/doc/bash/copyright", "app/docs/index.md"]),
        Case("temporary-files", ["tmp/build/a.o", "var/tmp/b"], not: ["app/tmp/cache", "tmpfiles/x"]),
        Case("logs", ["var/log/dpkg.log", "var/log/apt/history.log"], not: ["app/log/x.log", "var/log/lastlog"]),
        Case(
            "version-control", ["app/.git/objects/pack/a.pack", "src/.svn/wc.db", "src/.hg/store/a"],
            not: ["app/.gitignore", "app/.github/workflows/ci.yml", "usr/share/git-core/templates/x"]),
        Case(
            "context-litter",
            [
                "app/.idea/workspace.xml", "app/.vscode/settings.json", "app/.terraform/providers/a", "app/.DS_Store",
                "app/.main.py.swp",
            ], not: ["app/terraform/main.tf", "app/vscode/x", "swapfile"]),
        Case(
            "source-maps", ["app/dist/main.js.map", "app/node_modules/a/a.css.map"],
            not: ["app/dist/main.js", "usr/share/maps/world.map"]),
        Case(
            "static-libraries", ["usr/lib/libz.a", "usr/lib/x86_64-linux-gnu/libm.a", "usr/lib/libz.la"],
            not: ["usr/lib/libz.so.1", "app/data.a", "app/liba.ab"]),
        Case(
            "headers", ["usr/include/stdio.h", "usr/local/include/python3.11/Python.h", "usr/lib/pkgconfig/zlib.pc"],
            not: ["usr/lib/python3/include.py", "app/include/a.h"]),
        Case(
            "compilers",
            [
                "usr/lib/gcc/x86_64-linux-gnu/14/lto1", "usr/bin/gcc-14", "usr/bin/make",
                "usr/bin/x86_64-linux-gnu-ld.bfd", "usr/local/go/bin/go",
            ],
            not: [
                "usr/lib/x86_64-linux-gnu/libgcc_s.so.1", "usr/lib/x86_64-linux-gnu/libstdc++.so.6",
                "usr/bin/makepasswd", "app/gcc",
            ]),
        Case(
            "python-tests",
            [
                "v/lib/python3.13/site-packages/numpy/core/tests/a.py",
                "usr/lib/python3/dist-packages/x/tests/data.bin", "usr/local/lib/python3.11/test/test_os.py",
            ],
            not: [
                "v/lib/python3.13/site-packages/numpy/testing/a.py", "app/tests/test_a.py",
                "v/lib/python3.13/site-packages/django/test/b.py",
            ]),
        Case(
            "python-installers",
            [
                "v/lib/python3.13/site-packages/pip/main.py",
                "v/lib/python3.13/site-packages/setuptools-80.0.dist-info/RECORD",
                "usr/lib/python3.13/ensurepip/_bundled/pip.whl",
            ],
            not: [
                "v/lib/python3.13/site-packages/pipdeptree/a.py", "v/lib/python3.13/site-packages/setuptools_scm/a.py",
            ]),
    ]

    @Test func cleanImagesAreLeftAlone() throws {
        let fixture = try AnalyzedFixture {
            File("app/main.py", size: 9000)
            File("usr/share/doc/x/copyright", size: 9001)
        }
        #expect(fixture.image.findings(of: RuleTable.image.filter { $0.rule.category == .bloat }).isEmpty)
    }

    @Test func aFewBytesAreNotWorthALine() throws {
        #expect(try AnalyzedFixture { File("tmp/a", size: 4095) }.findings("temporary-files").isEmpty)
        #expect(try AnalyzedFixture { File("app/.git/HEAD", size: 41) }.findings("version-control").count == 1)
    }
}
