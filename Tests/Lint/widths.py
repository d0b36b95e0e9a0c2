#!/usr/bin/env python3
"""Writes Sources/Output/DisplayText/WideRanges.swift anew: the characters that take two columns.

A character is wide where East Asian Width (UAX #11) says W or F and it is no mark, which combines with the character
before it; emoji that are shown as such by default are among them. The newest data wins: those of the package unicodedata2 where it is installed (pip install unicodedata2), else
Python's own. Marks, joiners and variation selectors need no table: Swift tells them by their category.
"""

import pathlib

try:
    import unicodedata2 as unicodedata
except ImportError:
    import unicodedata

ROOT = pathlib.Path(__file__).resolve().parents[2]
FILE = ROOT / "Sources/Output/DisplayText/WideRanges.swift"

# Blocks of ideographs whose characters are wide before they are assigned (EastAsianWidth.txt, "@missing").
UNASSIGNED = [(0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x2FFFD), (0x30000, 0x3FFFD)]


def is_wide(value):
    if unicodedata.category(chr(value))[0] == "M":
        return False
    return unicodedata.east_asian_width(chr(value)) in "WF" or any(a <= value <= b for a, b in UNASSIGNED)


def ranges():
    found = []
    for value in range(0x1100, 0x40000):
        if not is_wide(value):
            continue
        if found and found[-1][1] == value - 1:
            found[-1][1] = value
        else:
            found.append([value, value])
    return found


def table():
    lines, line = [], ""
    for first, last in ranges():
        item = f"0x{first:x}...0x{last:x},"
        if len(line) + len(item) + 9 > 120:
            lines.append(line)
            line = ""
        line += (" " if line else "") + item
    return "\n".join(" " * 8 + line for line in lines + [line])


def main():
    text = FILE.read_text()
    start = text.index("    /// Unicode ")
    version = ".".join(unicodedata.unidata_version.split(".")[:2])
    FILE.write_text(
        text[:start]
        + f"    /// Unicode {version}, in order, disjoint; written by Tests/Lint/widths.py.\n"
        + "    private static let ranges: [ClosedRange<UInt32>] = [\n"
        + table()
        + "\n    ]\n}\n"
    )
    print(f"{FILE.relative_to(ROOT)}: Unicode {version}")


if __name__ == "__main__":
    main()
