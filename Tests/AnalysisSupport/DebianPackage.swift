import TestSupport

/// Packages of Debian for images in tests: their records and files.
package struct DebianPackage {
    package var name: String
    package var priority = "optional"
    package var section = "libs"
    package var depends = ""
    package var isEssential = false
    /// Paths without a leading slash, and what is in them.
    package var files: [(path: String, bytes: [UInt8])]

    /// Symbolic links that it has, which the test puts there.
    package var links: [String] = []

    package init(
        name: String, priority: String = "optional", section: String = "libs", depends: String = "",
        isEssential: Bool = false, files: [(path: String, bytes: [UInt8])], links: [String] = []
    ) {
        (self.name, self.priority, self.section) = (name, priority, section)
        (self.depends, self.isEssential, self.files, self.links) = (depends, isEssential, files, links)
    }

    /// The package's files and the list of them.
    package var items: [any LayerItem] {
        let lines = (files.map(\.path) + links).map { "/\($0)\n" }.joined()
        let list: any LayerItem = File("var/lib/dpkg/info/\(name).list", "/.\n" + lines)
        return files.map { File($0.path, bytes: $0.bytes, mode: 0o755) as any LayerItem } + [list]
    }

    /// Its paragraph of `status`.
    package var paragraph: String {
        """
        Package: \(name)
        Status: install ok installed
        Priority: \(priority)
        Section: \(section)
        \(isEssential ? "Essential: yes\n" : "")Architecture: amd64
        Version: 1.0-1
        \(depends.isEmpty ? "" : "Depends: \(depends)\n")
        """ + "\n"
    }

    package static func status(_ packages: [DebianPackage]) -> File {
        File("var/lib/dpkg/status", packages.map(\.paragraph).joined())
    }

    /// So many bytes that no parser takes for anything.
    package static func bytes(_ count: Int) -> [UInt8] { [UInt8](repeating: 0x2e, count: count) }

    package static let libc = DebianPackage(
        name: "libc6", files: [("usr/lib/x86_64-linux-gnu/libc.so.6", ELFFile(sharedName: "libc.so.6").bytes)])
    package static let base = DebianPackage(
        name: "base-files", priority: "required", isEssential: true, files: [("usr/bin/base", bytes(1000))])
    package static let dash = DebianPackage(
        name: "dash", priority: "required", depends: "libc6", isEssential: true,
        files: [("usr/bin/sh", ELFFile(interpreter: "/lib64/ld.so", needed: ["libc.so.6"]).bytes)])
    package static let ssl = DebianPackage(
        name: "libssl3", depends: "libc6",
        files: [
            ("usr/lib/x86_64-linux-gnu/libssl.so.3", ELFFile(needed: ["libc.so.6"], sharedName: "libssl.so.3").bytes)
        ])

    /// The tools of buildpack-deps, each of 100 kB.
    package static let tools = [
        "autoconf", "automake", "dpkg-dev", "g++", "gcc", "imagemagick", "libbz2-dev", "libssl-dev", "make", "patch",
        "zlib1g-dev", "mercurial",
    ].map { name in
        DebianPackage(name: name, section: "devel", files: [("usr/lib/tools/\(name)", bytes(100_000))])
    }
}

/// An image on a full base that is no known image: Debian with tools, and Python from Debian's packages.
package enum DistributionImage {
    private static let python = [
        DebianPackage(name: "python3", depends: "python3-minimal, python3.11", files: [("usr/bin/pydoc3", [0x2e])]),
        DebianPackage(name: "python3-minimal", depends: "python3.11-minimal", files: [], links: ["usr/bin/python3"]),
        DebianPackage(
            name: "python3.11", depends: "python3.11-minimal, libpython3.11-stdlib",
            files: [("usr/bin/pydoc3.11", [0x2e])]),
        DebianPackage(
            name: "python3.11-minimal", depends: "libc6", files: [("usr/bin/python3.11", NaiveImage.interpreter)]),
        DebianPackage(
            name: "libpython3.11-stdlib", files: [("usr/lib/python3.11/json/__init__.py", DebianPackage.bytes(5000))]),
        // Files in the interpreter's own directory, of packages that nothing needs at run time.
        DebianPackage(
            name: "python3.11-venv", depends: "python3.11",
            files: [("usr/lib/python3.11/ensurepip/__init__.py", DebianPackage.bytes(3000))]),
        DebianPackage(
            name: "libpython3.11-dev", files: [("usr/lib/python3.11/config/libpython3.11.a", DebianPackage.bytes(9000))]
        ),
    ]

    /// - Parameter command: What the image runs.
    package static func image(running command: [String] = ["python3", "main.py"]) -> Image {
        let packages = [DebianPackage.libc, .base, .dash, .ssl] + DebianPackage.tools + python
        return Image(reference: "app:own") {
            Layer {
                packages.flatMap(\.items)
                DebianPackage.status(packages)
                Symlink("usr/bin/python3", to: "python3.11")
                File("var/cache/apt/archives/gcc_1.0-1_amd64.deb", bytes: DebianPackage.bytes(40_000))
                File("etc/os-release", "ID=debian\nVERSION_ID=12\nVERSION_CODENAME=bookworm\n")
            }.createdBy("/bin/sh -c #(nop) ADD file:aa in / ")
            Step("/bin/sh -c #(nop)  CMD [\"bash\"]")
            Layer { File("app/main.py", "import json\n") }
                .createdBy("COPY main.py . # buildkit", comment: NaiveImage.buildKit)
        }.configured { config in
            config.command = command
            config.workingDirectory = "/app"
        }
    }
}

