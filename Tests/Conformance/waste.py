#!/usr/bin/env python3
"""Compares what strata says is wasted and doubled with what the raw tars tell, to the byte.

waste.py [STRATA] [--images PATH…] [--dive DIVE]
  STRATA    the program (default .build/release/strata, else .build/debug/strata)
  --images  archives, or directories of them (default: lessons, formats and stages of ../shared/images)
  --dive    dive, whose figures then stand beside ours

The computation here shares nothing with strata: it replays the layers on a tree of dictionaries and takes as hidden by
a layer what could be seen before it and not after. What it cannot read is skipped. Exits with 1 where anything differs.
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

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
# Where several things hide a file at once, the first of these is said to have done it.
CAUSES = ["overwritten", "replaced", "opaque", "deleted"]


class File:
    """Contents of one regular file of one layer."""

    def __init__(self, layer, path, member, data):
        self.layer, self.path, self.size = layer, path, member.size
        self.digest = hashlib.sha256(data).hexdigest()
        self.is_blank = not data.strip(b"\0")
        capability = [value for key, value in member.pax_headers.items() if key.endswith("xattr.security.capability")]
        self.metadata = (member.mode & 0o7777, member.uid, member.gid, bool(capability))


class Layer:
    """A layer's entries by path: a File, None for what has no bytes, or a dictionary for a directory."""

    def __init__(self, data, number):
        raw = oracle.decompress(data)
        layer, files = oracle.Layer(raw), {}
        self.removed, self.opaque = sorted(layer.removed), sorted(layer.opaque)
        if raw.strip(b"\0"):
            with tarfile.open(fileobj=io.BytesIO(raw + bytes(2048)), mode="r:", errors="surrogateescape") as archive:
                for place, member in enumerate(archive):
                    if place in layer.sizes:
                        files[place] = File(number, layer.places[place], member, archive.extractfile(member).read())
        self.links = {path: owner for path, owner in layer.contents.items() if isinstance(owner, str)}
        self.entries = {path: {} if member.isdir() else files.get(layer.contents.get(path))
                        for path, member in layer.paths.items() if path}
        seen = set(layer.contents.values())
        self.superseded = [file for place, file in files.items() if place not in seen]

    def contents(self, path, tree):
        """What a path of this layer shows; of a link into a lower layer what lies there."""
        below = find(tree, self.links[path]) if path in self.links else self.entries.get(path)
        return below if isinstance(below, File) or path not in self.links else None


def find(tree, path):
    node = tree
    for part in path.split("/"):
        if not isinstance(node, dict) or part not in node:
            return None
        node = node[part]
    return node


def leaves(tree, prefix=""):
    """(path, File or None) of all that is no directory."""
    for name, node in tree.items():
        if isinstance(node, dict):
            yield from leaves(node, prefix + name + "/")
        else:
            yield prefix + name, node


def apply(layer, tree):
    resolved = {path: layer.contents(path, tree) for path in layer.entries}
    for path in layer.removed:
        folder, _, name = path.rpartition("/")
        parent = find(tree, folder) if folder else tree
        if isinstance(parent, dict):
            parent.pop(name, None)
    for path in layer.opaque:
        node = find(tree, path) if path else tree
        if isinstance(node, dict):
            node.clear()
    for path, entry in layer.entries.items():
        parts = path.split("/")
        node = tree
        for part in parts[:-1]:
            if not isinstance(node.get(part), dict):
                node[part] = {}
            node = node[part]
        if isinstance(entry, dict):
            if not isinstance(node.get(parts[-1]), dict):
                node[parts[-1]] = {}
        else:
            node[parts[-1]] = resolved[path]


def cause(path, layer):
    """How a layer hides what lay at a path."""
    found = set()
    if path in layer.entries:
        found.add("replaced" if isinstance(layer.entries[path], dict) else "overwritten")
    ancestors = [path[:place] for place, letter in enumerate(path) if letter == "/"]
    if any(folder in layer.entries and not isinstance(layer.entries[folder], dict) for folder in ancestors):
        found.add("replaced")
    if any(other.startswith(path + "/") for other in layer.entries):
        found.add("replaced")
    if any(folder in layer.opaque for folder in ancestors + [""]):
        found.add("opaque")
    if any(other in layer.removed for other in ancestors + [path]):
        found.add("deleted")
    return next(name for name in CAUSES if name in found)


