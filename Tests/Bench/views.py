#!/usr/bin/env python3
"""CPU a key in every view of the explorer, and memory beside dive's, on images with many paths.

views.py STRATA DIVE IMAGE OTHER PATHS [--limit MS]
  IMAGE, OTHER  what wide.py writes
  --limit       exits with 1 where a key costs more (default 16 up to 100,000 paths, else 50)

Each key is measured by itself: CPU of all threads from the key to where the program rests again. A cell has the mean
and, in brackets, the dearest key, in milliseconds. Lists are unfolded first where that is one key: `to it` are the keys
that lead to the view and unfold it. Memory is measured with one image, to where its analysis is done. dive takes 16 GB and
four minutes for a million paths; it is given ten minutes.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time

from screen import Screen

# A view: its name, and the keys that lead to it.
DOWN, UP, PAGE_DOWN, PAGE_UP, ESCAPE = b"j", b"k", b"\x06", b"\x02", b"\x1b"
VIEWS = [
    ("Overview", [b"1"]), ("Files, layers", [b"2", b"h", b"h"]), ("Files, tree unfolded", [b"2", b"l", b"="]),
    ("Files, list of all (L)", [b"2", b"L"]), ("Files, map (M)", [b"2", b"M"]), ("Stages", [b"3"]),
    ("Waste", [b"4", b"l", b"j", b"l", b"j", b"l"]), ("Security, unfolded", [b"5", b"="]), ("Packages", [b"6"]),
    ("Advice", [b"7", b"l"]), ("Image", [b"8"]), ("Compare, unfolded", [b"9", b"="]),
]
TYPED = b"parser"
# In the files: all orders, either way round, the ends, and only what layers changed.
ORDERS = [b"s"] * 5 + [b"S", b"S", b"G", b"g", b"c", b"c"]


class Explorer(Screen):
    """The explorer, of which each key is measured."""

    def cost(self, key, seconds=20):
        """CPU seconds until the program rests after a key."""
        while self.read(0.02):
            pass  # what an earlier key has drawn late
        before = self.cpu()
        os.write(self.terminal, key)
        # What changes nothing on the screen is waited for, too: a machine may be busy, and ncurses waits for what may follow
        # an escape.
        self.read(0.25)
        end, last, rested = time.monotonic() + seconds, self.cpu(), 0
        while rested < 3 and time.monotonic() < end:
            self.read(0.003)
            now = self.cpu()
            rested = rested + 1 if now - last < 0.0001 else 0
            last = now
        return last - before

    def costs(self, keys):
        return [self.cost(key) for key in keys]

    def rest(self, seconds):
        """Waits until nothing has been worked for three seconds: a disk may be slow."""
        end, last, since = time.monotonic() + seconds, -1.0, time.monotonic()
        while time.monotonic() < end and time.monotonic() - since < 3:
            self.read(0.1)
            now = self.cpu()
            if now - last > 0.003:
                since = time.monotonic()
            last = now

    def held(self):
        """Bytes of memory now."""
        with open(f"/proc/{self.process}/status", encoding="ascii") as status:
            return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmRSS"))


def cell(costs):
    return f"{1000 * statistics.mean(costs):7.1f} ({1000 * max(costs):6.1f})" if costs else ""


def typed(screen, opening):
    """Costs of a search or filter: opened, typed, ended."""
    letters = [bytes([letter]) for letter in TYPED]
    return screen.costs([opening, *letters, b"\x7f", b"\r", *([b"n", b"N"] if opening == b"/" else []), ESCAPE])


def measure(screen, keys):
    """Costs of coming to a view, of moving, of paging, of coming from another tab, of other orders, of search and filter."""
    screen.cost(b"1")
    led = screen.costs(keys)
    tab = keys[0]
    moves = screen.costs([DOWN] * 15 + [UP] * 5)
    pages = screen.costs([PAGE_DOWN] * 8 + [PAGE_UP] * 4)
    tabs = [screen.cost(key) for _ in range(4) for key in (b"8" if tab == b"1" else b"1", tab)][1::2]
    orders = screen.costs(ORDERS) if tab == b"2" else []
    sought = (typed(screen, b"f") if tab == b"2" else []) + typed(screen, b"/")
    if keys == [b"2", b"L"] or keys == [b"2", b"M"]:
        screen.costs([ESCAPE])
    return led, moves, pages, tabs, orders, sought


def memory(command, pattern, seconds):
    """The most memory a program holds until its screen matches and it rests; nothing where it never does."""
    screen = Explorer(command)
    try:
        screen.wait_for(pattern, seconds)
        screen.rest(seconds)
        return screen.peak(), screen.held()
    except RuntimeError:
        return None
    finally:
        screen.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("strata", "dive", "image", "other"):
        parser.add_argument(name)
    parser.add_argument("paths", type=int)
    parser.add_argument("--limit", type=float)
    arguments = parser.parse_args()
    limit = arguments.limit or (16 if arguments.paths <= 100_000 else 50)
    os.environ["STRATA_NO_CACHE"] = "true"
    os.environ["XDG_STATE_HOME"] = tempfile.mkdtemp(prefix="strata-bench-state.")
    screen = Explorer([arguments.strata, "--no-state", arguments.image, arguments.other])
    above = []
    try:
        screen.wait_for(rb"Overview", 120)
        screen.rest(600)
        print(f"\nExplorer, {arguments.paths:,} paths, 120x36: CPU ms a key, mean (dearest); at most {limit:g}")
        print(f"{'':26}{'to it':>17}{'move':>17}{'page':>17}{'tab':>17}{'order':>17}{'filter, search':>17}")
        for name, keys in VIEWS:
            costs = measure(screen, keys)
            worst = max(max(part, default=0) for part in costs) * 1000
            if worst > limit:
                above.append((name, worst))
            print(f"{name:26}" + "".join(f"{cell(part):>17}" for part in costs) + ("  ABOVE" if worst > limit else ""), flush=True)
    finally:
        screen.close()
    print_memory(arguments)
    print(f"{len(above)} of {len(VIEWS)} views have a key above {limit:g} ms")
    sys.exit(bool(above))


def print_memory(arguments):
    ours = memory([arguments.strata, "--no-state", arguments.image], rb"Overview", 600)
    theirs = memory([arguments.dive, "docker-archive://" + arguments.image], rb"Current Layer|Layer Contents", 600)
    if ours:
        print(f"memory: peak {ours[0] / 1e6:.0f} MB, at rest {ours[1] / 1e6:.0f} MB, {ours[1] / arguments.paths:.0f} bytes a path")
    if theirs and ours:
        print(f"dive: peak {theirs[0] / 1e6:.0f} MB; ours is {ours[0] / theirs[0]:.2f} of it at its peak, {ours[1] / theirs[0]:.2f} at rest")
    elif not theirs:
        print("dive: not measured")


if __name__ == "__main__":
    main()
