import AnalysisSupport
import ImageAnalysis
import TestSupport
import Testing

@testable import Rules

@Suite struct NodeRuleTests {
    private static let manifest =
        #"{"dependencies":{"express":"1","both":"1"},"devDependencies":{"jest":"1","@types/node":"1","both":"1","absent":"1"}}"#

    @Test func theManifestNamesDevelopmentDependencies() throws {
        let fixture = try AnalyzedFixture {
            File("app/package.json", Self.manifest)
            File("app/node_modules/express/index.js", size: 5000)
            File("app/node_modules/both/index.js", size: 5001)
            File("app/node_modules/jest/index.js", size: 5002)
            File("app/node_modules/@types/node/index.d.ts", size: 5003)
            // An installed package's own development dependencies are not installed.
            File("app/node_modules/express/package.json", #"{"devDependencies":{"express":"1"}}"#)
        }
        #expect(
            fixture.paths("node-dev-dependencies")
                == ["app/node_modules/@types/node/index.d.ts", "app/node_modules/jest/index.js"])
    }

    @Test func theHiddenLockfileKnowsWhatTheyNeedInTurn() throws {
        let lock =
            #"{"packages":{"node_modules/jest":{"dev":true},"node_modules/chalk":{"dev":true},"node_modules/express":{}}}"#
        let fixture = try AnalyzedFixture {
            File("app/package.json", Self.manifest)
            File("app/node_modules/.package-lock.json", lock)
            File("app/node_modules/express/index.js", size: 5000)
            File("app/node_modules/jest/index.js", size: 5002)
            File("app/node_modules/chalk/index.js", size: 5003)
        }
        #expect(
            fixture.paths("node-dev-dependencies")
                == ["app/node_modules/chalk/index.js", "app/node_modules/jest/index.js"])
    }

    @Test(arguments: [#"{"dependencies":{"jest":"1"}}"#, "{", "[]", #"{"devDependencies":7}"#])
    func otherManifestsSayNothing(_ manifest: String) throws {
        let fixture = try AnalyzedFixture {
            File("app/package.json", manifest)
            File("app/node_modules/jest/index.js", size: 5002)
        }
        #expect(fixture.findings("node-dev-dependencies").isEmpty)
    }

    @Test func whatADevelopmentDependencyBroughtInANestedDirectoryCountsWithIt() throws {
        let lock = #"{"packages":{"node_modules/a":{},"node_modules/a/node_modules/b":{"dev":true}}}"#
        let fixture = try AnalyzedFixture {
            File("app/package.json", "{}")
            File("app/node_modules/.package-lock.json", lock)
            File("app/node_modules/a/index.js", size: 5000)
            File("app/node_modules/a/node_modules/b/index.js", size: 5001)
        }
        #expect(fixture.paths("node-dev-dependencies") == ["app/node_modules/a/node_modules/b/index.js"])
    }

    @Test("A lock that is no JSON leaves it to the manifest")
    func aBrokenLock() throws {
        let fixture = try AnalyzedFixture {
            File("app/package.json", Self.manifest)
            File("app/node_modules/.package-lock.json", "{\"packages\":")
            File("app/node_modules/jest/index.js", size: 5002)
        }
        #expect(fixture.paths("node-dev-dependencies") == ["app/node_modules/jest/index.js"])
    }

    @Test func optionalDependenciesAreNeededToo() throws {
        let fixture = try AnalyzedFixture {
            File("app/package.json", #"{"devDependencies":{"jest":"1"},"optionalDependencies":{"jest":"1"}}"#)
            File("app/node_modules/jest/index.js", size: 5002)
        }
        #expect(fixture.findings("node-dev-dependencies").isEmpty)
    }

    @Test("pnpm links to its own directory; a link to a workspace leads to the program's code")
    func linkedPackages() throws {
        let fixture = try AnalyzedFixture {
            File("app/package.json", #"{"devDependencies":{"jest":"1","own":"1","gone":"1"}}"#)
            Symlink("app/node_modules/jest", to: ".pnpm/jest@29.0.0/node_modules/jest")
            File("app/node_modules/.pnpm/jest@29.0.0/node_modules/jest/index.js", size: 5000)
            File("app/node_modules/.pnpm/lodash@4.0.0/node_modules/lodash/index.js", size: 5001)
            Symlink("app/node_modules/own", to: "../packages/own")
            File("app/packages/own/index.js", size: 5002)
            Symlink("app/node_modules/gone", to: ".pnpm/gone@1.0.0/node_modules/gone")
        }
        #expect(
            fixture.paths("node-dev-dependencies")
                == ["app/node_modules/.pnpm/jest@29.0.0/node_modules/jest/index.js"])
    }

    @Test func whatALaterLayerPrunedIsClean() throws {
        let fixture = try AnalyzedFixture(
            Image(reference: "a:1") {
                Layer {
                    File("app/package.json", Self.manifest)
                    File("app/node_modules/jest/index.js", size: 5002)
                }
                Layer { Whiteout("app/node_modules/jest") }
            })
        #expect(fixture.findings("node-dev-dependencies").isEmpty)
        #expect(fixture.findings("waste-deleted").map(\.bytes) == [5002])
    }

    @Test func aPackageOfTheDistributionBringsWhatItNeeds() throws {
        let fixture = try AnalyzedFixture {
            File(
                "var/lib/dpkg/status", "Package: node-x\nStatus: install ok installed\nVersion: 1\nArchitecture: all\n")
            File("var/lib/dpkg/info/node-x.list", "/usr/share/nodejs/x/package.json\n")
            File("usr/share/nodejs/x/package.json", #"{"devDependencies":{"jest":"1"}}"#)
            File("usr/share/nodejs/x/node_modules/jest/index.js", size: 5002)
        }
        #expect(fixture.findings("node-dev-dependencies").isEmpty)
    }

    @Test(arguments: [
        ("COPY . /app # buildkit", true), ("COPY --from=builder /app /app # buildkit", false),
        ("RUN /bin/sh -c npm ci # buildkit", false),
    ])
    func modulesThatCameWithTheContext(_ createdBy: String, _ isCopied: Bool) throws {
        let fixture = try AnalyzedFixture(
            Image(reference: "a:1") {
                Layer {
                    File("app/node_modules/jest/index.js", size: 5002)
                    File("app/index.js", size: 5003)
                }.createdBy(createdBy, comment: "buildkit.dockerfile.v0")
            })
        #expect(fixture.paths("copied-node-modules") == (isCopied ? ["app/node_modules/jest/index.js"] : []))
    }

    @Test func modulesThatLaterWereInstalledAnewAreTheInstallations() throws {
        let fixture = try AnalyzedFixture(
            Image(reference: "a:1") {
                Layer {
                    File("app/node_modules/jest/index.js", size: 5002)
                    File("app/node_modules/kept/index.js", size: 5003)
                }.createdBy("COPY . /app # buildkit", comment: "buildkit.dockerfile.v0")
                Layer { File("app/node_modules/jest/index.js", size: 5004) }
                    .createdBy("RUN /bin/sh -c npm ci # buildkit", comment: "buildkit.dockerfile.v0")
            })
        #expect(fixture.paths("copied-node-modules") == ["app/node_modules/kept/index.js"])
    }
}
