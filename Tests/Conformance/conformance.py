#!/usr/bin/env python3
"""Runs strata over every sample image and compares what it says with the manifests and with oracle.py.

conformance.py [STRATA] [IMAGES] [--only TEXT]
  STRATA   the program (default .build/release/strata, else .build/debug/strata)
  IMAGES   the samples (default ../shared/images)

Prints a table of differences; skipped are samples that are no image, or that the oracle does not read. Exits with 1 where strata crashes, hangs, exits with anything but 0 or 3, says more than
one sentence with 3, or gives other numbers than the truth.
"""

import argparse
import concurrent.futures
import json
import os
import re
import subprocess
import sys

import oracle

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
TRUTH = re.compile(r"layers=(\d+) history=\d+ stored=(\d+) visible=(\d+) wasted=(\d+)")
# Where a manifest counts otherwise, and why strata is right.
KNOWN = {
    "archives/spring-projects_spring-boot__export~2.tar":
        "three layers whose parents are not in the archive: three images of one layer, each with a warning",
}
FIELDS = ["layers", "layerBytes", "visibleBytes", "wastedBytes", "files", "directories"]
LAYER_FIELDS = ["size", "files", "directories", "whiteouts", "blobSize"]


class Sample:
    """An image file or directory and what its manifest says."""

    def __init__(self, folder, name, truth="", public=None, wanted_error=False):
        self.folder, self.name, self.truth = folder, name, truth
        self.public, self.wanted_error = public or {}, wanted_error


def manifest(path):
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8") as file:
        lines = [line.rstrip("\n").split("\t") for line in file if line.strip()]
    return [dict(zip(lines[0], line)) for line in lines[1:]]


def samples(images):
    """Every sample; folders without a manifest hold images only."""
    for row in manifest(os.path.join(images, "formats/MANIFEST.tsv")):
        yield Sample("formats", row["file"], row.get("truth", ""))
    for folder in ("stages", "lessons"):
        directory = os.path.join(images, folder)
        for name in sorted(os.listdir(directory)) if os.path.isdir(directory) else []:
            if ".tar" in name:
                yield Sample(folder, name)
    for row in manifest(os.path.join(images, "public/MANIFEST.tsv")):
        truth = row.get("ground_truth") or "{}"
        yield Sample("public", row["file"], public=json.loads(truth))


class Run:
    """One run of strata: its document, and what is wrong with how it ended."""

    def __init__(self, strata, path, options=()):
        self.document, self.faults, self.message, self.code, self.partial = None, [], "", None, False
        command = [strata, "inspect", "--format", "json", *options, path]
        environment = dict(os.environ, SWIFT_BACKTRACE="enable=no")
        try:
            done = subprocess.run(command, capture_output=True, timeout=60, check=False, env=environment,
                                  stdin=subprocess.DEVNULL)
        except subprocess.TimeoutExpired:
            self.faults.append("hangs (60 s)")
            return
        self.code = done.returncode
        self.message = done.stderr.decode(errors="replace").strip()
        if self.code not in (0, 3):
            ending = f"signal {-self.code}" if self.code < 0 else f"exit {self.code}"
            self.faults.append(f"{ending}: {self.message[-200:]!r}")
            return
        self.partial = self.code == 3 and bool(done.stdout.strip())
        if self.code == 0 or self.partial:
            self.parse(done.stdout)
        if self.code == 3:
            self.check_message()

    def check_message(self):
        """One sentence says why; warnings may go before it where a part of the image is shown."""
        warnings = [line for line in self.message.split("\n") if line.startswith("strata: warning: ")]
        sentence = "\n".join(line for line in self.message.split("\n") if line not in warnings)
        if not sentence:
            self.faults.append("exit 3 and no sentence")
        elif "\n" in sentence or re.search(r"[.!?]\s+[A-Z]", sentence):
            self.faults.append(f"more than one sentence: {sentence!r}")
        elif re.search(r"[\x00-\x08\x0b-\x1f]|Error\(|Optional\(", sentence):
            self.faults.append(f"not for a user: {sentence!r}")
        if warnings and not self.partial:
            self.faults.append(f"warnings, then an error, and nothing is shown: {self.message!r}")
        if self.partial and self.document and not self.document.get("warnings"):
            self.faults.append("a part of the image is shown as if it were whole")
        if len(set(warnings)) < len(warnings):
            self.faults.append("the same warning twice")

    def parse(self, output):
        try:
            self.document = json.loads(output)
        except ValueError as error:
            self.faults.append(f"no JSON: {error}")


def numbers(document):
    totals = document.get("totals", {})
    return tuple(totals.get(key) for key in FIELDS[:4])


