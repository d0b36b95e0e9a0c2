#!/usr/bin/env python3
"""Compares what `strata stages --edited --changed` says that a build does again with what `buildah build --layers` does.

cache.py [STRATA] [--only TEXT] [--keep]
  STRATA   the program (default .build/release/strata, else .build/debug/strata)
  --only   the edits whose name has this text
  --keep   leave the directory with contexts and logs

Each edit is of one of four Dockerfiles: built before, edited, built again, on a base of its own, so that no step of one
edit is in the cache of another. A step counts as
agreed where strata says that it is cached and it was, or that it runs and it did. Where strata says that it runs if what
it copies differs, buildah must have done all such steps of a stage from the first that ran on, since that is what their
chain means. Needs root and buildah; the bases are of busybox and nothing is fetched. Exits with 1 where anything differs.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BASE = "localhost/strata-base:1"
APPLETS = "sh cat echo grep wc chmod true ls mkdir cp head".split()

SERVICE = (f"""FROM {BASE}
WORKDIR /app
ENV UNBUFFERED=1
COPY requirements.txt .
RUN cat requirements.txt > installed.txt
COPY . .
USER 1000
EXPOSE 8000
CMD ["cat", "main.py"]
""", {"requirements.txt": "flask\n", "main.py": "print\n", "debug.log": "x\n", ".dockerignore": "*.log\n"})

COMPILED = (f"""FROM {BASE} AS modules
COPY go.mod go.sum /src/
RUN cat /src/go.mod > /modules

FROM modules AS build
COPY cmd /src/cmd
RUN cat /src/cmd/main.go /modules > /app

FROM build AS test
RUN echo test

