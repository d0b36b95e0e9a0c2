#!/usr/bin/env python3
"""Compares strata with oracle.py, and with umoci where it is installed, over random layers of few names, in which links,
hard links, whiteouts and entries of one path collide.

extraction.py [STRATA] [--seed N] [--count N]

umoci judges images of one layer without whiteouts, whose entries it can all write: it stops at the first that it cannot.
Exits with 1 where anything differs.
"""

import argparse
import hashlib
import io
import json
import os
import random
import shutil
import subprocess
import sys
import tarfile
import tempfile

import oracle

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
KINDS = {"file": "f", "directory": "d", "symlink": "l", "hardlink": "f"}


def layer(chance, whiteouts):
    """A tar of up to 16 entries."""
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w") as archive:
        for number in range(chance.randint(0, 16)):
            path = "/".join(chance.choice("abcd") for _ in range(chance.randint(1, 3)))
            member, body = tarfile.TarInfo(path), b""
            kind = chance.choice("ffffffddddsssshhhhh" + "wo" * whiteouts)
            if kind == "f":
                body = bytes([65 + number]) * chance.randint(1, 900)
            elif kind == "d":
                member.type, member.mode = tarfile.DIRTYPE, 0o755
            elif kind in "sh":
                member.type = tarfile.SYMTYPE if kind == "s" else tarfile.LNKTYPE
                other = "/".join(chance.choice("abcd") for _ in range(chance.randint(1, 3)))
                member.linkname = (chance.choice(["", "", "/", "../", "./"]) if kind == "s" else "") + other
            elif kind == "w":
                folder, _, name = path.rpartition("/")
                member.name = (folder + "/" if folder else "") + ".wh." + name
            else:
                member.name = path + "/.wh..wh..opq"
            member.size = len(body)
            archive.addfile(member, io.BytesIO(body))
    return data.getvalue()


def save(folder, layers, more=None):
    """An OCI layout of the layers, and of what more its configuration says."""
    def blob(data):
        digest = hashlib.sha256(data).hexdigest()
        os.makedirs(os.path.join(folder, "blobs/sha256"), exist_ok=True)
        with open(os.path.join(folder, "blobs/sha256", digest), "wb") as file:
            file.write(data)
        return {"digest": "sha256:" + digest, "size": len(data)}

    def put(name, document):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            json.dump(document, file)

    oci = "application/vnd.oci.image."
    described = [dict(blob(data), mediaType=oci + "layer.v1.tar") for data in layers]
    config = {"architecture": "amd64", "os": "linux",
              "rootfs": {"type": "layers", "diff_ids": [layer["digest"] for layer in described]},
              "history": [{"created_by": "RUN x"} for _ in layers], **(more or {})}
    manifest = {"schemaVersion": 2, "mediaType": oci + "manifest.v1+json", "layers": described,
                "config": dict(blob(json.dumps(config).encode()), mediaType=oci + "config.v1+json")}
    entry = dict(blob(json.dumps(manifest).encode()), mediaType=oci + "manifest.v1+json",
                 annotations={"org.opencontainers.image.ref.name": "x"})
    put("oci-layout", {"imageLayoutVersion": "1.0.0"})
    put("index.json", {"schemaVersion": 2, "manifests": [entry]})


def listed(strata, image):
    """(path, kind, link target, size) of all that strata shows."""
    done = subprocess.run([strata, "ls", "--recursive", "--format", "json", "-q", image], capture_output=True, check=False)
    rows = set()
    for entry in json.loads(done.stdout)["entries"]:
        kind = KINDS.get(entry["kind"], entry["kind"])
        rows.add((entry["path"].strip("/"), kind, entry["linkTarget"] if kind == "l" else None))
    return rows - {("", "d", None)}


def unpacked(folder):
    """The same of a directory, and the sum of its distinct files."""
    rows, sizes = set(), {}
    for place, folders, files in os.walk(folder):
        for name in folders + files:
            full = os.path.join(place, name)
            path, facts = os.path.relpath(full, folder), os.lstat(full)
            if os.path.islink(full):
                rows.add((path, "l", os.readlink(full)))
            elif os.path.isdir(full):
                rows.add((path, "d", None))
            else:
                rows.add((path, "f", None))
                sizes[facts.st_ino] = facts.st_size
    return rows, sum(sizes.values())


def judge(strata, seed, work):
    """What differs, and whether umoci was asked."""
    chance = random.Random(seed)
    layers = [layer(chance, seed % 2) for _ in range(1 if seed % 2 == 0 else chance.randint(1, 4))]
    image = os.path.join(work, "image")
    shutil.rmtree(image, ignore_errors=True)
    os.makedirs(image)
    save(image, layers)
    done = subprocess.run([strata, "inspect", "--format", "json", "-q", image], capture_output=True, check=False)
    totals = json.loads(done.stdout)["totals"]
    expected = oracle.analyse(oracle.images(image)[0])["totals"]
    faults = [f"seed {seed}: {key}: expected {expected[key]}, got {totals[key]}" for key in expected
              if totals[key] != expected[key]]
    if seed % 2 or not shutil.which("umoci"):
        return faults, False
    root = os.path.join(work, "root")
    shutil.rmtree(root, ignore_errors=True)
    if subprocess.run(["umoci", "raw", "unpack", "--image", image + ":x", root], capture_output=True,
                      check=False).returncode:
        return faults, False
    rows, size = unpacked(root)
    if listed(strata, image) != rows:
        faults.append(f"seed {seed}: umoci: {sorted(listed(strata, image) ^ rows)}")
    if size != totals["visibleBytes"]:
        faults.append(f"seed {seed}: umoci: {size} bytes, strata {totals['visibleBytes']}")
    return faults, True


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("strata", nargs="?")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--count", type=int, default=300)
    arguments = parser.parse_args()
    built = [os.path.join(ROOT, ".build", kind, "strata") for kind in ("release", "debug")]
    strata = arguments.strata or next((path for path in built if os.path.exists(path)), None)
    if not strata:
        sys.exit("strata is not built")
    asked, bad = 0, 0
    with tempfile.TemporaryDirectory() as work:
        for seed in range(arguments.seed, arguments.seed + arguments.count):
            faults, was_asked = judge(strata, seed, work)
            asked += was_asked
            bad += bool(faults)
            for fault in faults:
                print(fault)
    print(f"{asked} of them judged by umoci too\n\n{arguments.count} cases, {bad} differ")
    sys.exit(bad > 0)


if __name__ == "__main__":
    main()
