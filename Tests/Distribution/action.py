#!/usr/bin/env python3
"""Runs the action's script as GitHub would, against a server on loopback that has a release and takes comments.

    Tests/Distribution/action.py PROGRAM

Needs curl, jq and xz. Nothing here has run on GitHub itself.
"""

import hashlib
import http.server
import json
import os
import pathlib
import platform
import subprocess
import sys
import tarfile
import tempfile
import threading

ROOT = pathlib.Path(__file__).resolve().parents[2]
GOOD, BAD = ROOT / "Fixtures/multi-bk.tar.zst", ROOT / "Fixtures/naive-bk.tar.zst"
NAME = f"strata-1.0.0-linux-{platform.machine()}"


class Forge(http.server.BaseHTTPRequestHandler):
    """Releases below /download, comments below /api."""

    files, comments, requests = {}, [], []

    def answer(self, body, status=200):
        self.send_response(status)
        self.end_headers()
        self.wfile.write(body)

    def comment(self):
        return json.loads(self.rfile.read(int(self.headers["Content-Length"])))["body"]

    def do_GET(self):
        if self.path.startswith("/download/"):
            body = self.files.get(self.path)
            return self.answer(body or b"", 200 if body else 404)
        Forge.requests.append(("GET", self.path, self.headers["Authorization"]))
        page = int(self.path.rsplit("page=", 1)[1])
        return self.answer(json.dumps(self.comments[(page - 1) * 100:page * 100]).encode())

    def do_POST(self):
        Forge.requests.append(("POST", self.path, self.headers["Authorization"]))
        self.comments.append({"id": len(self.comments) + 1, "body": self.comment()})
        self.answer(b"{}", 201)

    def do_PATCH(self):
        Forge.requests.append(("PATCH", self.path, self.headers["Authorization"]))
        self.comments[int(self.path.rsplit("/", 1)[1]) - 1]["body"] = self.comment()
        self.answer(b"{}")

    def log_message(self, *_):
        pass


