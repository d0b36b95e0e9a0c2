"""Writes varied Dockerfiles: the same ones for the same seed. record.py asks BuildKit's parser about them."""

import random

KEYWORDS = "ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER VOLUME WORKDIR".split()
WORDS = ["a", "b.txt", "/app", "src/", "./x y", "$HOME", "${V:-1}", "'q w'", '"d q"', "a\\ b", "x=1", "k=\"v w\"", "é", "日本",
         "&&", "||", ";", "|", "#no", "--x", "-y", "[z]", "\\n", "$(id -u)", "`date`", "*", "?", "1<2", "a\tb", "\u00a0", "{}", "@", "!"]
COMMENTS = ["# note", "#", "   # indented", "\t# tab", "# a \\", "#!bang", "# escape is `", "# <<EOF"]


class Writer:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.escape = "\\"
        self.end = "\n"

    def pick(self, *choices):
        return self.random.choice(choices)

    def chance(self, probability):
        return self.random.random() < probability

    def words(self, least=0, most=5):
        return [self.random.choice(WORDS) for _ in range(self.random.randint(least, most))]

    def keyword(self, name):
        return self.pick(name, name, name, name.lower(), name.capitalize(), "".join(self.pick(c, c.lower()) for c in name))

    def gap(self):
        """White space between two words, perhaps with a continuation, comments and blank lines in it."""
        if self.chance(0.75):
            return self.pick(" ", " ", "  ", "\t", " \t ")
        middle = "".join(self.pick("", self.random.choice(COMMENTS) + self.end, self.end, "  " + self.end)
                         for _ in range(self.random.randint(0, 3)))
        return " " + self.escape + self.pick("", " ", "\t ") + self.end + middle + self.pick("", " ", "    ", "\t")

    def join(self, words):
        return "".join(word + self.gap() for word in words[:-1]) + (words[-1] if words else "")

    def json(self):
        items = [self.pick('"a"', '"b c"', '"\\u00e9"', '"\\\\"', '"$X"', '""', '"<<E"', '"\\n\\t"') for _ in range(self.random.randint(0, 4))]
        return self.pick("[", "[ ", "[\t") + self.pick(",", ", ", " , ").join(items) + self.pick("]", " ]")

    def flags(self, names):
        out = []
        for _ in range(self.random.randint(0, 2)):
            value = self.pick("=1", "=a:b", '="q w"', "='s t'", "", "=a\\ b", "=type=bind,target=/x", "=", "=$V")
            if self.escape != "\\":
                value = value.replace("\\ ", "_")
            out.append("--" + self.random.choice(names) + value)
        if self.chance(0.03):
            out.append("--")
        return out

    def heredocs(self):
        """Here-documents: the words that open them and the lines that follow."""
        openings, body = [], ""
        for _ in range(self.pick(1, 1, 1, 2, 3)):
            name = self.pick("EOF", "EOT", "A", "a.txt", "SCRIPT", "E-F")
            dash = self.pick("", "", "-")
            quoted = self.pick(name, name, f'"{name}"', f"'{name}'", "\\" + name)
            openings.append(self.pick("", "", "3") + "<<" + dash + quoted)
            for _ in range(self.random.randint(0, 4)):
                body += self.pick("RUN not one", "\ttabbed", "# text", "", "x " + self.escape, "<<B", "\u00e9 $V", " " + name) + self.end
            body += (self.pick("", "\t", "\t\t") if dash else "") + name + self.end
        return openings, body

    def pairs(self):
        if self.chance(0.15):
            return [self.pick("OLD", "a.b"), *self.words(1, 3)]
        return [self.pick("A", "b.c", '"q k"', "D_1") + "=" + self.pick("1", "", '"two words"', "a\\ b", "$A", "'s s'", '"x\\"y"', "é", '""')
                for _ in range(self.random.randint(1, 4))]

    def arguments(self, name):
        """The words after an instruction's name, and lines of here-documents."""
        if name in ("RUN", "COPY", "ADD"):
            flags = self.flags(["mount", "network", "from", "chown", "chmod", "link", "parents", "exclude", "security"])
            roll = self.random.random()
            if roll < 0.25:
                openings, body = self.heredocs()
                words = openings + [w for w in self.words(0, 2) if "'" not in w and '"' not in w]
                if name == "RUN":
                    self.random.shuffle(words) if self.chance(0.2) else None
                return flags + words, body
            if roll < 0.5:
                return flags + [self.json()], ""
            return flags + self.words(0, 6), ""
        if name in ("CMD", "ENTRYPOINT", "SHELL", "VOLUME"):
            return ([self.json()] if self.chance(0.6) else self.words(0, 4)), ""
        if name in ("ENV", "LABEL"):
            return self.pairs(), ""
        if name == "ARG":
            return [self.pick("A", "B=1", 'C="x y"', "D=$A", "E=", "F='a b'") for _ in range(self.random.randint(0, 3))], ""
        if name == "FROM":
            words = self.flags(["platform"]) + [self.pick("scratch", "alpine:3.19", "$BASE", "a@sha256:" + "0" * 64, "host:5000/x/y")]
            return words + ([self.pick("AS", "as", "As"), self.pick("build", "Final", "s1", "1x")] if self.chance(0.6) else []), ""
        if name == "HEALTHCHECK":
            return self.flags(["interval", "timeout", "retries"]) + self.pick(["NONE"], ["CMD", self.json()], ["CMD", *self.words(1, 3)], []), ""
        if name == "ONBUILD":
            inner = self.random.choice(KEYWORDS)
            words, body = self.arguments(inner)
            return [self.keyword(inner), *words], body
        return self.words(0, 3), ""

    def instruction(self):
        name = self.random.choice(KEYWORDS) if self.chance(0.6) else self.pick("RUN", "COPY", "FROM", "ENV")
        if self.chance(0.02):
            name = self.pick("INCLUDE", "FROMM", "é")
        words, body = self.arguments(name)
        return self.pick("", "", "", "  ", "\t") + self.join([self.keyword(name), *words]) + self.pick("", "", "", " ", "\t") + self.end + body

    def dockerfile(self):
        self.end = self.pick("\n", "\n", "\n", "\n", "\r\n")
        text = self.pick("", "", "", "", "\ufeff")
        directives = []
        if self.chance(0.3):
            directives.append(self.pick("# syntax=docker/dockerfile:1", "#syntax = docker/dockerfile:1.7-labs", "#\tSyntax=x"))
        if self.chance(0.25):
            self.escape = self.pick("`", "\\")
            directives.append(self.pick("# escape=", "#escape = ", "#  Escape=") + self.escape)
        self.random.shuffle(directives)
        text += "".join(line + self.end for line in directives)
        for _ in range(self.random.randint(1, 14)):
            if self.chance(0.25):
                text += self.pick(self.end, "   " + self.end, self.random.choice(COMMENTS) + self.end)
            text += self.instruction()
        return text if self.chance(0.85) else text.rstrip("\r\n")


def dockerfiles(count, first_seed=1):
    """Names and texts of `count` Dockerfiles."""
    return [(f"seed-{seed}", Writer(seed).dockerfile()) for seed in range(first_seed, first_seed + count)]
