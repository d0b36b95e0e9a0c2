#!/usr/bin/env python3
"""The house in numbers: which module imports which, how long the files are, how much of them is tested.

    Tests/Lint/house.py           prints Markdown tables
    Tests/Lint/house.py --check   says what breaks a rule of the house, a sentence a fault, and exits with 1

Modules, their folders and what they declare are those of `swift package dump-package`; what they import is read from
the sources. A floor is a folder of Sources. Needs python3 and swift.
"""

import argparse
import collections
import json
import os
import re
import statistics
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
LONGEST, SHORTEST = 450, 16
IMPORT = re.compile(
    r"\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|package|internal|fileprivate|private)\s+)?"
    r"import\s+(?:(?:struct|class|enum|protocol|func|var|let|typealias)\s+)?(\w+)(?:\.[\w.]+)?\s*(?://.*)?$")
# Modules that come with the compiler, which no package declares.
TOOLCHAIN = {"Swift", "Glibc", "Musl", "Darwin", "Dispatch", "Foundation", "FoundationEssentials", "Synchronization", "Testing",
             "PackageDescription"}
# Imports that only some modules of Sources may have, and what the others use.
RESERVED = {
    "Foundation": (set(), "FoundationEssentials is what Sources use"),
    "CNcurses": ({"NcursesTerminal"}, "ncurses stays behind NcursesTerminal"),
}


class Module:
    """A target of the package with its sources."""

    def __init__(self, target):
        self.name, self.kind = target["name"], target["type"]
        self.path = target.get("path") or os.path.join("Tests" if self.kind == "test" else "Sources", self.name)
        self.declared = {name for dependency in target["dependencies"] for name in named(dependency)}
        self.files = {}
        self.imports = collections.defaultdict(list)

    @property
    def floor(self):
        """The folder of Sources, or Tests."""
        parts = self.path.split("/")
        return parts[1] if parts[0] == "Sources" and len(parts) > 1 else parts[0]

    @property
    def is_ours(self):
        return self.path.startswith("Sources") and self.kind != "system"

    @property
    def lines(self):
        return sum(self.files.values())


def named(dependency):
    """The module's name in {"byName": [NAME, …]}, {"target": […]} or {"product": […]}."""
    return [value[0] for kind, value in dependency.items() if kind in ("byName", "target", "product") and value]


def modules(package):
    """All targets but plugins, with what lies in their folders: a file belongs to the deepest folder around it."""
    found = [Module(target) for target in package["targets"] if target["type"] not in ("plugin", "binary", "macro")]
    by_path = {module.path: module for module in found}
    for top in ("Sources", "Tests"):
        for directory, folders, names in os.walk(os.path.join(ROOT, top)):
            folders.sort()
            for name in sorted(names):
                path = os.path.relpath(os.path.join(directory, name), ROOT)
                module = owner(path, by_path)
                if module and module.kind != "system" and name.endswith((".swift", ".c", ".h")):
                    read(path, module)
    return found


def owner(path, by_path):
    while path := os.path.dirname(path):
        if path in by_path:
            return by_path[path]
    return None


def read(path, module):
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        lines = file.read().splitlines()
    module.files[path] = len(lines)
    is_text = False
    for line in lines if path.endswith(".swift") else []:
        match = None if is_text else IMPORT.match(line)
        if match and match[1] != module.name:
            module.imports[match[1]].append(path)
        if line.count('"""') % 2:
            is_text = not is_text


def cycle(graph):
    """The names of a ring of imports, or nothing."""
    done = set()

    def visit(name, way):
        if name in way:
            return way[way.index(name):] + [name]
        if name in done:
            return []
        for other in sorted(graph.get(name, ())):
            if ring := visit(other, way + [name]):
                return ring
        done.add(name)
        return []

    return next((ring for name in sorted(graph) if (ring := visit(name, []))), [])


