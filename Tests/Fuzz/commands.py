#!/usr/bin/env python3
"""Runs every command of strata on damaged inputs, the same for the same seed, and looks for what it promises not to do.

commands.py STRATA [--seconds S] [--count N] [--seed N]
  STRATA     the program
  --seconds  how long (default 60); --count: how many runs, where that is to be the same on each machine
  --seed     where the numbers start (default 1)

A line that begins with `**` is a fault: a signal, an exit code other than 0 to 3, more than a GiB of memory, more than 20
seconds, a control character in a table or a message, JSON or XML that cannot be read. Its input is kept, and named. Exits
with 1 where there are faults. What is damaged is written by seeds.py; a layer is damaged before it is put into an image,
so that most images open.
"""

import argparse
import json
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree

import seeds

MEMORY, SECONDS = 1 << 30, 20
# What a terminal acts on: C0 but tab and line feed, DEL, C1, and what turns the direction of text.
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
TOKENS = [b"\0", b"\xff", b"\xc2\x9b31m", b"\x1b]52;c;AA\x07", b"../", b"\n", b"\r\n", b"\t", b'"', b"'", b"${", b"$(", b"`", b"<<EOF\n",
          b"\\\n", b"[[", b'{"a":', b"9" * 25, b"-", b"%s", b"\xe2\x80\xae", b"\xcc\x81", b" " * 300, b"A" * 9000, b"*", b"**/", b"#"]
VALUES = [0, 1, -1, 2**31, 2**53, 2**63 - 1, 2**63, -2**63, 10**30, 1e308, 1.5, None, True, [], {}, "", "\0", "\x1b[31m", "\u202e",
          "a" * 5000, "../../etc/passwd", "/", "sha256:", "sha256:" + "0" * 64, "9999999-01-01T00:00:00Z", "linux/amd64", "\n\n"]
FIELDS = [(100, 8), (108, 8), (124, 12), (136, 12), (156, 1), (157, 100), (257, 8), (329, 8), (345, 155), (0, 100)]
NAMES = [b"../../x", b"/abs", b".wh.a", b"a/.wh..wh..opq", b".wh.", b"./", b"..", b"", b"a//b/./c", b"\x1b[2J", b"\xff\xfe", b"etc/passwd/x",
         b"a\nb", b"\xe2\x80\xae.txt"]
ON_IMAGES = [
    ["inspect"], ["inspect", "--format", "json"], ["inspect", "-v"], ["inspect", "--packages"], ["inspect", "--packages", "--format", "csv"],
    ["inspect", "--verify"], ["inspect", "--dockerfile-from-history"], ["ls", "-R"], ["ls", "-R", "--format", "json"],
    ["ls", "--changes", "--format", "csv"], ["check"], ["check", "-v"], ["check", "--format", "json"], ["check", "--format", "junit"],
    ["check", "--format", "sarif"], ["check", "--format", "github"], ["check", "--format", "markdown"], ["stages"],
    ["stages", "--format", "json"], ["advise"], ["advise", "--format", "json"], ["advise", "--format", "dockerfile"], ["sbom"],
    ["sbom", "--format", "spdx-2.3"], ["sbom", "--format", "spdx-3.0"], ["cat"], ["extract"],
]


