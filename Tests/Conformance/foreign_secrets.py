#!/usr/bin/env python3
"""Counts what strata finds of the samples that other scanners' authors wrote for their own rules: secrets in forms that
strata's rules were not written from, and near misses.

foreign_secrets.py --repositories DIRECTORY [--strata PROGRAM] [--gitleaks PROGRAM] [--trivy PROGRAM]
                   [--source NAME]… [--keep DIRECTORY] [--list]

DIRECTORY holds clones (bare ones, too) of noseyparker, gitleaks, secretlint, whispers, kingfisher and trufflehog, each
in OWNER+NAME/repo; those that are missing are passed over. Nothing of them is copied here: the samples are read from
their rules and tests at run time, each becomes a file of an image, and strata looks at that. `found` is a finding of
severity low or more at the file, `sure` one of medium or more; a near miss is false where a finding of medium or more is
at it. Near misses are so for the rule that they were written for: look at the list before you believe the number.
"""

import argparse
import ast
import collections
import hashlib
import importlib
import json
import os
import random
import re
import subprocess
import sys
import tarfile
import tempfile

import yaml

from secrets import WORST, add, layer_tar

regex_parser = importlib.import_module("re._parser" if sys.version_info >= (3, 11) else "sre_parse")
Sample = collections.namedtuple("Sample", "source kind is_secret path text")


class Repository:
    """The files of a clone's newest commit."""

    def __init__(self, directory, name):
        self.directory = os.path.join(directory, name, "repo")

    def git(self, *words):
        return subprocess.run(["git", "-C", self.directory, *words], check=True, capture_output=True).stdout.decode(errors="surrogateescape")

    def files(self, pattern):
        names = [n for n in self.git("ls-tree", "-r", "--name-only", "HEAD").splitlines() if re.search(pattern, n)]
        if not names:
            return
        done = subprocess.run(["git", "-C", self.directory, "cat-file", "--batch"], check=True, capture_output=True,
                              input="".join(f"HEAD:{n}\n" for n in names).encode())
        rest = done.stdout
        for name in names:
            head, _, rest = rest.partition(b"\n")
            size = int(head.split()[-1])
            yield name, rest[:size].decode(errors="surrogateescape")
            rest = rest[size + 1:]


def file_name(text):
    """The name that a file with such a text would have."""
    lines = [line for line in text.splitlines() if line.strip()]
    def all_match(pattern):
        return all(re.match(pattern, line) for line in lines)
    try:
        json.loads(text)
        return "settings.json" if text.lstrip()[:1] in "{[" else "notes.txt"
    except ValueError:
        pass
    if text.lstrip().startswith("<?php") or re.match(r"\s*(\$\w+|define)\b.*;", text):
        return "settings.php"
    if text.lstrip().startswith("<"):
        return "settings.xml"
    if re.match(r"\s*(\$ |sudo |curl |export |docker |psql |mysql |#!/bin/)", text):
        return "deploy.sh"
    if lines and all_match(r"\s*(- )?[\w.\-\"']+:(\s|$)"):
        return "settings.yml"
    if lines and all_match(r"\s*(\[.*\]|#.*|[\w.\-]+ ?= ?[^\"'\s(][^(;]*)$"):
        return "settings.conf"
    if re.search(r";\s*$", text):
        return "program.js"
    return "program.py" if re.search(r"[\"'] *[,)]?\s*$", text) else "notes.txt"