FROM {BASE}
COPY --from=build /app /usr/bin/app
COPY etc/ /etc/app/
ENTRYPOINT ["/usr/bin/app"]
""", {"go.mod": "module a\n", "go.sum": "sums\n", "cmd/main.go": "package main\n", "etc/app.conf": "a=1\n"})

SETTINGS = (f"""ARG TAG=1
FROM {BASE} AS tools
ARG LEVEL=2
ENV LEVEL=$LEVEL
RUN echo $LEVEL > /level
RUN --mount=type=cache,target=/cache echo kept > /out
FROM tools
COPY --from=tools /level /copied
SHELL ["/bin/sh", "-ec"]
RUN echo done
HEALTHCHECK CMD true
VOLUME /data
STOPSIGNAL SIGINT
""", {})

SEVERAL = (f"""FROM {BASE} AS web
COPY web/ /web/
RUN cat /web/*.js > /web.out

FROM {BASE} AS api
COPY --chown=7:7 api/static.txt /static/
COPY --chown=7:7 api/ /api/
RUN cat /api/*.py > /api.out

FROM {BASE}
COPY --from=web /web.out /srv/
COPY --from=api /api.out /srv/
ADD shared/*.txt /srv/shared/
RUN ls /srv > /list
""", {"web/a.js": "a\n", "web/notes": "n\n", "api/b.py": "b\n", "api/static.txt": "s\n", "shared/x.txt": "x\n"})


def text(old, new):
    """An edit of the Dockerfile."""
    return lambda lab: lab.replace(old, new)


def file(path, contents="changed\n"):
    """A file of the context that has changed or is new."""
    return lambda lab: lab.write(path, contents)


def both(*edits):
    return lambda lab: [edit(lab) for edit in edits]


EDITS = [
    ("service: the code", SERVICE, file("main.py")),
    ("service: the list of dependencies", SERVICE, file("requirements.txt")),
    ("service: a new file", SERVICE, file("lib/new.py")),
    ("service: a file that .dockerignore names", SERVICE, file("debug.log")),
    ("service: the value of an ENV", SERVICE, text("UNBUFFERED=1", "UNBUFFERED=0")),
    ("service: an ENV written with a space", SERVICE, text("UNBUFFERED=1", "UNBUFFERED 1")),
    ("service: ENV below the RUN", SERVICE, both(text("ENV UNBUFFERED=1\n", ""), text("COPY . .", "ENV UNBUFFERED=1\nCOPY . ."))),
    ("service: the code before the dependencies", SERVICE, both(text("COPY . .\n", ""), text("COPY requirements", "COPY . .\nCOPY requirements"))),
    ("service: CMD", SERVICE, text('"main.py"', '"other.py"')),
    ("service: EXPOSE above the copy of the code", SERVICE, both(text("EXPOSE 8000\n", ""), text("COPY . .", "EXPOSE 8000\nCOPY . ."))),
    ("service: a destination written otherwise", SERVICE, text("requirements.txt .", "requirements.txt ./")),
    ("service: WORKDIR", SERVICE, text("WORKDIR /app", "WORKDIR /srv")),
    ("service: the instruction's word in small letters", SERVICE, text("COPY . .", "copy . .")),
    ("service: EXPOSE in small letters", SERVICE, text("EXPOSE 8000", "expose 8000")),
    ("compiled: the program", COMPILED, file("cmd/main.go")),
    ("compiled: the modules", COMPILED, file("go.mod")),
    ("compiled: the configuration", COMPILED, file("etc/app.conf")),
    ("compiled: a stage that nobody needs", COMPILED, text("echo test", "echo more")),
    ("compiled: a command with the same result", COMPILED, text("/modules > /app", "/modules  > /app")),
    ("compiled: a stage's name", COMPILED, both(text("AS build", "AS compile"), text("FROM build", "FROM compile"), text("from=build", "from=compile"))),
    ("compiled: another file of the stage", COMPILED, text("/app /usr/bin/app", "/modules /usr/bin/app")),
    ("compiled: a comment", COMPILED, text("COPY cmd", "# why\nCOPY cmd")),
    ("compiled: LABEL at the end", COMPILED, text("ENTRYPOINT", "LABEL a=1\nENTRYPOINT")),
    ("compiled: the two copies of the final stage swapped", COMPILED, both(text("COPY etc/ /etc/app/\n", ""), text("COPY --from=build", "COPY etc/ /etc/app/\nCOPY --from=build"))),
    ("settings: the default of an ARG", SETTINGS, text("LEVEL=2", "LEVEL=3")),
    ("settings: a global ARG that no stage declares", SETTINGS, text("TAG=1", "TAG=2")),
    ("settings: SHELL left out", SETTINGS, text('SHELL ["/bin/sh", "-ec"]\n', "")),
    ("settings: HEALTHCHECK higher up", SETTINGS, both(text("HEALTHCHECK CMD true\n", ""), text("COPY --from=tools", "HEALTHCHECK CMD true\nCOPY --from=tools"))),
    ("settings: another target of a cache mount", SETTINGS, text("target=/cache", "target=/other")),
    ("settings: STOPSIGNAL", SETTINGS, text("SIGINT", "SIGTERM")),
    ("settings: VOLUME", SETTINGS, text("/data", "/var/data")),
    ("settings: a step at the end", SETTINGS, text("STOPSIGNAL", "RUN echo last\nSTOPSIGNAL")),
    ("settings: a step of the stage below", SETTINGS, text("echo kept", "echo held")),
    ("several: what the web stage uses", SEVERAL, file("web/a.js")),
    ("several: what the web stage copies and does not use", SEVERAL, file("web/notes")),
    ("several: what the api stage uses", SEVERAL, file("api/b.py")),
    ("several: a file that two copies take", SEVERAL, file("api/static.txt")),
    ("several: a new file that the pattern takes", SEVERAL, file("shared/y.txt")),
    ("several: a new file that it does not take", SEVERAL, file("shared/y.md")),
    ("several: --chown", SEVERAL, text("--chown=7:7 api/ ", "--chown=8:8 api/ ")),
    ("several: COPY for ADD", SEVERAL, text("ADD shared", "COPY shared")),
    ("several: two stages swapped", SEVERAL, both(text("COPY --from=web /web.out /srv/\nCOPY --from=api /api.out /srv/", "COPY --from=api /api.out /srv/\nCOPY --from=web /web.out /srv/"))),
    ("several: a copy from a place that nothing changed", (SEVERAL[0].replace("/api.out /srv/", "/static /srv/"), SEVERAL[1]), file("api/b.py")),
]


class Lab:
    """A Dockerfile and its context in a directory."""

    def __init__(self, directory, subject):
        self.directory, (self.dockerfile, files) = directory, subject
        self.changed = []
        for path, contents in files.items():
            self.write(path, contents)
        self.changed = []

    def replace(self, old, new):
        assert old in self.dockerfile, f"{old!r} is not in the Dockerfile"
        self.dockerfile = self.dockerfile.replace(old, new)

    def write(self, path, contents):
        place = os.path.join(self.directory, path)
        os.makedirs(os.path.dirname(place), exist_ok=True)
        with open(place, "w", encoding="utf-8") as out:
            out.write(contents)
        self.changed.append(path)

    def keep(self, name):
        """Writes the Dockerfile beside the context, so that it is not in it."""
        path = f"{self.directory}.{name}"
        with open(path, "w", encoding="utf-8") as out:
            out.write(self.dockerfile)
        return path


class Buildah:
    """A store of its own."""

    def __init__(self, directory):
        self.words = ["buildah", "--storage-driver", "vfs", "--root", f"{directory}/store", "--runroot", f"{directory}/run"]
        self.environment = {**os.environ, "BUILDAH_ISOLATION": "chroot"}
        root = f"{directory}/base"
        os.makedirs(f"{root}/bin")
        os.makedirs(f"{root}/tmp")
        shutil.copy(shutil.which("busybox"), f"{root}/bin/busybox")
        for applet in APPLETS:
            os.symlink("busybox", f"{root}/bin/{applet}")
        container = self.run("from", "scratch").strip()
        self.run("add", container, root, "/")
        self.run("config", "--env", "PATH=/bin", container)
        self.run("commit", "-q", container, BASE)
        self.run("rm", container)

    def run(self, *words):
        done = subprocess.run(self.words + list(words), capture_output=True, text=True, env=self.environment, check=False)
        if done.returncode:
            sys.exit(f"cache.py: buildah {words[0]} failed: {done.stderr or done.stdout}")
        return done.stdout + done.stderr

    def tag(self, number):
        """Makes a base of its own for an edit, so that no step of another one is in its cache."""
        container = self.run("from", BASE).strip()
        self.run("config", "--label", f"edit={number}", container)
        self.run("commit", "-q", container, f"{BASE}.{number}")
        self.run("rm", container)

    def build(self, dockerfile, context):
        return self.run("build", "--layers", "--network=host", "-t", "localhost/t", "-f", dockerfile, context)


def recorded(log):
    """What buildah did: for each stage in its order that was built, a list of whether each step ran. FROM is no step.

    A stage whose COPY waits for another stage goes on when that one is done: a result is that of the step which was begun
    last and has none yet.
    """
    stages, open_steps = {}, []
    for line in log.splitlines():
        step = re.match(r"(?:\[(\d+)/\d+\] )?STEP \d+/\d+: (\w+)", line)
        if step and step[2].upper() != "FROM":
            steps = stages.setdefault(int(step[1] or 1), [])
            steps.append(True)
            open_steps.append((steps, len(steps) - 1))
        elif line.startswith("--> ") and open_steps:
            steps, place = open_steps[-1]
            if line.startswith("--> Using cache"):
                steps[place] = False
            else:
                open_steps.pop()
    return stages


def predicted(strata, before, after, changed):
    words = [strata, "stages", "--dockerfile", before, "--edited", after, "--builder", "buildah", "--format", "json"]
    for path in changed:
        words += ["--changed", path]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"cache.py: {' '.join(words)}: {done.stderr}")
    stages = []
    for step in json.loads(done.stdout)["rebuild"]:
        if not stages or stages[-1][0] != step["stage"]:
            stages.append((step["stage"], []))
        if step["outcome"] != "notBuilt":
            stages[-1][1].append(step["outcome"])
    return [outcomes for _, outcomes in stages if outcomes]


def agrees(said, ran):
    """Whether a stage did what was said, and whether it was what is taken for granted: that results differ."""
    if len(said) != len(ran):
        return False, False
    doubtful = [did for outcome, did in zip(said, ran) if outcome == "runsIfResultDiffers"]
    certain = all(did == (outcome == "runs") for outcome, did in zip(said, ran) if outcome != "runsIfResultDiffers")
    # Once one of them ran, the rest of the stage is built on another result.
    chain = doubtful == sorted(doubtful)
    return certain and chain, certain and all(doubtful)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    debug, release = (f"{ROOT}/.build/{kind}/strata" for kind in ("debug", "release"))
    parser.add_argument("strata", nargs="?", default=release if os.path.exists(release) else debug)
    parser.add_argument("--only", default="")
    parser.add_argument("--keep", action="store_true")
    options = parser.parse_args()
    if not shutil.which("buildah") or not shutil.which("busybox") or os.geteuid():
        sys.exit("cache.py: root, buildah and busybox-static are needed: apt-get install buildah busybox-static")
    directory = tempfile.mkdtemp(prefix="strata-cache-")
    cases = wrong = granted = 0
    try:
        buildah = Buildah(directory)
        for number, (name, subject, edit) in enumerate(EDITS):
            if options.only not in name:
                continue
            buildah.tag(number)
            lab = Lab(f"{directory}/{number}", (subject[0].replace(BASE, f"{BASE}.{number}"), subject[1]))
            os.makedirs(lab.directory, exist_ok=True)
            before = lab.keep("before")
            if os.path.exists(f"{lab.directory}/.dockerignore"):
                shutil.copy(f"{lab.directory}/.dockerignore", f"{before}.dockerignore")
            buildah.build(before, lab.directory)
            edit(lab)
            after = lab.keep("after")
            ran = recorded(buildah.build(after, lab.directory))
            said = predicted(options.strata, before, after, lab.changed)
            real = [ran[stage] for stage in sorted(ran) if ran[stage]]
            judged = [agrees(*pair) for pair in zip(said, real)]
            is_good = len(said) == len(real) and all(good for good, _ in judged)
            cases, wrong = cases + 1, wrong + (not is_good)
            granted += is_good and all(taken for _, taken in judged)
            shown = " ".join("".join("R" if did else "." for did in steps) for steps in real)
            marks = {"cached": ".", "runs": "R", "runsIfResultDiffers": "?"}
            words = " ".join("".join(marks[outcome] for outcome in steps) for steps in said)
            print(f"{'ok    ' if is_good else 'DIFFER'} {name}: {words}" + ("" if words == shown else f" (buildah {shown})"))
    finally:
        if options.keep:
            print(directory)
        else:
            shutil.rmtree(directory, ignore_errors=True)
    print(f"{granted} of {cases} just as said, results taken to differ")
    print(f"{cases} cases, {wrong} differ")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