class Damage:
    """Changes to bytes, drawn from numbers."""

    def __init__(self, numbers):
        self.numbers = numbers

    def bytes(self, contents):
        contents, numbers = bytearray(contents), self.numbers
        for _ in range(numbers.choice([1, 1, 2, 4, 12])):
            place, kind = numbers.randrange(len(contents) + 1), numbers.randrange(7)
            if kind == 0:
                contents[place:place + 1] = bytes([numbers.randrange(256)])
            elif kind == 1:
                contents[place:place] = numbers.choice(TOKENS)
            elif kind == 2:
                del contents[place:place + numbers.choice([1, 4, 16, 100])]
            elif kind == 3:
                start = numbers.randrange(len(contents) + 1)
                contents[place:place] = contents[start:start + numbers.choice([4, 16, 64, 512])]
            elif kind == 4:
                width = numbers.choice([1, 2, 4, 8])
                number = numbers.choice([0, 1, 0x7f, 0x80, 0xffff, 0x7fffffff, 0xffffffff, 2**63 - 1, 2**64 - 1]) % (1 << 8 * width)
                contents[place:place + width] = number.to_bytes(width, numbers.choice(["big", "little"]))
            elif kind == 5:
                lines = contents.split(b"\n")
                lines.insert(numbers.randrange(len(lines) + 1), numbers.choice(lines))
                contents = bytearray(b"\n".join(lines))
            elif numbers.random() < 0.3:
                del contents[place:]
        return bytes(contents)

    def json(self, contents):
        """Values of a document replaced, removed, doubled."""
        numbers = self.numbers
        try:
            document = json.loads(contents)
        except ValueError:
            return self.bytes(contents)
        places = []

        def walk(value):
            for key in value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else []:
                places.append((value, key))
                walk(value[key])

        walk(document)
        for value, key in numbers.sample(places, min(len(places), numbers.choice([1, 1, 2, 5]))):
            if not (key in value if isinstance(value, dict) else key < len(value)):
                continue
            kind = numbers.random()
            if kind < 0.7:
                value[key] = numbers.choice(VALUES)
            elif kind < 0.85:
                del value[key]
            elif isinstance(value, list):
                value *= numbers.choice([2, 50])
            else:
                value[key] = [value[key]]
        return json.dumps(document).encode()

    def tar(self, contents):
        """Fields of headers, with checksums that are right."""
        contents, numbers = bytearray(contents), self.numbers
        starts = [start for start in range(0, len(contents) - 511, 512) if contents[start + 257:start + 262] == b"ustar"]
        for start in numbers.sample(starts, min(len(starts), numbers.choice([1, 1, 2, 4]))):
            offset, length = numbers.choice(FIELDS)
            if offset == 156:
                value = numbers.choice([b"0", b"1", b"2", b"3", b"5", b"6", b"x", b"g", b"L", b"K", b"S", b"V", b"D", b"\0", b"z"])
            elif length >= 100:
                value = numbers.choice(NAMES)
            else:
                value = numbers.choice([b"\xff" * length, b"\x80" + b"\xff" * (length - 1), b"7" * length, b"-1", b"9" * length, b"ustar  "])
            contents[start + offset:start + offset + length] = value[:length].ljust(length, b"\0")
            contents[start + 148:start + 156] = b" " * 8
            contents[start + 148:start + 156] = b"%06o\0 " % sum(contents[start:start + 512])
        return bytes(contents)

    def member(self, contents):
        if contents[257:262] == b"ustar" and self.numbers.random() < 0.8:
            return self.tar(contents)
        return self.json(contents) if contents[:1] in (b"{", b"[") and self.numbers.random() < 0.8 else self.bytes(contents)

    def members(self, members):
        members = list(members)
        for place in self.numbers.sample(range(len(members)), min(len(members), self.numbers.choice([1, 1, 2]))):
            name, contents = members[place]
            if isinstance(contents, bytes):
                members[place] = (name, self.member(contents))
        return members


