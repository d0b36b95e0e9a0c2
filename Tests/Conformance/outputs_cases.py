"""The command lines that outputs.py records: every command of strata, in every format, on every sample.

All paths are relative to a stand: a directory with links to the samples, so that no text depends on where they lie.
"""

import contextlib
import hashlib
import io
import json
import os
import subprocess
import sys
from unittest import mock

import lint_cases
import oracle
import secrets as planted

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))

CHECK_FORMATS = ["table", "json", "sarif", "junit", "github", "markdown"]
# Lessons with more bytes (1.3 GB unpacked, seconds a run) are asked less.
SLOW = 1_000_000
# The lessons that are asked everything.
THOROUGH = {"slim-bk.tar.zst", "multi-bk.tar.zst"}
# What is asked of each image, as the words before and after its name.
FEW = ["inspect --format json", "ls", "check --format json", "stages --format json"]
SOME = FEW + [
    "inspect", "inspect --packages --format json", "ls -R --format jsonl", "ls --changes --format json",
    "check", "check --format sarif", "check --format github", "stages", "advise --format json", "advise --format dockerfile",
    "sbom", "sbom --format spdx-json", "sbom --format cyclonedx-1.7", "sbom --format spdx-3.0",
]
SOME_OF_SLOW = FEW + ["inspect", "check", "advise --format json", "advise --format dockerfile", "sbom"]
ALL = SOME + [
    "inspect -v --verify", "inspect --color always", "inspect --packages", "inspect --packages --format csv",
    "inspect --verify --format json", "inspect --dockerfile-from-history",
    "ls -R -v", "ls -R --format csv", "ls --changes", "ls --depth 3 --sort size", "ls --layer 1", "ls --layers 1..2 --format json",
    "stages -v", "stages --format mermaid", "stages --format dot",
    "check -v", "check -v --color always", "check --format junit", "check --format markdown", "check --fail-on none -q",
    "check --format json --show-secrets", "check --category hardening --category lesson --min-severity medium",
    "check --ci-config off --min-efficiency 0.99 --max-wasted 1MB --max-user-wasted 0.01",
    "advise", "advise -v --bandwidth 1MB/s",
]
WITH_DOCKERFILE = ["stages", "stages --format json", "check --format json", "advise --format dockerfile"]
OF_A_REFERENCE = ["inspect --format json", "check --format json", "ls -R"]
OF_A_DOCKERFILE = [f"lint --format {name}" for name in CHECK_FORMATS] + ["lint -v --color always"] + [
    f"stages --format {name} --dockerfile" for name in ["text", "json", "mermaid", "dot"]]
OF_A_MADE_DOCKERFILE = ["lint -v", "lint --format json", "stages --format json --dockerfile"]

