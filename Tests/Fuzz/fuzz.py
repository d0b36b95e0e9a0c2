#!/usr/bin/env python3
"""Fuzzes the library by libFuzzer, under AddressSanitizer, and the program by commands.py.

fuzz.py [--seconds S] [--only ROOM] [--strata STRATA] [--add]
  --seconds  for all rooms and the commands together, the build not counted (default 60)
  --only     one room of Sources/fuzz/Room.swift, or `commands`
  --strata   the program for commands.py (default .build/release/strata, else .build/debug/strata)
  --add      keep in corpus/ROOM what reaches code that seeds and corpus do not, the smallest inputs of at most 512 bytes

Builds the package beside it with the counters of libFuzzer in every module: .build-fuzz, minutes the first time. A room
starts from what seeds.py writes, from corpus/ROOM, which has the inputs of faults that were mended too, and from what
earlier runs here found. An input that ends in a trap, a fault of memory, 20 seconds or 2 GiB is written to
.build-fuzz/finds; run it again by
ASAN_OPTIONS=detect_leaks=0 FUZZ_ROOM=ROOM .build-fuzz/release/fuzz FILE. Exits with 1 where there is one.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import time

import seeds

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
SCRATCH = os.path.join(ROOT, ".build-fuzz")
PROGRAM = os.path.join(SCRATCH, "release", "fuzz")
# What is touched is bounded, not what is reserved: liblzma reserves the dictionary that an xz stream claims, up to 4 GiB, and
# touches what is unpacked into it.
# Leaks are not looked for, here and at the end: what only Swift's tagged pointers lead to counts as leaked.
LIMITS = ["-detect_leaks=0", "-timeout=20", "-rss_limit_mb=2048", "-malloc_limit_mb=16384", "-max_len=16384", "-print_final_stats=1"]


def build():
    environment = {**os.environ, "STRATA_FUZZ": "1"}
    subprocess.run(["swift", "build", "-c", "release", "--product", "fuzz", "--package-path", HERE, "--scratch-path", SCRATCH,
                    "-Xswiftc", "-sanitize=fuzzer,address"], check=True, env=environment, stdin=subprocess.DEVNULL, stdout=sys.stderr)


def libfuzzer(room, words):
    """What libFuzzer says at its end, and whether it found nothing wrong."""
    environment = {**os.environ, "FUZZ_ROOM": room, "SWIFT_BACKTRACE": "enable=no", "ASAN_OPTIONS": "detect_leaks=0"}
    return subprocess.run([PROGRAM, *LIMITS, *words], env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, cwd=SCRATCH, text=True, errors="replace", check=False)


def fuzz(room, seconds):
    """Prints a row on the room, and what is said of a find; gives whether there is none."""
    found = os.path.join(SCRATCH, "found", room)
    finds = os.path.join(SCRATCH, "finds", room + "-")
    for directory in (found, os.path.dirname(finds)):
        os.makedirs(directory, exist_ok=True)
    starts = [path for path in (os.path.join(SCRATCH, "seeds", room), os.path.join(HERE, "corpus", room)) if os.path.isdir(path)]
    words = os.path.join(SCRATCH, "seeds", room + ".words")
    start = time.monotonic()
    done = libfuzzer(room, [f"-max_total_time={max(1, round(seconds))}", f"-artifact_prefix={finds}", f"-dict={words}", found, *starts])
    executed = re.findall(r"stat::number_of_executed_units: *(\d+)", done.stdout)
    memory = re.findall(r"stat::peak_rss_mb: *(\d+)", done.stdout)
    edges = re.findall(r"cov: (\d+)", done.stdout)
    verdict = "good" if done.returncode == 0 else "** a find"
    print(f"{room:12}{time.monotonic() - start:8.0f} s{(executed or ['?'])[-1]:>10} inputs{(edges or ['?'])[-1]:>8} edges"
          f"{(memory or ['?'])[-1]:>6} MiB  {verdict}", flush=True)
    if done.returncode:
        print(done.stdout[-4000:], flush=True)
    return done.returncode == 0


def add(room):
    """Copies the smallest of what was found that reaches more than seeds and corpus do."""
    corpus, found = os.path.join(HERE, "corpus", room), os.path.join(SCRATCH, "found", room)
    merged = os.path.join(SCRATCH, "merged", room)
    shutil.rmtree(merged, ignore_errors=True)
    for directory in (merged, corpus):
        os.makedirs(directory, exist_ok=True)
    shutil.copytree(os.path.join(SCRATCH, "seeds", room), merged, dirs_exist_ok=True)
    shutil.copytree(corpus, merged, dirs_exist_ok=True)
    known = set(os.listdir(merged))
    libfuzzer(room, ["-merge=1", merged, found])
    new = [os.path.join(merged, name) for name in os.listdir(merged) if name not in known]
    for path in sorted((path for path in new if os.path.getsize(path) <= 512), key=os.path.getsize)[:24]:
        shutil.copy(path, corpus)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--only")
    parser.add_argument("--strata")
    parser.add_argument("--add", action="store_true")
    options = parser.parse_args()
    names = [*seeds.rooms(), "commands"]
    if options.only and options.only not in names:
        parser.error(f"{options.only} is none of {', '.join(names)}")
    chosen = [options.only] if options.only else names
    if chosen != ["commands"]:
        build()
    seeds.write(os.path.join(SCRATCH, "seeds"))
    share = options.seconds / len(chosen)
    good = [fuzz(room, share) for room in chosen if room != "commands"]
    for room in chosen if options.add else []:
        if room != "commands":
            add(room)
    if "commands" in chosen:
        built = [os.path.join(ROOT, ".build", kind, "strata") for kind in ("release", "debug")]
        strata = options.strata or next((path for path in built if os.path.exists(path)), None)
        if not strata:
            sys.exit("strata is not built: make build, or say where it is")
        words = [sys.executable, os.path.join(HERE, "commands.py"), strata, "--seconds", str(share)]
        good.append(subprocess.run(words, check=False).returncode == 0)
    sys.exit(not all(good))


if __name__ == "__main__":
    main()
