#!/usr/bin/env python3
"""Compares the packages of `strata inspect --packages` with a computation from the raw tars, to the byte.

packages.py STRATA [DOCKER-ARCHIVE...]: without archives, takes those of ../shared/images. Exits with 1 where a dpkg or apk package or a Python wheel differs in version, layer,
number of files or size, or where the sums of owned and other bytes differ.

It shares no code with strata: Python's standard library reads the tars, the `status` file, apk's `installed` and the lists.
"""

import csv
import glob
import io
import json
import os
import posixpath
import subprocess
import sys
import tarfile

import oracle

IMAGES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../shared/images")


class Tree:
    """The final tree of a docker archive: path to (kind, link or contents, layer)."""

    def __init__(self, archive):
        self.nodes, self.sizes, self.bytes = {}, {}, {}
        self.folders = set()  # every path that something lay below, so that few removals search the tree
        manifest = json.load(archive.extractfile("manifest.json"))
        for number, name in enumerate(manifest[0]["Layers"], 1):
            self.apply(number, tarfile.open(fileobj=archive.extractfile(name), mode="r:*"))

    def remove(self, path, but=None):
        for other in [one for one in self.nodes if one == path or one.startswith(path + "/")]:
            if but is None or self.nodes[other][2] != but:
                del self.nodes[other]

    def apply(self, number, layer):
        hidden, members = [], []
        for order, member in enumerate(layer):
            path = posixpath.normpath(member.name).lstrip("/")
            folder, name = posixpath.split(path)
            if name == ".wh..wh..opq":
                hidden.append(folder + "/")
            elif name.startswith(".wh."):
                hidden.append(posixpath.join(folder, name[4:]))
            elif path != ".":
                members.append((order, path, member))
        for path in hidden:
            for other in list(self.nodes):
                inside = other.startswith(path if path.endswith("/") else path + "/")
                if inside or other == path:
                    del self.nodes[other]
        for order, path, member in members:
            if not member.isdir():
                if path in self.folders:
                    self.remove(path)
                self.nodes.pop(path, None)
            folder = posixpath.dirname(path)
            while folder and folder not in self.folders:
                self.folders.add(folder)
                folder = posixpath.dirname(folder)
            if member.isreg():
                key = (number, order)
                self.sizes[key] = member.size
                if path.startswith(("var/lib/dpkg/", "lib/apk/db/", "usr/lib/apk/db/")) or ".dist-info/" in path:
                    self.bytes[key] = layer.extractfile(member).read()
                self.nodes[path] = ("file", key, number)
            elif member.islnk():
                target = self.nodes.get(posixpath.normpath(member.linkname).lstrip("/"))
                self.nodes[path] = ("file", target[1] if target else None, number)
            elif member.issym():
                self.nodes[path] = ("link", member.linkname, number)
            elif member.isdir():
                if self.nodes.get(path, ("dir",))[0] != "dir":
                    self.remove(path)
                self.nodes[path] = ("dir", None, number)
            else:
                self.nodes[path] = ("other", None, number)

    def real(self, path):
        """The path with the links of its directories followed, not one at its end."""
        done, parts = [], [part for part in path.split("/") if part not in ("", ".")]
        while parts:
            part = parts.pop(0)
            if part == "..":
                done = done[:-1]
                continue
            node = self.nodes.get("/".join(done + [part]))
            if node and node[0] == "link" and parts:
                if node[1].startswith("/"):
                    done = []
                parts = [one for one in node[1].split("/") if one not in ("", ".")] + parts
                continue
            done.append(part)
        return "/".join(done)

    def read(self, path):
        node = self.nodes.get(path)
        return self.bytes.get(node[1], b"").decode() if node else ""

    def files(self, paths):
        real = {self.real(path) for path in paths}
        return {path for path in real if path in self.nodes and self.nodes[path][0] != "dir"}

    def size(self, paths):
        keys = {self.nodes[path][1] for path in paths if self.nodes[path][0] == "file"}
        return sum(self.sizes.get(key, 0) for key in keys)


def dpkg(tree):
    """(name, version, architecture) to (layer, paths)."""
    found = {}
    lines = tree.read("var/lib/dpkg/diversions").splitlines()
    moved = {lines[i]: (lines[i + 1], lines[i + 2]) for i in range(0, len(lines) - 2, 3)}
    for paragraph in tree.read("var/lib/dpkg/status").split("\n\n"):
        fields = dict(line.split(": ", 1) for line in paragraph.splitlines() if ": " in line and line[0] != " ")
        if not fields.get("Status", "").endswith(" installed"):
            continue
        name, architecture = fields["Package"], fields["Architecture"]
        place = f"var/lib/dpkg/info/{name}:{architecture}.list"
        if place not in tree.nodes:
            place = f"var/lib/dpkg/info/{name}.list"
        if place not in tree.nodes:
            found["dpkg", name, fields["Version"], architecture] = None  # a sample that keeps the status file alone
            continue
        listed = tree.read(place).splitlines()
        plain = [path for path, after in zip(listed, listed[1:] + [""]) if not after.startswith(path + "/")]
        plain = [moved[path][0] if path in moved and moved[path][1] != name else path for path in plain]
        found["dpkg", name, fields["Version"], architecture] = (tree.nodes[place][2], tree.files(plain))
    return found


