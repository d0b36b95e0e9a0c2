#!/usr/bin/env python3
"""Shows each rule on waste and bloat on images of real packages, and compares its bytes with a computation of our own.

    python3 Tests/Conformance/bloat.py WORK [NAME…] -- PROGRAM [ARGUMENT…]

WORK is a directory for the images (built once by bloat_images.py and cache_images.py, as root); with NAMEs, only these
images. PROGRAM gets an archive's path as its last
argument and prints the JSON of `strata check --format json`. Nothing of strata is used here: layers are read with
tarfile, equal contents are told by SHA-256, patterns are regular expressions, ELF sections are read with struct.
"""

import collections
import hashlib
import io
import json
import re
import struct
import subprocess
import sys
import tarfile

import cache_images


class Contents:
    """Bytes that one entry of one layer stores."""

    def __init__(self, layer, member, data):
        self.layer, self.size, self.names, self.hidden = layer, member.size, set(), None
        self.digest = hashlib.sha256(data).hexdigest()
        self.is_blank = data.count(0) == len(data)
        self.metadata = (member.mode & 0o7777, member.uid, member.gid)
        # What is neither executable nor called a shared object is data, such as a compiler's own test files.
        runs = member.mode & 0o111 or re.search(r"\.so(\.|$)", member.name)
        self.debug = debug_bytes(data) if runs and data[:4] == b"\x7fELF" else 0
        self.type = struct.unpack_from("<H", data, 16)[0] if data[:4] == b"\x7fELF" and len(data) > 18 else None
        self.text = data if len(data) < 1 << 20 else b""


def debug_bytes(data):
    """Bytes of sections that running does not need, of a 64-bit little-endian ELF file."""
    if len(data) < 64 or data[4] != 2 or data[5] != 1:
        return 0
    offset, = struct.unpack_from("<Q", data, 40)
    size, count, names = struct.unpack_from("<HHH", data, 58)
    sections = [struct.unpack_from("<IIQQQQ", data, offset + n * size) for n in range(count)]
    if names >= len(sections):
        return 0

    def name(section):
        start = sections[names][4] + section[0]
        return data[start:data.index(b"\0", start)].decode()

    named = [(name(s), s) for s in sections]
    has_dynamic = any(n == ".dynsym" for n, _ in named)
    return sum(
        s[5] for n, s in named if s[1] != 8 and not s[2] & 2
        and (n.startswith((".debug_", ".zdebug_")) or has_dynamic and n in (".symtab", ".strtab")))


