#!/usr/bin/env python3
"""Measures how what strata needs grows with the paths and the layers of an image, prints it, and draws it.

growth.py STRATA DIRECTORY [PICTURE.png] makes the images in DIRECTORY (wide.py, layers.py), as far as they are not there. The
picture needs matplotlib.
"""

import os
import sys

import layers
import wide
from bench import measure
from views import memory

CHECK = ["check", "-q", "--fail-on", "none", "--ci-config", "off", "--no-cache"]
PATHS = [10_000, 100_000, 1_000_000]
LAYERS = [10, 127, 500]


def costs(strata, image):
    """CPU seconds and peak of commands, and the explorer's memory at rest."""
    row = {}
    for name, arguments in (("inspect", ["inspect", "--no-cache"]), ("ls", ["ls", "-R", "--no-cache"]), ("check", CHECK)):
        cost = measure([strata, *arguments, image])
        row[name] = (cost.cpu, cost.memory / 1e6)
    held = memory([strata, "--no-state", "--no-cache", image], rb"Overview", 600)
    row["explorer"] = (None, held[1] / 1e6 if held else None)
    return row


def series(strata, directory, writer, name, counts):
    rows = []
    print(f"\n{'':>12}" + "".join(f"{command + ' s':>12}{'MB':>8}" for command in ("inspect", "ls", "check")) + f"{'explorer MB':>14}")
    for count in counts:
        writer.main(directory, str(count))
        row = costs(strata, os.path.join(directory, name.format(count)))
        rows.append(row)
        cells = "".join(f"{row[command][0]:12.2f}{row[command][1]:8.0f}" for command in ("inspect", "ls", "check"))
        print(f"{count:>12,}{cells}{row['explorer'][1] or 0:14.0f}", flush=True)
    return rows


def draw(picture, parts):
    import matplotlib
    matplotlib.use("Agg")
    from matplotlib import pyplot
    figure, axes = pyplot.subplots(2, 2, figsize=(10, 7), layout="constrained")
    for column, (what, counts, rows) in enumerate(parts):
        for line, (unit, index) in enumerate((("CPU seconds", 0), ("MB", 1))):
            axis = axes[line][column]
            for command in ("inspect", "ls", "check", "explorer"):
                values = [row[command][index] for row in rows]
                if None not in values:
                    axis.loglog(counts, values, marker="o", label=command if index == 0 else {
                        "explorer": "explorer, at rest"}.get(command, f"{command}, peak"))
            # What a cost in proportion would look like, from the last point of check on.
            last = rows[-1]["check"][index]
            axis.loglog(counts, [last * count / counts[-1] for count in counts], "k:", label="in proportion")
            axis.set(xlabel=what, ylabel=unit)
            axis.set_xticks(counts, [f"{count:,}" for count in counts])
            axis.minorticks_off()
            axis.legend()
            axis.grid(alpha=0.3)
    figure.savefig(picture, dpi=110)


def main(strata, directory, picture=None):
    strata, directory = os.path.abspath(strata), os.path.abspath(directory)
    parts = [
        ("paths", PATHS, series(strata, directory, wide, "wide-{}.docker.tar", PATHS)),
        ("layers of 200 files", LAYERS, series(strata, directory, layers, "layers-{}.tar", LAYERS)),
    ]
    if picture:
        draw(picture, parts)


if __name__ == "__main__":
    main(*sys.argv[1:4])