class Fuzzer:
    """Makes inputs in a directory of its own, runs the program on them, and keeps what does wrong."""

    def __init__(self, strata, seed):
        self.strata, self.numbers = os.path.abspath(strata), random.Random(seed)
        self.damage = Damage(self.numbers)
        self.directory = tempfile.mkdtemp(prefix="strata-fuzz-")
        self.work = os.path.join(self.directory, "work")
        self.runs = self.faults = self.memory = 0
        self.slowest = 0.0
        self.codes = {}
        small = [seeds.tar([("a", b"b")])]
        self.archives = [seeds.saved(small), seeds.layout(small), seeds.saved([seeds.LAYER, seeds.LAYER])]

    def put(self, name, contents):
        path = os.path.join(self.work, name)
        with open(path, "wb") as file:
            file.write(contents)
        return path

    def image(self):
        numbers, damage = self.numbers, self.damage
        kind = numbers.random()
        if kind < 0.5:
            image = seeds.tar(seeds.saved([seeds.tar(damage.members(numbers.choice(seeds.FILES)))]))
        elif kind < 0.8:
            image = seeds.tar(damage.members(numbers.choice(self.archives)))
        else:
            image = damage.tar(numbers.choice(list(seeds.images())))
        if kind > 0.95:
            image = damage.bytes(image)
        return self.put("image.tar", image)

    def whole(self):
        files = [file for files in seeds.FILES[:6] for file in files]
        return self.put("image.tar", seeds.tar(seeds.saved([seeds.tar(files)])))

    def words(self):
        """The words of one run."""
        numbers, damage = self.numbers, self.damage
        kind = numbers.random()
        if kind < 0.7:
            words = list(numbers.choice(ON_IMAGES))
            image = self.image()
            if words == ["cat"]:
                return [*words, image, numbers.choice(["/etc/passwd", "/a", "/", "/usr/bin/x", "/app/.env"])]
            if words == ["extract"]:
                return [*words, image, "/", "-o", os.path.join(self.work, "out")]
            return [*words, image]
        if kind < 0.84:
            path = self.put("Dockerfile", damage.bytes(b"\n".join(numbers.sample(seeds.DOCKERFILES, numbers.choice([1, 1, 2])))))
            form = numbers.choice([[], ["-v"], *(["--format", form] for form in ("json", "sarif", "junit", "github", "markdown"))])
            self.put(".dockerignore", damage.bytes(seeds.SETTINGS[2]))
            return ["lint", *form, path]
        if kind < 0.93:
            option, contents = numbers.choice(
                [("--vulnerabilities", report) for report in seeds.REPORTS[:4]] + [("--vex", report) for report in seeds.REPORTS[4:7]]
                + [("--osv", seeds.RECORD)])
            contents = damage.json(contents) if numbers.random() < 0.85 else damage.bytes(contents)
            report = ["--vulnerabilities", self.put("whole.json", seeds.REPORTS[0])] if option == "--vex" else []
            form = numbers.choice(["table", "json", "sarif", "junit", "github", "markdown"])
            return ["check", "--format", form, *report, option, self.put("report.json", contents), self.whole()]
        if kind < 0.97:
            name, command, contents = numbers.choice(seeds.NAMED_SETTINGS)
            self.put(name, damage.bytes(contents))
            return [command, self.put("Dockerfile", seeds.DOCKERFILES[0]) if command == "lint" else self.whole()]
        option, contents = numbers.choice([("--ignore-file", seeds.SETTINGS[0]), ("--trivy-ignore", seeds.SETTINGS[3])])
        return ["check", option, self.put("settings", damage.bytes(contents)), self.whole()]

    def run(self):
        shutil.rmtree(self.work, ignore_errors=True)
        os.makedirs(self.work)
        words = self.words()
        self.runs += 1
        start = time.monotonic()
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as messages:
            process = subprocess.Popen(
                [self.strata, *words], stdin=subprocess.DEVNULL, stdout=out, stderr=messages, cwd=self.work,
                env={**os.environ, "SWIFT_BACKTRACE": "enable=no", "LC_ALL": "C.UTF-8", "STRATA_NO_CACHE": "true"},
                preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1)))
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            out.seek(0)
            messages.seek(0)
            faults = list(self.faults_of(words, process.returncode, usage, out.read(), messages.read()))
        self.slowest = max(self.slowest, time.monotonic() - start)
        self.memory = max(self.memory, usage.ru_maxrss << 10)
        self.codes[process.returncode] = self.codes.get(process.returncode, 0) + 1
        for fault in faults:
            self.faults += 1
            kept = os.path.join(self.directory, f"fault-{self.faults}")
            shutil.copytree(self.work, kept, symlinks=True)
            print(f"** {fault}: strata {' '.join(words).replace(self.work, kept)}", flush=True)

    @staticmethod
    def faults_of(words, code, usage, out, messages):
        form = words[words.index("--format") + 1] if "--format" in words else "cyclonedx" if words[0] == "sbom" else "table"
        if code not in (0, 1, 2, 3):
            yield f"exit {code}, {messages[-200:]!r}"
        if usage.ru_maxrss << 10 > MEMORY:
            yield f"{usage.ru_maxrss >> 10} MiB of memory"
        texts = [messages] + ([out] if words[0] != "cat" and form not in ("csv",) else [])
        for text in texts:
            try:
                found = CONTROL.search(text.decode())
            except UnicodeDecodeError:
                found = "bytes that are no UTF-8"
            if found:
                yield f"{found if isinstance(found, str) else ascii(found.group())} is written as it is"
        if code == 3 and not re.search(rb"^strata: ", messages, re.M):
            yield "exit 3 and no sentence"
        if code in (0, 1):
            try:
                if form in ("json", "sarif", "cyclonedx") or form.startswith("spdx"):
                    json.loads(out)
                elif form == "junit":
                    xml.etree.ElementTree.fromstring(out)
            except (ValueError, xml.etree.ElementTree.ParseError) as error:
                yield f"{form} that cannot be read, {error}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("strata")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--count", type=int)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    fuzzer = Fuzzer(options.strata, options.seed)
    end = time.monotonic() + options.seconds
    while fuzzer.runs < options.count if options.count else time.monotonic() < end:
        fuzzer.run()
    shutil.rmtree(fuzzer.work, ignore_errors=True)
    if not fuzzer.faults:
        os.rmdir(fuzzer.directory)
    codes = ", ".join(f"{count} with {code}" for code, count in sorted(fuzzer.codes.items()))
    print(f"{fuzzer.runs} runs ({codes}), at most {fuzzer.memory >> 20} MiB and {fuzzer.slowest:.1f} seconds, {fuzzer.faults} faults")
    sys.exit(bool(fuzzer.faults))


if __name__ == "__main__":
    main()
