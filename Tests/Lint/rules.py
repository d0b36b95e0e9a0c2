#!/usr/bin/env python3
"""Lists the rules of the room Rules: writes Sources/Analysis/Rules/RuleTable.swift from the files beside it.

rules.py          fails when the table is stale: a rule that nobody lists would never be asked
rules.py --write  writes it anew

A rule is a type that conforms to ImageRule, DockerfileRule or a protocol that refines one of them. It is made by `X()`,
or, where several rules differ in values only, they are `X.table`. The order is that of topics, folders and files.
"""

import os
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
ROOM = os.path.join(ROOT, "Sources/Analysis/Rules")
TABLE = os.path.join(ROOM, "RuleTable.swift")
TOPICS = ["Waste", "Bloat", "Lessons", "Hardening", "Lint"]
DECLARATION = re.compile(
    r"^(?:package |public |private |fileprivate |final )*(struct|protocol|extension) (\w+)\s*:\s*([^{]+)\{", re.MULTILINE)


class Source:
    """A file of the room: what its types conform to, and which of them have a table."""

    def __init__(self, path):
        self.path = path
        with open(path, encoding="utf-8") as file:
            self.text = file.read()
        self.declarations = [
            (kind, name, set(re.findall(r"\w+", names)), start.start())
            for start in DECLARATION.finditer(self.text) for kind, name, names in [start.groups()]
        ]

    def has_table(self, name, start):
        """Whether the type that is declared there, or an extension of it in the file, has a table."""
        bodies = [self.text[start:]] + re.findall(r"^extension %s\b[^{]*\{.*?^\}" % name, self.text, re.M | re.S)
        bodies[0] = bodies[0][:bodies[0].find("\n}\n") + 1]
        return any(re.search(r"static let table\b", body) for body in bodies)


def sources():
    found = []
    for folder, _, names in os.walk(ROOM):
        found += [os.path.join(folder, name) for name in names if name.endswith(".swift")]
    def place(path):
        parts = os.path.relpath(path, ROOM).split(os.sep)
        return (TOPICS.index(parts[0]) if parts[0] in TOPICS else len(TOPICS), parts)
    return [Source(path) for path in sorted(found, key=place) if path != TABLE]


def refining(files, protocol):
    """The protocol and all that refine it."""
    names = {protocol}
    while True:
        more = {name for file in files for kind, name, bases, _ in file.declarations
                if kind == "protocol" and bases & names} - names
        if not more:
            return names
        names |= more


def rules(files, protocol):
    """(topic, entry) of each rule of a protocol, in order."""
    wanted = refining(files, protocol)
    for file in files:
        topic = os.path.relpath(file.path, ROOM).split(os.sep)[0]
        seen = set()
        for kind, name, bases, start in file.declarations:
            if kind == "protocol" or not bases & wanted or name in seen or name in wanted:
                continue
            seen.add(name)
            yield topic, f"{name}.table" if file.has_table(name, start) else f"[{name}()]"


def listing(files, protocol):
    """The rules as Swift: plain ones on full lines, tables added."""
    lines, topic = [], None
    for new, entry in rules(files, protocol):
        if new != topic:
            lines.append(f"        // {new}")
            topic = new
        lines.append(f"        {entry},")
    return "\n".join(lines)


def table():
    files = sources()
    return f"""import Evidence

// Written by Tests/Lint/rules.py from the files beside this one: `make rules` writes it anew.

/// The rules of this room, in the order in which they are asked and listed.
package enum RuleTable {{
    /// The rules on images.
    package static let image: [any ImageRule] = flat([
{listing(files, "ImageRule")}
    ])

    /// The rules on Dockerfiles and histories.
    package static let dockerfile: [any DockerfileRule] = flat([
{listing(files, "DockerfileRule")}
    ])

    private static func flat<R>(_ rules: [[R]]) -> [R] {{ rules.flatMap(\\.self) }}
}}
"""


def main():
    fresh = table()
    if "--write" in sys.argv[1:]:
        with open(TABLE, "w", encoding="utf-8") as file:
            file.write(fresh)
        return 0
    with open(TABLE, encoding="utf-8") as file:
        if file.read() == fresh:
            return 0
    print("Sources/Analysis/Rules/RuleTable.swift is stale: make rules writes it anew", file=sys.stderr)
    return 1


sys.exit(main())
