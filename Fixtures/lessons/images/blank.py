#!/usr/bin/env python3
"""Blanks contents in a saved image: sizes, names, modes and owners stay, bytes become zeros.

usage: blank.py [--keep PATTERN]… [--largest BYTES] < image.tar > blanked.tar

Files of more than --largest bytes (default 2000) are blanked, unless their path fits a --keep pattern (of fnmatch).
Reads what `docker save` writes, and OCI layouts with attestations. All digests and sizes that follow from
the contents are made anew, in the attestations too, so that the image is as whole as it was.
"""
import argparse
import fnmatch
import gzip
import hashlib
import io
import json
import sys
import tarfile

arguments = argparse.ArgumentParser()
arguments.add_argument("--keep", action="append", default=[])
arguments.add_argument("--largest", type=int, default=2000)
options = arguments.parse_args()


def digest(data):
    return "sha256:" + hashlib.sha256(data).hexdigest()


def is_kept(name):
    return any(fnmatch.fnmatch(name.removeprefix("./"), pattern) for pattern in options.keep)


def blanked_layer(data):
    """The same layer, plain, with zeros where contents were."""
    result = io.BytesIO()
    with tarfile.open(fileobj=io.BytesIO(data)) as source, tarfile.open(
            fileobj=result, mode="w", format=tarfile.PAX_FORMAT) as target:
        for member in source:
            contents = None
            if member.isfile():
                contents = source.extractfile(member).read()
                if len(contents) > options.largest and not is_kept(member.name):
                    contents = bytes(len(contents))
            target.addfile(member, contents if contents is None else io.BytesIO(contents))
    return result.getvalue()


def mended(value, new):
    """JSON with the new digests, and the new sizes beside them."""
    if isinstance(value, list):
        return [mended(item, new) for item in value]
    if isinstance(value, str):
        algorithm, _, name = value.rpartition(":")
        found = new.get("sha256:" + name) if algorithm in ("", "sha256") else None
        return value if not found else found[0] if algorithm else found[0].split(":")[1]
    if not isinstance(value, dict):
        return value
    found = new.get(value.get("digest")) if isinstance(value.get("digest"), str) else None
    result = {mended(key, new): mended(item, new) for key, item in value.items()}
    if found and "size" in result:
        result["size"] = found[1]
    return result


def write(files):
    with tarfile.open(fileobj=sys.stdout.buffer, mode="w|", format=tarfile.PAX_FORMAT) as target:
        for name, data in sorted(files.items()):
            member = tarfile.TarInfo(name)
            member.size = len(data)
            target.addfile(member, io.BytesIO(data))


def docker_archive(files):
    manifest = json.loads(files["manifest.json"])
    for image in manifest:
        config = json.loads(files.pop(image["Config"]))
        layers = [blanked_layer(files.pop(path)) for path in image["Layers"]]
        config["rootfs"]["diff_ids"] = [digest(layer) for layer in layers]
        data = json.dumps(config, separators=(",", ":")).encode()
        result = {digest(layer).split(":")[1] + "/layer.tar": layer for layer in layers}
        result[digest(data).split(":")[1] + ".json"] = data
        image["Config"] = digest(data).split(":")[1] + ".json"
        image["Layers"] = [digest(layer).split(":")[1] + "/layer.tar" for layer in layers]
        result["manifest.json"] = json.dumps(manifest, separators=(",", ":")).encode()
        return result


def oci_layout(files):
    new = {}
    result = {"oci-layout": files["oci-layout"]}

    def blob(of):
        return files["blobs/sha256/" + of.split(":")[1]]

    def add(old, data):
        new[old] = (digest(data), len(data))
        result["blobs/sha256/" + digest(data).split(":")[1]] = data

    def rewrite(descriptor):
        old, kind = descriptor["digest"], descriptor["mediaType"]
        if old in new:
            return
        if kind.endswith(("layer.v1.tar+gzip", "diff.tar.gzip")):
            plain = gzip.decompress(blob(old))
            layer = blanked_layer(plain)
            new[digest(plain)] = (digest(layer), len(layer))
            return add(old, gzip.compress(layer, 9, mtime=0))
        document = json.loads(blob(old))
        for child in document.get("layers", []) + document.get("manifests", []):
            rewrite(child)
        if "config" in document and "layers" in document:
            rewrite(document["config"])
        add(old, json.dumps(mended(document, new), separators=(",", ":")).encode())

    index = json.loads(files["index.json"])
    for manifest in index["manifests"]:
        rewrite(manifest)
    result["index.json"] = json.dumps(mended(index, new), separators=(",", ":")).encode()
    return result


with tarfile.open(fileobj=sys.stdin.buffer, mode="r|") as archive:
    files = {member.name: archive.extractfile(member).read() for member in archive if member.isfile()}
write(oci_layout(files) if "oci-layout" in files else docker_archive(files))