def judge(image):
    """The waste of an image: totals, by pair, by layer, and what the final tree holds twice."""
    tree, stored = {}, 0
    pairs, files, stored_by = collections.Counter(), collections.Counter(), collections.Counter()
    hidden_by = collections.Counter()
    for number, data in enumerate(image.layers, 1):
        if data is None:
            raise oracle.Unreadable(f"layer {number} is not there")
        layer = Layer(data, number)
        own = {id(entry): entry for entry in layer.entries.values() if isinstance(entry, File)}
        stored += sum(file.size for file in [*own.values(), *layer.superseded])
        for path in {file.path for file in layer.superseded if file.size}:
            size = sum(file.size for file in layer.superseded if file.path == path)
            pairs[number, number, "superseded"] += size
            files[number, number, "superseded"] += 1
            stored_by[number] += size
        before = dict(leaves(tree))
        # Links are resolved in the tree below, which changes: so the questions about it come first.
        rewritten = {path: layer.contents(path, tree) for path in layer.entries}
        apply(layer, tree)
        after = dict(leaves(tree))
        alive = {id(file) for file in after.values() if file}
        hidden = collections.defaultdict(list)
        for path, file in before.items():
            if file and id(file) not in alive:
                hidden[id(file)].append((path, file))
        for names in hidden.values():
            file = names[0][1]
            if not file.size:
                continue
            causes = [cause(path, layer) for path, _ in names]
            how = max(causes, key=CAUSES.index)
            successor = rewritten.get(file.path)
            if how == "overwritten" and isinstance(successor, File) and successor.digest == file.digest:
                how = "identicalRewrite" if successor.metadata == file.metadata else "metadataCopy"
            pairs[file.layer, number, how] += file.size
            files[file.layer, number, how] += 1
            stored_by[file.layer] += file.size
            hidden_by[number] += file.size
        for identity, file in own.items():
            if identity not in alive and file.size:
                raise oracle.Unreadable(f"layer {number} hides a file of its own: {file.path}")
    visible = {id(file): file for file in dict(leaves(tree)).values() if file and file.size}
    groups = collections.defaultdict(list)
    for file in visible.values():
        groups[file.size, file.digest].append(file)
    doubled = {"copies": [0, 0, 0], "blank": [0, 0, 0]}
    for (size, _), group in groups.items():
        if len(group) > 1:
            row = doubled["blank" if group[0].is_blank else "copies"]
            for place, value in enumerate([1, len(group) - 1, size * (len(group) - 1)]):
                row[place] += value
    return {
        "totals": (stored, sum(file.size for file in visible.values()), sum(pairs.values())),
        "pairs": {key: (bytes_, files[key]) for key, bytes_ in pairs.items()},
        "layers": {number: (stored_by[number], hidden_by[number]) for number in range(1, len(image.layers) + 1)},
        "duplicates": {name: tuple(row) for name, row in doubled.items()},
    }


def of_strata(document):
    totals, waste = document["totals"], document["waste"]
    return {
        "totals": (totals["layerBytes"], totals["visibleBytes"], totals["wastedBytes"]),
        "pairs": {(pair["storedBy"], pair["hiddenBy"], pair["kind"]): (pair["bytes"], pair["files"])
                  for pair in waste["pairs"]},
        "layers": {share["layer"]: (share["wastedBytes"], share["hiddenBytes"]) for share in waste["layers"]},
        "duplicates": {name: (sums["groups"], sums["files"], sums["bytes"])
                       for name, sums in document["duplicates"].items()},
    }


def inner_faults(document):
    """Where strata's own sums do not agree with one another."""
    wasted, waste = document["totals"]["wastedBytes"], document["waste"]
    sums = {name: sum(share["bytes"] for share in waste[name]) for name in ("pairs", "instructions", "stages")}
    if waste["pathCount"] == len(waste["paths"]):
        sums["paths"] = sum(share["bytes"] for share in waste["paths"])
    faults = [f"waste.{name} sums to {value}, totals.wastedBytes is {wasted}" for name, value in sums.items()
              if value != wasted]
    findings = sum(finding["bytes"] or 0 for finding in document["findings"] if finding["category"] == "waste")
    if findings != wasted:
        faults.append(f"findings of waste sum to {findings}, totals.wastedBytes is {wasted}")
    return faults


