#!/usr/bin/env python3
"""What the fuzzers start from, written in code: small files of every kind that strata reads, and the words of each.

seeds.py DIRECTORY  writes DIRECTORY/ROOM/NUMBER and DIRECTORY/ROOM.words, for the rooms of Sources/fuzz/Room.swift
"""

import bz2
import gzip
import hashlib
import io
import json
import lzma
import os
import sqlite3
import struct
import sys
import tarfile
import tempfile
import zipfile
import zlib

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
# No secret of anybody: what a pattern of strata looks for.
TOKEN = b"ghp_" + b"0aZ9bY8cX7" * 4


def tar(members, form=tarfile.PAX_FORMAT):
    """A tar of (name, contents); contents that are a text are the target of a symbolic link, in a tuple of a hard link."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w", format=form, bufsize=512) as archive:
        for name, contents in members:
            member = tarfile.TarInfo(name)
            member.mode, member.mtime = 0o755, 1600000000
            if isinstance(contents, bytes):
                member.size = len(contents)
                archive.addfile(member, io.BytesIO(contents))
                continue
            member.type = tarfile.LNKTYPE if isinstance(contents, tuple) else tarfile.SYMTYPE
            member.linkname = contents[0] if isinstance(contents, tuple) else contents
            archive.addfile(member)
    return file.getvalue().rstrip(b"\0") + bytes(1024 + -len(file.getvalue().rstrip(b"\0")) % 512)


def zstd(contents):
    """A frame of RFC 8878 with one raw block."""
    return (b"\x28\xb5\x2f\xfd\xa0" + struct.pack("<I", len(contents)) + (len(contents) << 3 | 1).to_bytes(3, "little") + contents)


def zipped(members):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, contents in members:
            archive.writestr(zipfile.ZipInfo(name), contents, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def joined(files):
    """Several files as one input, as Members.swift takes it apart."""
    return b"\n".join(b"=== " + name.encode() + b"\n" + contents for name, contents in files)


LAYER = tar([("etc/passwd", b"root:x:0:0::/root:/bin/sh\n"), ("etc/link", "passwd"), ("etc/hard", ("etc/passwd",)),
             ("app/.wh.old", b""), ("usr/.wh..wh..opq", b""), ("n" * 120, b"long")])


def tars():
    yield LAYER
    for form in (tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT):
        yield tar([("a/b", b"text"), ("a/c", "b"), ("d" * (90 if form == tarfile.USTAR_FORMAT else 120), b"")], form)
    sparse = {"GNU.sparse.major": "1", "GNU.sparse.minor": "0", "GNU.sparse.name": "s", "GNU.sparse.realsize": "4096"}
    member = tarfile.TarInfo("GNUSparseFile.0/s")
    member.pax_headers, member.size = {**sparse, "SCHILY.xattr.user.x": "y"}, 516
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as archive:
        archive.addfile(member, io.BytesIO(b"1\n0\n4\n".ljust(512, b"\0") + b"data"))
    yield file.getvalue()[:4096]
    for compress in (gzip.compress, bz2.compress, lzma.compress, zstd):
        yield compress(LAYER)


def archives():
    yield from (compress(b"text " * 40) for compress in (gzip.compress, bz2.compress, lzma.compress, zstd, zlib.compress))
    yield zipped([("a.txt", b"text " * 40), ("d/b.json", b"{}")])
    yield gzip.compress(tar([(".env", b"TOKEN=" + TOKEN)]))
    # cpio as rpm and initramfs have it: "newc".
    header = b"070701" + b"".join(b"%08x" % number for number in (1, 0o100644, 0, 0, 1, 0, 4, 0, 0, 0, 0, 4, 0))
    end = b"070701" + b"".join(b"%08x" % number for number in (0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 11, 0))
    yield header + b"abc\0\0\0" + b"data" + end + b"TRAILER!!!\0\0\0\0"


def configuration(layers):
    return json.dumps({
        "architecture": "amd64", "os": "linux", "created": "2026-01-01T00:00:00Z",
        "config": {"Env": ["PATH=/usr/bin:/bin", "TOKEN=hunter2hunter2"], "Entrypoint": ["/bin/sh", "-c"], "Cmd": ["node /app/x.js"],
                   "User": "0", "ExposedPorts": {"22/tcp": {}}, "Labels": {"a": "b"}, "Volumes": {"/data": {}},
                   "Healthcheck": {"Test": ["CMD", "true"], "Interval": 1000000000}, "StopSignal": "SIGTERM"},
        "rootfs": {"type": "layers", "diff_ids": ["sha256:" + hashlib.sha256(layer).hexdigest() for layer in layers]},
        "history": [{"created": "2026-01-01T00:00:00Z", "created_by": "COPY . / # buildkit"} for _ in layers]
        + [{"created_by": "/bin/sh -c #(nop)  CMD [\"x\"]", "empty_layer": True, "comment": "buildkit.dockerfile.v0"}]}).encode()


def saved(layers, config=None):
    """The members of an archive of `docker save`."""
    manifest = [{"Config": "c.json", "RepoTags": ["a/b:1"], "Layers": [f"l{index}.tar" for index in range(len(layers))]}]
    return [("manifest.json", json.dumps(manifest).encode()), ("c.json", config or configuration(layers))] + [
        (f"l{index}.tar", layer) for index, layer in enumerate(layers)]


def layout(layers):
    """The members of an OCI layout with an index within its index, and an attestation."""
    blobs = {}

    def blob(contents, kind, **more):
        digest = hashlib.sha256(contents).hexdigest()
        blobs["blobs/sha256/" + digest] = contents
        return {"mediaType": "application/vnd.oci.image." + kind, "digest": "sha256:" + digest, "size": len(contents), **more}

    def document(value, kind, **more):
        return blob(json.dumps({"schemaVersion": 2, **value}).encode(), kind, **more)

    image = document({
        "config": blob(configuration(layers), "config.v1+json"),
        "layers": [blob(gzip.compress(layer, mtime=0), "layer.v1.tar+gzip") for layer in layers]}, "manifest.v1+json",
        platform={"os": "linux", "architecture": "amd64"})
    statement = blob(json.dumps({"_type": "https://in-toto.io/Statement/v0.1", "predicateType": "https://slsa.dev/provenance/v0.2",
                                 "predicate": {"buildType": "x", "metadata": {}}}).encode(), "layer.v1.tar")
    proof = document({"config": blob(b"{}", "config.v1+json"), "layers": [{**statement, "mediaType": "application/vnd.in-toto+json"}]},
                     "manifest.v1+json", platform={"os": "unknown", "architecture": "unknown"},
                     annotations={"vnd.docker.reference.type": "attestation-manifest", "vnd.docker.reference.digest": image["digest"]})
    top = document({"manifests": [image, proof]}, "index.v1+json", annotations={"org.opencontainers.image.ref.name": "1"})
    return [("oci-layout", b'{"imageLayoutVersion":"1.0.0"}'),
            ("index.json", json.dumps({"schemaVersion": 2, "manifests": [top]}).encode()), *blobs.items()]


def documents():
    small = tar([("a", b"b")], tarfile.USTAR_FORMAT)[:1536]
    yield joined(saved([small]))
    yield joined(layout([small]))
    yield joined([("repositories", b'{"a":{"1":"x"}}'), ("x/VERSION", b"1.0"), ("x/layer.tar", small),
                  ("x/json", b'{"id":"x","parent":"y","config":{},"container_config":{"Cmd":["x"]}}')])


def images():
    yield tar(saved([LAYER, tar([("etc/passwd", b"x"), ("etc/.wh.hard", b"")])]), tarfile.USTAR_FORMAT)
    yield tar(layout([tar([("a", b"b")])]), tarfile.USTAR_FORMAT)


def rpm_header(name):
    """A package as rpm keeps it: an index of tags, then their values."""
    index = store = b""
    for tag, kind, values in ((1000, 6, [name]), (1001, 6, ["1.0"]), (1002, 6, ["1"]), (1003, 4, [1]), (1014, 6, ["MIT"]),
                              (1022, 6, ["x86_64"]), (1044, 6, [name + "-1.0-1.src.rpm"]), (1047, 8, [name]), (1049, 8, ["bash"]),
                              (1116, 4, [0, 0]), (1117, 8, ["a", "b"]), (1118, 8, ["/usr/bin/"])):
        store += bytes(-len(store) % 4) if kind == 4 else b""
        index += struct.pack(">IIII", tag, kind, len(store), len(values))
        store += b"".join(struct.pack(">I", value) if kind == 4 else value.encode() + b"\0" for value in values)
    return struct.pack(">II", len(index) // 16, len(store)) + index + store


def rpm_sqlite():
    with tempfile.TemporaryDirectory() as directory:
        path = os.path.join(directory, "rpmdb.sqlite")
        base = sqlite3.connect(path)
        base.execute("PRAGMA page_size = 1024")
        base.execute("CREATE TABLE Packages (hnum INTEGER PRIMARY KEY AUTOINCREMENT, blob BLOB NOT NULL)")
        base.executemany("INSERT INTO Packages(blob) VALUES (?)", [(rpm_header("bash"),), (rpm_header("glibc"),)])
        base.commit()
        base.close()
        with open(path, "rb") as file:
            return file.read()


def rpm_ndb():
    package = rpm_header("bash")
    blob = b"BlbS" + struct.pack("<III", 1, 1, len(package)) + package
    blob += bytes(-len(blob) % 16)
    slot = b"Slot" + struct.pack("<III", 1, 4096 // 16, len(blob) // 16)
    return (b"RpmP" + struct.pack("<III", 0, 1, 1) + bytes(16) + slot).ljust(4096, b"\0") + blob


def jar():
    return zipped([("META-INF/MANIFEST.MF", b"Manifest-Version: 1.0\nImplementation-Version: 2.1\nImplementation-Title: t\n"),
                   ("META-INF/maven/g/a/pom.properties", b"groupId=g\nartifactId=a\nversion=1.0\n"),
                   ("BOOT-INF/lib/inner-1.2.jar", zipped([("META-INF/maven/h/b/pom.properties", b"groupId=h\nartifactId=b\nversion=2\n")]))])


def program():
    """An ELF file with sections: a Go build info, and a note on its package."""
    def text(value):
        return (bytes([len(value)]) if len(value) < 128 else bytes([len(value) & 127 | 128, len(value) >> 7])) + value

    module = b"0" * 16 + b"path\tx/y\nmod\tx/y\tv1.0.0\th1:x=\ndep\tgolang.org/x/net\tv0.1.0\th1:y=\nbuild\tGOOS=linux\n" + b"1" * 16
    info = (b"\xff Go buildinf:\x08\x02").ljust(32, b"\0") + text(b"go1.22.1") + text(module)
    note = b'{"type":"deb","os":"debian","name":"x","version":"1"}'
    note = struct.pack("<III", 4, len(note), 0xCAFE1A7E) + b"FDO\0" + note + bytes(-len(note) % 4)
    cargo = zlib.compress(b'{"packages":[{"name":"a","version":"1.0.0","source":"crates.io"}]}')
    names = b"\0.go.buildinfo\0.note.package\0.dep-v0\0.shstrtab\0"
    body, sections = b"", [bytes(64)]
    for name, kind, contents in ((b".go.buildinfo", 1, info), (b".note.package", 7, note), (b".dep-v0", 1, cargo),
                                 (b".shstrtab", 3, names)):
        sections.append(struct.pack("<IIQQQQIIQQ", names.index(name), kind, 0, 4096 + len(body), 64 + len(body), len(contents), 0, 0,
                                    1, 0))
        body += contents
    head = b"\x7fELF\x02\x01\x01".ljust(16, b"\0") + struct.pack(
        "<HHIQQQIHHHHHH", 2, 62, 1, 4096, 0, 64 + len(body), 0, 64, 56, 0, 64, len(sections), len(sections) - 1)
    return head + body + b"".join(sections)


def git():
    raw = b"blob %d\0" % len(TOKEN) + TOKEN
    name = hashlib.sha1(raw).hexdigest()
    pack = b"PACK" + struct.pack(">II", 2, 1) + bytes([3 << 4 | len(TOKEN) & 15 | 0x80, len(TOKEN) >> 4]) + zlib.compress(TOKEN)
    return [("app/.git/HEAD", b"ref: refs/heads/main\n"), (f"app/.git/objects/{name[:2]}/{name[2:]}", zlib.compress(raw)),
            ("app/.git/objects/pack/pack-1.pack", pack + hashlib.sha1(pack).digest()),
            ("app/.git/config", b'[remote "origin"]\n url = https://u:p4ssw0rd123@example.com/x.git\n')]


DEBIAN = ("etc/os-release", b'ID=debian\nVERSION_ID="12"\n')
# Each is the files of one image: a database with what it needs to be looked at.
FILES = [
    [DEBIAN, ("var/lib/dpkg/status", b"Package: libc6\nStatus: install ok installed\nInstalled-Size: 12\nArchitecture: amd64\n"
              b"Source: glibc (2.36-9)\nVersion: 2.36-9+deb12u4\nDepends: libgcc-s1 (>= 1) | x, y:any\nProvides: z (= 1)\n"),
     ("var/lib/dpkg/info/libc6:amd64.list", b"/.\n/lib\n/lib/libc.so.6\n"), ("lib/libc.so.6", b"x"),
     ("usr/share/doc/libc6/copyright", b"Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\nFiles: *\nLicense: GPL-3+\n"),
     ("var/lib/dpkg/status.d/base", b"Package: base\nVersion: 1\n"), ("var/lib/apt/extended_states", b"Package: x\nAuto-Installed: 1\n")],
    [("etc/os-release", b"ID=alpine\nVERSION_ID=3.20.1\n"), ("lib/apk/db/installed", b"C:Q1abc=\nP:musl\nV:1.2.4-r2\nA:x86_64\nS:3\nI:6\n"
     b"L:MIT\no:musl\np:so:libc.musl-x86_64.so.1=1\nD:so:x y>1\nF:lib\nR:ld-musl-x86_64.so.1\na:0:0:755\nZ:Q1x=\n\nP:b\nV:1\nF:bin\nR:sh\n"),
     ("etc/apk/world", b"b\n"), ("lib/ld-musl-x86_64.so.1", b"x"), ("bin/sh", b"#!/bin/b\n")],
    [("etc/os-release", b"ID=fedora\nVERSION_ID=40\n"), ("usr/lib/sysimage/rpm/rpmdb.sqlite", rpm_sqlite())],
    [("etc/os-release", b"ID=sles\n"), ("usr/lib/sysimage/rpm/Packages.db", rpm_ndb())],
    [("opt/app.jar", jar()), ("opt/lib/log4j-core-2.14.1.jar", zipped([("a", b"")])), ("usr/bin/x", program())],
    [("app/package.json", b'{"name":"app","version":"1.0.0","dependencies":{"left-pad":"^1"},"scripts":{"start":"node x.js"}}'),
     ("app/package-lock.json", b'{"lockfileVersion":3,"packages":{"":{"dependencies":{"left-pad":"1"}},"node_modules/left-pad":{"version":"1.3.0","dev":true}}}'),
     ("app/node_modules/left-pad/package.json", b'{"name":"left-pad","version":"1.3.0","license":"WTFPL"}'),
     ("app/yarn.lock", b'# yarn lockfile v1\nleft-pad@^1.0.0:\n  version "1.3.0"\n'),
     ("app/pnpm-lock.yaml", b"lockfileVersion: '9.0'\npackages:\n  a@1.0.0:\n    resolution: {integrity: x}\n"), ("app/x.js", b"require('left-pad')\n")],
    [("usr/lib/python3/dist-packages/foo-1.0.dist-info/METADATA", b'Metadata-Version: 2.1\nName: foo\nVersion: 1.0\nRequires-Dist: bar (>=1) ; extra == "x"\n\nbody\n'),
     ("usr/lib/python3/dist-packages/foo-1.0.dist-info/RECORD", b'foo/__init__.py,sha256=abc,10\n"foo/a,b.py",,\n../../../bin/foo,,\n'),
     ("usr/lib/python3/dist-packages/bar.egg-info/PKG-INFO", b"Name: bar\nVersion: 2!1.0rc1+x\n"), ("app/main.py", b"import foo\n"),
     ("app/poetry.lock", b'[[package]]\nname = "a"\nversion = "1"\n'), ("app/requirements.txt", b"flask==1.0\n"), ("app/uv.lock", b'[[package]]\nname = "a"\n')],
    [("usr/lib/ruby/gems/3.1.0/specifications/rake-13.0.gemspec", b'Gem::Specification.new do |s|\n s.name = "rake".freeze\n s.version = "13.0"\n s.add_runtime_dependency(%q<x>.freeze, [">= 0"])\nend\n'),
     ("app/Gemfile.lock", b"GEM\n  specs:\n    rake (13.0)\n"), ("app/composer.lock", b'{"packages":[{"name":"a/b","version":"1"}]}'),
     ("app/Cargo.lock", b'[[package]]\nname = "x"\nversion = "1"\n'), ("app/x.deps.json", b'{"libraries":{"A/1.0":{"type":"package"}}}'),
     ("opt/conda/conda-meta/a-1-0.json", b'{"name":"a","version":"1","files":["bin/a"]}'), ("app/go.sum", b"x v1 h1:=\n")],
    [("var/lib/pacman/local/a-1-1/desc", b"%NAME%\na\n\n%VERSION%\n1-1\n\n%DEPENDS%\nb>=1\n"), ("var/lib/pacman/local/a-1-1/files", b"%FILES%\nusr/\nusr/a\n"),
     ("usr/lib/opkg/status", b"Package: a\nVersion: 1\nStatus: install user installed\n"), ("var/db/pkg/x/y-1/CONTENTS", b"obj /usr/a 0 1\n"),
     ("usr/lib/R/library/a/DESCRIPTION", b"Package: a\nVersion: 1\n"), ("opt/bitnami/a/.spdx-a.spdx", b'{"packages":[{"name":"a","versionInfo":"1"}]}'),
     ("nix/store/00000000000000000000000000000000-a-1/bin/a", b"x"), ("usr/lib/luarocks/rocks-5.1/a/1-1/a-1-1.rockspec", b'package = "a"\nversion = "1-1"\n')],
    [("root/.docker/config.json", b'{"auths":{"https://index.docker.io/v1/":{"auth":"dXNlcjpwYXNzd29yZA=="}}}'), ("app/.env", b"TOKEN=" + TOKEN),
     ("root/.npmrc", b"//registry.npmjs.org/:_authToken=npm_" + b"a1B2" * 9), ("root/.netrc", b"machine x login y password zzzzzzzz\n"),
     ("root/.ssh/id_rsa", b"-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQ==\n-----END OPENSSH PRIVATE KEY-----\n"),
     ("backup/a.tar.gz", gzip.compress(tar([(".env", b"TOKEN=" + TOKEN), ("b.zip", zipped([("c", TOKEN)]))]), mtime=0)),
     ("etc/shadow", b"root:$6$abc$def:19000:0:99999:7:::\n"), ("etc/sudoers", b"app ALL=(ALL) NOPASSWD: ALL\n"), *git()],
]
DOCKERFILES = [
    b"# syntax=docker/dockerfile:1\n# escape=\\\nARG A=1\nFROM debian:12 AS build\nRUN --mount=type=cache,target=/x apt-get update && \\\n"
    b" apt-get install -y gcc\nCOPY --from=build --chown=1:1 a b /c/\nRUN <<EOF\nset -e\nmake\nEOF\nFROM scratch\nONBUILD COPY . .\n"
    b"HEALTHCHECK --interval=1s CMD [\"a\"]\nENV A=${A:-b} B=\"c d\"\nLABEL x=y\nUSER 0\nEXPOSE 22/tcp 80-90\nENTRYPOINT [\"x\"]\nCMD y\n",
    b"# escape=`\nFROM mcr.microsoft.com/windows/servercore\nSHELL [\"powershell\", \"-Command\"]\nRUN Get-Item `\n x\nADD https://x/y.tar.gz /\n",
    b"FROM --platform=$BUILDPLATFORM a:latest\nCOPY <<A <<-\"B\" /d/\nx\nA\n\ty\n\tB\n# hadolint ignore=DL3008\nRUN pip install x; cd /y; sudo curl z | sh\nVOLUME /v\nWORKDIR x\n",
]
SHELLS = [
    b"apt-get update && apt-get install -y --no-install-recommends a=1 && rm -rf /var/lib/apt/lists/*", b"for x in $(ls); do echo \"${x%.*}\" > /dev/null 2>&1; done",
    b"if [ -f a ] || ! b; then c | d & fi; case $x in a|b) e;; *) f; esac", b"cat <<'EOF' > /x\n$y\nEOF\nx() { y; }; (a; b) || env A=1 sudo sh -c 'c \"d\"'",
    b"|2 A=b B=c /bin/sh -c make ${A:+x} ${B:?y} `z` $((1+2)) ${A//x/y}",
]
REPORTS = [json.dumps(report).encode() for report in (
    {"SchemaVersion": 2, "ArtifactName": "x", "Metadata": {"ImageID": "sha256:x"}, "Results": [{"Target": "x (debian 12)", "Class": "os-pkgs", "Type": "debian",
     "Vulnerabilities": [{"VulnerabilityID": "CVE-2023-1", "PkgName": "libc6", "InstalledVersion": "2.36-9", "FixedVersion": "3", "Severity": "HIGH", "CVSS": {"nvd": {"V3Score": 9.8}}}]}]},
    {"matches": [{"vulnerability": {"id": "CVE-2023-2", "severity": "High", "fix": {"versions": ["2"], "state": "fixed"}}, "artifact": {"name": "musl", "version": "1", "type": "apk"}}],
     "descriptor": {"name": "grype"}},
    {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "Trivy", "rules": [{"id": "CVE-1", "properties": {"security-severity": "9.8"}}]}},
     "results": [{"ruleId": "CVE-1", "ruleIndex": 0, "level": "error", "message": {"text": "Package: libc6\nInstalled Version: 2.36\nSeverity: HIGH\nFixed Version: 3"}}]}]},
    {"results": [{"packages": [{"package": {"name": "left-pad", "version": "1.3.0", "ecosystem": "npm"}, "vulnerabilities": [{"id": "GHSA-x", "aliases": ["CVE-3"]}],
     "groups": [{"ids": ["GHSA-x"], "max_severity": "9.8"}]}]}]},
    {"@context": "https://openvex.dev/ns/v0.2.0", "statements": [{"vulnerability": {"name": "CVE-1"}, "products": [{"@id": "pkg:deb/debian/libc6@1"}], "status": "not_affected",
     "justification": "component_not_present"}]},
    {"bomFormat": "CycloneDX", "vulnerabilities": [{"id": "CVE-1", "analysis": {"state": "not_affected"}, "affects": [{"ref": "pkg:npm/a@1"}], "ratings": [{"severity": "high", "score": 9}]}]},
    {"document": {"category": "csaf_vex"}, "product_tree": {"branches": []}, "vulnerabilities": [{"cve": "CVE-1", "product_status": {"known_not_affected": ["a"]}}]},
    {"_type": "https://in-toto.io/Statement/v0.1", "predicateType": "https://slsa.dev/provenance/v0.2", "predicate": {"invocation": {"parameters": {"args": {"target": "x"}}},
     "metadata": {"https://mobyproject.org/buildkit@v1#metadata": {"source": {"infos": [{"filename": "Dockerfile", "data": "RlJPTSB4Cg=="}], "locations": {"step0": {"locations": [{"ranges": [{"start": {"line": 1}, "end": {"line": 1}}]}]}}},
     "layers": {"step0:0": [[{"digest": "sha256:x"}]]}}}}},
)]
RECORD = json.dumps({"id": "GHSA-y", "modified": "2023-01-01T00:00:00Z", "severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}],
                     "affected": [{"package": {"ecosystem": "Debian:12", "name": "glibc"}, "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "2.36-9+deb12u7"}]}]},
                                  {"package": {"ecosystem": "npm", "name": "left-pad"}, "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}, {"last_affected": "1.3.0-a.1"}]}],
                                   "versions": ["1.3.0"]}]}).encode()
SETTINGS = [
    b"waste-deleted\nsecret-private-key /root/** exp:2026-12-31 # why\nCVE-2023-1 pkg:npm/a@1?x=y\nDL3008 exp:2020-01-01\n",
    b"vulnerabilities:\n  - &a {id: CVE-2023-1, paths: [a/b], purls: ['pkg:npm/%40a/b'], expired_at: 2026-01-01, statement: |\n      x\n    }\n  - *a\nsecrets: []\n",
    b"*.log\n!keep\n**/node_modules\n/a?b[c-d]\n# c\n", b"CVE-2023-1 exp:2026-01-01\n# c\nlinux/arm64/v8\n",
]
# What other tools' users have beside their images: by its name, and the command that reads it.
NAMED_SETTINGS = [
    (".dive-ci", "check", b"rules:\n  lowestEfficiency: 0.95\n  highestWastedBytes: 20MB\n  highestUserWastedPercent: disabled\n"),
    (".dive-ci", "check", b'"rules": {lowest-efficiency: &a "0.5", highest-wasted-bytes: 1e3GB, x: *a}\nhighestWastedBytes: 1\n'),
    (".hadolint.yaml", "lint", b"ignored:\n  - DL3008\n  - &a DL3018\noverride:\n  error: [DL3001, *a]\n  style:\n    - DL3042\n"
     b"failure-threshold: warning\nno-fail: true\ntrustedRegistries:\n  - docker.io\n  - '*.gcr.io'\nlabel-schema:\n  author: text\n"),
    (".hadolint.yml", "lint", b"{ignored: [DL3008], override: {none: []}, no-fail: false, failure-threshold: none, trustedRegistries: []}\n"),
]
WORDS = {
    "files": [name for files in FILES for name, _ in files],
    "documents": ["manifest.json", "index.json", "oci-layout", "repositories", "mediaType", "digest", "manifests", "layers", "config",
                  "annotations", "history", "rootfs", "diff_ids", "empty_layer", "application/vnd.oci.image.index.v1+json"],
    "dockerfile": ["FROM ", "RUN ", "COPY --from=", "ADD ", "ONBUILD ", "HEALTHCHECK ", "SHELL [", "<<EOF", "ARG ", "ENV ", "AS ", "${", "# escape=`", "--mount=type="],
    "shell": ["<<EOF", "$(", "${", "&&", "||", ";;", "case ", " in ", "esac", "if ", "then ", "fi", "do ", "done", "`", "2>&1", "|2 "],
    "settings": ["exp:", "pkg:", "CVE-", "!", "**/", "&a ", "*a", "<<: ", "vulnerabilities:", "purls:", "paths:"],
    "tar": ["GNU.sparse.major", "GNU.sparse.map", "SCHILY.xattr.", "path=", "linkpath=", "size=", ".wh.", ".wh..wh..opq", "../"],
}


def rooms():
    """The inputs of each room."""
    with open(os.path.join(ROOT, "Fixtures", "multi-bk.Dockerfile"), "rb") as file:
        dockerfiles = DOCKERFILES + [file.read()]
    return {
        "tar": list(tars()), "archive": list(archives()), "documents": list(documents()), "image": list(images()),
        "files": [joined(files) for files in FILES], "dockerfile": dockerfiles, "shell": SHELLS, "reports": REPORTS,
        "records": [RECORD, zipped([("a.json", RECORD)])], "settings": SETTINGS,
        "viewer": ["a\tb\x1b[31m\u202e\u0301é 漢字 🇦🇧👩‍👩‍👧\n\x85".encode(), bytes(range(256))],
    }


def write(directory):
    for room, inputs in rooms().items():
        os.makedirs(os.path.join(directory, room), exist_ok=True)
        for number, contents in enumerate(inputs):
            with open(os.path.join(directory, room, f"seed-{number}"), "wb") as file:
                file.write(contents)
        # Never empty, which libFuzzer takes for a fault.
        with open(os.path.join(directory, room + ".words"), "w", encoding="ascii") as file:
            for word in WORDS.get(room, WORDS["tar"]):
                prefix = "\\x0A=== " if room in ("files", "documents") and ("/" in word or "." in word) else ""
                file.write('"%s%s"\n' % (prefix, word.replace("\\", "\\\\").replace('"', '\\"')))


if __name__ == "__main__":
    write(sys.argv[1])
