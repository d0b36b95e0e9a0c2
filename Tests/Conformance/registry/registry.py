#!/usr/bin/env python3
"""Registries for package managers, made of what Debian's packages install, and a server for them. Runs inside the
images that cache_images.py builds; nothing of it comes from another registry.

    registry.py cargo|go|npm|composer DIRECTORY    makes the registry below DIRECTORY
    registry.py with DIRECTORY -- COMMAND…         serves DIRECTORY at http://localhost:8901 while COMMAND runs
"""

import base64
import functools
import hashlib
import http.server
import io
import json
import os
import re
import subprocess
import sys
import tarfile
import threading
import zipfile

ADDRESS = "http://localhost:8901"


def write(path, data):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(data if isinstance(data, bytes) else data.encode())


def packed(source, prefix):
    """A gzipped tar of a directory whose paths begin with the prefix."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz", dereference=True) as archive:
        archive.add(source, prefix)
    return buffer.getvalue()


def zipped(source, prefix):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for folder, _, names in os.walk(source):
            for name in names:
                path = os.path.join(folder, name)
                archive.write(path, f"{prefix}/{os.path.relpath(path, source)}")
    return buffer.getvalue()


def cargo(directory):
    """A sparse registry (doc.rust-lang.org/cargo/reference/registry-index.html) of the librust-*-dev packages."""
    write(f"{directory}/cargo/config.json", json.dumps({"dl": f"{ADDRESS}/crates/{{crate}}-{{version}}.crate"}))
    for folder in os.listdir("/usr/share/cargo/registry"):
        name, version = re.fullmatch(r"(.+?)-(\d.*)", folder).groups()
        crate = packed(f"/usr/share/cargo/registry/{folder}", folder)
        write(f"{directory}/crates/{folder}.crate", crate)
        line = {"name": name, "vers": version, "deps": [], "features": {}, "yanked": False,
                "cksum": hashlib.sha256(crate).hexdigest()}
        place = {1: "1", 2: "2", 3: f"3/{name[0]}"}.get(len(name), f"{name[:2]}/{name[2:4]}")
        write(f"{directory}/cargo/{place}/{name}", json.dumps(line) + "\n")


def go(directory):
    """A module proxy (go.dev/ref/mod#goproxy-protocol) of the golang-*-dev packages; only one that asks for no other."""
    for module in ["github.com/pkg/errors", "github.com/davecgh/go-spew"]:
        root = f"{directory}/go/{module}/@v"
        write(f"{root}/list", "v1.0.0\n")
        write(f"{root}/v1.0.0.info", json.dumps({"Version": "v1.0.0", "Time": "2020-01-01T00:00:00Z"}))
        write(f"{root}/v1.0.0.mod", f"module {module}\n")
        write(f"{root}/v1.0.0.zip", zipped(f"/usr/share/gocode/src/{module}", f"{module}@v1.0.0"))


def npm(directory):
    """Packages' documents and tarballs of Debian's node-* packages, as npm, Yarn and pnpm ask for them."""
    for name in ["lodash", "acorn", "uglify-js", "ms"]:
        source = f"/usr/share/nodejs/{name}"
        with open(f"{source}/package.json", encoding="utf-8") as file:
            manifest = json.load(file)
        version = manifest["version"]
        tarball = packed(source, "package")
        manifest = {key: manifest[key] for key in ("name", "version", "main", "bin") if key in manifest}
        digest = base64.b64encode(hashlib.sha512(tarball).digest()).decode()
        manifest["dist"] = {"tarball": f"{ADDRESS}/{name}/-/{name}-{version}.tgz", "integrity": f"sha512-{digest}",
                            "shasum": hashlib.sha1(tarball).hexdigest()}
        write(f"{directory}/{name}/-/{name}-{version}.tgz", tarball)
        write(f"{directory}/{name}.json", json.dumps(
            {"name": name, "dist-tags": {"latest": version}, "versions": {version: manifest},
             "time": {version: "2020-01-01T00:00:00.000Z"}}))


def composer(directory):
    """An archive of PHP sources, to be named as a package's dist."""
    write(f"{directory}/log.zip", zipped("/usr/share/php/Symfony/Component/Console", "log"))


class Handler(http.server.SimpleHTTPRequestHandler):
    """Files; for a directory or a missing file the JSON document of that name."""

    def translate_path(self, path):
        path = super().translate_path(path)
        return path if os.path.isfile(path) else f"{path.rstrip('/')}.json"

    def end_headers(self):
        self.send_header("Cache-Control", "public, max-age=86400")
        super().end_headers()

    def log_message(self, *_):
        pass


def run_with(directory, command):
    handler = functools.partial(Handler, directory=directory)
    server = http.server.ThreadingHTTPServer(("localhost", 8901), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.exit(subprocess.run(command, check=False).returncode)


if __name__ == "__main__":
    if sys.argv[1] == "with":
        run_with(sys.argv[2], sys.argv[4:])
    {"cargo": cargo, "go": go, "npm": npm, "composer": composer}[sys.argv[1]](sys.argv[2])
