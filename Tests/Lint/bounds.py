#!/usr/bin/env python3
"""Holds the table of bounds in .github/SECURITY.md against the code.

    Tests/Lint/bounds.py    says where the table and the code differ, a sentence a difference, and exits with 1

A row is | bound | value | `File.swift` | `constant` |: the value is written as people write it (64 MiB, 10,000), and the
constant's value is read from the source. Every constant of the floors below whose name speaks of a maximum, a limit or a
budget stands in the table, or in NO_BOUNDS with what it is instead.
"""

import os
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
TABLE = os.path.join(ROOT, ".github/SECURITY.md")
# Floors whose bounds are all listed; rows may name files of others.
LISTED = ["Image", "Dockerfile", "Analysis", "Libraries"]
CONSTANT = re.compile(r"\bstatic let (\w+)(?:: \w+)? = ([\d_]+(?:\s*<<\s*\d+)?)\s*$", re.M)
NAMES_A_BOUND = re.compile(r"maximum|limit|budget", re.I)
ROW = re.compile(r"^\|[^|]+\| *([^|]+?) *\| *`([\w+]+\.swift)` *\| *`(\w+)` *\|$", re.M)
UNITS = {"KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30}
# What is called so and bounds nothing that a stranger says: what rules judge by and what texts show.
NO_BOUNDS = {
    ("BaseAgeRule.swift", "limit"): "days after which a rule speaks",
    ("ImageAgeRule.swift", "limit"): "days after which a rule speaks",
    ("AnalyzedImage+Tree.swift", "limit"): "how many a sentence names",
    ("ReportReading.swift", "exampleLimit"): "how many a sentence names",
    ("ReportReading.swift", "lengthLimit"): "how long a quoted word may be",
    ("KnownVulnerabilityRule.swift", "itemLimit"): "how many a finding names",
    ("KnownVulnerabilityRule.swift", "idLimit"): "how many a finding names",
    ("PathMatcher.swift", "maximumRules"): "bits of a word",
    ("BuildRecord.swift", "instructionLimit"): "how much of an instruction a history keeps",
    ("BuildRecord.swift", "packageLimit"): "how many packages a history keeps",
    ("DebianCopyright.swift", "maximumCount"): "more licences say nothing",
    ("CommandShell.swift", "maximumOptions"): "what still looks like a shell",
}


def constants():
    """Value by file and name of every integer constant in Sources, and whether its floor lists all bounds."""
    found = {}
    for folder, _, files in os.walk(os.path.join(ROOT, "Sources")):
        floor = os.path.relpath(folder, os.path.join(ROOT, "Sources")).split(os.sep)[0]
        for name in files:
            if name.endswith(".swift"):
                with open(os.path.join(folder, name), encoding="utf-8") as file:
                    for constant, value in CONSTANT.findall(file.read()):
                        number, _, shift = value.replace("_", "").partition("<<")
                        found[name, constant] = (int(number) << int(shift or 0), floor in LISTED)
    return found


def number(text):
    """What `64 MiB` or `10,000` means; nothing where it is neither."""
    match = re.fullmatch(r"([\d,]+)(?: (KiB|MiB|GiB))?", text)
    return match and int(match[1].replace(",", "")) * UNITS.get(match[2], 1)


def main():
    with open(TABLE, encoding="utf-8") as file:
        rows = {(file, constant): value for value, file, constant in ROW.findall(file.read())}
    known, faults = constants(), []
    for row, value in rows.items():
        place = "%s of %s" % row[::-1]
        if row not in known:
            faults.append(f"{place} is in the table and not in the code")
        elif number(value) != known[row][0]:
            faults.append(f"{place} is {known[row][0]:,} in the code and {value} in the table")
    for place, (value, is_listed) in known.items():
        if is_listed and NAMES_A_BOUND.search(place[1]) and place not in rows and place not in NO_BOUNDS:
            faults.append(f"{place[1]} of {place[0]}, {value:,}, is missing in the table")
    faults += [f"{place[1]} of {place[0]} is excused and not in the code" for place in NO_BOUNDS if place not in known]
    if not rows:
        faults.append("there is no table")
    for fault in sorted(faults):
        print(f".github/SECURITY.md: {fault}", file=sys.stderr)
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