class Image:
    """The final tree of a docker archive, and all contents that its layers store."""

    def __init__(self, path):
        self.tree, self.contents, self.links = {}, [], {}
        self.directories = set()
        # Of each layer: path, contents, and what the path had in the layers below.
        self.entries = collections.defaultdict(list)
        with tarfile.open(path) as archive:
            manifest = json.load(archive.extractfile("manifest.json"))[0]
            self.config = json.load(archive.extractfile(manifest["Config"]))
            for number, name in enumerate(manifest["Layers"], 1):
                with tarfile.open(fileobj=archive.extractfile(name)) as layer:
                    self.apply(number, layer)

    def hide(self, path, layer, cause, successor=None):
        contents = self.tree.pop(path, None)
        self.links.pop(path, None)
        if contents:
            contents.names.discard(path)
            if not contents.names:
                contents.hidden = (layer, cause, successor)

    def below(self, path):
        """All that lies below a path; nothing when no directory is called so."""
        if path and path not in self.directories:
            return []
        return [p for p in list(self.tree) + list(self.links) if p.startswith(path + "/") or path == ""]

    def apply(self, number, layer):
        before = dict(self.tree)
        members = [(re.sub(r"^(\.?/)+", "", m.name).rstrip("/"), m) for m in layer.getmembers()]
        for path, _ in members:
            directory, _, name = path.rpartition("/")
            if name == ".wh..wh..opq":
                for other in self.below(directory):
                    self.hide(other, number, "opaque")
            elif name.startswith(".wh.") and not name.startswith(".wh..wh."):
                target = f"{directory}/{name[4:]}".lstrip("/")
                for other in [target] + self.below(target):
                    self.hide(other, number, "deleted")
        for path, member in members:
            if path.rpartition("/")[2].startswith(".wh.") or not path:
                continue
            if member.isdir():
                if path in self.tree or path in self.links:
                    self.hide(path, number, "replaced")
                continue
            for other in self.below(path):
                self.hide(other, number, "replaced")
            parent = path.rpartition("/")[0]
            while parent and parent not in self.directories:
                self.directories.add(parent)
                parent = parent.rpartition("/")[0]
            if member.isfile():
                contents = Contents(number, member, layer.extractfile(member).read())
                self.contents.append(contents)
                self.entries[number].append((path, contents, before.get(path)))
            elif member.islnk():
                contents = self.tree.get(re.sub(r"^(\.?/)+", "", member.linkname))
            else:
                contents = None
                self.links[path] = member.linkname
            if path in self.tree and self.tree[path] is not contents:
                self.hide(path, number, "overwritten", contents)
            if contents:
                self.tree[path] = contents
                contents.names.add(path)

    def has(self, path):
        return path in self.tree or path in self.links

    def text(self, path):
        return self.tree[path].text.decode("utf-8", "replace") if path in self.tree else ""

    def package_files(self, condition):
        """The files of dpkg's packages whose name the condition holds for, paths as the merged /usr has them."""
        files = set()
        for path in self.tree:
            match = re.fullmatch(r"var/lib/dpkg/info/([^/:]+)(:[^/]+)?\.list", path)
            if match and condition(match[1]):
                for line in self.text(path).splitlines():
                    line = line.lstrip("/")
                    first = line.split("/")[0]
                    files.add(f"usr/{line}" if self.links.get(first) == f"usr/{first}" else line)
        return files

    def below_directories(self, directories):
        def is_below(path):
            while path:
                path = path.rpartition("/")[0]
                if path in directories:
                    return True
            return False
        return {p for p in self.tree if is_below(p)}


# What each rule is about: a regular expression on whole paths.
CACHES = {
    "apt-lists": r"var/lib/apt/lists/.+", "apt-cache": r"var/cache/apt/([^/]*\.bin|archives/.+)",
    "apk-cache": r"var/cache/apk/.+|etc/apk/cache/.+", "dnf-cache": r"var/cache/(dnf|libdnf5)/.+|var/lib/dnf/repos/.+",
    "yum-cache": r"var/cache/yum/.+", "zypper-cache": r"var/cache/zypp(er)?/.+", "pip-cache": r"(.*/)?\.cache/pip/.+",
    "uv-cache": r"(.*/)?\.cache/uv/.+", "npm-cache": r"(.*/)?\.npm/(_cacache|_logs|_npx)/.+",
    "pnpm-store": r"(.*/)?(pnpm/store|\.pnpm-store|\.cache/pnpm)/.+", "composer-cache": r"(.*/)?\.(composer/cache|cache/composer)/.+",
    "maven-repository": r"(.*/)?\.m2/repository/.+", "gradle-cache": r"(.*/)?\.gradle/(caches|daemon|native|wrapper/dists|buildOutputCleanup"
                    r"|[^/]*/(fileHashes|fileChanges|fileContent|taskHistory|executionHistory))/.+",
    "cargo-cache": r"(.*/)?\.cargo/((registry|git)/.+|\.global-cache)", "go-module-cache": r"(.*/)?go/pkg/mod/.+",
    "go-build-cache": r"(.*/)?\.cache/go-build/.+", "gem-cache": r"(.*/)?cache/[^/]*\.gem|(.*/)?\.bundle/cache/.+",
}
PATTERNS = CACHES | {
    "dpkg-leftovers": r"var/(lib/dpkg|cache/debconf)/[^/]*-old",
    "manual-pages": r"usr/(local/)?(share/)?man/.+", "info-pages": r"usr/(local/)?share/info/.+",
    "documentation": r"usr/(local/)?share/(doc|gtk-doc|doc-base)/(?!(.*/)?copyright$).+",
    "logs": r"var/log/(?!(lastlog|faillog|tallylog)$).+", "temporary-files": r"(var/)?tmp/.+",
    "sparse-login-logs": r"var/log/(lastlog|faillog|tallylog)",
    "version-control": r"(.*/)?\.(git|svn|hg|bzr)/.+",
    "context-litter": r"(.*/)?(\.(terraform|idea|vscode|vs)/.+|\.DS_Store|[^/]*\.sw[po])",
    "source-maps": r".*\.([mc]?js|css|ts)\.map", "static-libraries": r"(.*/)?lib[^/]*\.l?a",
    "python-tests": r"(.*/)?(site|dist)-packages/(.*/)?tests/.+|(.*/)?lib/python[23]\.[^/]*/(test|idlelib/idle_test)/.+",
    "python-installers": r"(.*/)?(site|dist)-packages/((pip|setuptools|pkg_resources|wheel|_distutils_hack)/.+"
                         r"|(pip|setuptools|wheel)-[^/]*\.dist-info/.+)|(.*/)?ensurepip/_bundled/.+|usr/share/python-wheels/.+",
}
MINIMUM = collections.defaultdict(lambda: 4096, {"version-control": 1, "context-litter": 1, "sparse-login-logs": 10**6})


