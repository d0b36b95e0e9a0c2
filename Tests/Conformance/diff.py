#!/usr/bin/env python3
"""Compares what `strata diff` says of pairs of images with what the raw tars tell, to the byte.

diff.py [STRATA] [--pairs A B …]
  STRATA   the program (default .build/release/strata, else .build/debug/strata)
  --pairs  archives, two and two (default: pairs of lessons, formats and stages of ../shared/images)

The computation here shares nothing with strata: it replays the layers on a dictionary and hashes contents by SHA-256.
Held against it are, for every path of either final tree: that it is in one class, that this class is possible (only in
one image, other contents, the same contents), its bytes, and the sums. Exits with 1 where anything differs.
"""

import argparse
import hashlib
import io
import json
import os
import subprocess
import sys
import tarfile

import oracle

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SHARED = os.path.join(os.path.dirname(ROOT), "shared", "images")
PAIRS = [
    ("lessons/naive-bk.tar.zst", "lessons/multi-bk.tar.zst"), ("lessons/slim-bk.tar.zst", "lessons/multi-bk.tar.zst"),
    ("lessons/multi-bk.tar.zst", "lessons/multi-builder.tar.zst"),
    ("lessons/backend-02-single.tar.zst", "lessons/backend-03-multi.tar.zst"),
    ("formats/tiny-multi-bk.docker-save.tar.gz", "formats/tiny-multi-buildah-layers.oci.tar"),
    ("formats/tiny-multi-bk.docker-save.tar.gz", "formats/tiny-multi-bk.docker-save.tar.xz"),
    ("formats/tiny-naive-bk.docker-save.tar.zst", "formats/tiny-naive-squash.docker-save.tar.zst"),
    ("stages/demo-max.oci.tar", "stages/demo-zstd-fresh.oci.tar"), ("stages/kaniko.tar", "stages/demo-docker.tar"),
]
# What a class may be of: paths only in A, only in B, in both with other and with the same contents.
POSSIBLE = {
    "added": {"b"}, "removed": {"a"}, "contents": {"other"}, "bytecode": {"other"},
    "package": {"a", "b", "other"}, "package-database": {"a", "b", "other"}, "generated": {"a", "b", "other"},
    "metadata": {"same"}, "time": {"same"}, "same": {"same"},
}


class Shown:
    """The final tree of an image: path → (kind, digest or target, identity, size)."""

    def __init__(self, path):
        image = oracle.images(path)[0]
        tree, digests, members = oracle.Tree(), {}, {}
        for number, data in enumerate(image.layers, 1):
            layer, raw = oracle.Layer(data), oracle.decompress(data)
            if raw.strip(b"\0"):
                with tarfile.open(fileobj=io.BytesIO(raw + bytes(2048)), errors="surrogateescape") as archive:
                    for place, member in enumerate(archive):
                        if place in layer.sizes:
                            digests[number, place] = hashlib.sha256(archive.extractfile(member).read()).hexdigest()
            for gone in [p for p in members if p not in tree.paths]:
                del members[gone]
            tree.apply(layer, number)
            members.update({p: m for p, m in layer.paths.items() if p})
        self.paths = {}
        for name, (is_directory, identity, size) in tree.paths.items():
            member = members.get(name)
            if is_directory:
                self.paths[name] = ("directory", None, None, 0)
            elif identity is not None or member is None or oracle.is_file(member) or member.islnk():
                self.paths[name] = ("file", digests.get(identity), identity, size)
            else:
                self.paths[name] = (member.type, member.linkname, None, 0)
        self.visible = sum({value[2]: value[3] for value in self.paths.values() if value[2]}.values())


def situation(a, b):
    if b is None:
        return "a"
    if a is None:
        return "b"
    return "same" if a[:2] == b[:2] else "other"


def check(strata, first, second):
    run = subprocess.run([strata, "diff", first, second, "--format", "json", "-q"], capture_output=True, text=True)
    if run.returncode != 0:
        return [f"exit {run.returncode}: {run.stderr.strip()}"], 0
    report, faults = json.loads(run.stdout), []
    a, b = Shown(first), Shown(second)
    if (report["totals"]["a"], report["totals"]["b"]) != (a.visible, b.visible):
        faults.append(f"totals {report['totals']['a']}, {report['totals']['b']} are {a.visible}, {b.visible}")
    for key, total in (("bytesA", a.visible), ("bytesB", b.visible), ("delta", b.visible - a.visible)):
        if sum(row[key] for row in report["classes"]) != total:
            faults.append(f"the classes' {key} do not add up to {total}")
    told = {entry["path"]: entry for entry in report["paths"]}
    if len(told) != len(report["paths"]):
        faults.append("a path is in two classes")
    for path in sorted(set(a.paths) | set(b.paths)):
        actual = situation(a.paths.get(path), b.paths.get(path))
        text = os.fsencode(path).decode("utf-8", "replace")
        entry = told.pop(text, None)
        given = entry["class"] if entry else "same"
        if actual not in POSSIBLE[given]:
            faults.append(f"/{text} is {given}, but {actual}")
        if entry and (entry["a"] is None) != (path not in a.paths):
            faults.append(f"/{text}: a is {entry['a']}")
        if entry and (entry["b"] is None) != (path not in b.paths):
            faults.append(f"/{text}: b is {entry['b']}")
    faults += [f"/{path} is in neither image" for path in told]
    return faults, len(set(a.paths) | set(b.paths))


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("strata", nargs="?")
    arguments.add_argument("--pairs", nargs="+", default=[])
    options = arguments.parse_args()
    built = [os.path.join(ROOT, ".build", kind, "strata") for kind in ("release", "debug")]
    strata = options.strata or next((path for path in built if os.path.exists(path)), None)
    given = list(zip(options.pairs[::2], options.pairs[1::2]))
    pairs = given or [(os.path.join(SHARED, a), os.path.join(SHARED, b)) for a, b in PAIRS]
    wrong = 0
    for first, second in pairs:
        if not (os.path.exists(first) and os.path.exists(second)):
            print(f"skipped: {first} and {second} are not both here")
            continue
        faults, paths = check(strata, first, second)
        wrong += len(faults)
        print(f"{os.path.basename(first)} {os.path.basename(second)}: {paths} paths, {len(faults)} differ")
        for fault in faults[:10]:
            print("   ", fault)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
