#!/usr/bin/env python3
"""Reads images with `strata … skopeo:REFERENCE` from a registry on this machine, good and broken.

skopeo.py [STRATA] [--image ARCHIVE]
  STRATA   the program (default .build/release/strata, else .build/debug/strata)
  --image  an OCI archive to serve (default: one of ../shared/images/stages)

A registry of the standard library serves the archive's first image on loopback: over HTTPS with a certificate that its
clients trust, with one that they do not, and cut off in the middle of a blob. Read from there, the image has to have the
layers that it has as a file; every fault has to be one sentence, exit status 3, and no file left in TMPDIR. Needs skopeo
and openssl; nothing leaves the machine. Exits with 1 where anything differs.
"""

import argparse
import http.server
import json
import os
import re
import shutil
import ssl
import subprocess
import sys
import tarfile
import tempfile
import threading

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
IMAGE = os.path.join(os.path.dirname(ROOT), "shared", "images", "stages", "demo-noprov.oci.tar")


class Registry:
    """A server of one image under the name app:1."""

    def __init__(self, archive, certificate=None, is_cut=False):
        with tarfile.open(archive) as tar:
            self.files = {member.name.removeprefix("./"): tar.extractfile(member).read() for member in tar if member.isfile()}
        self.is_cut = is_cut
        entry = json.loads(self.files["index.json"])["manifests"][0]
        while "index" in entry["mediaType"] or "list" in entry["mediaType"]:
            entry = json.loads(self.blob(entry["digest"]))["manifests"][0]
        self.manifest = entry
        registry = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                registry.answer(self)

            def do_HEAD(self):
                registry.answer(self)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*certificate)
            self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def host(self):
        return f"127.0.0.1:{self.server.server_address[1]}"

    def blob(self, digest):
        return self.files["blobs/" + digest.replace(":", "/")]

    def answer(self, request):
        if request.path == "/v2/":
            return self.send(request, b"{}", "application/json")
        if request.path in ("/v2/app/manifests/1", f"/v2/app/manifests/{self.manifest['digest']}"):
            return self.send(request, self.blob(self.manifest["digest"]), self.manifest["mediaType"])
        blob = re.fullmatch(r"/v2/app/blobs/(sha256:[0-9a-f]{64})", request.path)
        if blob and "blobs/" + blob[1].replace(":", "/") in self.files:
            return self.send(request, self.blob(blob[1]), "application/octet-stream", self.is_cut)
        body = json.dumps({"errors": [{"code": "MANIFEST_UNKNOWN", "message": "manifest unknown"}]}).encode()
        return self.send(request, body, "application/json", status=404)

    @staticmethod
    def send(request, body, kind, is_cut=False, status=200):
        request.send_response(status)
        request.send_header("Content-Type", kind)
        request.send_header("Content-Length", str(len(body)))
        request.send_header("Docker-Distribution-API-Version", "registry/2.0")
        request.end_headers()
        if request.command == "GET":
            request.wfile.write(body[:len(body) // 2] if is_cut else body)
        if is_cut:
            request.close_connection = True


def certificate(directory, name):
    """A key and a certificate of this machine that signs itself."""
    key, path = f"{directory}/{name}.key", f"{directory}/{name}.crt"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-keyout", key, "-out", path,
                    "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"], check=True, capture_output=True)
    return path, key


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    debug, release = (f"{ROOT}/.build/{kind}/strata" for kind in ("debug", "release"))
    parser.add_argument("strata", nargs="?", default=release if os.path.exists(release) else debug)
    parser.add_argument("--image", default=IMAGE)
    options = parser.parse_args()
    if not shutil.which("skopeo") or not shutil.which("openssl"):
        sys.exit("skopeo.py: skopeo and openssl are needed: apt-get install skopeo openssl")
    directory = tempfile.mkdtemp(prefix="strata-skopeo-")
    cases = wrong = 0

    def strata(name):
        trusted = f"{directory}/trusted.crt"
        temporary = f"{directory}/tmp"
        os.makedirs(temporary, exist_ok=True)
        # Not the certificates of this machine, but the one that is to be trusted.
        environment = {**os.environ, "TMPDIR": temporary, "SSL_CERT_FILE": trusted, "SSL_CERT_DIR": "/nonexistent"}
        done = subprocess.run([options.strata, "inspect", name, "--format", "json"], capture_output=True, text=True,
                              env=environment, check=False)
        left = [name for name in os.listdir(temporary) if name.startswith("strata")]
        return done, left

    def judge(name, is_good, seen):
        nonlocal cases, wrong
        cases, wrong = cases + 1, wrong + (not is_good)
        print(f"{'ok    ' if is_good else 'DIFFER'} {name}: {seen}")

    def refused(name, reference, pattern):
        done, left = strata(reference)
        words = done.stderr.strip()
        is_good = done.returncode == 3 and not done.stdout and "\n" not in words and re.search(pattern, words) and not left
        judge(name, bool(is_good), f"exit {done.returncode}, {words}" + (f", left: {left}" if left else ""))

    try:
        trusted, other = certificate(directory, "trusted"), certificate(directory, "other")
        good, strange = Registry(options.image, trusted), Registry(options.image, other)
        cut = Registry(options.image, trusted, is_cut=True)
        expected = json.loads(subprocess.run([options.strata, "inspect", options.image, "--format", "json"],
                                             capture_output=True, text=True, check=True).stdout)
        for reference in (f"skopeo:{good.host}/app:1", f"skopeo:docker://{good.host}/app:1", f"skopeo:oci-archive:{options.image}"):
            done, left = strata(reference)
            found = json.loads(done.stdout) if done.returncode == 0 else {"layers": []}
            layers = [[(layer["diffID"], layer["size"]) for layer in image["layers"]] for image in (found, expected)]
            judge(reference, layers[0] == layers[1] and not left, f"exit {done.returncode}, {len(layers[0])} layers {done.stderr.strip()}")
        refused("a certificate that nobody trusts", f"skopeo:{strange.host}/app:1", "certificate")
        refused("a tag that there is not", f"skopeo:{good.host}/app:2", "unknown|404")
        refused("a repository that there is not", f"skopeo:{good.host}/none:1", "unknown|404|denied")
        refused("a connection that breaks", f"skopeo:{cut.host}/app:1", "EOF|size|reset|unexpected|digest")
        good.server.shutdown()
        good.server.server_close()
        refused("a registry that is gone", f"skopeo:{good.host}/app:1", "refused")
        refused("no name", "skopeo:", "does not name an image")
        refused("an option for a name", "skopeo:--src-tls-verify=false", "does not name an image")
        refused("no reference", "skopeo:Not A Reference", "invalid reference")
    finally:
        shutil.rmtree(directory, ignore_errors=True)
    print(f"{cases} cases, {wrong} differ")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
