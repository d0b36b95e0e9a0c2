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


def shell(text):
    return ["sh", "-c", text]


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
    """First screen and CPU a key."""
    first, keys, layers, clean = [], [], [], True
    for _ in range(RUNS):
        screen = Screen([strata, image])
        try:
            cpu, wall = screen.wait_for(rb"usr")
            first.append(Cost(cpu, wall, screen.peak()))
            screen.settle()
            screen.key(b"1")
            layers.append(screen.keys(([b"k"] * 7 + [b"j"] * 7) * 4))
            screen.key(b"2")
            screen.key(b"=")  # unfolds all: every path is a row
            keys.append(screen.keys([b"j"] * 200))
        finally:
            clean = screen.close() and clean
    return median(first), statistics.median(keys), statistics.median(layers), clean


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
    plain = os.path.join(directory, "plain.docker.tar")
    packed = os.path.join(directory, "gzip.docker.tar")
    oci = os.path.join(directory, "gzip.oci.tar")
    layer = os.path.join(directory, "gzip.layer.tar.gz")
    for title, image, peers in [
        ("1 GB, plain docker archive", plain, [("tar -tf (outer tar only)", ["tar", "-tf", plain])]),
        ("1 GB, gzip layers, docker archive", packed, []),
    ]:
        ours = measure([strata, "inspect", image])
        table(title, [
            ("strata inspect", ours), ("strata inspect --format json", measure([strata, "inspect", "--format", "json", image])),
            *judgements(strata, image),
            ("dive --ci", measure([dive, "--ci", "docker-archive://" + image]))] + [
            (name, measure(command)) for name, command in peers], ours)
    ours = measure([strata, "inspect", oci])
    every = f"for l in $(tar -tf {oci} | grep blobs/); do tar -xOf {oci} $l | igzip -dc 2>/dev/null | tar -t 2>/dev/null; done; true"
    table("1 GB, gzip layers, OCI archive (dive reads none)", [
        ("strata inspect", ours), ("tar -xO | igzip -dc | tar -t, each layer", measure(shell(every))),
        ("igzip -dc | tar -t, largest layer only", measure(shell(f"igzip -dc {layer} | tar -t")))], ours)
    for name, image in [("plain", plain), ("gzip", packed)]:
        try:
            first, key, switch, clean = explorer(strata, image)
        except RuntimeError as error:
            print(f"\nExplorer, {name}: not measured: {error}")
            continue
        print(f"\nExplorer, {name}, 120x36 (median of {RUNS})")
        print(f"  first tree on the screen: {first.cpu:.3f} s CPU, {first.wall:.3f} s wall, {first.memory / 1e6:.1f} MB")
        print(f"  a key among all files, unfolded: {key * 1000:.2f} ms CPU; another layer: {switch * 1000:.2f} ms CPU"
              + ("" if clean else "; did not leave on q"))


def small_table(strata, dive, formats):
    images = ["tiny-hello-bk.docker-save.tar", "tiny-multi-builder.docker-save.tar", "several-images.docker-save.tar"]
    for name in images:
        image = os.path.join(formats, name)
        if os.path.exists(image):
            ours = measure([strata, "inspect", image])
            table(name, [("strata inspect", ours), ("dive --ci", measure([dive, "--ci", "docker-archive://" + image]))], ours)


def main(strata, directory, dive, formats):
    os.environ["CI"] = "true"
    image_tables(strata, dive, directory)
    small_table(strata, dive, formats)


if __name__ == "__main__":
    main(*sys.argv[1:5])