def locales(image):
    return {p for p in image.tree
            if re.match(r"usr/(local/)?share/(locale|i18n)/.+|usr/lib/locale/.+", p)
            and not re.match(r"usr/(local/)?(share|lib)/locale/((en|C|POSIX)([_.@][^/]*)?(/|$)|locale\.alias$)", p)}


def byte_code(image):
    found = set()
    for path in image.tree:
        match = re.fullmatch(r"((?:.*/)?)__pycache__/([^/.]*)\.[^/]*\.py[co]", path)
        if not match and "/__pycache__/" not in path:
            match = re.fullmatch(r"((?:.*/)?)([^/]*)\.py[co]", path)
        if match and image.has(f"{match[1]}{match[2]}.py"):
            found.add(path)
    return found


def tagged(image):
    signature = b"Signature: 8a477f597d28d172789f06886806bc55"
    roots = {p.rpartition("/")[0] for p, c in image.tree.items()
             if p.endswith("/CACHEDIR.TAG") and c.text.startswith(signature)}
    # uv tags the virtual environments that it makes.
    roots = {r for r in roots if not image.has(f"{r}/pyvenv.cfg")}
    listed = re.compile("|".join(f"(?:{p})" for p in CACHES.values()))
    return {p for p in image.below_directories(roots) if not listed.fullmatch(p)}


def environments(image):
    """Of virtual environments whose Python is not there."""
    found = set()
    for path in [p for p in image.tree if p.endswith("/pyvenv.cfg")]:
        home = re.search(r"^home\s*=\s*(\S+)", image.text(path), re.M)[1].lstrip("/")
        home = re.sub(r"^bin", "usr/bin", home)
        if not any(image.has(f"{home}/{n}") for n in ("python", "python3")):
            found |= image.below_directories({path.rpartition("/")[0]})
    return found


def yarn(image):
    """But for the packages that a program loads through Plug'n'Play: its own, or the user's where it has none."""
    found = {p for p in image.tree if re.match(r"(.*/)?(\.cache/yarn|\.yarn/cache|\.yarn/berry/(cache|metadata))/.+", p)}
    for map in [p for p in image.tree if re.fullmatch(r"(.*/)?\.pnp\.c?js", p)]:
        own = f"{map.rpartition('/')[0]}/.yarn/cache/".lstrip("/")
        needed = {p for p in found if p.startswith(own)} or {p for p in found if "/.yarn/berry/" in f"/{p}"}
        found -= needed
    return found