def compare(document, judged):
    """Differences between strata's document and the oracle's numbers."""
    faults = []
    for key in FIELDS:
        if document["totals"].get(key) != judged["totals"][key]:
            faults.append(f"totals.{key}: expected {judged['totals'][key]}, got {document['totals'].get(key)}")
    for number, (got, expected) in enumerate(zip(document.get("layers", []), judged["layers"]), 1):
        for key in LAYER_FIELDS:
            if got.get(key) != expected[key]:
                faults.append(f"layer {number} {key}: expected {expected[key]}, got {got.get(key)}")
    return faults


def check(strata, images, sample):
    """(code, number of images compared, differences, message)"""
    path = os.path.join(images, sample.folder, sample.name)
    first = Run(strata, path)
    faults, compared, runs = list(first.faults), 0, [first]
    try:
        expected = oracle.images(path)
    except (oracle.Unreadable, OSError, KeyError, TypeError, ValueError, AttributeError) as error:
        expected = []
    if first.document is None:
        readable = [image for image in expected if analysed(image)]
        if readable and first.code == 3:
            faults.append(f"the oracle reads {len(readable)} image(s), strata none: {first.message}")
        return first.code, 0, faults, first.message
    for reference in sorted({name for image in expected for name in image.references}):
        runs.append(Run(strata, path, ["--reference", reference]))
        faults += [f"--reference {reference}: {fault}" for fault in runs[-1].faults]
        if runs[-1].code == 3 and not runs[-1].partial:
            faults.append(f"--reference {reference}: {runs[-1].message}")
    for platform in sorted({f"{p['os']}/{p['architecture']}" + (f"/{p['variant']}" if p.get("variant") else "")
                            for p in (image.platform for image in expected) if p and p.get("os")}):
        runs.append(Run(strata, path, ["--platform", platform]))
    documents = {run.document["image"]["id"]: run.document for run in runs if run.document}
    for image in expected:
        document = documents.get(image.id)
        judged = analysed(image)
        if document and judged:
            compared += 1
            faults += compare(document, judged)
            missing = set(image.references) - set(document["image"]["references"])
            if missing:
                faults.append(f"references: expected {sorted(missing)}, got {document['image']['references']}")
        elif judged:
            faults.append(f"image {str(image.id)[:19]} {image.references} {image.platform} cannot be reached")
    faults += against_manifest(sample, first.document, documents)
    return first.code, compared, faults, "; ".join(map(str, first.document.get("warnings", [])))


def analysed(image):
    try:
        return oracle.analyse(image)
    except (oracle.Unreadable, KeyError, TypeError, ValueError, AttributeError, OSError):
        return None


def against_manifest(sample, document, documents):
    got = {numbers(other) for other in documents.values()}
    wanted = {tuple(map(int, match)) for match in TRUTH.findall(sample.truth)}
    faults = [f"manifest: expected layers, stored, visible, wasted {row}" for row in wanted - got]
    layers = sample.public.get("layers", []) + sample.public.get("oci_layers", [])
    if layers and document["totals"]["layers"] not in layers and sample.name not in KNOWN:
        faults.append(f"manifest: expected {layers} layers, got {document['totals']['layers']}")
    return faults


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("strata", nargs="?")
    parser.add_argument("images", nargs="?", default=os.path.join(ROOT, "../shared/images"))
    parser.add_argument("--only", default="", help="samples whose name has this text")
    parser.add_argument("--errors", action="store_true", help="list the sentences of exit 3 and the warnings too")
    arguments = parser.parse_args()
    built = [os.path.join(ROOT, ".build", kind, "strata") for kind in ("release", "debug")]
    strata = arguments.strata or next((path for path in built if os.path.exists(path)), None)
    if not strata:
        sys.exit("strata is not built")
    chosen = [sample for sample in samples(arguments.images) if arguments.only in f"{sample.folder}/{sample.name}"]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        results = list(pool.map(lambda sample: check(strata, arguments.images, sample), chosen))
    report(chosen, results, arguments.errors)
    sys.exit(any(faults for _, _, faults, _ in results))


def report(chosen, results, errors):
    folders = {}
    for sample, (code, compared, faults, message) in zip(chosen, results):
        row = folders.setdefault(sample.folder, [0, 0, 0, 0, 0])
        for index, value in enumerate([1, code == 0, code == 3, compared, bool(faults)]):
            row[index] += value
        for fault in faults:
            print(f"{sample.folder}/{sample.name}\t{fault}")
        if errors and message:
            print(f"{sample.folder}/{sample.name}\t[{code}] {message}")
    print(f"\n{'folder':10}{'samples':>9}{'opened':>9}{'exit 3':>9}{'compared':>10}{'differ':>8}")
    for folder, row in folders.items():
        print(f"{folder:10}{row[0]:>9}{row[1]:>9}{row[2]:>9}{row[3]:>10}{row[4]:>8}")
    differ = sum(bool(faults) for _, _, faults, _ in results)
    print(f"\n{len(results)} cases, {differ} differ, {sum(not compared for _, compared, _, _ in results)} skipped")


if __name__ == "__main__":
    main()
