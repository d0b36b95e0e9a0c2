import AnalysisSupport
import ImageAnalysis
import TestSupport
import Testing

@testable import Rules

/// Trees as the tools left them in images that Tests/Conformance/cache_images.py builds: what is a cache is found to the
/// last file, and nothing that the tool needs beside it.
@Suite struct ToolTreeTests {
    /// What one tool left.
    struct Tree: Sendable, CustomTestStringConvertible {
        let tool: String
        let rule: String
        let cached: [String]
        let kept: [String]
        var testDescription: String { tool }
    }

    @Test(arguments: trees)
    func eachFileOfTheCacheAndNoOther(_ tree: Tree) throws {
        let fixture = try AnalyzedFixture {
            for (number, name) in (tree.cached + tree.kept).enumerated() { File(name, size: 4100 + number) }
        }
        #expect(fixture.paths(tree.rule) == tree.cached.sorted())
        #expect(fixture.findings("tagged-cache").isEmpty)
    }

    @Test(arguments: trees)
    func aCacheThatALaterLayerDeletedIsWasteAndNoBloat(_ tree: Tree) throws {
        let fixture = try AnalyzedFixture(
            Image(reference: "a:1") {
                Layer { for name in tree.cached { File(name, size: 5000) } }
                Layer { for name in tree.cached { Whiteout(name) } }
            })
        #expect(fixture.findings(tree.rule).isEmpty)
        #expect(fixture.findings("waste-deleted").map(\.bytes) == [Int64(tree.cached.count) * 5000])
    }

