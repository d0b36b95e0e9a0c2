#!/usr/bin/env python3
"""Compares what `strata diff` says of pairs of images with what the raw tars tell, to the byte.

diff.py [STRATA] [--pairs A B …] [--directory DIRECTORY]
  STRATA       the program (default .build/release/strata, else .build/debug/strata)
  --pairs      archives, two and two (default: pairs of lessons, formats and stages of ../shared/images, and one that is
               made here by writing the tars' entries in another order)
  --directory  where diff-images.sh has built pairs, too

The computation here shares nothing with strata: it replays the layers on a dictionary and hashes contents by SHA-256.
Held against it are, for every path of either final tree: that it is in one class, that the class is the one that contents,
byte code, mode, owner and time allow, and its bytes; then the sums of each class, of what is hidden in layers, and of the
blobs as they lie there compressed; which layers are shared, only written or only compressed otherwise; and that
--fail-on-difference tells a difference of contents, metadata, or any. Ends with "N cases, M differ"; exits with 1 where
anything differs.
"""

import argparse
import collections
import hashlib
import io
import json
import os
import subprocess
import sys
import tarfile
import tempfile

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
    ("stages/buildah-layers.oci.tar", "stages/buildah-squash.oci.tar"),
    ("stages/demo-uncompressed.oci.tar", "stages/demo-max.oci.tar"),
]
# What a class may be of: paths only in A, only in B, in both with other contents.
POSSIBLE = {
    "added": {"b"}, "removed": {"a"}, "contents": {"other"}, "bytecode": {"bytecode"},
    "package": {"a", "b", "other"}, "package-database": {"a", "b", "other"}, "generated": {"a", "b", "other"},
    "base-image": {"a", "b", "other"}, "metadata": {"metadata"}, "time": {"time"}, "same": {"same"},
}
CONTENTS = {"added", "removed", "contents", "package", "package-database", "generated", "base-image"}


class Shown:
    """The final tree of an image: path → (kind, digest or target, identity, size, metadata, time)."""

    def __init__(self, path):
        image = oracle.images(path)[0]
        self.config, self.blobs = image.config, image.layers
        self.diff_ids = self.config.get("rootfs", {}).get("diff_ids") or []
        tree, digests, members, self.sizes, self.entries, self.bodies = oracle.Tree(), {}, {}, [], [], {}
        for number, data in enumerate(image.layers, 1):
            layer, raw = oracle.Layer(data), oracle.decompress(data)
            self.sizes.append(layer.size)
            self.entries.append(collections.Counter())
            if raw.strip(b"\0"):
                with tarfile.open(fileobj=io.BytesIO(raw + bytes(2048)), errors="surrogateescape") as archive:
                    for place, member in enumerate(archive):
                        digest = None
                        if place in layer.sizes:
                            body = archive.extractfile(member).read()
                            digest = digests[number, place] = hashlib.sha256(body).hexdigest()
                            if member.name.endswith(".pyc"):
                                self.bodies[number, place] = hashlib.sha256(body[16:]).hexdigest() if len(body) > 16 else None
                        self.entries[-1][(member.name.strip("/"), member.type, digest, member.linkname) + facts(member)] += 1
            for gone in [p for p in members if p not in tree.paths]:
                del members[gone]
            tree.apply(layer, number)
            members.update({p: m for p, m in layer.paths.items() if p})
            for implied in layer.implied:
                if implied in members and not members[implied].isdir():
                    del members[implied]
        self.paths = {}
        for name, (is_directory, identity, size) in tree.paths.items():
            member = members.get(name)
            known = facts(member) if member is not None and (member.isdir() or not is_directory) else (None, None)
            if is_directory:
                self.paths[name] = ("directory", None, None, 0) + known
            elif identity is not None or member is None or oracle.is_file(member) or member.islnk():
                self.paths[name] = ("file", digests.get(identity), identity, size) + known
            else:
                self.paths[name] = (member.type, member.linkname, None, 0) + known
        self.visible = sum({value[2]: value[3] for value in self.paths.values() if value[2]}.values())

    @property
    def stored(self):
        """The bytes of the blobs, each once."""
        return sum(len(blob) for blob in {hashlib.sha256(blob).digest(): blob for blob in self.blobs}.values())

    @property
    def is_compressed(self):
        return all(any(blob.startswith(magic) for magic, _ in oracle.MAGICS) for blob in self.blobs)


