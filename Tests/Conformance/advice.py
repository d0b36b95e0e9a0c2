#!/usr/bin/env python3
"""Builds images as people build them, follows the Dockerfile that `strata advise` writes, and tells whether it builds,
whether the result starts and says the same, and how the predicted size, its own and that of a rebuild by hand compare.

advice.py [STRATA] [--work DIRECTORY] [--only NAME] [--layers]
  STRATA    the program (default .build/release/strata, else .build/debug/strata)
  --work    where images and their root trees are put, and the base is kept for the next time (default /tmp/strata-advice)
  --only    the pairs whose name has this text
  --layers  a layer an instruction; without it one layer holds all, as buildah does

Each directory of Tests/Conformance/advice is a pair: a context, its Dockerfile, and Dockerfile.rebuild, a sensible one by
hand. Base is localhost/localbase, a Debian bookworm minbase from debootstrap without Docker's rule on apt's caches, and
localhost/localbase-ca, the same with this machine's certificates for pip. Needs root, buildah, debootstrap, and Debian's
and PyPI's packages: without these it says so and skips. Prediction has to be within 5 % of the own size, and within 15 %
of the rebuild by hand. Exits with 1 where a pair does not build, start or come that near.
"""

import argparse
import json
import os
import posixpath
import shutil
import subprocess
import sys
import tarfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
PAIRS = os.path.join(HERE, "advice")
CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt"
# What a program may say otherwise each time is compared without it.
OWN, BY_HAND = 0.05, 0.15


class Buildah:
    """buildah on the vfs driver, with a storage of its own."""

    def __init__(self, work, layers):
        self.work, self.layers = work, layers
        configuration = os.path.join(work, "storage.conf")
        with open(configuration, "w") as file:
            file.write('[storage]\ndriver = "vfs"\ngraphroot = "%s/graph"\nrunroot = "%s/run"\n' % (work, work))
        self.environment = dict(os.environ, CONTAINERS_STORAGE_CONF=configuration, STORAGE_DRIVER="vfs")

    def run(self, *words, **options):
        return subprocess.run(
            ["buildah", *words], env=self.environment, capture_output=True, text=True, stdin=subprocess.DEVNULL, **options
        )

    def build(self, name, dockerfile, context):
        """The last lines of what it said where it fails; None where it builds."""
        layers = ["--layers"] if self.layers else []
        words = ["build", "--isolation", "chroot", *layers, "-t", "localhost/" + name, "-f", dockerfile, context]
        result = self.run(*words)
        return None if result.returncode == 0 else "\n".join((result.stdout + result.stderr).splitlines()[-6:])

    def save(self, name):
        path = os.path.join(self.work, name + ".tar")
        if os.path.exists(path):
            os.remove(path)
        self.run("push", "-q", "localhost/" + name, "docker-archive:%s:localhost/%s:latest" % (path, name), check=True)
        return path

    def start(self, name):
        """What the image says when its own command runs, and how it ends."""
        image = json.loads(self.run("inspect", "--type", "image", "localhost/" + name, check=True).stdout)
        config = image["OCIv1"]["config"]
        container = self.run("from", "--pull-never", "localhost/" + name, check=True).stdout.strip()
        try:
            words = config.get("Entrypoint", []) + config.get("Cmd", [])
            result = self.run("run", "--isolation", "chroot", container, "--", *words, timeout=60)
            return result.returncode, result.stdout.strip()
        finally:
            self.run("rm", container)

    def remove(self, *names):
        self.run("rmi", "-f", *("localhost/" + name for name in names))
        self.run("rmi", "--prune", "-f")


def stored(path):
    """The sum of the sizes of all regular files in all layers of an archive."""
    with tarfile.open(path) as archive:
        total = 0
        for name in json.load(archive.extractfile("manifest.json"))[0]["Layers"]:
            member = archive.getmember(name)
            if member.issym():
                target = posixpath.join(posixpath.dirname(name), member.linkname)
                member = archive.getmember(posixpath.normpath(target))
            with tarfile.open(fileobj=archive.extractfile(member)) as layer:
                total += sum(entry.size for entry in layer if entry.isreg())
        return total


