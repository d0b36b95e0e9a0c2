"""What an image holds, computed from its raw tars by Python's standard library: the judge of strata's numbers.

It follows DESIGN.md's "Exact meanings" and shares no code with strata. It knows only well-formed images: whatever it
cannot read it leaves to the manifests.
"""

import bz2
import hashlib
import io
import json
import lzma
import os
import posixpath
import subprocess
import tarfile
import tempfile
import zlib

MAGICS = [(b"\x1f\x8b", "gzip"), (b"\x28\xb5\x2f\xfd", "zstd"), (b"\xfd7zXZ\x00", "xz"), (b"BZh", "bzip2"),
          (b"\x04\x22\x4d\x18", "lz4")]
LIMIT = 1 << 31


class Unreadable(Exception):
    """The oracle has no opinion."""


def bounded(data):
    """The same bytes, if they are few enough to be all: samples hold bombs."""
    if len(data) >= LIMIT:
        raise Unreadable("too large for the oracle")
    return data


def command(name, data):
    """What `name -dc` makes of the bytes."""
    with tempfile.TemporaryFile() as source:
        source.write(data)
        source.seek(0)
        with subprocess.Popen([name, "-dcq"], stdin=source, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
            result = process.stdout.read(LIMIT)
            if len(result) >= LIMIT:
                process.kill()
    if process.returncode != 0:
        raise Unreadable(f"{name} fails")
    return bounded(result)


def gunzip(data):
    """All members; what follows the last one is not gzip's."""
    parts = []
    while data.startswith(b"\x1f\x8b"):
        stream = zlib.decompressobj(31)
        parts.append(bounded(stream.decompress(data, LIMIT)))
        if not stream.eof:
            raise Unreadable("gzip ends early")
        data = stream.unused_data
    return b"".join(parts)


def decompress(data):
    """The bytes, decompressed if a magic says so."""
    name = next((name for magic, name in MAGICS if data.startswith(magic)), None)
    if data[1:4] == b"\x2a\x4d\x18" and data[0] & 0xF0 == 0x50:
        name = "zstd"  # a skippable frame first
    try:
        if name == "gzip":
            return gunzip(data)
        if name == "xz":
            return bounded(lzma.LZMADecompressor().decompress(data, LIMIT))
        if name == "bzip2":
            return bounded(bz2.BZ2Decompressor().decompress(data, LIMIT))
        if name:
            return command(name, data)
    except (OSError, EOFError, lzma.LZMAError, ValueError, zlib.error) as error:
        raise Unreadable(str(error)) from error
    return data


def normal(path):
    """`a/b`, or None for a path that climbs out; the root is empty."""
    parts = []
    for part in path.split("/"):
        if part == "..":
            return None
        if part not in ("", "."):
            parts.append(part)
    return "/".join(parts)


def entries(data):
    """The members of a tar."""
    if not data.strip(b"\0"):
        return []
    try:
        # umoci leaves out padding and end blocks.
        with tarfile.open(fileobj=io.BytesIO(data + bytes(2048)), mode="r:", errors="surrogateescape") as archive:
            return list(archive)
    except (tarfile.TarError, EOFError, ValueError, OSError) as error:
        raise Unreadable(str(error)) from error


class Files:
    """A saved image's files by path, from a directory or a tar."""

    def __init__(self, path):
        self.data, self.links = {}, {}
        if os.path.isdir(path):
            for folder, _, names in os.walk(path):
                for name in names:
                    full = os.path.join(folder, name)
                    with open(full, "rb") as file:
                        self.data[os.path.relpath(full, path)] = file.read()
            return
        with open(path, "rb") as file:
            raw = decompress(file.read())
        try:
            with tarfile.open(fileobj=io.BytesIO(raw), mode="r:") as archive:
                for member in archive:
                    name = normal(member.name)
                    if member.isreg() and member.size < LIMIT and not member.issparse():
                        self.data[name] = archive.extractfile(member).read()
                    elif member.issym():
                        self.links[name] = normal(posixpath.normpath(
                            posixpath.join(posixpath.dirname(name), member.linkname)))
                    elif member.islnk():
                        self.links[name] = normal(member.linkname)
        except (tarfile.TarError, EOFError, ValueError, OSError) as error:
            raise Unreadable(str(error)) from error

    def get(self, path):
        path = normal(path)
        for _ in range(9):
            if path not in self.links:
                break
            path = self.links[path]
        return self.data.get(path)

    def blob(self, digest):
        algorithm, _, encoded = digest.partition(":")
        return self.get(f"blobs/{algorithm}/{encoded}") or self.get(encoded)

    def json(self, path):
        data = self.get(path)
        try:
            return None if data is None else json.loads(data)
        except ValueError as error:
            raise Unreadable(str(error)) from error


def lowered(entry):
    return {key.lower(): value for key, value in entry.items()}


class Image:
    def __init__(self, config, references, layers, platform=None):
        self.id = "sha256:" + hashlib.sha256(config).hexdigest() if config else None
        self.config = json.loads(config) if config else {}
        self.references = references
        self.layers = layers
        self.platform = platform


def images(path):
    """All images that the oracle finds."""
    files = Files(path)
    found = []
    manifest = files.json("manifest.json")
    if isinstance(manifest, list):
        for entry in map(lowered, manifest):
            found.append(Image(files.get(entry["config"]), entry.get("repotags") or [],
                               [files.get(name) for name in entry.get("layers") or []]))
    elif isinstance(manifest, dict) and "layers" in manifest:
        found.append(from_manifest(files, manifest, [], None))
    index = files.json("index.json")
    if isinstance(index, dict):
        known = {image.id for image in found}
        found += [image for image in from_index(files, index, [], 0) if image.id not in known]
    return found


def from_manifest(files, manifest, references, platform):
    config = files.blob(manifest.get("config", {}).get("digest", ""))
    layers = [files.blob(layer["digest"]) for layer in manifest["layers"]]
    return Image(config, references, layers, platform)


def from_index(files, index, references, depth):
    for descriptor in index.get("manifests") or []:
        annotations = descriptor.get("annotations") or {}
        if annotations.get("vnd.docker.reference.type") or depth > 8:
            continue
        name = annotations.get("io.containerd.image.name") or annotations.get("org.opencontainers.image.ref.name")
        names = [name] if name else references
        data = files.blob(descriptor["digest"])
        if data is None:
            continue
        document = json.loads(data)
        if "manifests" in document:
            yield from from_index(files, document, names, depth + 1)
        elif "layers" in document:
            kind = document.get("config", {}).get("mediaType", "")
            if any("simplesigning" in layer.get("mediaType", "") for layer in document["layers"]):
                continue  # a cosign signature in an image's clothes
            if kind in ("application/vnd.oci.image.config.v1+json", "application/vnd.docker.container.image.v1+json"):
                yield from_manifest(files, document, names, descriptor.get("platform"))


class Refused(Exception):
    """An entry that no extractor writes."""


class Layer:
    """One layer's own numbers, and what it does to those below: entry by entry, as an extractor does that stays in the
    root, through the links that are there by then. `paths` are members by path, `contents` who has the bytes: the place
    of a member in the tar, or a path of a lower layer."""

    def __init__(self, data):
        self.paths, self.removed, self.opaque, self.contents, self.implied = {}, set(), set(), {}, set()
        self.sizes, self.places = {}, {}
        for place, member in enumerate(entries(decompress(data))):
            path = normal(member.name)
            if path is None or "/.wh..wh." in "/" + path and not path.endswith(".wh..wh..opq"):
                continue
            try:
                self.add(place, member, path.split("/") if path else [])
            except Refused:
                pass
        self.size = sum(self.sizes.values())
        self.files = sum(not member.isdir() for member in self.paths.values())
        self.directories = sum(member.isdir() for path, member in self.paths.items() if path)
        self.whiteouts = len(self.removed) + len(self.opaque)

    def add(self, place, member, parts):
        parent, name = self.directory(parts[:-1]), parts[-1] if parts else ""
        path = "/".join(parent + [name] if name else parent)
        if name == ".wh..wh..opq":
            self.opaque.add("/".join(parent))
        elif name.startswith(".wh."):
            self.removed.add("/".join(parent + [name[4:]]))
        elif not path and not member.isdir():
            raise Refused
        elif member.islnk():
            self.link(member, path)
        else:
            self.put(path, member)
            if is_file(member):
                self.sizes[place], self.places[place] = member.size, path
                self.contents[path] = place

    def link(self, member, path):
        if posixpath.normpath("./" + member.linkname).startswith(".."):
            raise Refused
        target = normal(posixpath.normpath("/" + member.linkname))
        end = "/".join(self.follow(target.split("/"), [], False))
        if end in self.implied or end in self.paths and (end == path or end.startswith(path + "/")):
            raise Refused
        if end not in self.paths:
            self.put(path, member)
            self.contents[path] = end
            return
        file = self.paths[end]
        if file.isdir():
            raise Refused
        contents = self.contents.get(end)
        if contents is not None and self.contents.get(path) == contents:
            return
        self.put(path, member if contents is not None else file)
        self.contents[path] = contents
        if contents is None:
            del self.contents[path]

    def put(self, path, member):
        was_directory = path in self.implied or path in self.paths and self.paths[path].isdir()
        if path and was_directory and not member.isdir():
            for other in [other for other in list(self.paths) + list(self.implied) if other.startswith(path + "/")]:
                self.forget(other)
        self.forget(path)
        self.paths[path] = member

    def forget(self, path):
        self.implied.discard(path)
        self.paths.pop(path, None)
        self.contents.pop(path, None)

    def directory(self, parts):
        """Where a directory's path leads; what is missing is made."""
        place = []
        for part in parts:
            place = self.follow([part], place, True)
            for end in range(1, len(place) + 1):
                path = "/".join(place[:end])
                if path in self.paths and not self.paths[path].isdir():
                    raise Refused
                if path not in self.paths:
                    self.implied.add(path)
        return place

    def follow(self, parts, place, last):
        ahead, place, links = list(parts), list(place), 0
        while ahead:
            part = ahead.pop(0)
            if part in ("", "."):
                continue
            if part == "..":
                place = place[:-1]
                continue
            member = self.paths.get("/".join(place + [part]))
            if member is None or member.isdir():
                place.append(part)
            elif member.issym() and (last or ahead):
                links += 1
                if links > 40 or len(os.fsencode(member.linkname)) > 4095:
                    raise Refused
                if member.linkname.startswith("/"):
                    place = []
                ahead = member.linkname.split("/") + ahead
            elif ahead:
                raise Refused
            else:
                place.append(part)
        return place


def is_file(member):
    return member.isreg() or member.issparse() or member.type == tarfile.CONTTYPE


class Tree:
    """The final tree: path → (is a directory, contents' identity, their size)."""

    def __init__(self):
        self.paths = {}

    def drop(self, path, itself=True):
        prefix = path + "/" if path else ""
        for other in [p for p in self.paths if p.startswith(prefix) and p != path]:
            del self.paths[other]
        if itself:
            self.paths.pop(path, None)

    def apply(self, layer, number):
        lower = dict(self.paths)
        for path in layer.removed:
            self.drop(path)
        for path in layer.opaque:
            self.drop(path, itself=False)
        for path, member in layer.paths.items():
            if not path:
                continue
            if not member.isdir() or not self.paths.get(path, (True,))[0]:
                self.drop(path)
        for path in sorted(layer.implied):
            if not self.paths.get(path, (False,))[0]:
                self.drop(path)
                self.paths[path] = (True, None, 0)
        for path, member in layer.paths.items():
            if not path:
                continue
            self.parents(path)
            if member.isdir():
                self.paths[path] = (True, None, 0)
            else:
                self.paths[path] = (False,) + contents(layer, number, lower, path)

    def parents(self, path):
        folder = posixpath.dirname(path)
        while folder and not self.paths.get(folder, (False,))[0]:
            self.paths[folder] = (True, None, 0)
            folder = posixpath.dirname(folder)

    def numbers(self):
        distinct = {identity: size for isdir, identity, size in self.paths.values() if identity is not None}
        folders = sum(value[0] for value in self.paths.values())
        return {"visibleBytes": sum(distinct.values()), "files": len(self.paths) - folders, "directories": folders}


def contents(layer, number, lower, path):
    """Identity and size of a path's contents; a hard link's are those of the file that it is."""
    owner = layer.contents.get(path)
    if isinstance(owner, str):
        below = lower.get(owner)
        return (below[1], below[2]) if below else (None, 0)
    return (None, 0) if owner is None else ((number, owner), layer.sizes[owner])


def analyse(image):
    """The numbers of DESIGN.md's JSON contract that the raw tars tell."""
    if not image.id:
        raise Unreadable("there is no configuration")
    tree, layers = Tree(), []
    for number, data in enumerate(image.layers, 1):
        if data is None:
            raise Unreadable(f"layer {number} is not there")
        layer = Layer(data)
        tree.apply(layer, number)
        layers.append({"size": layer.size, "files": layer.files, "directories": layer.directories,
                       "whiteouts": layer.whiteouts, "blobSize": len(data)})
    totals = tree.numbers()
    totals["layers"] = len(layers)
    totals["layerBytes"] = sum(layer["size"] for layer in layers)
    totals["wastedBytes"] = totals["layerBytes"] - totals["visibleBytes"]
    return {"totals": totals, "layers": layers}