def listed(names):
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def faults(found):
    """A sentence for each rule that is broken."""
    names = {module.name for module in found}
    graph = {module.name: (module.declared | set(module.imports)) & names for module in found}
    if ring := cycle(graph):
        yield f"Modules import one another in a ring: {' → '.join(ring)}."
    for module in found:
        if missing := sorted(set(module.imports) - module.declared - TOOLCHAIN):
            yield f"{module.name} imports {listed(missing)}, which Package.swift does not declare for it."
        if unused := sorted(module.declared - set(module.imports)) if module.files else []:
            yield f"{module.name} declares {listed(unused)} in Package.swift and imports it nowhere."
        for path, lines in module.files.items():
            if lines > LONGEST:
                yield f"{path} has {lines} lines, more than {LONGEST}."
        for name, (allowed, why) in RESERVED.items():
            for path in module.imports.get(name, []) if module.is_ours and module.name not in allowed else []:
                yield f"{path} imports {name}: {why}."


def table(head, rows):
    """A Markdown table; the first column is text, as are those whose head ends with a space."""
    print("| " + " | ".join(name.strip() for name in head) + " |")
    print("|" + "|".join("---" if not index or name.endswith(" ") else "---:" for index, name in enumerate(head)) + "|")
    for row in rows:
        print("| " + " | ".join(f"{value:,}" if isinstance(value, int) else str(value) for value in row) + " |")
    print()


def graph_table(found):
    names = {module.name for module in found}
    print("## Imports\n")
    importers = collections.defaultdict(list)
    for module in found:
        for name in module.imports:
            if module.is_ours:
                importers[name].append(module.name)
    rows = []
    for module in (module for module in found if module.path.startswith("Sources")):
        imports = sorted(name for name in set(module.imports) - TOOLCHAIN)
        rows.append([module.name, module.floor, ", ".join(imports), len(importers[module.name])])
    table(["module", "floor ", "imports ", "imported by"], rows)
    graph = {module.name: (module.declared | set(module.imports)) & names for module in found}
    ring = cycle(graph)
    print(f"A ring: {' → '.join(ring)}.\n" if ring else "No ring.\n")


def sizes(name, files):
    lines = sorted(files.values())
    if not lines:
        return [name, 0, 0, 0, 0, 0, ""]
    longest = max(files, key=files.get)
    rank = lines[min(len(lines) - 1, -(-len(lines) * 95 // 100) - 1)]
    return [name, len(lines), sum(lines), int(statistics.median(lines)), rank, sum(count < SHORTEST for count in lines),
            f"{longest} ({files[longest]})"]


def size_table(found):
    print("## Sizes of source files, in lines\n")
    floors = collections.defaultdict(dict)
    for module in found:
        floors[module.floor if module.is_ours else "Tests"].update(module.files)
    tests = floors.pop("Tests", {})
    rows = [sizes(floor, files) for floor, files in sorted(floors.items())]
    rows.append(sizes("all Sources", {path: lines for files in floors.values() for path, lines in files.items()}))
    rows.append(sizes("Tests", tests))
    table(["floor", "files", "lines", "median", "95th percentile", f"below {SHORTEST}", "longest "], rows)


def test_table(found):
    print("## Lines of tests a line of source\n")
    by_name = {module.name: module for module in found}
    rows, sums = [], [0, 0]
    for module in (module for module in found if module.is_ours):
        tests = by_name[f"{module.name}Tests"].lines if f"{module.name}Tests" in by_name else 0
        rows.append([module.name, module.lines, tests, f"{tests / module.lines:.2f}" if module.lines else ""])
        sums = [sums[0] + module.lines, sums[1] + tests]
    rows.append(["all", *sums, f"{sums[1] / max(1, sums[0]):.2f}"])
    table(["module", "source", "tests", "tests a line"], rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="only say what breaks a rule")
    options = parser.parse_args()
    dumped = subprocess.run(["swift", "package", "dump-package"], cwd=ROOT, stdout=subprocess.PIPE, check=False)
    if dumped.returncode:
        sys.exit("house.py: swift package dump-package failed")
    found = modules(json.loads(dumped.stdout))
    broken = list(faults(found))
    if options.check:
        print("\n".join(broken), end="\n" if broken else "")
        sys.exit(bool(broken))
    graph_table(found)
    size_table(found)
    test_table(found)
    if broken:
        print("## Broken rules\n")
        print("\n".join(f"- {sentence}" for sentence in broken))


if __name__ == "__main__":
    main()