# (command, image, rest): files and trees that are copied out.
FILES = [
    ("formats/weird-bk.docker-save.tar.zst", "/bin/busybox"), ("formats/weird-bk.docker-save.tar.zst", "/no/such/file"),
    ("formats/weird-bk.docker-save.tar.zst", "/"), ("lessons/slim-bk.tar.zst", "/app/main.py"),
    ("lessons/slim-bk.tar.zst", "/app"), ("lessons/slim-bk.tar.zst", "app/../app/requirements.txt"),
    ("formats/tiny-multi.skopeo-oci", "/"), ("stages/kaniko.tar", "/"), ("formats/broken/control-characters.tar", "/"),
    ("formats/broken/layer-symlink-outside.tar", "/"), ("Fixtures/multi-bk.tar.zst", "/app"),
]
SMALL = "formats/tiny-hello-bk.docker-save.tar"
WRONG = [
    "", "no-such-command", "inspect", "inspect no-such-file", "inspect --format yaml " + SMALL, "ls --layer 0 " + SMALL,
    "ls --layer 99 " + SMALL, "ls --layers 2..1 " + SMALL, "ls --layers x " + SMALL, "ls --layers 1..99 " + SMALL,
    "ls " + SMALL + " /no/such", "ls --depth -1 " + SMALL, "ls -R --depth 1 " + SMALL, "ls --sort x " + SMALL,
    "inspect --format csv " + SMALL, "inspect --reference no:such " + SMALL, "inspect --platform windows/arm " + SMALL,
    "inspect --platform nonsense " + SMALL, "inspect docker:no-such-image", "inspect podman:no-such-image", "inspect docker:",
    "inspect .", "inspect /dev/null", "explore", "explore " + SMALL, SMALL, "check --fail-on worst " + SMALL,
    "check --min-efficiency 2 " + SMALL, "check --max-wasted many " + SMALL, "check --max-user-wasted x " + SMALL,
    "check --category x " + SMALL, "check --ignore no-such-rule " + SMALL, "check --ignore DL3008 " + SMALL,
    "check --ignore-file no-such " + SMALL, "check --ci-config no-such " + SMALL, "check --vulnerabilities no-such " + SMALL,
    "check --osv no-such " + SMALL, "check --dockerfile no-such " + SMALL, "check --target x " + SMALL, "stages",
    "stages --dockerfile no-such", "stages --target x " + SMALL, "stages " + SMALL + " no-such", "advise --bandwidth x " + SMALL,
    "advise --why /no/such " + SMALL, "advise --why /hello " + SMALL, "sbom --format x " + SMALL, "rules no-such-rule",
    "lint", "lint no-such", "lint .", "lint --fail-on x dockerfiles/formats/Dockerfile.weird",
    "lint --ignore no-such-rule dockerfiles/formats/Dockerfile.weird", "lint --ignore DL3008 dockerfiles/formats/Dockerfile.weird",
    "cat " + SMALL, "cat --layer 99 " + SMALL + " /hello", "cat " + SMALL + " /no/such", "extract " + SMALL,
    "extract " + SMALL + " /hello", "inspect --no-such-option " + SMALL, "inspect " + SMALL + " more", "keys more",
    "inspect -o no/such/directory " + SMALL,
]
COMMANDS = "explore inspect stages ls cat extract check lint advise rules sbom keys".split()


class Case:
    """A run of strata: its words, what stands on standard input, and the directory that it fills, if any."""

    def __init__(self, words, name=None, stdin=None, output=None, group=None):
        self.words, self.stdin, self.output = words, stdin, output
        self.name, self.group = name or " ".join(words), group or self.command_and_format()

    def command_and_format(self):
        """The row of a table."""
        command = self.words[0]
        if "--format" in self.words:
            return f"{command} {self.words[self.words.index('--format') + 1]}"
        return f"{command} (default)"


