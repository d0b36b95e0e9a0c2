#!/usr/bin/env python3
"""Writes an image of real files: those of this machine, 6 layers, as docker archives with plain and with gzipped layers.

real.py DIRECTORY writes, unless they are there:
  real.plain.tar   docker archive, <digest>/layer.tar, not compressed
  real.gzip.tar    the same with layers as <digest>.tar.gz (gzip -6)
  real-N.tar       the layers alone, for tar and cat; real-N.tar.gz for igzip
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


def main(directory):
    os.makedirs(directory, exist_ok=True)
    plain, gzip = (os.path.join(directory, f"real.{kind}.tar") for kind in ("plain", "gzip"))
    if os.path.exists(plain) and os.path.exists(gzip):
        return
    digests, plains, gzips = [], [], []
    for number, paths in enumerate(LAYERS, 1):
        layer = os.path.join(directory, f"real-{number}.tar")
        subprocess.run(TAR + ["-cf", layer] + [path for path in paths if os.path.exists("/" + path)],
                       stderr=subprocess.DEVNULL)
        subprocess.run(["gzip", "-6kf", layer], check=True)
        digests.append(digest(layer))
        plains.append((f"{digests[-1]}/layer.tar", layer))
        gzips.append((f"{digest(layer + '.gz')}.tar.gz", layer + ".gz"))
    configuration = {
        "architecture": "amd64", "os": "linux", "config": {"Cmd": ["/bin/sh"]},
        "rootfs": {"type": "layers", "diff_ids": ["sha256:" + value for value in digests]},
        "history": [{"created_by": f"COPY {' '.join(paths)} / # buildkit"} for paths in LAYERS],
    }
    for path, members in [(plain, plains), (gzip, gzips)]:
        archive(path, members, configuration, [name for name, _ in members])


main(sys.argv[1])