def facts(member):
    """What mode, owner and capabilities are, and the time in whole seconds."""
    capability = "SCHILY.xattr.security.capability" in (member.pax_headers or {})
    return (member.mode & 0o7777, member.uid, member.gid, capability), int(member.mtime // 1)


def situation(a, b, first, second):
    """How a path stands in two trees."""
    if b is None or a is None:
        return "a" if b is None else "b"
    if a[:2] != b[:2]:
        bodies = first.bodies.get(a[2]), second.bodies.get(b[2])
        return "bytecode" if bodies[0] is not None and bodies[0] == bodies[1] else "other"
    # A directory that no layer has an entry of has no mode of its own.
    if a[4] is None or b[4] is None or a[4:] == b[4:]:
        return "same"
    return "metadata" if a[4] != b[4] else "time"


def told_by(strata, first, second):
    run = subprocess.run([strata, "diff", first, second, "--format", "json", "-q"], capture_output=True, text=True)
    if run.returncode != 0:
        raise RuntimeError(f"exit {run.returncode}: {run.stderr.strip()}")
    return json.loads(run.stdout)


def path_faults(report, a, b):
    """Each path in one class, and that the right one; its bytes, contents of several names once."""
    told = {entry["path"]: entry for entry in report["paths"]}
    if len(told) != len(report["paths"]):
        yield "a path is in two classes"
    counted = {"a": collections.Counter(), "b": collections.Counter()}
    for path in sorted(set(a.paths) | set(b.paths)):
        actual = situation(a.paths.get(path), b.paths.get(path), a, b)
        text = os.fsencode(path).decode("utf-8", "replace")
        entry = told.pop(text, None)
        given = entry["class"] if entry else "same"
        if actual not in POSSIBLE[given]:
            yield f"/{text} is {given}, but {actual}"
        for side, tree in (("a", a), ("b", b)):
            if entry and (entry[side] is None) != (path not in tree.paths):
                yield f"/{text}: {side} is {entry[side]}"
            if entry and path in tree.paths:
                _, _, identity, size = tree.paths[path][:4]
                if entry[side] not in (0, size):
                    yield f"/{text}: {side} is {entry[side]}, not {size}"
                if identity and entry[side]:
                    counted[side][identity] += 1
    yield from (f"contents are counted twice in {side}" for side in counted if any(n > 1 for n in counted[side].values()))
    yield from (f"/{path} is in neither image" for path in told)


def sum_faults(report, a, b):
    """The classes against their paths, and all of them against the trees, the layers and the blobs."""
    totals, hidden, rows = report["totals"], report["totals"]["hidden"], report["classes"]
    if (totals["a"], totals["b"]) != (a.visible, b.visible):
        yield f"totals {totals['a']}, {totals['b']} are {a.visible}, {b.visible}"
    for key, total in (("bytesA", a.visible), ("bytesB", b.visible), ("delta", b.visible - a.visible)):
        if sum(row[key] for row in rows) != total:
            yield f"the classes' {key} do not add up to {total}"
    for side, tree in (("a", a), ("b", b)):
        if totals[side] + hidden[side] != sum(tree.sizes) or report[side]["layerBytes"] != sum(tree.sizes):
            yield f"shown and hidden of {side} do not add up to the layers' {sum(tree.sizes)}"
    for row in rows:
        paths = [entry for entry in report["paths"] if entry["class"] == row["class"]]
        if row["class"] == "same":
            continue
        found = len(paths), sum(entry["a"] or 0 for entry in paths), sum(entry["b"] or 0 for entry in paths)
        if found != (row["files"], row["bytesA"], row["bytesB"]):
            yield f"{row['class']} is {row}, but its paths come to {found}"
    compressed = sum(row["compressedDelta"] for row in rows) + hidden["compressedDelta"]
    if compressed != totals["compressedDelta"]:
        yield f"the classes' compressed bytes come to {compressed}, not {totals['compressedDelta']}"
    if a.is_compressed and b.is_compressed and totals["compressedDelta"] != b.stored - a.stored:
        yield f"compressedDelta is {totals['compressedDelta']}, but the blobs differ by {b.stored - a.stored}"


def layer_faults(report, a, b):
    """Every layer once, and how it stands to that of the other image."""
    for side, tree in (("a", a), ("b", b)):
        numbers = sorted(row[side]["layer"] for row in report["layers"] if row[side])
        if numbers != list(range(1, len(tree.blobs) + 1)):
            yield f"the layers of {side} are {numbers}"
    for row in report["layers"]:
        one, other = row["a"], row["b"]
        for side, tree in ((one, a), (other, b)):
            if side and side["size"] != tree.sizes[side["layer"] - 1]:
                yield f"layer {side} has {tree.sizes[side['layer'] - 1]} bytes"
        if not one or not other:
            mine, theirs = (a, b) if one else (b, a)
            number = (one or other)["layer"] - 1
            twins = [m for m, entries in enumerate(theirs.entries) if entries == mine.entries[number]]
            taken = {(row["b"] if one else row["a"])["layer"] - 1 for row in report["layers"] if row["a"] and row["b"]}
            if set(twins) - taken:
                yield f"layer {number + 1} is said to be one image's own, but is layer {twins[0] + 1} of the other"
            continue
        first, second = one["layer"] - 1, other["layer"] - 1
        same_blob = a.blobs[first] == b.blobs[second]
        same_layer = oracle.decompress(a.blobs[first]) == oracle.decompress(b.blobs[second])
        same_entries = plain(a.entries[first]) == plain(b.entries[second])
        actual = "shared" if same_blob else "compression" if same_layer else "order" if same_entries else "other"
        if row["standing"] != actual:
            yield f"layers {first + 1} and {second + 1} are {row['standing']}, but {actual}"


def plain(entries):
    """Which name of a file has the contents, and which are links to it, is a matter of order."""
    return collections.Counter({(name, None if kind in (b"0", b"\0", b"1") else kind, facts_, time)
                                for name, kind, _, _, facts_, time in entries})


def weight_faults(strata, first, second, report):
    """The exit status for each kind of difference."""
    classes = {row["class"] for row in report["classes"]}
    fields = {field["field"] for field in report["config"]} - {"created", "history"}
    contents = bool(classes & CONTENTS) or bool(fields)
    metadata = contents or "metadata" in classes
    standings = {row["standing"] for row in report["layers"]}
    anything = metadata or bool(classes & {"time", "bytecode"}) or bool(report["config"]) or standings - {"shared"} \
        or report["a"]["id"] != report["b"]["id"]
    for level, differs in (("contents", contents), ("metadata", metadata), ("any", bool(anything))):
        run = subprocess.run([strata, "diff", first, second, "-q", "-o", os.devnull, "--fail-on-difference", level],
                             capture_output=True, text=True)
        if run.returncode != int(differs):
            yield f"--fail-on-difference {level} exits with {run.returncode}"


def reordered(path, target):
    """The same image, plain, with the entries of each layer in another order, so that only that differs."""
    image = oracle.images(path)[0]
    config, files = json.loads(json.dumps(image.config)), {}
    config["rootfs"]["diff_ids"] = []
    names = []
    for number, data in enumerate(image.layers):
        target_data = io.BytesIO()
        raw = io.BytesIO(oracle.decompress(data) + bytes(2048))
        with tarfile.open(fileobj=raw, errors="surrogateescape") as source, \
                tarfile.open(fileobj=target_data, mode="w", format=tarfile.PAX_FORMAT, errors="surrogateescape") as made:
            members = list(source)
            for member in [m for m in members if not m.islnk()][::-1] + [m for m in members if m.islnk()]:
                made.addfile(member, source.extractfile(member) if member.isreg() else None)
        layer = target_data.getvalue()
        config["rootfs"]["diff_ids"].append("sha256:" + hashlib.sha256(layer).hexdigest())
        names.append(f"{number}/layer.tar")
        files[names[-1]] = layer
    files["config.json"] = json.dumps(config).encode()
    files["manifest.json"] = json.dumps([{"Config": "config.json", "RepoTags": ["order:1"], "Layers": names}]).encode()
    with tarfile.open(target, "w") as archive:
        for name, data in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))


