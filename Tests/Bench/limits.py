#!/usr/bin/env python3
"""Measures strata against the limits of what it does: what only walks, reads or inflates the same bytes, in the same run.

limits.py STRATA DIRECTORY [VENV] prints one table. DIRECTORY is where real.py and wide.py wrote; VENV has dive, trivy and syft.
Ratios are of CPU seconds, where a row does not say wall. Needs cc, igzip (isal), xxhsum (xxhash) and tar.
"""

import os
import shutil
import subprocess
import sys
import tempfile

from bench import RUNS, measure, once, shell

CHECK = ["check", "-q", "--fail-on", "none", "--ci-config", "off"]
WITHOUT_SECRETS = [option for name in ("bloat", "waste", "lesson", "hardening", "dockerfile") for option in ("--category", name)]
COLD = ["--no-cache"]


class Limits:
    def __init__(self, strata, directory):
        self.strata, self.directory = strata, directory
        self.cache = tempfile.mkdtemp(prefix="strata-bench-cache.")
        os.environ["XDG_CACHE_HOME"] = self.cache
        self.walker = os.path.join(self.cache, "walk")
        subprocess.run(["cc", "-O2", "-o", self.walker, os.path.join(os.path.dirname(__file__), "walk.c")], check=True)

    def ours(self, *arguments):
        return measure([self.strata, *arguments])

    def image(self, name):
        return os.path.join(self.directory, name)

    def peer(self, text):
        return measure(shell(text, self.directory))

    def bring(self, names):
        """Reads files once: else who reads them first would pay for the disk, and that is a peer."""
        subprocess.run(shell(f"cat {names} > /dev/null", self.directory), check=True)

    def row(self, what, ours, limit, peer, wanted, of="cpu"):
        """One line: what it is, ours, the limit's name and value, the ratio, what is wanted; `of` is cpu or wall."""
        if ours is None or limit is None:
            print(f"{what:47}{'not measured':>12}")
            return
        value, least = getattr(ours, of), getattr(limit, of)
        met = "" if wanted is None or value / least <= wanted else "  ABOVE"
        aim = "" if wanted is None else f"  ≤ {wanted:g}"
        print(f"{what:47}{value:8.2f} s   {peer:24}{least:8.2f} s {value / least:7.2f}{aim}{met}", flush=True)

    def figure(self, what, value, unit, wanted):
        print(f"{what:47}{value:8.2f} {unit:5} ≤ {wanted:g}" + ("  ABOVE" if value > wanted else ""), flush=True)

    def warm(self, image, *arguments):
        """The same command with a cache that one run of it has filled."""
        shutil.rmtree(os.path.join(self.cache, "strata"), ignore_errors=True)
        filled = subprocess.run([self.strata, *arguments, image], capture_output=True)
        if filled.returncode not in (0, 1):
            raise RuntimeError(filled.stderr[-300:])
        return self.ours(*arguments, image)

    def real(self):
        plain, packed, one = (self.image(name) for name in ("real.plain.tar", "real.gzip.tar", "one.gzip.tar"))
        self.bring("real-?.tar* one-1.tar.gz *.plain.tar *.gzip.tar")
        print(f"\nFiles of this machine, {os.path.getsize(plain) / 1e9:.2f} GB plain, {os.path.getsize(packed) / 1e9:.2f} GB gzip:"
              f" strata and its limits, CPU (median of {RUNS})")
        walk = self.peer(f"{self.walker} real-?.tar")
        tar = self.peer("for l in real-?.tar; do tar -tf $l; done")
        read = self.peer("xxhsum -q -H3 real-?.tar")
        inflate = self.peer("for l in real-?.tar.gz; do igzip -dc $l; done")
        listed = self.ours("inspect", *COLD, plain)
        self.row("inspect, plain", listed, walk, "headers walked in C", None)
        self.row("", listed, tar, "tar -tf", 2)
        self.row("inspect, gzip", self.ours("inspect", *COLD, packed), inflate, "igzip -dc", 1.17)
        whole = self.ours(*CHECK, *COLD, plain)
        self.row("check, plain", whole, read, "read and XXH3", 6)
        self.row("check, plain, no search for secrets", self.ours(*CHECK, *COLD, *WITHOUT_SECRETS, plain), read, "read and XXH3", 2)
        judged = self.ours(*CHECK, *COLD, packed)
        self.row("check, gzip", judged, inflate, "igzip -dc", 1.5)
        alone = self.ours(*CHECK, *COLD, one)
        self.row("check, one layer has all, wall", alone, self.peer("igzip -dc one-1.tar.gz"), "inflating it", 1.3, of="wall")
        self.figure("check: peak, plain", whole.memory / 1e6, "MB", 100)
        self.figure("check: peak, gzip", judged.memory / 1e6, "MB", 100)
        self.figure("second opening: inspect, gzip, wall", self.warm(packed, "inspect").wall, "s", 0.1)
        self.figure("second opening: check, gzip, wall", self.warm(packed, *CHECK).wall, "s", 0.1)
        self.again(packed)

    def again(self, packed):
        """An image of which only the last layer is another, after the first was judged."""
        after = self.image("next.gzip.tar")
        costs = []
        for _ in range(RUNS):
            shutil.rmtree(os.path.join(self.cache, "strata"), ignore_errors=True)
            subprocess.run([self.strata, *CHECK, packed], capture_output=True)
            costs.append(once([self.strata, *CHECK, after]))
        best = sorted(costs, key=lambda cost: cost.cpu)[len(costs) // 2]
        self.row("check of the image with another last layer", best, self.ours(*CHECK, *COLD, after), "check of all of it", 0.3)

    def wide(self):
        image = self.image("wide-1000000.docker.tar")
        self.bring(image)
        self.figure("check, 1,000,000 paths, CPU", self.ours(*CHECK, *COLD, image).cpu, "s", 6)
        self.figure("ls -R, 1,000,000 paths: peak", self.ours("ls", "-R", *COLD, image).memory / 1e6, "MB", 300)

    def peers(self, venv):
        """What others need for a like task: files and waste, secrets, packages."""
        os.environ["CI"] = "true"
        packed = self.image("real.gzip.tar")
        secrets = [f"{venv}/bin/trivy", "image", "--quiet", "--offline-scan", "--scanners", "secret", "--input", packed]
        packages = [f"{venv}/bin/syft", "-q", "docker-archive:" + packed]
        for what, ours, name, command in [
            ("inspect", ["inspect", *COLD], "dive --ci", [f"{venv}/bin/dive", "--ci", "docker-archive://" + packed]),
            ("check", [*CHECK, *COLD], "trivy, secrets alone", secrets),
            ("sbom", ["sbom", *COLD], "syft", packages),
        ]:
            if os.path.exists(command[0]):
                mine, theirs = self.ours(*ours, packed), measure(command)
                self.row(f"{what}, gzip, beside {name}", mine, theirs, name, None)
                if mine and theirs:
                    print(f"{'':47}{mine.memory / 1e6:8.0f} MB  {'':24}{theirs.memory / 1e6:8.0f} MB")


def main(strata, directory, venv=None):
    limits = Limits(os.path.abspath(strata), os.path.abspath(directory))
    try:
        limits.real()
        limits.wide()
        if venv:
            limits.peers(os.path.abspath(venv))
    finally:
        shutil.rmtree(limits.cache, ignore_errors=True)


if __name__ == "__main__":
    main(*sys.argv[1:4])