def development(image):
    """By npm's own list of what it installed; where there is none, what the manifest alone names for development."""
    found = set()
    for path in [p for p in image.tree if re.match(r"(.*/)?package\.json$", p) and not p.startswith("usr/share/nodejs/")]:
        project = path.removesuffix("package.json")
        if "node_modules" in project.split("/") or image.has(f"{project}node_modules/.package-lock.json"):
            continue
        try:
            manifest = json.loads(image.text(path))
        except ValueError:
            continue
        needed = set(manifest.get("dependencies") or {}) | set(manifest.get("optionalDependencies") or {})
        names = set(manifest.get("devDependencies") or {}) - needed
        found |= image.below_directories({f"{project}node_modules/{name}" for name in names})
    for path in [p for p in image.tree if p.endswith("node_modules/.package-lock.json")]:
        project = path.removesuffix("node_modules/.package-lock.json")
        packages = json.loads(image.text(path))["packages"]
        found |= image.below_directories({project + n for n, p in packages.items() if p.get("dev")})
    return found


def pythons(image):
    """The Pythons but for the first one in the default search path."""
    places = {p: m[1] for p in image.tree if (m := re.fullmatch(r"(?:.*/)?bin/python([23]\.[0-9.]+)", p))
              and not image.has(p.split("bin/python")[0] + "pyvenv.cfg")}
    order = ["usr/local/bin", "usr/bin"]
    rest = sorted(places, key=lambda p: order.index(d) if (d := p.rpartition("/")[0]) in order else 9)[1:]
    return set(rest) | image.below_directories({f"{p.split('bin/python')[0]}lib/python{places[p]}" for p in rest})


def compilers(image):
    programs = (r"gcc|gcc-.*|g\+\+|g\+\+-.*|cc|c\+\+|cpp|cpp-.*|c89|c99|clang|make|gmake|cmake|ninja|ld|ld\..*|as|gold"
                r"|ranlib|(x86_64|aarch64|i686)-linux-gnu-.*")
    paths = re.compile(rf"usr/(lib|libexec)/gcc/.+|usr/lib/(bfd-plugins|go-[^/]*)/.+|usr/bin/({programs})")
    packages = re.compile(
        r"build-essential|make|cmake|dpkg-dev|libcc1-0|cargo|rust|go|(gcc|g\+\+|cpp|gfortran|clang|binutils|rustc|golang)(-.*)?")
    mine = image.package_files(lambda n: packages.fullmatch(n) and not n.endswith(("-base", "-doc")))
    return {p for p in image.tree if paths.fullmatch(p) or p in mine}


def headers(image):
    paths = re.compile(r"usr/(local/)?include/.+|(.*/)?lib/pkgconfig/.+|usr/share/(pkgconfig|aclocal)/.+")
    mine = image.package_files(lambda n: n.endswith(("-dev", "-devel")))
    static = re.compile(PATTERNS["static-libraries"])
    return {p for p in image.tree if paths.fullmatch(p) or p in mine and not static.fullmatch(p)}


SELECTED = {
    "locales": locales, "python-bytecode": byte_code, "tagged-cache": tagged, "compilers": compilers, "headers": headers,
    "copied-virtual-environment": environments, "node-dev-dependencies": development, "several-pythons": pythons,
    "yarn-cache": yarn, "core-dumps": lambda image: {p for p, c in image.tree.items() if c.type == 4},
}


def worth(rule, by_layer, of_base):
    """What is said at all: the base image's share and the image's own are findings of their own."""
    base = sum(b for l, b in by_layer.items() if l in of_base)
    own = sum(b for l, b in by_layer.items() if l not in of_base)
    return sum(b for b in (base, own) if b >= MINIMUM[rule])


