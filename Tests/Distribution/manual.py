#!/usr/bin/env python3
"""Writes the manual page of what the parser says of itself.

    strata --experimental-dump-help | Tests/Distribution/manual.py VERSION DATE > strata.1
"""

import json
import re
import sys


def roff(text):
    """Text that troff takes as it is: hyphens that can be copied, no line that begins with a request."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq").replace("`", "\\(ga").replace("^", "\\(ha").replace("~", "\\(ti")
    return re.sub(r"^([.])", r"\\&\1", text, flags=re.M)


def paragraphs(text):
    return "\n.PP\n".join(roff(" ".join(part.split())) for part in (text or "").split("\n\n") if part.strip())


def spelling(argument):
    """`\\fB-o\\fR, \\fB--output\\fR \\fIoutput\\fR`; a positional one by its name."""
    value = f"\\fI{roff(argument['valueName'])}\\fR" if argument.get("valueName") else ""
    if argument["kind"] == "positional":
        return value + ("..." if argument["isRepeating"] else "")
    names = [("--" if name["kind"] == "long" else "-") + name["name"] for name in argument["names"]]
    words = ", ".join(f"\\fB{roff(name)}\\fR" for name in names)
    return f"{words} {value}" if argument["kind"] == "option" else words


def meaning(argument):
    parts = [argument.get("abstract", "").strip()]
    if argument.get("defaultValue"):
        parts.append(f"Default: {argument['defaultValue']}.")
    return roff(" ".join(" ".join(parts).split()))


def shown(items):
    return [item for item in items or [] if item.get("shouldDisplay")]


def options(command):
    for argument in shown(command.get("arguments")):
        yield f".TP\n{spelling(argument)}\n{meaning(argument)}"


def synopsis(command):
    words = [f"[{spelling(a)}]" if a.get("isOptional") else spelling(a) for a in shown(command.get("arguments"))
             if a["kind"] == "positional"]
    return " ".join(["[\\fIoptions\\fR]", *words])


def main():
    version, date = sys.argv[1:]
    tool = json.load(sys.stdin)["command"]
    commands = [command for command in shown(tool["subcommands"]) if command["commandName"] != "help"]
    lines = [f'.TH STRATA 1 "{date}" "strata {roff(version)}" "User Commands"', ".SH NAME",
             f"strata \\- {roff(tool['abstract'].rstrip('.').lower())}", ".SH SYNOPSIS"]
    for command in commands:
        lines += [f".B strata {command['commandName']}", synopsis(command), ".br"]
    lines += [".SH DESCRIPTION", paragraphs(tool["discussion"])]
    for command in commands:
        lines += [f".SH STRATA {command['commandName'].upper()}", paragraphs(command["abstract"])]
        if command.get("discussion"):
            lines += [".PP", paragraphs(command["discussion"])]
        lines += options(command)
    print("\n".join(lines))


if __name__ == "__main__":
    main()