def make_bases(buildah):
    """localhost/localbase and localhost/localbase-ca, unless they are there."""
    names = buildah.run("images", "--format", "{{.Name}}").stdout.split()
    context = os.path.join(buildah.work, "base")
    if "localhost/localbase" not in names:
        shutil.rmtree(context, ignore_errors=True)
        os.makedirs(context)
        tree = os.path.join(buildah.work, "tree")
        shutil.rmtree(tree, ignore_errors=True)
        subprocess.run(
            ["debootstrap", "--variant=minbase", "bookworm", tree, "http://deb.debian.org/debian"],
            check=True, stdout=subprocess.DEVNULL)
        subprocess.run(["tar", "-C", tree, "-cf", os.path.join(context, "base.tar"), "."], check=True)
        shutil.rmtree(tree)
        with open(os.path.join(context, "Dockerfile"), "w") as file:
            file.write('FROM scratch\nADD base.tar /\nCMD ["bash"]\n')
        fault = buildah.build("localbase", os.path.join(context, "Dockerfile"), context)
        if fault:
            sys.exit(fault)
        os.remove(os.path.join(context, "base.tar"))
    if "localhost/localbase-ca" not in names:
        os.makedirs(context, exist_ok=True)
        shutil.copy(CERTIFICATES, context)
        with open(os.path.join(context, "Dockerfile"), "w") as file:
            file.write(
                "FROM localhost/localbase\n"
                "RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates && "
                "rm -rf /var/lib/apt/lists/* /var/cache/apt/*\n"
                "COPY ca-certificates.crt %s\n"
                "RUN printf '[global]\\ncert = %s\\n' > /etc/pip.conf\n" % (CERTIFICATES, CERTIFICATES))
        fault = buildah.build("localbase-ca", os.path.join(context, "Dockerfile"), context)
        if fault:
            sys.exit(fault)


def follow(buildah, strata, pair):
    """A row of the table, and what is wrong with it."""
    context = os.path.join(PAIRS, pair)
    own = os.path.join(context, "Dockerfile")
    fault = buildah.build(pair, own, context)
    if fault:
        return [pair], "the pair itself does not build: " + fault
    archive = buildah.save(pair)
    said = buildah.start(pair)

    def advise(form):
        words = [strata, "advise", "-q", "--format", form, "--dockerfile", own, archive]
        return subprocess.run(words, check=True, capture_output=True, text=True).stdout

    predicted = json.loads(advise("json"))["after"]["bytes"]
    written = os.path.join(buildah.work, pair + ".Dockerfile")
    with open(written, "w") as file:
        file.write(advise("dockerfile"))
    os.remove(archive)
    sizes = {}
    faults = []
    for name, dockerfile in [("advised", written), ("rebuilt", os.path.join(context, "Dockerfile.rebuild"))]:
        image = pair + "-" + name
        fault = buildah.build(image, dockerfile, context)
        if fault:
            faults.append("%s does not build: %s" % (name, fault))
            continue
        if buildah.start(image) != said:
            faults.append("%s says %r, not %r" % (name, buildah.start(image), said))
        path = buildah.save(image)
        sizes[name] = stored(path)
        os.remove(path)
        buildah.remove(image)
    buildah.remove(pair)
    row = [pair, "%.1f" % (predicted / 1e6)]
    for name, bound in [("advised", OWN), ("rebuilt", BY_HAND)]:
        if name not in sizes:
            row += ["-", "-"]
            continue
        apart = predicted / sizes[name] - 1
        row += ["%.1f" % (sizes[name] / 1e6), "%+.1f %%" % (100 * apart)]
        if abs(apart) > bound:
            faults.append("predicted %d bytes, %s has %d" % (predicted, name, sizes[name]))
    return row, "; ".join(faults)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("strata", nargs="?")
    parser.add_argument("--work", default="/tmp/strata-advice")
    parser.add_argument("--only", default="")
    parser.add_argument("--layers", action="store_true")
    options = parser.parse_args()
    programs = [os.path.join(ROOT, ".build", kind, "strata") for kind in ("release", "debug")]
    strata = options.strata or next((path for path in programs if os.path.exists(path)), programs[0])
    pairs = sorted(name for name in os.listdir(PAIRS) if options.only in name)
    missing = [name for name in ("buildah", "debootstrap") if shutil.which(name) is None]
    if os.geteuid() != 0 or missing:
        print("skipped: needs root" + "".join(", " + name for name in missing))
        print("0 cases, 0 differ, %d skipped" % len(pairs))
        return 0
    os.makedirs(options.work, exist_ok=True)
    buildah = Buildah(options.work, options.layers)
    make_bases(buildah)
    heads = ["pair", "predicted", "own", "apart", "by hand", "apart"]
    print("%-16s %10s %8s %8s %8s %8s  MB" % tuple(heads))
    wrong = 0
    for pair in pairs:
        row, fault = follow(buildah, strata, pair)
        row += ["-"] * (len(heads) - len(row))
        print("%-16s %10s %8s %8s %8s %8s  %s" % (*row, fault or "builds and starts"), flush=True)
        wrong += bool(fault)
    print("%d cases, %d differ" % (len(pairs), wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