def expected(image, of_base):
    """The bytes of each rule; of_base are the layers that the image did not make itself."""
    result = collections.Counter()
    chosen = {rule: {p for p in image.tree if re.fullmatch(pattern, p)} for rule, pattern in PATTERNS.items()}
    chosen |= {rule: select(image) for rule, select in SELECTED.items()}
    for rule, paths in chosen.items():
        by_layer = collections.Counter()
        for contents in {image.tree[p] for p in paths}:
            # Only packages' files are counted one by one; else contents with a name elsewhere stay.
            if contents.names <= paths:
                by_layer[contents.layer] += contents.size
        result[rule] = worth(rule, by_layer, of_base)
    symbols, groups = collections.Counter(), collections.defaultdict(list)
    for contents in set(image.tree.values()):
        if all(re.match("usr/(local/)?lib/debug/", p) for p in contents.names):
            symbols[contents.layer] += contents.size
        elif contents.type in (2, 3) and contents.debug >= 4096:
            symbols[contents.layer] += contents.debug
        if contents.size:
            groups[contents.digest].append(contents)
    result["debug-symbols"] = worth("debug-symbols", symbols, of_base)
    extra = {"duplicate-files": collections.Counter(), "model-weights-twice": collections.Counter()}
    for same in groups.values():
        names = [n for c in same for n in c.names]
        is_model = same[0].size >= 50_000_000 and any(n.endswith((".safetensors", ".bin", ".gguf")) for n in names)
        if same[0].is_blank and not is_model:
            continue
        for contents in sorted(same, key=lambda c: c.layer)[1:]:
            extra["model-weights-twice" if is_model else "duplicate-files"][contents.layer] += contents.size
    for rule, by_layer in extra.items():
        result[rule] = worth(rule, by_layer, of_base)
    for contents in (c for c in image.contents if not c.names and c.size):
        layer, cause, successor = contents.hidden
        if cause == "overwritten" and successor and successor.digest == contents.digest:
            cause = "identical-rewrite" if successor.metadata == contents.metadata else "metadata-copy"
        result[f"waste-{cause}"] += contents.size
    return {rule: bytes for rule, bytes in result.items() if bytes}


# What a build context has and an image does not need.
IGNORED = {
    ".git", ".svn", ".hg", "venv", ".venv", "__pycache__", "node_modules", ".mypy_cache", ".pytest_cache", ".ruff_cache",
    ".tox", ".idea", ".vscode", ".DS_Store", ".terraform", ".env", ".gradle", ".coverage", "coverage", ".cache", ".next",
    ".nyc_output",
}
TOOLS = {"gcc", "g++", "make", "cmake", "binutils", "clang", "cargo", "git", "maven", "automake", "autoconf", "patch"}


def build_tools(image):
    """The bytes of the packages that serve to make software, by their section; at least five, or a compiler."""
    sections = {}
    for record in image.text("var/lib/dpkg/status").split("\n\n"):
        fields = dict(re.findall(r"^(Package|Section|Status): (.*)$", record, re.M))
        if fields.get("Status", "").endswith(" installed"):
            sections[fields["Package"]] = fields.get("Section", "").rpartition("/")[2]
    names = {n for n, s in sections.items()
             if (s in ("devel", "libdevel", "vcs") or n in TOOLS) and n not in ("libc-dev-bin", "libtool-bin")}
    if len(names) < 5 and not names & {"gcc", "g++", "clang"}:
        return 0
    paths = image.package_files(lambda n: n in names) & set(image.tree)
    return sum(c.size for c in {image.tree[p] for p in paths})


def lessons(image, instructions, of_base, is_one_stage):
    """The bytes of the lessons that files tell, and 0 for those that the order of instructions and the base tell.

    instructions are the texts that made each layer, by its number."""
    result = {"single-stage-build": build_tools(image)} if is_one_stage else {}
    compiler = image.tree.get("var/lib/dpkg/info/gcc.list")
    is_python = any(variable.startswith("PYTHON_VERSION=") for variable in image.config["config"].get("Env") or [])
    if is_python and compiler and compiler.layer in of_base:
        result["full-base-image"] = 0
    copied = False
    for number, text in instructions.items():
        entries = image.entries.get(number, [])
        if re.match(r"RUN .*pip3? install", text, re.S):
            if "--no-cache-dir" not in text:
                result["install-keeps-cache"] = sum(c.size for p, c, _ in entries if "/.cache/pip/" in f"/{p}")
            if copied and re.search(r"install .*(-r |--requirement| \.)", text, re.S):
                result["dependencies-after-code"] = 0
        if re.match(r"(COPY|ADD) \. ", text):
            copied = True
            result["no-dockerignore"] = sum(c.size for p, c, _ in entries if set(p.split("/")) & IGNORED)
        if re.match(r"COPY --from", text):
            again = sum(c.size for _, c, old in entries if old and c.digest == old.digest)
            result["copies-too-much"] = again
    return {rule: bytes for rule, bytes in result.items() if bytes or rule in ("dependencies-after-code", "full-base-image")}


