#!/usr/bin/env python3
"""Compresses every layer as gzip by zlib -6 and by zstd -3, and says how often that lies within what strata estimates.

compressed.py [STRATA] [--images PATH…] [--trees DIRECTORY…] [--exact]
  STRATA    the program (default .build/release/strata, else .build/debug/strata)
  --images  archives, or directories of them (default: lessons, formats and stages of ../shared/images)
  --trees   directories of this machine: an image is made, each being a layer (at most 200 MB of it), and measured too
  --exact   hold `--exact` against them as well: within 2 %, for releases of both differ; what lies there compressed so is
            its own truth, another program's gzip may be 8 % off

A layer that several images have counts once. Of the estimates 95 of 100 must hold: exits with 1 where fewer do than would
by chance in one of a hundred runs. What is compressed whole, or stored so, is not counted.
"""

import argparse
import hashlib
import json
import math
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zlib

import oracle
from waste import archives

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
TOOLS = ("gzip", "zstd")
MOST = 200_000_000


class Truth:
    """The sizes of layers compressed by the tools, each worked out once."""

    def __init__(self):
        self.known = {}

    def sizes(self, data):
        digest = hashlib.sha256(data).hexdigest()
        if digest not in self.known:
            self.known[digest] = {"gzip": self.gzip(data), "zstd": self.zstd(data)}
        return digest, self.known[digest]

    @staticmethod
    def gzip(data):
        stream = zlib.compressobj(6, zlib.DEFLATED, 31)
        return len(stream.compress(data)) + len(stream.flush())

    @staticmethod
    def zstd(data):
        with tempfile.TemporaryFile() as source:
            source.write(data)
            source.seek(0)
            with subprocess.Popen(["zstd", "-3", "-q", "-c", "--single-thread"], stdin=source, stdout=subprocess.PIPE) as process:
                return sum(len(part) for part in iter(lambda: process.stdout.read(1 << 20), b""))


def measured(strata, path, image, *options):
    """What strata says of each layer's compressed size, by its number from 1."""
    command = [strata, "inspect", "--compressed", *options, "--format", "json", "-q", path]
    for reference in image.references[:1]:
        command += ["--reference", reference]
    result = subprocess.run(command, capture_output=True, check=False)
    if result.returncode != 0:
        raise RuntimeError(result.stderr.decode(errors="replace").strip())
    return {layer["index"]: layer for layer in json.loads(result.stdout)["compressed"]["layers"]}


def image_of(trees, directory):
    """A docker archive with a plain layer for each tree, cut at a member's end."""
    names = []
    for number, tree in enumerate(trees):
        name, room = f"{number}/layer.tar", MOST
        os.makedirs(os.path.join(directory, str(number)))
        with tarfile.open(os.path.join(directory, name), "w") as archive:
            for folder, folders, files in os.walk(tree):
                folders.sort()
                for file in sorted(files):
                    full = os.path.join(folder, file)
                    if os.path.islink(full) or not os.path.isfile(full) or os.path.getsize(full) > room:
                        continue
                    room -= os.path.getsize(full)
                    archive.add(full, full.lstrip("/"))
        names.append(name)
    documents = {"config.json": {"architecture": "amd64", "os": "linux", "rootfs": {"type": "layers", "diff_ids": []}},
                 "manifest.json": [{"Config": "config.json", "RepoTags": ["trees:all"], "Layers": names}]}
    for name in names:
        with open(os.path.join(directory, name), "rb") as file:
            documents["config.json"]["rootfs"]["diff_ids"].append("sha256:" + hashlib.file_digest(file, "sha256").hexdigest())
    for name, document in documents.items():
        with open(os.path.join(directory, name), "w", encoding="utf-8") as file:
            json.dump(document, file)
    path = os.path.join(directory, "trees.tar")
    with tarfile.open(path, "w") as archive:
        for name in [*names, *documents]:
            archive.add(os.path.join(directory, name), name)
    return path


