#!/usr/bin/env python3
"""Writes the benchmark's image: 1 GB, 8 layers, 35,000 paths, the same bytes on every run.

generate.py DIRECTORY writes, unless they are there:
  plain.docker.tar   docker archive, <id>/layer.tar, not compressed
  gzip.docker.tar    docker archive with layers as <hex>.tar.gz
  gzip.oci.tar       OCI archive with the same layers
  layer-N.tar        the layers alone, for tar
  layer-N.tar.gz     the same, for igzip
  tree/N             what is in them, for grep
"""

import hashlib
import io
import json
import os
import random
import subprocess
import sys
import tarfile

MEGABYTE = 1_000_000

# What made the layer; where its files go; how many of them; their bytes.
LAYERS = [
    ("/bin/sh -c #(nop) ADD file:3f2a in / ", ["usr/lib", "usr/bin", "usr/share", "etc", "var/lib/dpkg"], 7000, 125),
    ("RUN /bin/sh -c apt-get install -y build-essential # buildkit", ["usr/lib/gcc", "usr/include", "usr/bin"], 6500, 350),
    ("RUN /bin/sh -c python -m venv /opt/venv # buildkit", ["opt/venv/lib/python3.12/site-packages"], 5500, 180),
    ("RUN /bin/sh -c npm ci # buildkit", ["app/node_modules"], 9500, 140),
    ("COPY . /app # buildkit", ["app/src", "app/assets", "app/.git/objects"], 2500, 90),
    ("RUN /bin/sh -c npm run build # buildkit", ["app/dist", "root/.npm/_cacache"], 700, 65),
    ("RUN /bin/sh -c chown -R app /app/src # buildkit", [], 0, 60),
    ("RUN /bin/sh -c rm -rf /app/.git /root/.npm # buildkit", [], 0, 0),
]
WORDS = [
    "import", "return", "function", "const", "self", "value", "error", "string", "class", "public", "static", "module",
    "exports", "require", "undefined", "license", "software", "without", "warranty", "the", "of", "and", "version",
]
EXTENSIONS = [".py", ".pyc", ".js", ".map", ".so", ".h", ".json", ".txt", ".md", ".png", ""]


