import AnalysisSupport
import ImageAnalysis
import TestSupport
import Testing

@testable import Packages

/// Python distributions: `dist-info` and `egg-info`.
@Suite struct PythonPackageTests {
    static let site = "opt/venv/lib/python3.11/site-packages"
    static let metadata = """
        Metadata-Version: 2.1
        Name: Flask_SQLAlchemy
        Version: 3.1.1
        License: BSD-3-Clause
        Requires-Dist: flask>=2.2.5
        Requires-Dist: SQLAlchemy[asyncio] (>=2.0.16)
        Requires-Dist: pytest ; extra == 'test'
        Requires-Dist: tomli ; python_version < "3.11"

        Name: not a header
        """

    @Test func aWheelIsReadWithItsFiles() throws {
        let fixture = try InventoryFixture {
            File("\(Self.site)/flask_sqlalchemy-3.1.1.dist-info/METADATA", Self.metadata)
            File(
                "\(Self.site)/flask_sqlalchemy-3.1.1.dist-info/RECORD",
                """
                flask_sqlalchemy/__init__.py,sha256=x,10
                "flask_sqlalchemy/a,b.py",sha256=x,20
                ../../../bin/flask-tool,sha256=x,30
                /etc/absolute,,
                flask_sqlalchemy-3.1.1.dist-info/METADATA,,
                flask_sqlalchemy-3.1.1.dist-info/RECORD,,
                flask_sqlalchemy/gone.py,,
                """)
            File("\(Self.site)/flask_sqlalchemy/__init__.py", size: 10)
            File("\(Self.site)/flask_sqlalchemy/a,b.py", size: 20)
            File("opt/venv/bin/flask-tool", size: 30)
            File("etc/absolute", size: 40)
            File("\(Self.site)/flask_sqlalchemy/unlisted.py", size: 50)
        }
        let package = try #require(fixture.package("Flask_SQLAlchemy"))
        #expect(package.ecosystem == .python)
        #expect(package.version == "3.1.1")
        #expect(package.license == "BSD-3-Clause")
        #expect(package.dependencies == ["flask", "sqlalchemy", "tomli"])
        #expect(package.files.count == 6)
        #expect(fixture.owner("opt/venv/bin/flask-tool") == "Flask_SQLAlchemy")
        #expect(fixture.owner("etc/absolute") == "Flask_SQLAlchemy")
        #expect(fixture.owner("\(Self.site)/flask_sqlalchemy/unlisted.py") == nil)
        #expect(!fixture.inventory.packages(named: "flask.sqlalchemy", in: .python).isEmpty)
    }

    @Test func anEggHasItsModules() throws {
        let fixture = try InventoryFixture {
            File("usr/lib/python3/dist-packages/six-1.16.0.egg-info/PKG-INFO", "Name: six\nVersion: 1.16.0\n")
            File("usr/lib/python3/dist-packages/six-1.16.0.egg-info/top_level.txt", "six\nsixpkg\n../../escape\n..\n")
            File("usr/lib/python3/dist-packages/six-1.16.0.egg-info/requires.txt", "attrs>=1\n\n[test]\npytest\n")
            File("usr/lib/python3/dist-packages/six.py", size: 30)
            File("usr/lib/python3/dist-packages/sixpkg/deep/x.py", size: 4)
            File("usr/lib/python3/dist-packages/other.py", size: 5)
            File("usr/lib/python3/dist-packages/old-1.egg-info", "Name: old\nVersion: 1\nLicense: UNKNOWN\n")
        }
        #expect(fixture.package("six")?.dependencies == ["attrs"])
        #expect(
            fixture.files("six").filter { $0.hasSuffix(".py") }.map { $0.split(separator: "/").last } == [
                "six.py", "x.py",
            ])
        #expect(fixture.owner("usr/lib/python3/dist-packages/other.py") == nil)
        #expect(fixture.files("old") == ["usr/lib/python3/dist-packages/old-1.egg-info"])
        #expect(fixture.package("old")?.license == nil)
    }

    @Test func theSystemsPackageGoesBeforeTheLanguages() throws {
        let fixture = try InventoryFixture {
            File("usr/lib/python3/dist-packages/six.py", size: 30)
            File("usr/lib/python3/dist-packages/six-1.dist-info/METADATA", "Name: six\nVersion: 1\n")
            File("usr/lib/python3/dist-packages/six-1.dist-info/RECORD", "six.py,,\n")
            File("var/lib/dpkg/status", "Package: python3-six\nVersion: 1-1\n")
            File("var/lib/dpkg/info/python3-six.list", "/usr/lib/python3/dist-packages/six.py\n")
        }
        #expect(fixture.owner("usr/lib/python3/dist-packages/six.py") == "python3-six")
        #expect(fixture.files("six").contains("usr/lib/python3/dist-packages/six.py"))
        #expect(fixture.package("python3-six")?.size == 30)
    }

    @Test func licencesComeFromTheBestField() throws {
        let fixture = try InventoryFixture {
            File("a-1.dist-info/METADATA", "Name: a\nVersion: 1\nLicense-Expression: MIT\nLicense: other\n")
            File(
                "b-1.dist-info/METADATA",
                "Name: b\nVersion: 1\nLicense: Copyright by\n  all of us\nClassifier: License :: OSI Approved :: MIT License\n"
            )
        }
        #expect(fixture.package("a")?.license == "MIT")
        #expect(fixture.package("b")?.license == "MIT License")
    }

    @Test func withoutAListTheModuleOfTheSameNameIsItsOwn() throws {
        let fixture = try InventoryFixture {
            File("site/Flask-3.0.dist-info/METADATA", "Name: Flask\nVersion: 3.0\n")
            File("site/Flask-3.0.dist-info/RECORD", "\u{0}\u{0}\u{0}")
            File("site/flask/app.py", size: 100)
            File("site/six-1.dist-info/METADATA", "Name: six\nVersion: 1\n")
            File("site/six.py", size: 10)
            File("site/other/x.py", size: 1)
        }
        #expect(fixture.owner("site/flask/app.py") == "Flask")
        #expect(fixture.files("Flask").count == 3)
        #expect(fixture.owner("site/six.py") == "six")
        #expect(fixture.owner("site/other/x.py") == nil)
    }

    @Test func whatUvUnpackedIntoItsCacheIsNotInstalled() throws {
        let fixture = try InventoryFixture {
            File("root/.cache/uv/archive-v0/Xy/h11-1.dist-info/METADATA", "Name: h11\nVersion: 1\n")
            HardLink("app/h11-1.dist-info/METADATA", to: "root/.cache/uv/archive-v0/Xy/h11-1.dist-info/METADATA")
        }
        #expect(fixture.inventory.packages.map(\.name) == ["h11"])
        #expect(fixture.files("h11") == ["app/h11-1.dist-info/METADATA"])
    }

    @Test func virtualEnvironmentsCountEach() throws {
        let fixture = try InventoryFixture {
            File("a/lib/x-1.dist-info/METADATA", "Name: x\nVersion: 1\n")
            File("b/lib/x-1.dist-info/METADATA", "Name: x\nVersion: 1\n")
        }
        #expect(fixture.inventory.packages.map(\.name) == ["x", "x"])
    }
}