class Coverage:
    """How many estimates held, and how wide they were."""

    def __init__(self):
        self.held, self.widths, self.misses = 0, [], []

    def add(self, estimate, truth):
        self.widths.append(estimate["error"] / max(1, estimate["bytes"]))
        self.misses.append(abs(estimate["bytes"] - truth) / max(1, truth))
        holds = abs(estimate["bytes"] - truth) <= estimate["error"]
        self.held += holds
        return holds

    @property
    def count(self):
        return len(self.widths)

    def is_good(self):
        """Whether so few could hold by chance if 95 of 100 do."""
        chance = sum(math.comb(self.count, held) * 0.95 ** held * 0.05 ** (self.count - held) for held in range(self.held + 1))
        return not self.count or chance > 0.01

    def text(self, name):
        if not self.count:
            return f"{name}: no estimates"
        return (f"{name}: {self.held} of {self.count} hold, mean width ±{100 * sum(self.widths) / self.count:.1f} %, "
                f"mean miss {100 * sum(self.misses) / self.count:.1f} %")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("strata", nargs="?")
    shared = os.path.join(ROOT, "../shared/images")
    parser.add_argument("--images", nargs="*", default=[os.path.join(shared, name) for name in ("lessons", "formats", "stages")])
    parser.add_argument("--trees", nargs="*", default=[])
    parser.add_argument("--exact", action="store_true")
    arguments = parser.parse_args()
    built = [os.path.join(ROOT, ".build", kind, "strata") for kind in ("release", "debug")]
    strata = arguments.strata or next((path for path in built if os.path.exists(path)), None)
    if not strata:
        sys.exit("strata is not built")
    directory = tempfile.mkdtemp(prefix="strata-compressed.")
    try:
        paths = list(archives(arguments.images)) + ([image_of(arguments.trees, directory)] if arguments.trees else [])
        sys.exit(check(strata, paths, arguments.exact))
    finally:
        shutil.rmtree(directory)


def check(strata, paths, is_exact):
    truth, seen = Truth(), set()
    coverage, skipped, compared, differ = {name: Coverage() for name in TOOLS}, 0, 0, 0
    print(f"{'image':40}{'layer':>6}{'bytes':>13}  {'as':5}{'truth':>12}{'estimate':>12}{'±':>11}{'width':>8}{'off':>8}")
    for path in paths:
        try:
            images = oracle.images(path)
        except (oracle.Unreadable, OSError, KeyError, TypeError, ValueError, AttributeError):
            skipped += 1
            continue
        for image in images:
            try:
                said = measured(strata, path, image)
                exact = measured(strata, path, image, "--exact") if is_exact else {}
            except RuntimeError:
                skipped += 1
                continue
            for number, data in enumerate(image.layers, 1):
                layer = said.get(number) or {}
                names = [name for name in TOOLS if (layer.get(name) or {}).get("basis") == "sampled"]
                if data is None or not (names or exact):
                    continue
                try:
                    digest, sizes = truth.sizes(oracle.decompress(data))
                except oracle.Unreadable:
                    skipped += 1
                    continue
                if digest in seen:
                    continue
                seen.add(digest)
                for name in names:
                    holds = coverage[name].add(layer[name], sizes[name])
                    compared += 1
                    estimate, error = layer[name]["bytes"], layer[name]["error"]
                    print(f"{os.path.basename(path)[:39]:40}{number:>6}{len(data):>13,}  {name:5}{sizes[name]:>12,}{estimate:>12,}"
                          f"{error:>11,}{100 * error / max(1, estimate):>7.1f}%{100 * (estimate - sizes[name]) / max(1, sizes[name]):>+7.1f}%"
                          + ("" if holds else "  outside"))
                for name in TOOLS if exact else []:
                    said_exactly = exact[number][name] or {}
                    if said_exactly.get("basis") == "stored":
                        continue
                    whole = said_exactly.get("bytes")
                    compared += 1
                    if whole is None or abs(whole - sizes[name]) > 0.02 * sizes[name] + 64:
                        differ += 1
                        print(f"{os.path.basename(path)[:39]:40}{number:>6} {name}: --exact says {whole}, the tool {sizes[name]}")
    print()
    for name, figures in coverage.items():
        print(figures.text(name))
        differ += not figures.is_good()
    print(f"\n{compared} cases, {differ} differ, {skipped} skipped")
    return bool(differ)


if __name__ == "__main__":
    main()
