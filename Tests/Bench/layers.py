#!/usr/bin/env python3
"""Writes images with many layers.

layers.py DIRECTORY LAYERS writes, unless it is there, layers-LAYERS.tar: a docker archive of so many plain layers, each with
200 files, of which some replace or delete what lower layers have.
"""

import os
import random
import sys

import wide


def main(directory, count):
    os.makedirs(directory, exist_ok=True)
    target = os.path.join(directory, f"layers-{count}.tar")
    if os.path.exists(target):
        return
    numbers = random.Random(int(count))
    paths = []
    for index in range(int(count)):
        path = f"{target}.layer-{index}"
        layer = wide.Layer(path)
        for number in range(200):
            # One file in ten replaces one of a lower layer, one in twenty takes one away.
            lower = numbers.randrange(max(1, index))
            if number % 20 == 19:
                layer.add(f"app/part-{lower % 40}/dir-{number % 7}/.wh.file-{lower}-{number}")
                continue
            place = lower if number % 10 == 9 else index
            layer.add(f"app/part-{place % 40}/dir-{number % 7}/file-{place}-{number}.txt",
                      f"layer {index}, file {number}\n".encode() * numbers.randrange(1, 60))
        layer.archive.close()
        paths.append(path)
    wide.archive_of(paths, target, [(f"RUN /bin/sh -c step {index} # buildkit",) for index in range(int(count))])
    for path in paths:
        os.remove(path)


if __name__ == "__main__":
    main(*sys.argv[1:3])
