extension PathListRule {
    /// What packages bring and builds leave behind, and no container reads.
    static let leftovers: [PathListRule] = [
        PathListRule(
            "info-pages", severity: .low, title: "Info pages are installed",
            why: "Nobody reads info pages inside a container.",
            remedy: "Have dpkg leave them out, path-exclude=/usr/share/info/* in /etc/dpkg/dpkg.cfg.d, before anything "
                + "is installed.",
            patterns: ["/usr/share/info/**", "/usr/local/share/info/**"], subject: "info pages"),
        PathListRule(
            "manual-pages", severity: .low, title: "Manual pages are installed",
            why: "Nobody reads manual pages inside a container; most images have no man either.",
            remedy: "Have dpkg leave them out, path-exclude=/usr/share/man/* in /etc/dpkg/dpkg.cfg.d, or dnf with "
                + "tsflags=nodocs, before anything is installed.",
            patterns: ["/usr/share/man/**", "/usr/local/share/man/**", "/usr/local/man/**"], subject: "manual pages"),
        PathListRule(
            "context-litter", severity: .low, title: "Files of editors and tools were copied with the build context",
            why: "COPY . takes everything that lies about: editors' settings and swap files, Terraform's plug-ins, "
                + "macOS' directory data.",
            remedy: "List them in .dockerignore, or copy only what the image needs.",
            isFreeToRemove: true,
            patterns: [
                ".terraform/**", ".idea/**", ".vscode/**", ".vs/**", ".DS_Store", "Thumbs.db", "*.swp", "*.swo",
            ], subject: "files of editors and tools", minimumBytes: 1),
        PathListRule(
            "temporary-files", severity: .low, title: "Temporary files are kept",
            why: "What a build step leaves in /tmp or /var/tmp goes into its layer and stays.",
            remedy: "Delete them in the same RUN, or mount the directory: RUN --mount=type=tmpfs,target=/tmp.",
            isFreeToRemove: true,
            patterns: ["/tmp/**", "/var/tmp/**"], subject: "temporary files"),
        PathListRule(
            "version-control", severity: .medium, title: "A repository's history is in the image",
            why: "The history is often larger than the sources, and it holds whatever was ever committed, secrets that "
                + "were removed since among them.",
            remedy:
                "Put .git into .dockerignore; clone in a builder stage, or with git clone --depth 1 and rm -rf .git "
                + "in the same RUN.",
            isFreeToRemove: true,
            patterns: [".git/**", ".svn/**", ".hg/**", ".bzr/**"],
            subject: "version control data", minimumBytes: 1),
        PathListRule(
            "source-maps", severity: .low, title: "Source maps are in the image",
            why:
                "A source map leads a debugger from bundled code to its source. Packages install them by the megabyte, and an "
                + "application's own shows its source to whoever can fetch it.",
            remedy: "Build without them, or delete them in the same RUN: find node_modules -name '*.map' -delete.",
            patterns: ["*.js.map", "*.mjs.map", "*.cjs.map", "*.css.map", "*.ts.map"], subject: "source maps"),
        PathListRule(
            "python-installers", severity: .low, title: "pip and setuptools are in the final image",
            why:
                "What is installed needs pip and setuptools no more, with few exceptions. They are some 20 MB, and tools for "
                + "whoever breaks in.",
            remedy: "Install in a builder stage and COPY --from the virtual environment, made with python -m venv "
                + "--without-pip, or by uv, which needs none.",
            patterns: installers, subject: "pip, setuptools and wheel"),
        PathListRule(
            "python-tests", severity: .medium, title: "Tests of Python packages are installed",
            why:
                "Many packages install their test suites, some of them with data: a quarter of a scientific environment. Only "
                + "their own developers run them.",
            remedy:
                "Delete them in the RUN that installs: find … -type d -name tests -prune -exec rm -rf {} +; or choose a "
                + "slim base, whose Python has no test suite.",
            patterns: [
                "site-packages/**/tests/**", "dist-packages/**/tests/**", "lib/python3.*/test/**",
                "lib/python2.*/test/**",
                "lib/python3.*/idlelib/idle_test/**", "lib/python3.*/unittest/test/**",
            ], subject: "tests of Python packages"),
    ]

    private static let installers: [PathPattern] =
        ["site-packages", "dist-packages"].flatMap { directory in
            [
                "pip", "setuptools", "pkg_resources", "wheel", "_distutils_hack", "pip-*.dist-info",
                "setuptools-*.dist-info", "wheel-*.dist-info",
            ].map { PathPattern("\(directory)/\($0)/**") }
        } + ["ensurepip/_bundled/**", "/usr/share/python-wheels/**"]
}