class Contents:
    """Slices of pools made once: text that compresses well, and bytes that do not."""

    def __init__(self, numbers):
        self.numbers = numbers
        self.text = " ".join(numbers.choice(WORDS) + str(numbers.randrange(99)) for _ in range(900_000)).encode()
        self.noise = numbers.randbytes(6 * MEGABYTE)

    def take(self, size):
        pool = self.noise if self.numbers.random() < 0.3 else self.text
        parts, left = [], size
        while left > 0:
            start = self.numbers.randrange(len(pool) // 2)
            part = pool[start:start + min(left, len(pool) // 2)]
            parts.append(part)
            left -= len(part)
        return b"".join(parts)


def sizes(numbers, count, total):
    """File sizes as trees have them: most are small, a few hold most of the bytes."""
    raw = [numbers.lognormvariate(0, 2.2) for _ in range(count)]
    scale = total / sum(raw)
    return [int(value * scale) for value in raw]


class Builder:
    def __init__(self):
        self.numbers = random.Random(2026)
        self.contents = Contents(self.numbers)
        self.directories = set()
        self.files = {}

    def header(self, name, kind=tarfile.REGTYPE, size=0, mode=0o644, owner=0):
        info = tarfile.TarInfo(name)
        info.type, info.size, info.mode, info.uid, info.gid = kind, size, mode, owner, owner
        info.mtime = 1_767_000_000
        return info

    def parents(self, archive, path):
        parts = path.split("/")[:-1]
        for depth in range(1, len(parts) + 1):
            directory = "/".join(parts[:depth])
            if directory not in self.directories:
                self.directories.add(directory)
                archive.addfile(self.header(directory, tarfile.DIRTYPE, mode=0o755))

    def add(self, archive, path, size, owner=0):
        self.parents(archive, path)
        self.files[path] = size
        archive.addfile(self.header(path, size=size, owner=owner), io.BytesIO(self.contents.take(size)))

    def name(self, roots, number):
        """Twelve files share a directory, seven directories a parent."""
        group = number // 12
        outer, inner = f"{WORDS[group // 7 % 23]}-{group // 7}", f"{WORDS[group % 23]}-{group}"
        file = f"{self.numbers.choice(WORDS)}_{number}{self.numbers.choice(EXTENSIONS)}"
        return "/".join([roots[group // 7 % len(roots)], outer, inner, file])

    def layer(self, path, index):
        command, roots, count, megabytes = LAYERS[index]
        with tarfile.open(path, "w", format=tarfile.PAX_FORMAT) as archive:
            for number, size in enumerate(sizes(self.numbers, count, megabytes * MEGABYTE) if count else []):
                self.add(archive, self.name(roots, number), size)
            if command.startswith("RUN /bin/sh -c chown"):
                left = megabytes * MEGABYTE
                for name, size in sorted(self.files.items()):
                    if name.startswith("app/src") and size <= left:
                        left -= size
                        self.add(archive, name, size, owner=1000)
            if command.startswith("RUN /bin/sh -c rm"):
                for name in ["app/.wh..git", "root/.wh..npm"]:
                    archive.addfile(self.header(name, mode=0))


def digest(path):
    sha = hashlib.sha256()
    with open(path, "rb") as file:
        while block := file.read(1 << 20):
            sha.update(block)
    return sha.hexdigest()


def add_bytes(archive, name, data):
    info = tarfile.TarInfo(name)
    info.size, info.mode = len(data), 0o644
    archive.addfile(info, io.BytesIO(data))


def add_file(archive, name, path):
    info = tarfile.TarInfo(name)
    info.size, info.mode = os.path.getsize(path), 0o644
    with open(path, "rb") as file:
        archive.addfile(info, file)


def encode(value):
    return json.dumps(value, sort_keys=True).encode()


def docker_archive(target, layers, names, config):
    hex_name = hashlib.sha256(config).hexdigest() + ".json"
    with tarfile.open(target + ".part", "w") as archive:
        for layer, name in zip(layers, names):
            add_file(archive, name, layer)
        add_bytes(archive, hex_name, config)
        add_bytes(archive, "manifest.json", encode([{"Config": hex_name, "RepoTags": ["bench:1g"], "Layers": names}]))
    os.rename(target + ".part", target)


def oci_archive(target, layers, config):
    oci = "application/vnd.oci.image."
    with tarfile.open(target + ".part", "w") as archive:
        def blob(data, kind):
            name = hashlib.sha256(data).hexdigest()
            add_bytes(archive, "blobs/sha256/" + name, data)
            return {"mediaType": oci + kind, "digest": "sha256:" + name, "size": len(data)}

        descriptors = []
        for layer in layers:
            name = digest(layer)
            add_file(archive, "blobs/sha256/" + name, layer)
            descriptors.append({
                "mediaType": oci + "layer.v1.tar+gzip", "digest": "sha256:" + name, "size": os.path.getsize(layer)})
        manifest = blob(encode({
            "schemaVersion": 2, "mediaType": oci + "manifest.v1+json", "layers": descriptors,
            "config": blob(config, "config.v1+json")}), "manifest.v1+json")
        manifest["annotations"] = {"org.opencontainers.image.ref.name": "1g"}
        add_bytes(archive, "oci-layout", b'{"imageLayoutVersion":"1.0.0"}')
        add_bytes(archive, "index.json", encode({"schemaVersion": 2, "manifests": [manifest]}))
    os.rename(target + ".part", target)


def main(directory):
    targets = [os.path.join(directory, name) for name in ("plain.docker.tar", "gzip.docker.tar", "gzip.oci.tar", "tree")]
    if all(os.path.exists(target) for target in targets):
        return
    os.makedirs(directory, exist_ok=True)
    builder = Builder()
    plain = [os.path.join(directory, f"layer-{index}.tar") for index in range(len(LAYERS))]
    for index, path in enumerate(plain):
        builder.layer(path, index)
    print(f"{len(builder.files) + len(builder.directories)} paths, {sum(map(os.path.getsize, plain))} bytes")
    diff_ids = [digest(path) for path in plain]
    config = encode({
        "architecture": "amd64", "os": "linux", "created": "2026-01-01T00:00:00Z",
        "config": {"Cmd": ["node", "dist/main.js"], "User": "app"},
        "rootfs": {"type": "layers", "diff_ids": ["sha256:" + value for value in diff_ids]},
        "history": [{"created": "2026-01-01T00:00:00Z", "created_by": layer[0]} for layer in LAYERS]})
    docker_archive(targets[0], plain, [value + "/layer.tar" for value in diff_ids], config)
    run([["gzip", "-n", "-6", "-f", "-k", path] for path in plain])
    packed = [path + ".gz" for path in plain]
    docker_archive(targets[1], packed, [digest(path) + ".tar.gz" for path in packed], config)
    oci_archive(targets[2], packed, config)
    part = targets[3] + ".part"
    for index in range(len(plain)):
        os.makedirs(os.path.join(part, str(index)), exist_ok=True)
    run([["tar", "-xf", path, "--no-same-owner", "-C", os.path.join(part, str(index))] for index, path in enumerate(plain)])
    os.rename(part, targets[3])


def run(commands):
    """Several programs at once; all must end well."""
    running = [subprocess.Popen(command) for command in commands]
    for process in running:
        if process.wait() != 0:
            sys.exit(f"{process.args[0]} failed")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "/tmp/strata-bench")
