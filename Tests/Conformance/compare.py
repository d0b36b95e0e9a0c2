#!/usr/bin/env python3
"""Holds what `strata compare` says of a directory of images against what others keep of them, to the byte.

compare.py [STRATA] [--images DIRECTORY]
  STRATA    the program (default .build/release/strata, else .build/debug/strata)
  --images  archives to compare (default: ../shared/images/stages, and what diff-images.sh made, where it is)

A disk: every image is loaded by skopeo into a store of containers/storage of its own (overlay), and the regular files of
each layer's directory are added up, a file of several names once. What an image adds is what its new layers hold.
A registry: every image is copied by skopeo into one OCI layout, and what an image adds are the bytes of its new blobs.
As root, for overlay. Ends with "N cases, M differ"; exits with 1 where something differs.
"""

import argparse
import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SHARED = os.path.join(os.path.dirname(ROOT), "shared", "images")
# By how much the gzip of one program may be another size than that of another.
GZIP = 0.06


def run(*words):
    result = subprocess.run(words, capture_output=True, text=True)
    if result.returncode != 0:
        raise RuntimeError(f"{' '.join(words)}: {result.stderr.strip()}")
    return result.stdout


def source(path):
    """What skopeo calls the archive."""
    names = run("tar", "-tf", path).split("\n")
    return ("oci-archive:" if "oci-layout" in [name.removeprefix("./") for name in names] else "docker-archive:") + path


def size_of_files(directory):
    """The bytes of regular files, each once; whiteouts are devices."""
    sizes = {}
    for folder, _, names in os.walk(directory):
        for name in names:
            status = os.lstat(os.path.join(folder, name))
            if stat.S_ISREG(status.st_mode):
                sizes[status.st_ino] = status.st_size
    return sum(sizes.values())


class Store:
    """A store of containers/storage that is filled image by image."""

    def __init__(self, directory):
        self.root, self.runroot, self.known = os.path.join(directory, "root"), os.path.join(directory, "run"), {}

    def layers(self):
        """Each layer's bytes by its id."""
        path = os.path.join(self.root, "overlay-layers", "layers.json")
        with open(path, encoding="utf-8") as file:
            ids = [layer["id"] for layer in json.load(file)]
        return {name: self.known.get(name) or size_of_files(os.path.join(self.root, "overlay", name, "diff")) for name in ids}

    def add(self, archive, number):
        """What the image adds and what its layers are together, in bytes."""
        name = f"localhost/strata-{number}:1"
        run("skopeo", "copy", "-q", archive, f"containers-storage:[overlay@{self.root}+{self.runroot}]{name}")
        layers, before = self.layers(), self.known
        self.known = layers
        return sum(size for layer, size in layers.items() if layer not in before)


class Registry:
    """An OCI layout that is filled image by image: it has each blob once."""

    def __init__(self, directory):
        self.path, self.known = os.path.join(directory, "registry"), set()

    def add(self, archive, number):
        run("skopeo", "copy", "-q", archive, f"oci:{self.path}:image-{number}")
        with open(os.path.join(self.path, "index.json"), encoding="utf-8") as file:
            digest = json.load(file)["manifests"][-1]["digest"]
        with open(os.path.join(self.path, "blobs", *digest.split(":")), encoding="utf-8") as file:
            layers = {layer["digest"]: layer["size"] for layer in json.load(file)["layers"]}
        added = sum(size for layer, size in layers.items() if layer not in self.known)
        self.known |= layers.keys()
        return added, sum(layers.values())


def check(strata, paths):
    """The faults of one series, and how many figures were held against others."""
    report = json.loads(run(strata, "compare", *paths, "--no-secrets", "--format", "json", "-q"))
    faults, figures = [], 0
    with tempfile.TemporaryDirectory(prefix="strata-compare-") as directory:
        store, registry = Store(directory), Registry(directory)
        try:
            for number, (path, told) in enumerate(zip(paths, report["images"])):
                archive = source(path)
                held, near = {"unique": store.add(archive, number)}, {}
                added, whole = registry.add(archive, number)
                # What lies in an archive plain is compressed on the way, and of an archive as docker saves it skopeo
                # compresses all anew. What that adds hangs on who compressed the others; how much it is strata measures
                # with zlib, whose gzip is a little smaller than Go's, which skopeo, docker and BuildKit have.
                layers = json.loads(run(strata, "inspect", path, "--format", "json", "-q"))["layers"]
                if archive.startswith("oci-archive:") and all(layer["compression"] != "none" for layer in layers):
                    held |= {"uniqueCompressed": added, "compressed": whole}
                else:
                    near["compressed"] = whole
                figures += len(held) + len(near)
                for key, value in held.items():
                    print(f"  {os.path.basename(path)}: {key} {told[key]}, kept {value}")
                    if told[key] != value:
                        faults.append(f"{path}: {key} is {told[key]}, but {value} are kept")
                for key, value in near.items():
                    print(f"  {os.path.basename(path)}: {key} {told[key]}, kept {value}: {told[key] / value - 1:+.1%}")
                    if abs(told[key] / value - 1) > GZIP:
                        faults.append(f"{path}: {key} is {told[key]}, but {value} are kept, which is more than {GZIP:.0%} off")
                if told["shared"] + told["unique"] != told["size"]:
                    faults.append(f"{path}: shared and unique are not the size")
        finally:
            subprocess.run(["umount", os.path.join(directory, "root", "overlay")], capture_output=True)
    return faults, figures


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("strata", nargs="?")
    arguments.add_argument("--images", action="append", default=[])
    options = arguments.parse_args()
    built = [os.path.join(ROOT, ".build", kind, "strata") for kind in ("release", "debug")]
    strata = options.strata or next((path for path in built if os.path.exists(path)), None)
    if not shutil.which("skopeo"):
        sys.exit("compare.py: skopeo is missing: apt-get install skopeo")
    cases = wrong = 0
    for directory in options.images or [os.path.join(SHARED, "stages")]:
        paths = sorted(os.path.join(directory, name) for name in os.listdir(directory) if name.endswith(".tar"))
        paths = [path for path in paths if loads(path)]
        print(f"{directory}: {len(paths)} images")
        faults, figures = check(strata, paths)
        cases, wrong = cases + figures, wrong + len(faults)
        for fault in faults:
            print("   ", fault)
    print(f"{cases} cases, {wrong} differ")
    sys.exit(1 if wrong else 0)


def loads(path):
    """Whether skopeo and strata mean the same image by the archive: it holds one."""
    with tempfile.TemporaryDirectory(prefix="strata-compare-") as directory:
        try:
            run("skopeo", "copy", "-q", source(path), f"dir:{directory}/image")
        except RuntimeError as error:
            print(f"  left out: {str(error)[-150:]}")
            return False
    return True


if __name__ == "__main__":
    main()