def apk(tree):
    """(name, version, architecture) to (layer, paths); the layer is the one that most of the files come from."""
    found = {}
    place = "lib/apk/db/installed" if "lib/apk/db/installed" in tree.nodes else "usr/lib/apk/db/installed"
    for paragraph in tree.read(place).split("\n\n"):
        fields, folder, paths = {}, "", []
        for line in paragraph.splitlines():
            letter, _, value = line.partition(":")
            if letter == "F":
                folder = value
            elif letter == "R":
                paths.append(posixpath.join(folder, value))
            else:
                fields[letter] = value
        if "P" in fields:
            files = tree.files(paths)
            layers = [tree.nodes[path][2] for path in files] or [tree.nodes[place][2]]
            layer = min(set(layers), key=lambda one: (-layers.count(one), one))
            found["apk", fields["P"], fields["V"], fields["A"]] = (layer, files)
    return found


def wheels(tree):
    """Python distributions with a RECORD, by name, version and place."""
    found = {}
    for path in [path for path in tree.nodes if path.endswith(".dist-info/METADATA")]:
        folder = posixpath.dirname(path)
        head = tree.read(path).split("\n\n")[0].splitlines()
        fields = {line.split(": ", 1)[0]: line.split(": ", 1)[1] for line in reversed(head) if ": " in line}
        # Samples whose files are blanked list nothing.
        if tree.read(folder + "/RECORD").strip("\0\n"):
            rows = [row[0] for row in csv.reader(tree.read(folder + "/RECORD").splitlines()) if row]
            site = posixpath.dirname(folder)
            paths = [row if row.startswith("/") else posixpath.join(site, row) for row in rows] + [path]
            found["python", fields["Name"], fields["Version"], "/" + path] = (tree.nodes[path][2], tree.files(paths))
    return found


def trees(names):
    """Each archive with its tree; of those at hand, the ones that Python reads."""
    at_hand = glob.glob(f"{IMAGES}/*/*.tar*") + glob.glob(f"{IMAGES}/public/archives/*")
    for name in names or sorted(map(os.path.relpath, at_hand)):
        try:
            with open(name, "rb") as file, tarfile.open(fileobj=io.BytesIO(oracle.decompress(file.read()))) as archive:
                yield name, Tree(archive)
        except (OSError, KeyError, TypeError, ValueError, EOFError, AttributeError, tarfile.TarError, oracle.Unreadable):
            if names:
                raise


def main():
    strata, faults, compared, skipped = sys.argv[1], 0, 0, 0
    for name, tree in trees(sys.argv[2:]):
        listed = dpkg(tree) | apk(tree) | wheels(tree)
        truth = {key: (files[0], len(files[1]), tree.size(files[1])) for key, files in listed.items() if files}
        if not truth and not sys.argv[2:]:
            continue
        said = json.loads(subprocess.run([strata, "inspect", "--packages", "--format", "json", name],
                                         check=True, capture_output=True).stdout)
        ours, others = {}, 0
        for one in said["packages"]:
            last = one["record"] if one["ecosystem"] == "python" else one["architecture"]
            key = (one["ecosystem"], one["name"], one["version"], last)
            if key in truth or one["ecosystem"] in ("dpkg", "apk") and key not in listed:
                ours[key] = (one["layer"], one["files"], one["size"])
            else:
                others += 1
        wrong = [(key, truth.get(key), ours.get(key)) for key in truth.keys() | ours.keys()
                 if truth.get(key) != ours.get(key)]
        visible = tree.size([path for path in tree.nodes if tree.nodes[path][0] == "file"])
        if visible != said["packageBytes"] + said["unownedBytes"]:
            wrong.append(("visible bytes", visible, said["packageBytes"] + said["unownedBytes"]))
        print(f"{name}: {len(truth)} packages compared, {len(wrong)} differ; {others} of other kinds")
        for key, one, other in sorted(wrong, key=str)[:20]:
            print(f"  {key}: {one} by Python, {other} by strata")
        faults += len(wrong)
        compared += len(truth)
        skipped += others
    print(f"{compared} cases, {faults} differ, {skipped} skipped")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
