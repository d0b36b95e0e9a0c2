import ImageAnalysis
import Testing

@testable import Secrets

/// What a path tells of the secrets in a file: what stands in tests and documentation is rarely in use.
@Suite struct FileTraitsTests {
    private func traits(_ path: String) -> FileTraits { FileTraits(FilePath(Array(path.utf8))) }

    @Test(arguments: [
        "app/docs/a.txt", "app/README.txt", "app/a.md", "app/tests/a.py", "app/test_a.py", "app/a_test.go",
        "app/a.spec.ts",
        "app/a.test.js", "app/conftest.py", "app/testing_utils.py", "srv/mysql-test/std/a.pem",
        "app/acceptance_tests/a.rb",
        "usr/lib/python3/dist-packages/x.egg-info/PKG-INFO", "opt/x-1.0.dist-info/METADATA", "usr/share/man/man1/a.1",
        "app/config.example", "app/Example/a.env",
    ])
    func testsAndDocumentationAreToldByTheirNames(path: String) {
        #expect(traits(path).isDocumentation)
    }

    @Test(arguments: [
        "app/contest.py", "app/latest/a.txt", "app/test", "app/attest.json", "etc/metadata", "srv/metadata/a.key",
        "app/a.latest.js", "app/protest.go", "app/testimony.txt", "app/spec", "root/.ssh/id_rsa", "app/greatest/a.env",
    ])
    func whatOnlyLooksLikeATestIsNone(path: String) {
        #expect(!traits(path).isDocumentation)
    }

    @Test func installedCodeIsToldByItsPlace() {
        for path in [
            "usr/lib/a.so", "opt/venv/lib/python3/site-packages/a.py", "app/node_modules/a/b.js", "usr/share/a",
        ] {
            #expect(traits(path).isPackageCode && !traits(path).wantsAssignments)
        }
        for path in ["app/a.py", "home/me/usr/lib/a", "usr/local/bin/run.sh", "etc/app.conf", "root/.bashrc"] {
            #expect(!traits(path).isPackageCode && traits(path).wantsAssignments)
        }
    }

    @Test func configurationIsToldByItsSuffixOrPlace() {
        for path in ["app/a.yml", "app/.env.production", "etc/anything", "app/a.tfvars"] {
            #expect(traits(path).isConfiguration)
        }
        #expect(!traits("app/a.py").isConfiguration)
        // Formats that no person writes hold no names with values.
        for path in ["app/a.png", "app/a.js.map", "app/a.so", "app/a.min.js"] {
            #expect(!traits(path).wantsAssignments)
        }
    }

    @Test func aDirectoryIsLookedAtOnceForItsFiles() {
        let directory = DirectoryTraits(of: FilePath(Array("opt/Docs/a.txt".utf8)))
        #expect(directory.holds(FilePath(Array("./opt/Docs/b".utf8))))
        for path in ["opt/docs/a.txt", "opt/Docs/more/a.txt", "opt/a", "a", "x/opt/Docs/a"] {
            #expect(!directory.holds(FilePath(Array(path.utf8))), "\(path)")
        }
        #expect(DirectoryTraits().holds(FilePath(Array("a".utf8))))
        // A file may be called as the manuals' directory is.
        #expect(traits("usr/share/man").isDocumentation && traits("x/usr/share/info").isDocumentation)
        #expect(!traits("share/man").isDocumentation && !traits("usr/share/x/man.txt").isDocumentation)
        #expect(traits("usr/local/lib/python3.sh").isPackageCode)
    }
}
