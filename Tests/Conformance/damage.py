#!/usr/bin/env python3
"""Damages sample images in thousands of ways, the same on every run, and looks for crashes.

damage.py STRATA [RUNS [IMAGES]]: exits with 1 where strata ends with a signal, hangs for 20 seconds, or exits with
anything but 0 and 3. The file that did it is kept, and named.
"""

import concurrent.futures
import os
import random
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
SEEDS = [
    "tiny-hello-bk.docker-save.tar", "tiny-hello-buildah-layers.oci.tar", "multiarch.buildah-oci.tar",
    "static-arm64.docker-save.tar",
]
TOKENS = [b"0", b"-1", b"9223372036854775807", b"1e999", b"null", b"[]", b"{}", b'"', b"\xff", b"\x80\xff\xff\xff", b"../"]


def damage(data, numbers):
    """A few changes: bytes, numbers, cuts, doubled and removed blocks."""
    data = bytearray(data)
    for _ in range(numbers.randint(1, 6)):
        place = numbers.randrange(len(data) or 1)
        kind = numbers.randrange(6)
        if kind == 0:
            data[place:place + 1] = bytes([numbers.randrange(256)])
        elif kind == 1:
            token = numbers.choice(TOKENS)
            data[place:place + len(token)] = token
        elif kind == 2:
            # A number field of a header: size, mode, time, checksum, type.
            block = place // 512 * 512
            start = block + numbers.choice([100, 108, 124, 136, 148, 156, 257])
            data[start:start + 8] = numbers.choice([b"77777777", b"\x80" + b"\xff" * 7, b"\xff" * 8, bytes(8), b"-0000001"])
        elif kind == 3:
            del data[place:]
        elif kind == 4:
            block = place // 512 * 512
            data[block:block] = data[block:block + 512 * numbers.randint(1, 3)]
        else:
            block = place // 512 * 512
            del data[block:block + 512]
        if not data:
            break
    return bytes(data)


def once(strata, images, directory, number):
    numbers = random.Random(number)
    seed = os.path.join(images, "formats", numbers.choice(SEEDS))
    with open(seed, "rb") as file:
        data = damage(file.read(), numbers)
    path = os.path.join(directory, f"damaged-{number}.tar")
    with open(path, "wb") as file:
        file.write(data)
    command = numbers.choice([
        ["inspect", "--format", "json"], ["ls", "--format", "json"], ["inspect"], ["advise"], ["stages"], ["sbom"],
        ["check", "--format", "json", "--fail-on", "none"]])
    try:
        done = subprocess.run([strata, *command, path], capture_output=True, timeout=20, check=False,
                              env=dict(os.environ, SWIFT_BACKTRACE="enable=no"), stdin=subprocess.DEVNULL)
        if done.returncode in (0, 3):
            os.remove(path)
            return None
        return f"{path}: {' '.join(command)}: exit {done.returncode}: {done.stderr[-300:]!r}"
    except subprocess.TimeoutExpired:
        return f"{path}: {' '.join(command)}: hangs"


def main(strata, runs=2000, images=os.path.join(HERE, "../../../shared/images")):
    directory = tempfile.mkdtemp(prefix="strata-damage-")
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        faults = [fault for fault in pool.map(lambda n: once(strata, images, directory, n), range(int(runs))) if fault]
    print("\n".join(faults))
    print(f"{runs} cases, {len(faults)} differ")
    if not faults:
        os.rmdir(directory)
    sys.exit(bool(faults))


if __name__ == "__main__":
    main(*sys.argv[1:])