def copied_modules(image, instructions, of_base):
    """By layer, the bytes of node_modules that a COPY or ADD of the build context brought."""
    copies = {number for number, text in instructions.items() if number not in of_base and "--from" not in text
              and re.match(r"(/bin/sh -c #\(nop\) )?(COPY|ADD) ", text)}
    by_layer = collections.Counter()
    for contents in set(image.tree.values()):
        if contents.layer in copies and all("node_modules" in n.split("/")[:-1] for n in contents.names):
            by_layer[contents.layer] += contents.size
    return by_layer


def report(program, archive, dockerfile):
    options = ["--dockerfile", dockerfile] if dockerfile else []
    return json.loads(subprocess.run(program + options + [archive], stdout=subprocess.PIPE).stdout)


def instructions(image, dockerfile):
    """What made each layer: the history, or the last stage of the Dockerfile where there is one (all layers from the
    second on, one an instruction that makes one)."""
    if not dockerfile:
        steps = [h["created_by"] for h in image.config["history"] if not h.get("empty_layer")]
        return {n: re.sub(r"^(RUN|COPY|ADD) (?:\|\d+ .*?)?/bin/sh -c ", r"\1 ", s) for n, s in enumerate(steps, 1)}
    with open(dockerfile) as file:
        stage = re.split(r"^FROM .*$", re.sub(r"\\\n", " ", file.read()), flags=re.M)[-1]
    steps = [line for line in stage.splitlines() if re.match(r"RUN|COPY|ADD", line)]
    return dict(enumerate(steps, 2))


def main():
    place = sys.argv.index("--")
    program = sys.argv[place + 1:]
    shown, failures = set(), 0
    for name, (archive, dockerfile) in cache_images.build(sys.argv[1], sys.argv[2:place]).items():
        document = report(program, archive, dockerfile)
        found = collections.Counter()
        for finding in document["findings"]:
            found[finding["rule"]] += finding["bytes"] or 0
        image = Image(archive)
        of_base = {layer["index"] for layer in document["layers"] if layer["base"]}
        wanted = expected(image, of_base)
        ours = set(PATTERNS) | set(SELECTED) | {
            "debug-symbols", "duplicate-files", "model-weights-twice", "copied-node-modules"}
        known = instructions(image, dockerfile)
        if copied := worth("copied-node-modules", copied_modules(image, known, of_base), of_base):
            wanted["copied-node-modules"] = copied
        if name in cache_images.LESSONS:
            wanted |= lessons(
                image, known, of_base, is_one_stage=not any("--from" in text for text in known.values()))
            if dockerfile:
                # A rule of lint says it then, with its line.
                wanted.pop("dependencies-after-code", None)
            ours |= {f["rule"] for f in document["findings"] if f["category"] == "lesson"}
        rules = sorted(set(wanted) | {r for r in found if r in ours or r.startswith("waste-")})
        print(f"{name}: {archive}")
        for rule in rules:
            is_equal = rule in found and found[rule] == wanted.get(rule)
            failures += not is_equal
            shown |= {rule} if is_equal else set()
            print(f"  {'ok ' if is_equal else 'NOT'} {rule:28} strata {found[rule]:>12} here {wanted.get(rule, 0):>12}")
        wasted = sum(c.size for c in image.contents if not c.names)
        failures += wasted != document["totals"]["wastedBytes"]
        print(f"  wasted: strata {document['totals']['wastedBytes']}, here {wasted}", flush=True)
    print(f"{len(shown)} rules shown: {', '.join(sorted(shown))}; {failures} differences")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