def run(strata, path, image):
    options = ["--reference", image.references[0]] if image.references else []
    if image.platform and image.platform.get("os"):
        names = [image.platform.get(key) for key in ("os", "architecture", "variant")]
        options += ["--platform", "/".join(name for name in names if name)]
    command = [strata, "check", "-v", "-q", "--format", "json", "--fail-on", "none", "--ci-config", "off", *options, path]
    done = subprocess.run(command, capture_output=True, check=False, timeout=600, stdin=subprocess.DEVNULL)
    if done.returncode:
        raise RuntimeError(f"exit {done.returncode}: {done.stderr.decode(errors='replace').strip()}")
    return json.loads(done.stdout)


def differences(ours, judged):
    for name, expected in judged.items():
        if name == "totals":
            if ours[name] != expected:
                yield f"stored, visible, wasted: expected {expected}, got {ours[name]}"
            continue
        for key in sorted(set(expected) | set(ours[name]), key=str):
            if ours[name].get(key) != expected.get(key):
                yield f"{name} {key}: expected {expected.get(key)}, got {ours[name].get(key)}"


def of_dive(dive, path):
    """(wasted bytes, efficiency) as dive says them; None where it cannot read the image."""
    with tempfile.TemporaryDirectory() as folder:
        plain, report = os.path.join(folder, "image.tar"), os.path.join(folder, "report.json")
        if path.endswith(".tar"):
            plain = os.path.abspath(path)
        else:
            with open(path, "rb") as packed, open(plain, "wb") as unpacked:
                unpacked.write(oracle.decompress(packed.read()))
        command = [dive, "--json", report, "docker-archive://" + plain]
        subprocess.run(command, capture_output=True, check=False, timeout=600, stdin=subprocess.DEVNULL)
        try:
            with open(report, encoding="utf-8") as file:
                image = json.load(file)["image"]
        except (OSError, ValueError, KeyError):
            return None
    return image["inefficientBytes"], image["efficiencyScore"]


def archives(paths):
    for path in paths:
        if os.path.isdir(path) and not os.path.exists(os.path.join(path, "index.json")):
            yield from (os.path.join(path, name) for name in sorted(os.listdir(path))
                        if ".tar" in name and not name.endswith("base.tar.layer"))
        else:
            yield path


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("strata", nargs="?")
    shared = os.path.join(ROOT, "../shared/images")
    parser.add_argument("--images", nargs="+", default=[os.path.join(shared, name) for name in ("lessons", "formats", "stages")])
    parser.add_argument("--dive")
    arguments = parser.parse_args()
    built = [os.path.join(ROOT, ".build", kind, "strata") for kind in ("release", "debug")]
    strata = arguments.strata or next((path for path in built if os.path.exists(path)), None)
    if not strata:
        sys.exit("strata is not built")
    print(f"{'image':44}{'stored':>14}{'wasted':>12}{'pairs':>7}{'twice':>12}{'blank twice':>13}  dive's wasted, efficiency")
    compared = failed = skipped = 0
    for path in archives(arguments.images):
        try:
            images = oracle.images(path)
        except (oracle.Unreadable, OSError, KeyError, TypeError, ValueError, AttributeError):
            skipped += 1
            continue
        for image in images:
            try:
                judged = judge(image)
            except (oracle.Unreadable, KeyError, TypeError, ValueError, AttributeError, OSError, tarfile.TarError):
                skipped += 1
                continue
            name = f"{os.path.basename(path)}" + (f" {image.references[0]}" if len(images) > 1 and image.references else "")
            compared += 1
            try:
                document = run(strata, path, image)
                faults = list(differences(of_strata(document), judged)) + inner_faults(document)
            except (RuntimeError, ValueError, KeyError) as error:
                faults = [str(error)]
            peer = of_dive(arguments.dive, path) if arguments.dive and image is images[0] else None
            doubled = judged["duplicates"]
            print(f"{name[:43]:44}{judged['totals'][0]:>14,}{judged['totals'][2]:>12,}{len(judged['pairs']):>7}"
                  f"{doubled['copies'][2]:>12,}{doubled['blank'][2]:>13,}"
                  + (f"  {peer[0]:,}, {peer[1]:.4f} (ours {judged['totals'][1] / max(1, judged['totals'][0]):.4f})" if peer else ""))
            for fault in faults[:20]:
                print(f"    {fault}")
            failed += bool(faults)
    print(f"\n{compared} cases, {failed} differ, {skipped} skipped")
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
