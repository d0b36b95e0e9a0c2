import AnalysisSupport
import ImageAnalysis
import TestSupport
import Testing

@testable import Rules

/// With Plug'n'Play a program loads its packages out of Yarn's archives: they are no cache then.
@Suite struct YarnCacheTests {
    private func paths(@LayerBuilder _ items: () -> [any LayerItem]) throws -> [String] {
        try AnalyzedFixture(items).paths("yarn-cache")
    }

    @Test func theArchivesOfAProjectThatRunsFromThem() throws {
        let found = try paths {
            File("app/.pnp.cjs", size: 6000)
            File("app/.yarn/cache/lodash.zip", size: 7000)
            File("root/.yarn/berry/cache/lodash.zip", size: 7001)
        }
        #expect(found == ["root/.yarn/berry/cache/lodash.zip"])
    }

    @Test func aProjectWithNodeModulesNeedsNone() throws {
        let found = try paths {
            File("app/node_modules/lodash/lodash.js", size: 6000)
            File("app/.yarn/cache/lodash.zip", size: 7000)
        }
        #expect(found == ["app/.yarn/cache/lodash.zip"])
    }

    @Test("A project without archives of its own runs from its user's", arguments: [".pnp.cjs", ".pnp.js"])
    func theSharedArchives(_ map: String) throws {
        let found = try paths {
            File("app/\(map)", size: 6000)
            File("root/.yarn/berry/cache/lodash.zip", size: 7000)
            File("root/.cache/yarn/v6/npm-ms/index.js", size: 7001)
        }
        // Yarn 1 has no Plug'n'Play of this kind: its cache is one.
        #expect(found == ["root/.cache/yarn/v6/npm-ms/index.js"])
    }

    @Test func oneProjectsMapKeepsNoOtherProjectsArchives() throws {
        let found = try paths {
            File("a/.pnp.cjs", size: 6000)
            File("a/.yarn/cache/lodash.zip", size: 7000)
            File("b/.yarn/cache/lodash.zip", size: 7001)
        }
        #expect(found == ["b/.yarn/cache/lodash.zip"])
    }

    @Test func aMapThatWasDeletedKeepsNothing() throws {
        let fixture = try AnalyzedFixture(
            Image(reference: "a:1") {
                Layer {
                    File("app/.pnp.cjs", size: 6000)
                    File("app/.yarn/cache/lodash.zip", size: 7000)
                }
                Layer { Whiteout("app/.pnp.cjs") }
            })
        #expect(fixture.paths("yarn-cache") == ["app/.yarn/cache/lodash.zip"])
    }

    @Test func aMapAloneIsNoFinding() throws {
        #expect(try paths { File("app/.pnp.cjs", size: 60_000) }.isEmpty)
    }
}
