#!/usr/bin/env python3
"""Records what strata prints for every command, format and sample, and compares two records: the net below a change
that must not alter the program.

outputs.py record STRATA OUT.jsonl.gz [--images DIR] [--jobs N] [--only TEXT]
outputs.py compare A B [--only TEXT] [--ignore-order] [--show N] [--top N]
outputs.py show RECORD CASE

`record` keeps of each case the words, the exit status, both outputs and their SHA-256, a case a line. `compare` tells
per command and format how many cases are the same, differ, or differ only in order (of lines; in JSON, of the elements
of arrays), then the changed lines with how often each stands in all cases together; --show N adds the differences of
the first N cases. It exits with 1 where any differ. `show` prints a case's texts; CASE is its name or a part of it.
--only takes cases whose name has the text.
"""

import argparse
import collections
import concurrent.futures
import difflib
import gzip
import hashlib
import itertools
import json
import os
import re
import shutil
import stat
import subprocess
import sys
import tempfile
import time

from outputs_cases import ROOT, Stand, all_cases

TIMEOUT = 120
# A fixed world: no colours but where asked for, 100 columns, no engine to ask, one zone and language.
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TZ": "UTC", "COLUMNS": "100", "TERM": "dumb",
               "SWIFT_BACKTRACE": "enable=no"}
# What is not the same on each run: (pattern, what stands for it in the record, why). Two records of one program were the
# same but for the times of directories that extract makes itself, which written() leaves out: strata prints no clock, no
# random number and no time that is not the image's own. The rule old-image looks at the clock and prints the image's date.
NORMALISED = []


class Recorder:
    """Runs cases in a stand."""

    def __init__(self, strata, stand):
        self.strata, self.stand, self.began = strata, stand, time.time()
        real = [(os.path.realpath(stand.path), "STAND"), (stand.path, "STAND"), (os.path.realpath(stand.images), "IMAGES"),
                (ROOT, "ROOT"), (strata, "STRATA")]
        self.directories = [(path.encode(), name.encode()) for path, name in real]

    def run(self, numbered):
        number, case = numbered
        scratch = os.path.join(self.stand.path, "scratch", str(number))
        os.makedirs(os.path.join(scratch, "home"))
        output = os.path.relpath(os.path.join(scratch, "OUT"), self.stand.path)
        words = [output if word == case.output else word for word in case.words]
        environment = dict(ENVIRONMENT, HOME=os.path.join(scratch, "home"), TMPDIR=scratch)
        start = time.monotonic()
        with open(os.path.join(self.stand.path, case.stdin) if case.stdin else os.devnull, "rb") as stdin:
            try:
                done = subprocess.run([self.strata, *words], cwd=self.stand.path, env=environment, stdin=stdin, capture_output=True,
                                      timeout=TIMEOUT, check=False)
                status, stdout, stderr = done.returncode, done.stdout, done.stderr
            except subprocess.TimeoutExpired:
                status, stdout, stderr = "timeout", b"", b""
        seconds = time.monotonic() - start
        if case.output:
            stdout += written(os.path.join(self.stand.path, output), self.began)
        shutil.rmtree(scratch, ignore_errors=True)
        places = [(output.encode(), b"OUT"), *self.directories]
        stdout, stderr = normal(stdout, places), normal(stderr, places)
        return {"case": case.name, "group": case.group, "exit": status, "stdoutSHA256": hashlib.sha256(stdout).hexdigest(),
                "stderrSHA256": hashlib.sha256(stderr).hexdigest(), "seconds": round(seconds, 2),
                "stdout": stdout.decode(errors="backslashreplace"), "stderr": stderr.decode(errors="backslashreplace")}


def normal(text, places):
    for path, name in places:
        text = text.replace(path, name)
    for pattern, replacement, _ in NORMALISED:
        text = re.sub(pattern, replacement, text)
    return text