class Regex:
    """A source of texts that a regular expression matches."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def text(self, pattern):
        pattern = re.sub(r"\(\?[a-z]+\)|\(\?[a-z-]+:", lambda m: "(?:" if m.group().endswith(":") else "", pattern).replace(r"\z", "$")
        return self.of(regex_parser.parse(pattern))

    def of(self, tokens):
        return "".join(self.one(str(name), value) for name, value in tokens)

    def one(self, name, value):
        if name == "LITERAL":
            return chr(value)
        if name == "IN":
            return self.choice(value)
        if name in ("MAX_REPEAT", "MIN_REPEAT"):
            low, high, inner = value
            return "".join(self.of(inner) for _ in range(self.random.randint(low, min(int(high), low + 12))))
        if name == "SUBPATTERN":
            return self.of(value[-1])
        if name == "BRANCH":
            return self.of(self.random.choice(value[1]))
        return self.random.choice("abcdefgh12345") if name in ("ANY", "NOT_LITERAL") else ""

    def choice(self, items):
        characters = []
        for name, value in items:
            if str(name) == "LITERAL":
                characters.append(chr(value))
            elif str(name) == "RANGE":
                characters += [chr(c) for c in range(value[0], value[1] + 1)]
            elif str(name) == "CATEGORY":
                characters += {"CATEGORY_DIGIT": "0123456789", "CATEGORY_SPACE": " "}.get(str(value), "abcdefXYZ0123")
        return self.random.choice(characters or ["a"])


def with_examples(repository, source, pattern):
    """noseyparker's and kingfisher's rules carry their examples."""
    for name, text in repository.files(pattern):
        for rule in (yaml.safe_load(text) or {}).get("rules", []):
            categories = rule.get("categories") or ["secret"]
            if "secret" not in categories or "hashed" in categories:
                continue
            for key, is_secret in [("examples", True), ("negative_examples", False)]:
                for example in rule.get(key) or []:
                    if isinstance(example, str):
                        yield Sample(source, rule["id"], is_secret, file_name(example), example + "\n")


class Go:
    """Expressions of the samples in gitleaks' rules."""

    literal = r'`[^`]*`|"(?:[^"\\\n]|\\.)*"'
    classes = {"Numeric": "[0-9]", "Hex": "[a-f0-9]", "AlphaNumeric": "[a-z0-9]", "AlphaNumericExtendedShort": "[a-z0-9_-]",
               "AlphaNumericExtended": "[a-z0-9=_-]", "AlphaNumericExtendedLong": "[a-z0-9/=_+-]"}
    forms = [("settings.ini", "{i}Token = {s}\n"), ("settings.json", '{{\n    "{i}_token": "{s}"\n}}\n'),
             ("settings.yml", "{i}_token: {s}\n"), ("main.go", 'var {i}Token string = "{s}"\n'),
             ("Main.java", 'System.setProperty("{I}_TOKEN", "{s}")\n'), ("app.py", "{i}Token = '{s}'\n"),
             ("Makefile", '{i}_TOKEN := "{s}"\n'), ("deploy.sh", "export {I}_TOKEN={s}\n"),
             ("settings.xml", "<{i}Token>\n    {s}\n</{i}Token>\n"), ("app.conf", '  "{i}Token" => "{s}"\n')]

    def __init__(self):
        self.regex = Regex(11)

    @staticmethod
    def string(literal):
        if literal[0] == "`":
            return literal[1:-1]
        try:
            return ast.literal_eval(literal)
        except (SyntaxError, ValueError):
            return literal[1:-1]

    def value(self, expression):
        """The text that literals and generated parts make together; None for what is more than that."""
        text, rest = "", expression.strip()
        while rest:
            if match := re.match(self.literal, rest):
                text += self.string(match.group())
            elif match := re.match(r"(?:secrets\.NewSecret|newPlausibleSecret)\(\s*utils\.(\w+)\(\"?([\d,]*)\"?\)\)", rest):
                if match.group(1).startswith("Hex8"):
                    text += self.regex.text("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
                elif match.group(1) in self.classes:
                    text += self.regex.text(f"{self.classes[match.group(1)]}{{{match.group(2)}}}")
                else:
                    return None
            elif match := re.match(rf"(?:secrets\.NewSecret|newPlausibleSecret)\(({self.literal})\)", rest):
                text += self.regex.text(self.string(match.group(1)))
            else:
                return None
            rest = rest[match.end():].strip()
            if rest and not rest.startswith("+"):
                return None
            rest = rest[1:].strip()
        return text


def gitleaks_rules(repository):
    go, number = Go(), 0
    for name, text in repository.files(r"^cmd/generate/config/rules/\w+\.go$"):
        for function in re.split(r"\nfunc ", text):
            identity = re.search(r'RuleID:\s+"([^"]+)"', function)
            if not identity:
                continue
            kind = identity.group(1)
            for match in re.finditer(r'GenerateSampleSecrets?\(\s*"([^"]*)",\s*((?:[^()\n]|\((?:[^()]|\([^()]*\))*\))*)\)', function):
                value = go.value(match.group(2).rstrip(", "))
                if value:
                    path, form = go.forms[number % len(go.forms)]
                    number += 1
                    names = {"i": match.group(1), "I": match.group(1).upper(), "s": value}
                    yield Sample("gitleaks", kind, True, path, form.format(**names))
            for key, is_secret in [("tps", True), ("fps", False)]:
                for block in re.finditer(key + r"\s*:?=\s*(?:append\(tps,|\[\]string\{)\n(.*?)\n\t[)}]", function, re.S):
                    lines = re.sub(r"(?m)^\s*//.*$", "", block.group(1))
                    for item in re.finditer(rf"(?m)^\s*((?:{go.literal})(?:\s*\+\s*(?:{go.literal}|(?:secrets\.NewSecret|newPlausibleSecret)"
                                            rf"\((?:{go.literal}|utils\.\w+\([^)]*\))\)))*)\s*,", lines):
                        value = go.value(item.group(1))
                        if value and len(value) < 4000:
                            yield Sample("gitleaks", kind, is_secret, file_name(value), value + "\n")


def secretlint_rules(repository):
    for name, text in repository.files(r"secretlint-rule-[\w-]+/test/snapshots/(ok|ng)\.[^/]+/input[^/]*$"):
        rule, case = re.search(r"secretlint-rule-([\w-]+)/test/snapshots/([^/]+)/", name).groups()
        if not rule.startswith(("preset", "pattern", "filter", "no-homedir", "example")):
            suffix = os.path.splitext(name)[1]
            yield Sample("secretlint", rule, case.startswith("ng"), "settings" + suffix if suffix else file_name(text), text)


def whispers_fixtures(repository):
    for name, text in repository.files(r"^tests/fixtures/"):
        base = name[len("tests/fixtures/"):]
        is_none = base.startswith(("placeholders", "falsepositive", "excluded", "empty", "invalid", "paths", "arn", "cloudformation.json.t"))
        is_secret = base.startswith((".", "apikeys", "aws", "passwords", "hardcoded", "jenkins", "jdbc", "pip.conf", "ast/", "java.p",
                                     "cloudformation", "connection", "Dockerfile", "files/", "beans", "privatekey", "uri"))
        if is_none or is_secret:
            yield Sample("whispers", base, is_secret, base, text)


def trufflehog_detectors(repository):
    for name, text in repository.files(r"^pkg/detectors/[^/]+(/v\d)?/[^/]+_test\.go$"):
        if "integration" in name:
            continue
        kind = name.split("/")[2]
        for case in re.finditer(rf"input:\s*({Go.literal}),\s*want:\s*(\[\]string\{{[^}}]*\}}|nil)", text):
            value = Go.string(case.group(1))
            is_secret = '"' in case.group(2) or "`" in case.group(2)
            if 0 < len(value) < 8000:
                yield Sample("trufflehog", kind, is_secret, file_name(value), value + "\n")


SOURCES = {
    "noseyparker": ("praetorian-inc+noseyparker", lambda r: with_examples(r, "noseyparker", r"builtin/rules/.*\.yml$")),
    "gitleaks": ("gitleaks+gitleaks", gitleaks_rules),
    "secretlint": ("secretlint+secretlint", secretlint_rules),
    "whispers": ("adeptex+whispers", whispers_fixtures),
    "kingfisher": ("mongodb+kingfisher", lambda r: with_examples(r, "kingfisher", r"rules/[^/]+\.yml$")),
    "trufflehog": ("trufflesecurity+trufflehog", trufflehog_detectors),
}


def samples(directory, wanted):
    """The samples of each source, each text once."""
    seen, counts = set(), collections.Counter()
    for source, (name, read) in SOURCES.items():
        repository = Repository(directory, name)
        if not os.path.isdir(repository.directory):
            continue
        for sample in read(repository):
            if sample.text in seen:
                continue
            seen.add(sample.text)
            counts[source, sample.kind] += 1
            folder = re.sub(r"[^\w.-]", "_", sample.kind).replace("example", "x").replace("test", "t")
            path = f"srv/{source}/{folder}/{counts[source, sample.kind]}-{'s' if sample.is_secret else 'n'}/{sample.path}"
            if source in wanted:
                yield sample._replace(path=path)


def image(all_samples, path):
    """One layer with all samples in it; no layer tells of more secrets than strata keeps."""
    blob = layer_tar({s.path: s.text.encode(errors="surrogateescape") for s in all_samples})
    config = json.dumps({"architecture": "amd64", "os": "linux", "config": {},
                         "rootfs": {"type": "layers", "diff_ids": ["sha256:" + hashlib.sha256(blob).hexdigest()]}}).encode()
    name = hashlib.sha256(config).hexdigest() + ".json"
    with tarfile.open(path, "w") as tar:
        add(tar, name, config), add(tar, "1/layer.tar", blob)
        add(tar, "manifest.json", json.dumps([{"Config": name, "RepoTags": ["foreign:1"], "Layers": ["1/layer.tar"]}]).encode())


def strata(program, path):
    """The worst severity of each file, and what is told of it."""
    done = subprocess.run([program, "check", path, "--category", "secret", "--format", "json", "--quiet"], capture_output=True, text=True)
    worst, told = collections.Counter(), collections.defaultdict(list)
    for finding in json.loads(done.stdout)["findings"]:
        if finding["path"]:
            worst[finding["path"]] = max(worst[finding["path"]], WORST[finding["severity"]])
            told[finding["path"]].append(f"{finding['severity']} {finding['title']}: {finding['evidence']}")
    return worst, told


def gitleaks(program, all_samples, scratch):
    for sample in all_samples:
        os.makedirs(os.path.dirname(os.path.join(scratch, sample.path)), exist_ok=True)
        with open(os.path.join(scratch, sample.path), "wb") as file:
            file.write(sample.text.encode(errors="surrogateescape"))
    report = os.path.join(scratch, "report.json")
    subprocess.run([program, "dir", scratch, "--no-banner", "--exit-code", "0", "--report-format", "json", "--report-path", report],
                   capture_output=True)
    with open(report) as file:
        return collections.Counter({leak["File"][len(scratch) + 1:]: 3 for leak in json.load(file)})


def trivy(program, path):
    done = subprocess.run([program, "image", "--quiet", "--scanners", "secret", "--offline-scan", "--skip-version-check",
                           "--format", "json", "--input", path], capture_output=True, text=True)
    results = json.loads(done.stdout or "{}").get("Results") or []
    return collections.Counter({r["Target"].lstrip("/"): 3 for r in results if r.get("Secrets")})


def table(title, all_samples, worst):
    for source in SOURCES:
        secrets = [s for s in all_samples if s.source == source and s.is_secret]
        misses = [s for s in all_samples if s.source == source and not s.is_secret]
        if not secrets:
            continue
        found = [s for s in secrets if worst[s.path] >= 1]
        kinds, found_kinds = {s.kind for s in secrets}, {s.kind for s in found}
        sure, false = sum(worst[s.path] >= 2 for s in secrets), sum(worst[s.path] >= 2 for s in misses)
        named = sum(worst[s.path] < 1 and s.path in worst for s in secrets)
        print(f"{title:9} {source:12} found {len(found):4} of {len(secrets):4} ({len(found) / len(secrets):.1%}), sure {sure:4}, "
              f"{named:3} more told as placeholders, "
              f"kinds {len(found_kinds):3} of {len(kinds):3}, false {false:3} of {len(misses)} near misses")


def printable(text):
    return text[:600].rstrip().encode(errors="replace").decode()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repositories", required=True)
    parser.add_argument("--strata", default=".build/release/strata")
    parser.add_argument("--gitleaks")
    parser.add_argument("--trivy")
    parser.add_argument("--source", action="append")
    parser.add_argument("--keep")
    parser.add_argument("--list", action="store_true", help="list what was missed and what is false")
    options = parser.parse_args()
    directory = options.keep or tempfile.mkdtemp()
    os.makedirs(directory, exist_ok=True)
    all_samples = list(samples(options.repositories, options.source or list(SOURCES)))
    path = os.path.join(directory, "foreign.tar")
    image(all_samples, path)
    worst, told = strata(options.strata, path)
    table("strata", all_samples, worst)
    if options.gitleaks:
        with tempfile.TemporaryDirectory() as scratch:
            table("gitleaks", all_samples, gitleaks(options.gitleaks, all_samples, scratch))
    if options.trivy:
        table("trivy", all_samples, trivy(options.trivy, path))
    for sample in all_samples if options.list else []:
        if sample.is_secret and worst[sample.path] < 1:
            print(f"\n--- missed {sample.path} {'; '.join(told[sample.path])}\n{printable(sample.text)}")
        elif not sample.is_secret and worst[sample.path] >= 2:
            print(f"\n--- false {sample.path} {'; '.join(told[sample.path])}\n{printable(sample.text)}")


if __name__ == "__main__":
    main()
