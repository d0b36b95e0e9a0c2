import TestSupport
import Testing

@testable import ImageAnalysis

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
}