def written(path, began):
    """What a case wrote: the file's contents, or a line for each thing in the directory, without times since `began`."""
    if os.path.isfile(path):
        with open(path, "rb") as file:
            return b"-- written:\n" + file.read()
    lines = []
    for directory, folders, names in os.walk(path):
        for name in folders + names:
            full = os.path.join(directory, name)
            entry = os.lstat(full)
            told = "directory"
            if stat.S_ISLNK(entry.st_mode):
                told = "-> " + os.readlink(full)
            elif stat.S_ISREG(entry.st_mode):
                with open(full, "rb") as file:
                    told = f"{entry.st_size} {hashlib.sha256(file.read()).hexdigest()}"
            kept = "" if stat.S_ISLNK(entry.st_mode) else " now" if entry.st_mtime >= began - 2 else f" {int(entry.st_mtime)}"
            lines.append(f"{os.path.relpath(full, path)} {stat.filemode(entry.st_mode)}{kept} {told}")
    return "".join(f"-- {line}\n" for line in sorted(lines)).encode(errors="surrogateescape")


def record(options):
    strata = os.path.abspath(options.strata)
    start, seconds, groups = time.monotonic(), collections.Counter(), collections.Counter()
    failed = []
    with tempfile.TemporaryDirectory(prefix="strata-outputs-") as directory:
        stand = Stand(directory, os.path.abspath(options.images))
        recorder = Recorder(strata, stand)
        cases = (case for case in all_cases(stand, strata) if options.only in case.name)
        partial = options.out + ".partial"
        with gzip.open(partial, "wt", compresslevel=4, encoding="utf-8") as file:
            for result in in_order(recorder.run, enumerate(unique(cases)), options.jobs):
                file.write(json.dumps(result, ensure_ascii=False) + "\n")
                groups[result["group"]] += 1
                seconds[result["group"]] += result["seconds"]
                if result["exit"] not in (0, 1, 2, 3):
                    failed.append(f"{result['case']}: exit {result['exit']}")
        os.replace(partial, options.out)
    print(f"{'command and format':28}{'cases':>8}{'seconds':>10}")
    for group in sorted(groups):
        print(f"{group:28}{groups[group]:>8}{seconds[group]:>10.1f}")
    print(f"{'all':28}{groups.total():>8}{seconds.total():>10.1f}   in {time.monotonic() - start:.0f} s")
    for line in failed:
        print(line)


def unique(cases):
    seen = set()
    for case in cases:
        if case.name not in seen:
            seen.add(case.name)
            yield case


def in_order(function, items, jobs):
    """Results in the order of the items, with few of them in memory."""
    items = iter(items)
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        waiting = collections.deque(pool.submit(function, item) for item in itertools.islice(items, 4 * jobs))
        while waiting:
            yield waiting.popleft().result()
            waiting.extend(pool.submit(function, item) for item in itertools.islice(items, 1))


def read(path, only=""):
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            result = json.loads(line)
            if only in result["case"]:
                yield result


def sums(path, only):
    """Of each case what tells whether it is the same."""
    return {result["case"]: (result["group"], result["exit"], result["stdoutSHA256"], result["stderrSHA256"])
            for result in read(path, only)}


def text_lines(result):
    """A case as lines; JSON with a line a value, in its own order of keys."""
    document = parsed(result["stdout"])
    text = result["stdout"] if document is None else json.dumps(document, indent=1, ensure_ascii=False)
    return [f"exit: {result['exit']}", *text.split("\n"), *(f"stderr: {line}" for line in result["stderr"].split("\n"))]


def parsed(text):
    if text[:1] not in ("{", "["):
        return None
    try:
        return json.loads(text)
    except ValueError:
        return None


def unordered(result):
    """The same for two cases that differ in order alone."""
    document = parsed(result["stdout"])
    text = sorted(result["stdout"].split("\n")) if document is None else sorted_arrays(document)
    return result["exit"], text, sorted(result["stderr"].split("\n"))


def sorted_arrays(value):
    """Arrays in a fixed order; the order of keys counts, for it is promised."""
    if isinstance(value, list):
        return sorted((sorted_arrays(one) for one in value), key=lambda one: json.dumps(one))
    if isinstance(value, dict):
        return [[key, sorted_arrays(one)] for key, one in value.items()]
    return value


