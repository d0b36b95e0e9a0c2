"""Records what BuildKit's own parser (PyPI `dockerfile`) makes of every Dockerfile here: corpus.jsonl.

    python -m venv /tmp/oracle && /tmp/oracle/bin/pip install dockerfile
    /tmp/oracle/bin/python record.py [more Dockerfiles …]

`swift test --filter ParserConformance` compares the parser with the record.
"""

import json
import pathlib
import sys

import dockerfile

import edge_cases
import generate

HERE = pathlib.Path(__file__).parent
KNOWN = {word.lower() for word in generate.KEYWORDS}


def expectation(text):
    try:
        commands = dockerfile.parse_string(text)
    except dockerfile.GoParseError as error:
        return {"error": str(error)}
    return {"instructions": [{
        "name": command.cmd or "", "trigger": command.sub_cmd, "json": command.json, "lines": [command.start_line, command.end_line],
        "flags": list(command.flags),
        # The parser keeps no arguments of words that are no instruction, nor of a trigger that is itself ONBUILD.
        "value": list(command.value) if (command.sub_cmd or command.cmd or "").lower() in KNOWN - {"onbuild"} else None,
        "heredocs": [[heredoc.name, heredoc.file_descriptor, heredoc.content] for heredoc in command.heredocs],
        "original": command.original if not command.heredocs else None,
    } for command in commands]}


def main():
    corpus = [(f"edge-{index}", text) for index, text in enumerate(edge_cases.CASES)]
    corpus += [(pathlib.Path(path).name, pathlib.Path(path).read_bytes().decode()) for path in sys.argv[1:]]
    corpus += generate.dockerfiles(400)
    with open(HERE / "corpus.jsonl", "w") as file:
        for name, text in corpus:
            file.write(json.dumps({"name": name, "source": text, **expectation(text)}, ensure_ascii=True) + "\n")
    print(len(corpus), "Dockerfiles")


main()