/// An image as people build it: Python on buildpack-deps, everything in one stage.
package enum NaiveImage {
    package static let interpreter = ELFFile(
        interpreter: "/lib64/ld.so", needed: ["libpython3.11.so.1.0", "libc.so.6"]
    ).bytes

    package static let packages =
        [DebianPackage.libc, .base, .dash, .ssl] + DebianPackage.tools
        + [
            DebianPackage(
                name: "libwebp7", files: [("usr/lib/x86_64-linux-gnu/libwebp.so.7", DebianPackage.bytes(50_000))])
        ]

    package static var system: Layer {
        let packages = packages
        return Layer {
            packages.flatMap(\.items)
            DebianPackage.status(packages)
            File("usr/share/doc/libc6/changelog.gz", size: 30_000)
            File("usr/share/doc/libc6/copyright", size: 500)
            File("usr/lib/tools/cache.generated", size: 7000)
        }.createdBy("/bin/sh -c #(nop) ADD file:aa in / ")
    }

    package static var python: Layer {
        Layer {
            File("usr/local/bin/python3.11", bytes: interpreter, mode: 0o755)
            Symlink("usr/local/bin/python3", to: "python3.11")
            Symlink("usr/local/bin/python", to: "python3")
            File(
                "usr/local/lib/libpython3.11.so.1.0",
                bytes: ELFFile(needed: ["libc.so.6"], sharedName: "libpython3.11.so.1.0").bytes)
            File("usr/local/lib/python3.11/os.py", size: 20_000)
            File(
                "usr/local/lib/python3.11/lib-dynload/_ssl.cpython-311-x86_64-linux-gnu.so",
                bytes: ELFFile(needed: ["libssl.so.3", "libc.so.6"]).bytes, mode: 0o755)
        }.createdBy("/bin/sh -c set -eux; make install")
    }

    package static let buildKit = "buildkit.dockerfile.v0"

    package static var image: Image {
        Image(reference: "app:naive") {
            system
            python
            Step("/bin/sh -c #(nop)  CMD [\"python3\"]")
            Step("WORKDIR /app", comment: buildKit)
            Layer {
                File("app/main.py", "import flask\n")
                File("app/requirements.txt", "flask==3\n")
                File("app/.git/objects/pack/a.pack", size: 40_000)
            }.createdBy("COPY . . # buildkit", comment: buildKit)
            Layer {
                File("usr/local/lib/python3.11/site-packages/flask/__init__.py", size: 9000)
                File(
                    "usr/local/lib/python3.11/site-packages/flask-3.0.dist-info/METADATA",
                    "Metadata-Version: 2.1\nName: flask\nVersion: 3.0\n")
                File(
                    "usr/local/lib/python3.11/site-packages/flask-3.0.dist-info/RECORD",
                    "flask/__init__.py,,\nflask-3.0.dist-info/METADATA,,\nflask-3.0.dist-info/RECORD,,\n")
                File("root/.cache/pip/http/a", size: 25_000)
            }.createdBy("RUN /bin/sh -c pip install -r requirements.txt # buildkit", comment: buildKit)
            Layer { File("app/model.bin", size: 60_000) }
                .createdBy("RUN /bin/sh -c make model # buildkit", comment: buildKit)
            Layer { Whiteout("app/model.bin") }
                .createdBy("RUN /bin/sh -c rm model.bin # buildkit", comment: buildKit)
            Step("ENV API_TOKEN=not-a-real-one", comment: buildKit)
            Step("EXPOSE map[8000/tcp:{}]", comment: buildKit)
            Step("CMD [\"python\" \"main.py\"]", comment: buildKit)
        }.configured { config in
            config.environment = ["PATH=/usr/local/bin:/usr/bin:/bin", "PYTHON_VERSION=3.11.7"]
            config.command = ["python", "main.py"]
            config.workingDirectory = "/app"
            config.exposedPorts = ["8000/tcp"]
        }
    }
}
