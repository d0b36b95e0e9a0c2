#!/usr/bin/env python3
"""Writes images with many paths, in which there is something to see in every view of the explorer.

wide.py DIRECTORY PATHS writes, unless they are there, the same bytes on every run:
  wide-PATHS.docker.tar   docker archive of seven plain layers: packages, secrets, deleted, overwritten and doubled files
  wide-PATHS.other.tar    the same image a release later: one file in fifty is another, one in a hundred is gone
"""

import hashlib
import io
import json
import os
import random
import sys
import tarfile

WORDS = [
    "import", "return", "function", "const", "self", "value", "error", "string", "class", "public", "static", "module",
    "exports", "require", "license", "software", "without", "warranty", "version", "socket", "buffer", "stream", "parser",
]
EXTENSIONS = [".py", ".pyc", ".js", ".map", ".so", ".h", ".json", ".txt", ".md", ".png", ""]
# What made the layer, where its files go, and its share of all paths.
LAYERS = [
    ("/bin/sh -c #(nop) ADD file:3f2a in / ", ["usr/lib", "usr/share", "usr/bin", "etc"], 0.25),
    ("RUN /bin/sh -c apt-get install -y build-essential # buildkit", ["usr/lib/gcc", "usr/include", "usr/share/doc"], 0.2),
    ("RUN /bin/sh -c python -m venv /opt/venv # buildkit", ["opt/venv/lib/python3.12/site-packages"], 0.15),
    ("RUN /bin/sh -c npm ci # buildkit", ["app/node_modules"], 0.25),
    ("COPY . /app # buildkit", ["app/src", "app/assets", "app/.git/objects"], 0.15),
    ("RUN /bin/sh -c chown -R app /app/src # buildkit", [], 0),
    ("RUN /bin/sh -c rm -rf /app/.git /usr/share/doc # buildkit", [], 0),
]
SECRETS = {
    "app/.env": b"AWS_SECRET_ACCESS_KEY=" + b"wJalrXUtnFEMI/K7MDENG/bPxRfiCYzTqW8rLp2s\n",
    "root/.netrc": b"machine git.example.org login build password kX8vQ2mLr9TzW4pJ\n",
}


class Layer:
    """A tar that is being written."""

    def __init__(self, path):
        self.archive = tarfile.open(path, "w", format=tarfile.GNU_FORMAT)
        self.directories = set()

    def add(self, name, data=b"", kind=tarfile.REGTYPE, mode=0o644, owner=0):
        parent = name.rpartition("/")[0]
        if parent and parent not in self.directories:
            self.add_directory(parent)
        info = tarfile.TarInfo(name)
        info.type, info.size, info.mode, info.uid, info.gid, info.mtime = kind, len(data), mode, owner, owner, 1_767_000_000
        self.archive.addfile(info, io.BytesIO(data) if data else None)

    def add_directory(self, name):
        self.directories.add(name)
        self.add(name, kind=tarfile.DIRTYPE, mode=0o755)


