#!/usr/bin/env python3
"""Writes an image of real files: those of this machine, 6 layers, as docker archives with plain and with gzipped layers.

real.py DIRECTORY writes, unless they are there:
  real.plain.tar   docker archive, <digest>/layer.tar, not compressed
  real.gzip.tar    the same with layers as <digest>.tar.gz (gzip -6)
  real-N.tar       the layers alone, for tar and cat; real-N.tar.gz for igzip
  one.gzip.tar     docker archive of two layers: all of these files in one, gzipped, and a small one
  one-1.tar.gz     the large layer alone
  next.gzip.tar    real.gzip.tar after a change: another last layer, all else the same
"""

import hashlib
import json
import os
import subprocess
import sys

# What a layer holds, of the machine's root, and of that at most so many bytes.
LAYERS = [
    ["etc", "usr/bin", "usr/sbin", "usr/lib/x86_64-linux-gnu"],
    ["usr/share/doc", "usr/share/man", "usr/share/perl", "usr/share/locale", "usr/share/zoneinfo"],
    ["usr/lib/gcc", "usr/include", "usr/lib/python3", "usr/lib/python3.11"],
    ["usr/share/icons", "usr/share/fonts", "usr/share/mime", "usr/share/vim"],
    ["var/lib/dpkg", "usr/libexec", "usr/share/bash-completion"],
    ["usr/share/common-licenses"],
]
# As Go's archive/tar writes: PAX records only for what a ustar header has no room for.
TAR = ["tar", "--format=posix", "--pax-option=delete=atime,delete=ctime,delete=mtime", "--numeric-owner", "--sort=name",
       "--ignore-failed-read", "-C", "/"]


def digest(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def archive(path, members, configuration, layers):
    names = [name for name, _ in members]
    manifest = json.dumps([{"Config": "config.json", "RepoTags": ["real:latest"], "Layers": layers}])
    staging = path + ".staging"
    os.makedirs(staging, exist_ok=True)
    for name, text in [("config.json", json.dumps(configuration)), ("manifest.json", manifest)]:
        with open(os.path.join(staging, name), "w") as file:
            file.write(text)
    for name, source in members:
        os.makedirs(os.path.dirname(os.path.join(staging, name)) or staging, exist_ok=True)
        os.link(source, os.path.join(staging, name))
    subprocess.run(["tar", "-cf", path, "-C", staging, "config.json", *names, "manifest.json"], check=True)
    subprocess.run(["rm", "-rf", staging], check=True)


class Layers:
    """Layers of paths of the machine's root, as tars and gzipped, and the documents of an image that has them."""

    def __init__(self, directory, name, layers):
        self.plains, self.gzips, self.layers, self.digests = [], [], layers, []
        for number, paths in enumerate(layers, 1):
            layer = os.path.join(directory, f"{name}-{number}.tar")
            if not os.path.exists(layer + ".gz"):
                subprocess.run(TAR + ["-cf", layer] + [path for path in paths if os.path.exists("/" + path)],
                               stderr=subprocess.DEVNULL)
                subprocess.run(["gzip", "-6kf", layer], check=True)
            self.digests.append(digest(layer))
            self.plains.append((f"{self.digests[-1]}/layer.tar", layer))
            self.gzips.append((f"{digest(layer + '.gz')}.tar.gz", layer + ".gz"))

    def write(self, path, members):
        configuration = {
            "architecture": "amd64", "os": "linux", "config": {"Cmd": ["/bin/sh"]},
            "rootfs": {"type": "layers", "diff_ids": ["sha256:" + value for value in self.digests]},
            "history": [{"created_by": f"COPY {' '.join(paths)} / # buildkit"} for paths in self.layers],
        }
        archive(path, members, configuration, [name for name, _ in members])


def main(directory):
    os.makedirs(directory, exist_ok=True)
    plain, gzip, one, after = (
        os.path.join(directory, name) for name in ("real.plain.tar", "real.gzip.tar", "one.gzip.tar", "next.gzip.tar"))
    if not os.path.exists(plain) or not os.path.exists(gzip):
        real = Layers(directory, "real", LAYERS)
        real.write(plain, real.plains)
        real.write(gzip, real.gzips)
    if not os.path.exists(one):
        single = Layers(directory, "one", [sum(LAYERS[:-1], []), LAYERS[-1]])
        single.write(one, single.gzips)
        os.remove(single.plains[0][1])
    if not os.path.exists(after):
        changed = Layers(directory, "real", LAYERS)
        last = Layers(directory, "next", [["usr/share/base-files"]])
        changed.digests[-1], changed.gzips[-1] = last.digests[0], last.gzips[0]
        changed.write(after, changed.gzips)


main(sys.argv[1])
