import ImageAnalysis
import Testing

@testable import Evidence

@Suite("A path as rules look at it")
struct FilePathTests {
    private func path(_ text: String) -> FilePath { FilePath(Array(text.utf8)) }

    @Test("has no dot or slash at its start, a name and a directory")
    func parts() {
        for text in ["usr/bin/env", "/usr/bin/env", "./usr/bin/env", ".//./usr/bin/env"] {
            #expect(path(text).text == "usr/bin/env")
            #expect(path(text).name == "env")
            #expect(path(text).directory == "usr/bin")
        }
        #expect(path("env").name == "env")
        #expect(path("env").directory == "")
        #expect(path("").name == "")
        #expect(path(".env").text == ".env")
        #expect(path("usr/").name == "")
    }

    @Test("has an ending behind the last dot of its name")
    func ending() {
        #expect(path("a.b/c.tar.gz").ending == "gz")
        #expect(path(".env").ending == "env")
        for text in ["a.b/c", "a.b/", "env", "env.", ""] { #expect(path(text).ending == "", "\(text)") }
    }

    @Test("lies in a directory of a name")
    func directory() {
        for text in ["status.d/a", "x/status.d/a", "/status.d/a"] { #expect(path(text).isIn("status.d"), "\(text)") }
        for text in ["xstatus.d/a", "status.d/x/a", "status.d", "a", ""] {
            #expect(!path(text).isIn("status.d"), "\(text)")
        }
    }

    @Test("begins with one of some texts")
    func prefixes() {
        let prefixes = Prefixes(["usr/lib/", "usr/share/", "var/"])
        for text in ["usr/lib/a", "usr/share/", "var/lib"] { #expect(prefixes.begin(text), "\(text)") }
        for text in ["", "usr/lib", "x/usr/lib/a", "v", "etc/var/"] { #expect(!prefixes.begin(text), "\(text)") }
    }

    @Test("contains components as a whole only")
    func components() {
        let libraries = path("a/usr/lib/b")
        for part in ["a", "usr", "usr/lib", "a/usr/lib/b", "b", "lib/b"] {
            #expect(libraries.contains(part), "\(part)")
        }
        for part in ["sr/lib", "usr/li", "us", "lib/bb", "b/a", "a/usr/lib/b/c"] {
            #expect(!libraries.contains(part), "\(part)")
        }
        #expect(path("node_modules").contains("node_modules"))
        #expect(path("a/a/b").contains("a/b"))
    }

    @Test("knows what is in its name, not in its directories")
    func name() {
        #expect(path("lib/libc.so.6").name.holds(".so."))
        #expect(path("x/docker-entrypoint.sh").name.holds("entrypoint"))
        #expect(path("a/eenentry").name.holds("entry"))
        #expect(!path("lib.so.d/libc.a").name.holds(".so."))
        #expect(!path("x/entrypoin").name.holds("entrypoint"))
    }

    @Test("is made small in ASCII only, and takes bytes that are no UTF-8")
    func letters() {
        #expect(path("App/README.Md").lowercased.text == "app/readme.md")
        #expect(path("ÄB").lowercased.text == "Äb")
        #expect(FilePath([0x61, 0x2f, 0xff]).text == "a/\u{fffd}")
        #expect(FilePath([0x61, 0x2f, 0xff]).name == "\u{fffd}")
    }
}