def check(strata, first, second):
    """The faults of a pair, and what was looked at."""
    try:
        report = told_by(strata, first, second)
    except RuntimeError as error:
        return [str(error)], 0, {}
    a, b = Shown(first), Shown(second)
    faults = [*path_faults(report, a, b), *sum_faults(report, a, b), *layer_faults(report, a, b),
              *weight_faults(strata, first, second, report)]
    return faults, len(set(a.paths) | set(b.paths)), report


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("strata", nargs="?")
    arguments.add_argument("--pairs", nargs="+", default=[])
    arguments.add_argument("--directory")
    options = arguments.parse_args()
    built = [os.path.join(ROOT, ".build", kind, "strata") for kind in ("release", "debug")]
    strata = options.strata or next((path for path in built if os.path.exists(path)), None)
    pairs = list(zip(options.pairs[::2], options.pairs[1::2]))
    if options.directory:
        with open(os.path.join(options.directory, "pairs.txt"), encoding="utf-8") as file:
            pairs += [tuple(os.path.join(options.directory, name) for name in line.split()) for line in file]
    cases = wrong = skipped = 0
    with tempfile.TemporaryDirectory(prefix="strata-diff-") as directory:
        if not pairs:
            pairs = [(os.path.join(SHARED, a), os.path.join(SHARED, b)) for a, b in PAIRS]
            source = os.path.join(SHARED, "stages", "demo-docker.tar")
            if os.path.exists(source):
                made = os.path.join(directory, "reordered.tar")
                reordered(source, made)
                pairs.append((source, made))
        for first, second in pairs:
            if not (os.path.exists(first) and os.path.exists(second)):
                print(f"skipped: {first} and {second} are not both here")
                skipped += 1
                continue
            faults, paths, report = check(strata, first, second)
            cases, wrong = cases + 1, wrong + bool(faults)
            print(f"{os.path.basename(first)} {os.path.basename(second)}: {paths} paths, {len(faults)} faults")
            if report:
                print("   ", report["summary"])
                print("   ", ", ".join(f"{row['class']} {row['delta']:+d} in {row['files']}" for row in report["classes"]))
            for fault in faults[:10]:
                print("    FAULT", fault)
    print(f"{cases} cases, {wrong} differ, {skipped} skipped")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
