#!/usr/bin/env python3
"""bench.py STRATA DIRECTORY DIVE FORMATS: see bench.sh."""

import os
import statistics
import subprocess
import sys
import tempfile
import time

from screen import Screen

RUNS = int(os.environ.get("BENCH_RUNS", "3"))


class Cost:
    """CPU seconds with all children, wall seconds, the largest process's peak in bytes."""

    def __init__(self, cpu, wall, memory):
        self.cpu, self.wall, self.memory = cpu, wall, memory


def once(command):
    # GNU time reports the peak: wait4 would count this program's own memory before the exec.
    with tempfile.NamedTemporaryFile() as report:
        full = ["/usr/bin/time", "-o", report.name, "-f", "%M"] + command
        started = time.monotonic()
        process = subprocess.Popen(full, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        errors = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in (0, 1):
            raise RuntimeError(f"{command}: {process.returncode}: {errors[-300:].decode(errors='replace')}")
        memory = int(report.read().split()[-1]) * 1024
        return Cost(usage.ru_utime + usage.ru_stime, time.monotonic() - started, memory)


def median(costs):
    return Cost(*(statistics.median(getattr(cost, name) for cost in costs) for name in ("cpu", "wall", "memory")))


def measure(command):
    try:
        return median([once(command) for _ in range(RUNS)])
    except (RuntimeError, FileNotFoundError) as error:
        print(f"not measured: {error}", file=sys.stderr)
        return None


def shell(text, directory):
    """What the shell does in a directory."""
    return ["sh", "-c", f"cd '{directory}' && " + text]


def table(title, rows, ours):
    """Rows of (name, cost); ratios are ours divided by that row's."""
    print(f"\n{title} (median of {RUNS})")
    print(f"{'':40}{'CPU s':>9}{'wall s':>9}{'MB':>8}   ours ÷ this: CPU, wall, memory")
    for name, cost in rows:
        if cost is None:
            print(f"{name:40}{'not measured':>26}")
            continue
        line = f"{name:40}{cost.cpu:9.3f}{cost.wall:9.3f}{cost.memory / 1e6:8.1f}"
        if ours and cost is not ours:
            ratios = (ours.cpu / cost.cpu, ours.wall / cost.wall, ours.memory / cost.memory)
            line += "   " + "  ".join(f"{value:6.3f}" for value in ratios)
        print(line)


def explorer(strata, image):
    """The first screen, and the tree behind the second tab: what they cost since the start."""
    first, tree, clean = [], [], True
    for _ in range(RUNS):
        screen = Screen([strata, "--no-state", image])
        try:
            first.append(Cost(*screen.wait_for(rb"Overview"), screen.peak()))
            screen.key(b"2")
            tree.append(Cost(*screen.wait_for(rb"usr"), screen.peak()))
        finally:
            clean = screen.close() and clean
    return median(first), median(tree), clean


def judgements(strata, image):
    """What judging costs above reading: all rules, the same without the search for secrets, and hashes alone."""
    others = ["bloat", "waste", "lesson", "hardening", "dockerfile"]
    chosen = [option for name in others for option in ("--category", name)]
    check = [strata, "check", "-q", "--fail-on", "none", "--ci-config", "off"]
    return [
        ("strata check", measure(check + [image])),
        ("strata check, no search for secrets", measure(check + chosen + [image])),
        ("strata check, no rules: reads, hashes", measure(check + ["--category", "vulnerability", image])),
    ]


def image_tables(strata, dive, directory):
    plain, packed, oci = (os.path.join(directory, name) for name in ("plain.docker.tar", "gzip.docker.tar", "gzip.oci.tar"))
    tars = "for l in layer-?.tar; do tar -tf $l; done"
    igzip = "for l in layer-?.tar.gz; do igzip -dc $l; done"
    listed = "for l in layer-?.tar.gz; do igzip -dc $l | tar -t; done"
    for title, image, peers in [
        # The layers as files, so that tar passes over contents as strata does.
        ("1 GB, plain docker archive", plain, [("tar -tf, each layer as a file", tars)]),
        ("1 GB, gzip layers, docker archive", packed, [
            ("igzip -dc, each layer as a file", igzip), ("igzip -dc | tar -t, each layer as a file", listed)]),
        ("1 GB, gzip layers, OCI archive (dive reads none)", oci, []),
    ]:
        ours = measure([strata, "inspect", image])
        rows = [("strata inspect", ours), ("strata inspect --format json", measure([strata, "inspect", "--format", "json", image]))]
        if image != oci:
            rows += judgements(strata, image) + [("dive --ci", measure([dive, "--ci", "docker-archive://" + image]))]
        table(title, rows + [(name, measure(shell(command, directory))) for name, command in peers], ours)
    for name, image in [("plain", plain), ("gzip", packed)]:
        try:
            first, tree, clean = explorer(strata, image)
        except RuntimeError as error:
            print(f"\nExplorer, {name}: not measured: {error}")
            continue
        print(f"\nExplorer, {name}, 120x36 (median of {RUNS})" + ("" if clean else "; did not leave on q"))
        for what, cost in [("first screen", first), ("tree of files", tree)]:
            print(f"  {what}: {cost.cpu:.3f} s CPU, {cost.wall:.3f} s wall, {cost.memory / 1e6:.1f} MB")
    for pattern in SEARCHED:
        search_table(strata, directory, plain, packed, pattern)


def real_tables(strata, directory):
    """An image of this machine's own files: reading and judging, against what only lists, reads or inflates them."""
    peers = {
        "plain": [("tar -tf, each layer as a file", "for l in real-?.tar; do tar -tf $l; done"), ("cat", "cat real-?.tar")],
        "gzip": [("igzip -dc, each layer as a file", "for l in real-?.tar.gz; do igzip -dc $l; done")],
    }
    for kind, commands in peers.items():
        image = os.path.join(directory, f"real.{kind}.tar")
        ours = measure([strata, "inspect", image])
        rows = [("strata inspect", ours)] + judgements(strata, image)
        table(f"Files of this machine, {kind}, {os.path.getsize(image) / 1e9:.2f} GB",
              rows + [(name, measure(shell(command, directory))) for name, command in commands], ours)


# What is searched for in contents: rare words, frequent ones, a regular expression.
SEARCHED = [["-F", "undefined98 exports"], ["-F", "warranty7"], ["license[0-9] (the|and)[0-9]+ public"], ["-i", "WARRANTY77"]]


def search_table(strata, directory, plain, packed, words):
    """Contents searched by strata, and by grep in the same files outside of any archive; both print what they find."""
    quoted = " ".join(f"'{word}'" for word in words)
    extended = "" if "-F" in words else "-E "
    decompression = measure(shell("for l in layer-?.tar.gz; do igzip -dc $l; done", directory))
    ours = measure(shell(f"'{strata}' grep -q {plain} {quoted} | cat", directory))
    with_gzip = measure(shell(f"'{strata}' grep -q {packed} {quoted} | cat", directory))
    # To a file that is /dev/null grep would write nothing, and end at the first match.
    peer = measure(shell(f"LC_ALL=C grep -rn {extended}{quoted} tree | cat", directory))
    table(f"Search for {' '.join(words)} in 1 GB of files", [
        ("strata grep, plain", ours), ("strata grep, gzip layers", with_gzip), ("grep -rn, the extracted files", peer),
        ("igzip -dc, each layer as a file", decompression)], ours)


def small_table(strata, dive, formats):
    images = ["tiny-hello-bk.docker-save.tar", "tiny-multi-builder.docker-save.tar", "several-images.docker-save.tar"]
    for name in images:
        image = os.path.join(formats, name)
        if os.path.exists(image):
            ours = measure([strata, "inspect", image])
            table(name, [("strata inspect", ours), ("dive --ci", measure([dive, "--ci", "docker-archive://" + image]))], ours)


def main(strata, directory, dive, formats):
    # Each run reads the layers; limits.py tells what a second opening costs.
    os.environ.update(CI="true", STRATA_NO_CACHE="true")
    strata, directory = os.path.abspath(strata), os.path.abspath(directory)
    image_tables(strata, dive, directory)
    real_tables(strata, directory)
    small_table(strata, dive, formats)


if __name__ == "__main__":
    main(*sys.argv[1:5])