    static let trees: [Tree] = [
        Tree(
            tool: "cargo 1.85", rule: "cargo-cache",
            cached: [
                "root/.cargo/.global-cache", "root/.cargo/git/CACHEDIR.TAG",
                "root/.cargo/git/checkouts/lib-871ca0cf48b70527/84c3c1e/src/lib.rs",
                "root/.cargo/git/db/lib-871ca0cf48b70527/HEAD", "root/.cargo/registry/CACHEDIR.TAG",
                "root/.cargo/registry/cache/index.crates.io-6f17d22bba15001f/itoa-1.0.9.crate",
                "root/.cargo/registry/index/index.crates.io-6f17d22bba15001f/config.json",
                "root/.cargo/registry/src/index.crates.io-6f17d22bba15001f/itoa-1.0.9/src/lib.rs",
            ],
            kept: [
                "root/.cargo/config.toml", "root/.cargo/env", "root/.cargo/bin/tool", "rust/Cargo.lock",
                "rust/target/release/app",
            ]),
        Tree(
            tool: "the rust images' cargo", rule: "cargo-cache",
            cached: [
                "usr/local/cargo/.global-cache", "usr/local/cargo/git/db/a/HEAD",
                "usr/local/cargo/registry/cache/a/b.crate",
            ], kept: ["usr/local/cargo/bin/cargo", "usr/local/cargo/env"]),
        Tree(
            tool: "go 1.24, modules", rule: "go-module-cache",
            cached: [
                "root/go/pkg/mod/cache/download/github.com/pkg/errors/@v/v1.0.0.zip",
                "root/go/pkg/mod/cache/download/github.com/pkg/errors/@v/list",
                "root/go/pkg/mod/github.com/pkg/errors@v1.0.0/errors.go",
            ],
            kept: [
                "root/go/bin/tool", "go-app/app", "go-app/go.sum", "go-app/pkg/mod/mod.go", "root/.config/go/env",
            ]),
        Tree(
            tool: "go 1.24, what it compiled", rule: "go-build-cache",
            cached: [
                "root/.cache/go-build/b3/b3b35b6e-a", "root/.cache/go-build/trim.txt", "root/.cache/go-build/README",
            ],
            kept: ["root/.config/go/telemetry/local/go@1.24.count"]),
        Tree(
            tool: "Composer 2.8", rule: "composer-cache",
            cached: ["root/.composer/cache/.htaccess", "root/.composer/cache/files/debian/log/3b6f.zip"],
            kept: ["root/.composer/.htaccess", "root/.composer/config.json", "php-app/vendor/autoload.php"]),
        Tree(
            tool: "npm 9", rule: "npm-cache",
            cached: [
                "root/.npm/_cacache/content-v2/sha512/a0/8f/1c", "root/.npm/_cacache/index-v5/0a/11/22",
                "root/.npm/_logs/2026-11-21T10_43_21_073Z-debug-0.log", "root/.npm/_npx/5f7878ce38f1eb13/package.json",
            ],
            kept: ["root/.npm/_update-notifier-last-checked", "root/.npmrc", "npm-app/node_modules/lodash/lodash.js"]),
        Tree(
            tool: "Yarn 1.22", rule: "yarn-cache",
            cached: [
                "usr/local/share/.cache/yarn/v6/npm-acorn-8.8.1-6ed7/node_modules/acorn/.yarn-tarball.tgz",
                "home/u/.cache/yarn/v6/npm-ms-2.1.3-f069/node_modules/ms/index.js",
            ],
            kept: ["yarn-app/node_modules/.yarn-integrity", "yarn-app/yarn.lock", "usr/local/share/yarn/bin/yarn.js"]),
        Tree(
            tool: "Yarn 4.1, its user's cache", rule: "yarn-cache",
            cached: [
                "root/.yarn/berry/cache/acorn-npm-8.8.1-20e4aea981-10c0.zip",
                "root/.yarn/berry/metadata/npm/registry/acorn.json",
            ],
            kept: [
                "app/.yarn/install-state.gz", "app/.yarn/releases/yarn-4.1.0.cjs", "app/.yarn/plugins/a.cjs",
                "app/.yarnrc.yml", "srv/berry/cache/a.zip",
            ]),
        Tree(
            tool: "pnpm", rule: "pnpm-store",
            cached: [
                "root/.local/share/pnpm/store/v10/files/00/1a", "root/.cache/pnpm/metadata/registry.npmjs.org/ms.json",
            ], kept: ["root/.local/state/pnpm/pnpm-state.json", "app/node_modules/.pnpm/lock.yaml"]),
        Tree(
            tool: "Maven 3.9", rule: "maven-repository",
            cached: [
                "root/.m2/repository/org/apache/commons/commons-lang3/debian/commons-lang3-debian.jar",
                "root/.m2/repository/org/apache/commons/commons-lang3/debian/_remote.repositories",
            ], kept: ["root/.m2/settings.xml", "root/.m2/settings-security.xml", "maven-app/target/a-1.jar"]),
        Tree(
            tool: "Gradle 4.4, its user's directory and a project's", rule: "gradle-cache",
            cached: [
                "root/.gradle/caches/modules-2/files-2.1/org.apache.commons/commons-lang3/a/commons-lang3.jar",
                "root/.gradle/caches/transforms-1/transforms-1.lock", "root/.gradle/daemon/8.5/daemon-21.out.log",
                "root/.gradle/native/28/linux-amd64/libnative-platform.so",
                "root/.gradle/wrapper/dists/gradle-8.5-bin/x/gradle-8.5/bin/gradle",
                "app/.gradle/4.4.1/fileHashes/fileHashes.bin", "app/.gradle/4.4.1/taskHistory/taskHistory.bin",
                "app/.gradle/8.5/executionHistory/executionHistory.bin",
                "app/.gradle/buildOutputCleanup/outputFiles.bin",
            ],
            kept: [
                "root/.gradle/gradle.properties", "root/.gradle/init.d/mirror.gradle",
                "app/gradle/wrapper/gradle-wrapper.jar",
                "app/build/libs/app.jar", "srv/4.4.1/fileHashes/a",
            ]),
        Tree(
            tool: "pip 23", rule: "pip-cache",
            cached: [
                "root/.cache/pip/http/1/a/b", "root/.cache/pip/http-v2/4/5/6.body", "root/.cache/pip/selfcheck/a.json",
                "root/.cache/pip/wheels/1a/b0/docopt-0.6.2-py2.py3-none-any.whl",
            ], kept: ["root/.config/pip/pip.conf", "root/.pip/pip.conf", "etc/pip.conf"]),
        Tree(
            tool: "apk 3", rule: "apk-cache",
            cached: ["var/cache/apk/APKINDEX.36fc7d53.tar.gz", "var/cache/apk/one-1.0-r0.ac87b1a7.apk"],
            kept: ["lib/apk/db/installed", "lib/apk/db/scripts.tar.gz", "etc/apk/world", "etc/apk/keys/a.rsa.pub"]),
        Tree(
            tool: "microdnf 3.10", rule: "yum-cache",
            cached: [
                "var/cache/yum/solv/local.solv", "var/cache/yum/solv/local-filenames.solvx",
                "var/cache/yum/metadata/local-x86_64/repodata/primary.xml.gz",
            ], kept: ["var/lib/dnf/history.sqlite", "var/lib/rpm/rpmdb.sqlite", "etc/yum.repos.d/local.repo"]),
    ]
}