def compare(options):
    before, after = sums(options.before, options.only), sums(options.after, options.only)
    differing = {case for case in before.keys() & after.keys() if before[case][1:] != after[case][1:]}
    texts = {result["case"]: result for result in read(options.before, options.only) if result["case"] in differing}
    rows = collections.defaultdict(collections.Counter)
    for case in before.keys() & after.keys() - differing:
        rows[before[case][0]]["same"] += 1
    for case in before.keys() ^ after.keys():
        rows[(before.get(case) or after[case])[0]]["only in A" if case in before else "only in B"] += 1
    changed, holders, shown = collections.Counter(), collections.defaultdict(list), []
    for new in read(options.after, options.only):
        old = texts.pop(new["case"], None)
        if old is None:
            continue
        is_order = unordered(old) == unordered(new)
        rows[old["group"]]["order" if is_order else "differ"] += 1
        if is_order and options.ignore_order:
            continue
        if len(shown) < options.show:
            shown.append((old, new))
        count(old, new, changed, holders)
    report(rows, changed, holders, shown, options)
    kinds = ["differ", "only in A", "only in B"] + ([] if options.ignore_order else ["order"])
    return any(row[kind] for row in rows.values() for kind in kinds)


def count(old, new, changed, holders):
    """The lines that only one of the two has, whatever their order."""
    left, right = (collections.Counter(line.strip().rstrip(",") for line in text_lines(result)) for result in (old, new))
    for sign, lines in (("-", left - right), ("+", right - left)):
        for line, times in lines.items():
            changed[sign, line] += times
            holders[sign, line].append(old["case"])


def report(rows, changed, holders, shown, options):
    columns = ["same", "order", "differ", "only in A", "only in B"]
    print(f"{'command and format':28}" + "".join(f"{column:>11}" for column in columns))
    for group in sorted(rows):
        print(f"{group:28}" + "".join(f"{rows[group][column]:>11}" for column in columns))
    print(f"{'all':28}" + "".join(f"{sum(row[column] for row in rows.values()):>11}" for column in columns))
    if changed:
        print(f"\nChanged lines ({len(changed)} distinct; times, cases, line, first case):")
    for (sign, line), times in sorted(changed.most_common(options.top), key=lambda item: -item[1]):
        cases = holders[sign, line]
        print(f"{times:7}{len(cases):6}  {sign} {line[:200]}    [{cases[0]}]")
    for old, new in shown:
        print(f"\n=== {old['case']}")
        difference = difflib.unified_diff(text_lines(old), text_lines(new), "A", "B", lineterm="", n=2)
        if text_lines(old) == text_lines(new):
            difference = difflib.unified_diff(old["stdout"].split("\n"), new["stdout"].split("\n"), "A", "B", lineterm="", n=2)
        for line in itertools.islice(difference, 200):
            print(line[:400])


def show(options):
    found = list(read(options.record, options.case))
    exact = [result for result in found if result["case"] == options.case]
    if not exact and len(found) > 1:
        sys.exit("\n".join(result["case"] for result in found[:100]) + f"\n{len(found)} cases have this in their name")
    for result in exact or found:
        print(f"$ strata {result['case']}\nexit {result['exit']}, {result['seconds']} s\n{result['stdout']}")
        print(result["stderr"], file=sys.stderr)
    return not found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    one = commands.add_parser("record")
    one.add_argument("strata")
    one.add_argument("out")
    one.add_argument("--images", default=os.path.join(ROOT, "../shared/images"))
    one.add_argument("--jobs", type=int, default=2)
    one.set_defaults(run=record)
    two = commands.add_parser("compare")
    two.add_argument("before")
    two.add_argument("after")
    two.add_argument("--ignore-order", action="store_true", help="what differs only in order is not a difference")
    two.add_argument("--show", type=int, default=0, metavar="N", help="the differences of the first N cases")
    two.add_argument("--top", type=int, default=60, metavar="N", help="how many changed lines")
    two.set_defaults(run=compare)
    for command in (one, two):
        command.add_argument("--only", default="", help="cases whose name has this text")
    three = commands.add_parser("show")
    three.add_argument("record")
    three.add_argument("case")
    three.set_defaults(run=show)
    options = parser.parse_args()
    sys.exit(1 if options.run(options) else 0)


if __name__ == "__main__":
    main()