class Stand:
    """The directory in which strata runs: links to the samples and files that are made the same each time."""

    def __init__(self, directory, images):
        self.path, self.images = directory, images
        for name in ("formats", "stages", "lessons", "public"):
            if os.path.isdir(os.path.join(images, name)):
                os.symlink(os.path.join(images, name), os.path.join(directory, name))
        os.symlink(os.path.join(ROOT, "Fixtures"), os.path.join(directory, "Fixtures"))
        self.cases = os.path.join(os.path.dirname(images), "cases")
        for name in ("dockerfiles", "made", "empty"):
            os.mkdir(os.path.join(directory, name))

    def write(self, path, text):
        full = os.path.join(self.path, path)
        os.makedirs(os.path.dirname(full), exist_ok=True)
        with open(full, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        return path

    def list(self, folder, accepts=lambda name: True):
        full = os.path.join(self.path, folder)
        names = sorted(os.listdir(full)) if os.path.isdir(full) else []
        return [f"{folder}/{name}" for name in names if accepts(name)]


def all_cases(stand, strata):
    """Every case, the cheap and telling ones first."""
    yield from words_alone(strata)
    yield from dockerfile_cases(stand)
    for image, asked in image_list(stand):
        for line in asked:
            yield Case([*line.split(), image])
        if asked is not FEW:
            yield from named_images(stand, image)
    yield from pairs(stand)
    yield from files(stand)
    yield from vulnerabilities(stand)


def words_alone(strata):
    for line in ["--help", "--version", "--experimental-dump-help"] + [f"--generate-completion-script {shell}" for shell in ("bash", "zsh", "fish")]:
        yield Case(line.split(), group="help")
    for command in COMMANDS:
        yield Case([command, "--help"], group="help")
        yield Case(["help", command], group="help")
    yield Case(["keys"])
    for name in ("table", "json", "markdown"):
        yield Case(["rules", "--format", name])
    yield Case(["rules", "--color", "always"])
    listed = subprocess.run([strata, "rules", "--format", "json"], capture_output=True, check=False, timeout=60)
    rules = json.loads(listed.stdout)["rules"] if listed.returncode == 0 else []
    for rule in sorted({known for rule in rules for known in [rule["id"], *rule["knownAs"]]}):
        yield Case(["rules", rule])
    for rule in [rule["id"] for rule in rules][::10]:
        yield Case(["rules", rule, "--format", "json"])
        yield Case(["rules", rule, "--format", "markdown"])
    for line in WRONG:
        yield Case(line.split(), group="wrong words")


def dockerfile_cases(stand):
    for folder in ("formats", "stages"):
        for path in stand.list(f"{folder}/dockerfiles"):
            yield from asked_of_dockerfile(OF_A_DOCKERFILE, copied(stand, path, f"{folder}/{os.path.basename(path)}"))
    for directory, _, names in sorted(os.walk(stand.cases)):
        for name in sorted(names):
            if "Dockerfile" in name or name == "Containerfile":
                path = os.path.join(directory, name)
                kept = "cases/" + os.path.relpath(path, stand.cases).replace("/", "-")
                yield from asked_of_dockerfile(OF_A_DOCKERFILE, copied(stand, path, kept))
    for path in stand.list("Fixtures", lambda name: "Dockerfile" in name):
        yield from asked_of_dockerfile(OF_A_DOCKERFILE, path)
    with open(os.path.join(HERE, "dockerfiles/corpus.jsonl"), encoding="utf-8") as file:
        sources = [(record["name"], record["source"]) for record in map(json.loads, file)]
    for name, text in sources + list(lint_cases.all_cases()):
        path = stand.write(f"dockerfiles/made/{os.path.basename(name)}.Dockerfile", text)
        yield from asked_of_dockerfile(OF_A_MADE_DOCKERFILE, path)
    yield Case(["lint", "-"], name="lint - < Dockerfile", stdin="dockerfiles/formats/Dockerfile.weird")
    stand.write("dockerfiles/hadolint/.hadolint.yaml", "ignored: [DL3008]\noverride: {error: [DL3059]}\ntrustedRegistries: [x.example]\n"
                "failure-threshold: info\n")
    stand.write("dockerfiles/hadolint/.dockerignore", "*\n!app\n")
    path = stand.write("dockerfiles/hadolint/Dockerfile", "FROM debian\nRUN apt-get update\nRUN apt-get install x\nCOPY . /app\n"
                       "# strata ignore=DL3059\nRUN cd /x && sudo make\n")
    yield from asked_of_dockerfile(OF_A_DOCKERFILE, path)


def asked_of_dockerfile(asked, path):
    for line in asked:
        yield Case([*line.split(), path])


def copied(stand, path, kept):
    with open(os.path.join(stand.path, path), encoding="utf-8", newline="") as file:
        return stand.write(f"dockerfiles/{kept}", file.read())


def image_list(stand):
    """Images, and what is asked of each."""
    def is_image(name):
        return name not in ("MANIFEST.tsv", "dockerfiles", "broken") and not name.endswith(".Dockerfile")
    for folder in ("formats", "formats/broken", "stages"):
        for path in stand.list(folder, is_image):
            yield path, ALL
    seen = set()
    for path in stand.list("lessons", is_image) + stand.list("Fixtures", is_image):
        full = os.path.join(stand.path, path)
        if os.path.isfile(full):
            is_thorough = os.path.basename(path) in THOROUGH
            yield path, FEW if digest(full) in seen else SOME_OF_SLOW if os.path.getsize(full) > SLOW else ALL if is_thorough else SOME
            seen.add(digest(full))
    for folder in ("public/archives", "public/dirs"):
        for path in stand.list(folder):
            yield path, SOME
    for path in made_images(stand):
        yield path, SOME
    for directory, _, names in sorted(os.walk(os.path.join(stand.path, "public/tar"))):
        for name in sorted(names):
            yield os.path.relpath(os.path.join(directory, name), stand.path), FEW


def digest(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).digest()


def made_images(stand):
    """An image with invented secrets, and those of the cases that failed once."""
    folder = os.path.join(stand.path, "made")
    # In the one with secrets lie a commit and archives, which have dates.
    dates = dict(GIT_AUTHOR_DATE="2024-01-02T03:04:05Z", GIT_COMMITTER_DATE="2024-01-02T03:04:05Z")
    with mock.patch.dict(os.environ, dates), mock.patch("time.time", lambda: 1_704_164_645.0):
        planted.Builder(1).build(os.path.join(folder, "secrets.tar"))
    scripts = sorted(os.listdir(os.path.join(stand.cases, "reading"))) if os.path.isdir(stand.cases) else []
    for script in scripts:
        runner = {".py": [sys.executable], ".sh": ["sh"]}.get(os.path.splitext(script)[1])
        if runner and script != "mk.py":
            subprocess.run([*runner, os.path.join(stand.cases, "reading", script)], cwd=folder, capture_output=True, check=False,
                           timeout=120, env=dict(os.environ, OUT=folder, PYTHONDONTWRITEBYTECODE="1"))
    return stand.list("made", lambda name: name.endswith(".tar"))


def named_images(stand, path):
    """Each name and platform of an archive with several."""
    try:
        with contextlib.redirect_stderr(io.StringIO()):
            images = oracle.images(os.path.join(stand.path, path))
    except Exception:  # the oracle has no opinion on damaged images
        return
    references = sorted({name for image in images for name in image.references})
    platforms = sorted({"/".join(filter(None, [p.get("os"), p.get("architecture"), p.get("variant")]))
                        for p in (image.platform for image in images) if p and p.get("os")})
    for option, values in (("--reference", references), ("--platform", platforms)):
        for value in values if len(values) > 1 else []:
            for line in OF_A_REFERENCE:
                yield Case([*line.split(), option, value, path])


def pairs(stand):
    """Each image with each Dockerfile beside it: one fits, the others do not."""
    for folder in ("formats", "stages"):
        dockerfiles = stand.list(f"dockerfiles/{folder}")
        for image in stand.list(folder, lambda name: name not in ("MANIFEST.tsv", "dockerfiles", "broken")):
            for dockerfile in dockerfiles:
                for line in WITH_DOCKERFILE:
                    yield Case([*line.split(), "--dockerfile", dockerfile, image])
    fitting = "Fixtures/multi-bk.Dockerfile"
    for image in ("Fixtures/multi-bk.tar.zst", "lessons/multi-builder.tar.zst"):
        for line in ALL:
            if line.split()[0] in ("inspect", "check", "advise", "stages"):
                yield Case([*line.split(), "--dockerfile", fitting, image])
    yield Case(["stages", "--format", "json", "stages/demo-target-builder.oci.tar", "stages/demo-min.oci.tar", "Fixtures/multi-bk.tar.zst"])


def files(stand):
    for image, path in FILES:
        yield Case(["cat", image, path])
        yield Case(["cat", "--layer", "1", image, path])
        yield Case(["extract", image, path, "-o", "OUT"], output="OUT")
        yield Case(["extract", "--layer", "1", image, path, "-o", "OUT"], output="OUT")
    for line in ("inspect --format json", "check --format sarif", "ls -R --format csv", "sbom", "advise --format dockerfile"):
        yield Case([*line.split(), SMALL, "-o", "OUT"], output="OUT")
    for line in ("inspect", "inspect --format json", "ls -R", "check --format json", "stages"):
        for image in ("formats/tiny-multi-bk.docker-save.tar.gz", "formats/several-tags.oci.tar", "formats/broken/text.tar"):
            yield Case([*line.split(), "-"], name=f"{line} - < {image}", stdin=image)
    for path in ("/usr/bin/python3.11", "/bin/sh", "/app/main.py", "/etc/passwd"):
        yield Case(["advise", "--why", path, "lessons/slim-bk.tar.zst"])
        yield Case(["advise", "--format", "json", "--why", path, "lessons/multi-bk.tar.zst"])


def vulnerabilities(stand):
    """Reports on the image with packages of the cases that failed (made/07.tar): Debian 11 and lodash."""
    image = "made/07.tar"
    if not os.path.exists(os.path.join(stand.path, image)):
        return
    found = [("openssl", "1.1.1n-0+deb11u3", "1.1.1n-0+deb11u9", "CVE-2099-0001", "CRITICAL"),
             ("libc6", "2.31-13+deb11u3", "", "CVE-2099-0004", "LOW"), ("bash", "5.1-2+deb11u1", "5.2", "CVE-2099-0005", "HIGH"),
             ("no-such-package", "1", "2", "CVE-2099-0006", "MEDIUM")]
    stand.write("reports/trivy.json", json.dumps({"SchemaVersion": 2, "Results": [{
        "Target": "debian", "Class": "os-pkgs", "Type": "debian", "Vulnerabilities": [{
            "VulnerabilityID": name, "PkgName": package, "InstalledVersion": version, "FixedVersion": fixed, "Severity": severity,
            "Title": f"a fault of {package}", "PrimaryURL": f"https://x.example/{name}"} for package, version, fixed, name, severity in found]},
        {"Target": "Node.js", "Class": "lang-pkgs", "Type": "node-pkg", "Vulnerabilities": [{
            "VulnerabilityID": "CVE-2099-0007", "PkgName": "lodash", "PkgPath": "app/node_modules/lodash/package.json",
            "InstalledVersion": "4.17.4", "FixedVersion": "4.17.21", "Severity": "HIGH"}]}]}))
    stand.write("reports/grype.json", json.dumps({"matches": [{
        "vulnerability": {"id": name, "severity": severity.title(), "fix": {"versions": [fixed] if fixed else [], "state": "fixed" if fixed else "unknown"}},
        "artifact": {"name": package, "version": version, "type": "deb"}} for package, version, fixed, name, severity in found]}))
    stand.write("reports/osv-scanner.json", json.dumps({"results": [{"source": {"path": "x"}, "packages": [{
        "package": {"name": package, "version": version, "ecosystem": "Debian:11"}, "groups": [{"ids": [name], "max_severity": "7.5"}],
        "vulnerabilities": [{"id": name, "summary": "a fault"}]} for package, version, _, name, _ in found]}]}))
    for package, _, fixed, name, _ in found:
        stand.write(f"osv/{name}.json", json.dumps({
            "schema_version": "1.7.0", "id": name, "modified": "2024-01-01T00:00:00Z", "summary": f"a fault of {package}",
            "severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}],
            "affected": [{"package": {"ecosystem": "Debian:11", "name": {"libc6": "glibc"}.get(package, package)}, "ranges": [{
                "type": "ECOSYSTEM", "events": [{"introduced": "0"}] + ([{"fixed": fixed}] if fixed else [])}]}]}))
    stand.write("osv/GHSA-2099-lodash.json", json.dumps({
        "schema_version": "1.7.0", "id": "GHSA-2099-lodash", "aliases": ["CVE-2099-0007"], "modified": "2024-01-01T00:00:00Z",
        "affected": [{"package": {"ecosystem": "npm", "name": "lodash"}, "ranges": [{
            "type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": "4.17.21"}]}]}], "database_specific": {"severity": "HIGH"}}))
    asked = [["--vulnerabilities", f"reports/{name}.json"] for name in ("trivy", "grype", "osv-scanner")] + [["--osv", "osv"]]
    asked += [["--vulnerabilities", path] for path in stand.list("made", lambda name: name.startswith("11-"))]
    asked += [["--vulnerabilities", "reports/trivy.json", "--vulnerabilities", "reports/grype.json", "--osv", "osv"]]
    for options in asked:
        for name in CHECK_FORMATS:
            yield Case(["check", "--format", name, *options, image])
        yield Case(["check", "-v", "--category", "vulnerability", *options, image])