class Run:
    """One run of the script in a folder of its own."""

    def __init__(self, server, **variables):
        self.folder = tempfile.TemporaryDirectory()
        self.path = pathlib.Path(self.folder.name)
        (self.path / "event").write_text(json.dumps({"pull_request": {"number": 7}}))
        environment = {
            "PATH": os.environ["PATH"], "HOME": self.folder.name, "RUNNER_TEMP": self.folder.name,
            "GITHUB_OUTPUT": str(self.path / "output"), "GITHUB_STEP_SUMMARY": str(self.path / "summary"),
            "GITHUB_EVENT_PATH": str(self.path / "event"), "GITHUB_REPOSITORY": "some/shop",
            "GITHUB_API_URL": f"{server}/api", "DOWNLOAD": f"{server}/download", "VERSION": "1.0.0", **variables}
        result = subprocess.run([ROOT / ".github/action/run.sh"], cwd=self.path, env=environment, check=False,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.status, self.text, self.errors = result.returncode, result.stdout, result.stderr
        self.outputs = self.read_outputs()

    def read_outputs(self):
        """As the runner reads the file: name=value, or name<<END and lines."""
        found, path = {}, self.path / "output"
        lines = iter(path.read_text().splitlines() if path.exists() else [])
        for line in lines:
            if "<<" in line:
                name, end = line.split("<<")
                value = []
                while (part := next(lines)) != end:
                    value.append(part)
                found[name] = "\n".join(value)
            else:
                name, _, found[name] = line.partition("=")
        return found

    def has(self, name):
        return (self.path / name).exists()

    def read(self, name):
        return (self.path / name).read_text()


def release(program):
    """The release's archive and its sums, as make dist writes them."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "a.tar.xz")
        with tarfile.open(path, "w:xz", preset=0) as archive:
            archive.add(program, f"{NAME}/bin/strata")
        return pathlib.Path(path).read_bytes()


def main():
    program = os.path.realpath(sys.argv[1])
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Forge)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    forge = f"http://127.0.0.1:{server.server_port}"
    there = {"STRATA": program}

    # A verdict against the image fails the step, after all is written.
    run = Run(forge, IMAGE=str(BAD), FORMATS="html=a.html\nsarif=b.sarif\n", **there)
    assert run.status == 1, run.errors
    assert run.outputs["verdict"] == "fail" and run.outputs["reports"] == "html=a.html\nsarif=b.sarif"
    report = json.loads(run.read("strata.json"))
    assert int(run.outputs["size"]) == report["totals"]["layerBytes"] > 1e9
    assert int(run.outputs["findings"]) == len(report["findings"]) > 0
    assert run.read("a.html").startswith("<!DOCTYPE html>")
    assert json.loads(run.read("b.sarif"))["version"] == "2.1.0"
    assert run.read("summary").startswith("## ❌ `")
    print("a failing image: ok")

    run = Run(forge, IMAGE=str(BAD), GATE="false", **there)
    assert run.status == 0 and run.outputs["verdict"] == "fail", run.errors
    run = Run(forge, IMAGE=str(GOOD), FAIL_ON="critical", OPTIONS="--min-severity=high\n--ignore=root-user", **there)
    assert run.status == 0 and run.outputs["verdict"] == "pass" and run.outputs["findings"] == "0", run.outputs
    print("a passing image, options, no gate: ok")

    # Against the report of the run before: as large, and no more.
    before = run.path / "strata.json"
    grown = Run(forge, IMAGE=str(GOOD), FAIL_ON="none", AGAINST=str(before), MAX_GROWTH="1kB", FORMATS="", **there)
    assert grown.status == 0 and grown.outputs["reports"] == "", grown.errors
    assert Run(forge, IMAGE=str(BAD), FAIL_ON="none", AGAINST=str(before), MAX_GROWTH="2%", **there).status == 1
    assert Run(forge, IMAGE=str(GOOD), FAIL_ON="none", MAX_SIZE="1MB", **there).status == 1
    print("limits on size and growth: ok")

    # One comment, renewed; other images and other people's comments are left alone.
    Forge.comments.extend({"id": index + 1, "body": "nice"} for index in range(100))
    for _ in range(2):
        run = Run(forge, IMAGE=str(GOOD), FAIL_ON="critical", COMMENT_TOKEN="t0ken", **there)
        assert run.status == 0, run.errors
        assert "t0ken" not in run.text + run.errors
    assert [request[:2] for request in Forge.requests if request[0] != "GET"] == [
        ("POST", "/api/repos/some/shop/issues/7/comments"), ("PATCH", "/api/repos/some/shop/issues/comments/101")]
    assert {request[2] for request in Forge.requests} == {"Bearer t0ken"}
    assert len(Forge.comments) == 101 and "\n## ✅ `" in Forge.comments[-1]["body"]
    print("a comment, renewed: ok")

    # What is fetched has to have its checksum.
    archive = release(program)
    good, wrong = hashlib.sha256(archive).hexdigest(), "0" * 64
    Forge.files[f"/download/v1.0.0/{NAME}.tar.xz"] = archive
    sums = f"/download/v1.0.0/SHA256SUMS"
    for listed, pinned, status in [(good, "", 0), (wrong, "", 3), (wrong, good, 0), (good, wrong, 3)]:
        Forge.files[sums] = f"{listed}  {NAME}.tar.xz\n".encode()
        run = Run(forge, IMAGE=str(GOOD), FAIL_ON="critical", SHA256=pinned)
        assert run.status == status, (listed, pinned, run.status, run.errors)
        assert status == 0 or "::error::" in run.errors and not run.outputs
    Forge.files[sums] = b"nothing here\n"
    assert Run(forge, IMAGE=str(GOOD)).status == 3
    assert Run(forge, IMAGE=str(GOOD), VERSION="9.9.9").status not in (0, 1)
    print("checksums: ok")

    # Inputs are words, never script.
    for name in ("IMAGE", "OPTIONS", "FORMATS", "FAIL_ON", "DOCKERFILE"):
        hostile = {"IMAGE": str(GOOD), **there, name: "$(touch pwned); `touch pwned`; touch pwned #"}
        run = Run(forge, **hostile)
        assert not run.has("pwned") and run.status > 1 and "::error::" in run.errors, (name, run.status, run.errors)
    assert Run(forge, IMAGE="--help", **there).status == 3
    assert Run(forge, IMAGE="none.tar", **there).status == 3
    print("hostile inputs, a missing image: ok")


if __name__ == "__main__":
    main()
