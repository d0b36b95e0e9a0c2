#!/usr/bin/python3
"""Holds JSON against a schema of this directory.

    strata check --format json image.tar | validate.py check
    strata ls --format jsonl image.tar | validate.py ls-entry --lines

Says what does not fit, one line a fault, and exits with 1. Needs python3-jsonschema, 4.0 or newer.
"""

import argparse
import json
import pathlib
import sys

from jsonschema import Draft202012Validator, RefResolver

HERE = pathlib.Path(__file__).resolve().parent


def validator(name):
    """The validator of a schema, with the others beside it for what it refers to."""
    schemas = {path.as_uri(): json.loads(path.read_text(encoding="utf-8")) for path in HERE.glob("*.schema.json")}
    for schema in schemas.values():
        Draft202012Validator.check_schema(schema)
    address = (HERE / f"{name}.schema.json").as_uri()
    if address not in schemas:
        sys.exit(f"validate.py: there is no schema {name}")
    schema = schemas[address]
    return Draft202012Validator(schema, resolver=RefResolver(address, schema, store=schemas))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("schema", help="the file's name, without .schema.json")
    parser.add_argument("--lines", action="store_true", help="a document a line")
    options = parser.parse_args()
    text = sys.stdin.buffer.read().decode()
    documents = [json.loads(part) for part in (text.rstrip("\n").split("\n") if options.lines else [text])]
    if not documents:
        sys.exit("validate.py: nothing to validate")
    held = validator(options.schema)
    faults = [fault for document in documents for fault in held.iter_errors(document)]
    for fault in faults:
        print(f"{fault.json_path}: {fault.message}"[:500])
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