class Wide:
    """An image of so many paths; a later release where it is `changed`."""

    def __init__(self, paths, changed):
        self.paths, self.changed = paths, changed
        self.numbers = random.Random(2027)
        self.pool = " ".join(self.numbers.choice(WORDS) + str(self.numbers.randrange(99)) for _ in range(90_000)).encode()
        self.files = {}

    def take(self):
        """Most files are short, a few hold most of the bytes."""
        size = min(int(self.numbers.lognormvariate(4, 1.6)), 400_000)
        start = self.numbers.randrange(len(self.pool) - 400_000)
        return self.pool[start:start + size]

    def name(self, roots, number):
        """Twelve files share a directory, seven directories a parent."""
        group = number // 12
        outer, inner = f"{WORDS[group // 7 % 23]}-{group // 7}", f"{WORDS[group % 23]}-{group}"
        return "/".join([roots[group // 7 % len(roots)], outer, inner,
                         f"{self.numbers.choice(WORDS)}_{number}{self.numbers.choice(EXTENSIONS)}"])

    def fill(self, layer, index):
        _, roots, share = LAYERS[index]
        # Of twelve files and their directory thirteen paths come, and of seven such directories another.
        for number in range(int(self.paths * share * 0.915)):
            name, data, lot = self.name(roots, number), self.take(), self.numbers.random()
            if self.changed and lot < 0.01:
                continue
            if self.changed and lot < 0.03:
                data = data[::-1] + b"2"
            mode = 0o4755 if number % 5000 == 77 else 0o644
            layer.add(name, data, mode=mode)
            if name.startswith("app/src"):
                self.files[name] = data
        if index == 0:
            self.add_debian(layer)
        if index == 2:
            self.add_python(layer)
        if index == 3:
            self.add_node(layer)
        if index == 4:
            for name, data in SECRETS.items():
                layer.add(name, data)

    def add_debian(self, layer):
        status = []
        for number in range(self.paths // 400):
            name = f"lib{WORDS[number % 23]}{number}"
            needs = f"Depends: lib{WORDS[(number // 2) % 23]}{number // 2}\n" if number else ""
            status.append(f"Package: {name}\nStatus: install ok installed\nInstalled-Size: 12\nArchitecture: amd64\n"
                          f"Version: 1.{number}-{2 if self.changed and number % 40 == 0 else 1}\n{needs}"
                          f"Description: {name}\n\n")
            layer.add(f"var/lib/dpkg/info/{name}.list", f"/.\n/usr\n/usr/lib\n/usr/lib/{name}.so\n".encode())
            layer.add(f"usr/lib/{name}.so", self.take())
        layer.add("var/lib/dpkg/status", "".join(status).encode())

    def add_python(self, layer):
        for number in range(self.paths // 2000):
            folder = f"opt/venv/lib/python3.12/site-packages/{WORDS[number % 23]}{number}-1.0.{number}.dist-info"
            layer.add(folder + "/METADATA", f"Metadata-Version: 2.1\nName: {WORDS[number % 23]}{number}\nVersion: 1.0.{number}\n".encode())
            layer.add(folder + "/RECORD", b"")

    def add_node(self, layer):
        for number in range(self.paths // 250):
            name = f"{WORDS[number % 23]}-{number}"
            layer.add(f"app/node_modules/{name}/package.json", json.dumps(
                {"name": name, "version": f"2.{number}.0", "dependencies": {f"{WORDS[number // 3 % 23]}-{number // 3}": "*"}}).encode())

    def write(self, target):
        layers = []
        for index in range(len(LAYERS)):
            path = f"{target}.layer-{index}"
            layer = Layer(path)
            self.fill(layer, index)
            if index == 5:
                for name, data in self.files.items():
                    layer.add(name, data, owner=1000)
            if index == 6:
                for name in ("app/.wh..git", "usr/share/.wh.doc"):
                    layer.add(name, mode=0)
            layer.archive.close()
            layers.append(path)
        archive_of(layers, target)
        for path in layers:
            os.remove(path)


def archive_of(layers, target, steps=LAYERS):
    """A docker archive of layers that these steps made."""
    names = []
    for path in layers:
        with open(path, "rb") as file:
            names.append(hashlib.file_digest(file, "sha256").hexdigest())
    config = json.dumps({
        "architecture": "amd64", "os": "linux", "created": "2026-01-01T00:00:00Z",
        "config": {"Cmd": ["node", "/app/dist/main.js"], "Env": ["API_TOKEN=k3J9vQ2mLr8TzW4pXb7N"]},
        "rootfs": {"type": "layers", "diff_ids": ["sha256:" + name for name in names]},
        "history": [{"created": "2026-01-01T00:00:00Z", "created_by": step[0]} for step in steps]}).encode()
    documents = {hashlib.sha256(config).hexdigest() + ".json": config}
    documents["manifest.json"] = json.dumps([{
        "Config": next(iter(documents)), "RepoTags": ["wide:latest"], "Layers": [name + "/layer.tar" for name in names]}]).encode()
    with tarfile.open(target + ".part", "w") as archive:
        for name, path in zip(names, layers):
            archive.add(path, name + "/layer.tar")
        for name, data in documents.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    os.rename(target + ".part", target)


def main(directory, paths):
    os.makedirs(directory, exist_ok=True)
    for kind, changed in (("docker", False), ("other", True)):
        target = os.path.join(directory, f"wide-{paths}.{kind}.tar")
        if not os.path.exists(target):
            Wide(int(paths), changed).write(target)


if __name__ == "__main__":
    main(*sys.argv[1:3])
