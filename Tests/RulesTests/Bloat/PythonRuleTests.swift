import AnalysisSupport
import ImageAnalysis
import TestSupport
import Testing

@testable import Rules

@Suite struct PythonRuleTests {
    @Test func byteCodeBesideItsSource() throws {
        let fixture = try AnalyzedFixture {
            File("a/x.py", size: 10)
            File("a/__pycache__/x.cpython-313.pyc", size: 5000)
            File("a/__pycache__/x.cpython-313.opt-1.pyc", size: 5001)
            File("a/y.py", size: 11)
            File("a/y.pyc", size: 5002)
            // Shipped without sources: the program itself.
            File("b/__pycache__/z.cpython-313.pyc", size: 5003)
            File("b/w.pyc", size: 5004)
        }
        #expect(
            fixture.paths("python-bytecode")
                == ["a/__pycache__/x.cpython-313.opt-1.pyc", "a/__pycache__/x.cpython-313.pyc", "a/y.pyc"])
    }

    @Test func byteCodeWhoseSourceWasDeletedIsTheProgram() throws {
        let fixture = try AnalyzedFixture(
            Image(reference: "a:1") {
                Layer {
                    File("a/x.py", size: 10)
                    File("a/__pycache__/x.cpython-313.pyc", size: 5000)
                }
                Layer { Whiteout("a/x.py") }
            })
        #expect(fixture.findings("python-bytecode").isEmpty)
    }

    @Test(arguments: [
        ("home = /usr/local/bin\nversion = 3.13.1\n", false), ("home=/opt/homebrew/bin\n", true),
        ("version = 3.13\nHOME = /home/me/.pyenv/versions/3.12.1/bin \n", true), ("home = /lnk\n", false),
        ("home = C:\\Python313\n", true), ("version = 3.13\n", false), ("home = bin\n", false),
    ])
    func aVirtualEnvironmentWhoseHomeIsElsewhere(_ text: String, _ isCopied: Bool) throws {
        let fixture = try AnalyzedFixture {
            File("usr/local/bin/python3.13", size: 10, mode: 0o755)
            Symlink("usr/local/bin/python3", to: "python3.13")
            Symlink("lnk", to: "usr/local/bin")
            File("venv/pyvenv.cfg", text)
            File("venv/lib/python3.13/site-packages/a.py", size: 5000)
            File("venv.txt", size: 5001)
        }
        #expect(
            fixture.paths("copied-virtual-environment")
                == (isCopied ? ["venv/lib/python3.13/site-packages/a.py", "venv/pyvenv.cfg"] : []))
    }

    @Test func severalPythons() throws {
        let fixture = try AnalyzedFixture(
            Image(reference: "a:1") {
                Layer {
                    File("usr/bin/python3.13", size: 6000, filledWith: 1, mode: 0o755)
                    File("usr/lib/python3.13/os.py", size: 7000, filledWith: 2)
                    File("usr/lib/python3/dist-packages/a.py", size: 7001, filledWith: 3)
                    File("usr/local/bin/python3.11", size: 6001, filledWith: 4, mode: 0o755)
                    File("usr/local/lib/python3.11/os.py", size: 7002, filledWith: 5)
                    File("usr/local/bin/python3.11-config", size: 6002, filledWith: 6, mode: 0o755)
                    Symlink("venv/bin/python3.11", to: "/usr/local/bin/python3.11")
                }
            }.configured { $0.environment = ["PATH=/usr/local/bin:/usr/bin"] })
        #expect(fixture.paths("several-pythons") == ["usr/bin/python3.13", "usr/lib/python3.13/os.py"])
        #expect(fixture.findings("several-pythons").first?.bytes == 13_000)
    }

    @Test func onePythonWithItsLinksIsOne() throws {
        let fixture = try AnalyzedFixture {
            File("usr/bin/python3.13", size: 6000, mode: 0o755)
            Symlink("usr/bin/python3", to: "python3.13")
            Symlink("venv/bin/python3.13", to: "/usr/bin/python3.13")
            HardLink("usr/bin/python3.13m", to: "usr/bin/python3.13")
            File("usr/lib/python3.13/os.py", size: 7000)
        }
        #expect(fixture.findings("several-pythons").isEmpty)
    }

    @Test("python -m venv --copies: the packages beside the copy are the program's")
    func aCopiedInterpreterIsNoSecondPython() throws {
        let fixture = try AnalyzedFixture {
            File("usr/bin/python3.13", size: 6000, mode: 0o755)
            File("usr/lib/python3.13/os.py", size: 7000)
            File("venv/pyvenv.cfg", "home = /usr/bin\n")
            File("venv/bin/python3.13", size: 6001, mode: 0o755)
            File("venv/lib/python3.13/site-packages/flask/app.py", size: 9000)
        }
        #expect(fixture.findings("several-pythons").isEmpty)
    }

    @Test("Which Python is the program's is told by PATH, wherever it lies")
    func theFirstInPATHStays() throws {
        func others(_ path: String?) throws -> [String] {
            try AnalyzedFixture(
                Image(reference: "a:1") {
                    Layer {
                        File("usr/bin/python3.11", size: 6000, filledWith: 1, mode: 0o755)
                        File("opt/conda/bin/python3.12", size: 6001, filledWith: 2, mode: 0o755)
                    }
                }.configured { $0.environment = path.map { ["PATH=\($0)"] } ?? [] }
            ).paths("several-pythons")
        }
        #expect(try others("/opt/conda/bin:/usr/bin") == ["usr/bin/python3.11"])
        #expect(try others("/usr/bin:/opt/conda/bin") == ["opt/conda/bin/python3.12"])
        #expect(try others(nil) == ["opt/conda/bin/python3.12"])
        #expect(try others("/nowhere").count == 1)
    }

    @Test func aPythonThatWasRemovedIsNotThere() throws {
        let fixture = try AnalyzedFixture(
            Image(reference: "a:1") {
                Layer {
                    File("usr/bin/python3.11", size: 6000, mode: 0o755)
                    File("usr/local/bin/python3.13", size: 6001, mode: 0o755)
                }
                Layer { Whiteout("usr/bin/python3.11") }
            })
        #expect(fixture.findings("several-pythons").isEmpty)
    }

    @Test func anEnvironmentWhosePythonWasRemovedLaterDoesNotRunEither() throws {
        let fixture = try AnalyzedFixture(
            Image(reference: "a:1") {
                Layer {
                    File("opt/python/bin/python3", size: 6000, mode: 0o755)
                    File("venv/pyvenv.cfg", "home = /opt/python/bin\n")
                    File("venv/lib/python3.13/site-packages/a.py", size: 5000)
                }
                Layer { Whiteout("opt/python") }
            })
        let finding = try #require(fixture.findings("copied-virtual-environment").first)
        #expect(finding.bytes == 5023)
        #expect(finding.items.map(\.note).contains("home = /opt/python/bin, where the image has no Python"))
    }

    @Test func environmentsAreJudgedOneByOne() throws {
        let fixture = try AnalyzedFixture {
            File("usr/bin/pypy3", size: 6000, mode: 0o755)
            File("a/pyvenv.cfg", "home = /usr/bin\n")
            File("a/lib/a.py", size: 5000)
            File("b/pyvenv.cfg", "home = /Users/me/bin\n")
            File("b/lib/b.py", size: 5001)
        }
        #expect(fixture.paths("copied-virtual-environment") == ["b/lib/b.py", "b/pyvenv.cfg"])
    }

    @Test(
        "Byte code in the wrong place comes from no source here",
        arguments: [
            "a/x/__pycache__/x.cpython-313.pyc", "a/__pycache__/deep/x.cpython-313.pyc",
            "a/__pycache__/xx.cpython-313.pyc",
            "__pycache__/x.cpython-313.pyc", "a/.pyc",
        ])
    func byteCodeElsewhere(_ path: String) throws {
        let fixture = try AnalyzedFixture {
            File("a/x.py", size: 10)
            File(path, size: 5000)
        }
        #expect(fixture.findings("python-bytecode").isEmpty)
    }

    @Test func aDirectoryCalledTestsOutsideOfPackagesIsTheProgramsOwn() throws {
        let fixture = try AnalyzedFixture {
            File("srv/tests/test_app.py", size: 5000)
            File("v/lib/python3.13/site-packages/a/tests.py", size: 5001)
            File("v/lib/python3.13/site-packages/a/contests/b.py", size: 5002)
            File("v/lib/python3.13/site-packages/a/b/tests/deep/c.py", size: 5003)
        }
        #expect(fixture.paths("python-tests") == ["v/lib/python3.13/site-packages/a/b/tests/deep/c.py"])
    }
}
