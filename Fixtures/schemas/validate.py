#!/usr/bin/python3
"""Holds JSON against a schema of this directory.

    strata check --format json image.tar | validate.py check
    strata ls --format jsonl image.tar | validate.py ls-entry --lines
    validate.py --directory DIRECTORY   of files named after the command that wrote them: check-1.json, ls-2.jsonl

Says what does not fit, one line a fault, and exits with 1. The order of keys has to be the schema's, too. Needs
python3-jsonschema, 4.0 or newer.
"""

import argparse
import functools
import json
import pathlib
import sys

try:
    from jsonschema import Draft202012Validator, RefResolver, ValidationError, validators
except ImportError:
    sys.exit("validate.py: jsonschema is missing: apt-get install python3-jsonschema")

HERE = pathlib.Path(__file__).resolve().parent


def properties_in_order(held, properties, instance, schema):
    """JSON Schema's own check of properties, and that they come in its order."""
    yield from Draft202012Validator.VALIDATORS["properties"](held, properties, instance, schema)
    if isinstance(instance, dict):
        found = [key for key in instance if key in properties]
        wanted = [key for key in properties if key in instance]
        if found != wanted:
            yield ValidationError(f"keys are in the order {found}, not {wanted}")


Ordered = validators.extend(Draft202012Validator, {"properties": properties_in_order})


@functools.cache
def validator(name):
    """The validator of a schema, with the others beside it for what it refers to."""
    schemas = {path.as_uri(): json.loads(path.read_text(encoding="utf-8")) for path in HERE.glob("*.schema.json")}
    for schema in schemas.values():
        Draft202012Validator.check_schema(schema)
    address = (HERE / f"{name}.schema.json").as_uri()
    if address not in schemas:
        sys.exit(f"validate.py: there is no schema {name}")
    schema = schemas[address]
    return Ordered(schema, resolver=RefResolver(address, schema, store=schemas))


def faults(text, schema, has_lines):
    """What does not fit, a line a fault."""
    documents = [json.loads(part) for part in (text.rstrip("\n").split("\n") if has_lines else [text])]
    held = validator(schema)
    return [f"{fault.json_path}: {fault.message}"[:500] for document in documents for fault in held.iter_errors(document)]


def faults_of_file(path):
    """The same for a file whose name tells its schema."""
    command, has_lines = path.name.split(".")[0].split("-")[0], path.suffix == ".jsonl"
    return faults(path.read_text(encoding="utf-8"), f"{command}-entry" if has_lines else command, has_lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("schema", nargs="?", help="the file's name, without .schema.json")
    parser.add_argument("--lines", action="store_true", help="a document a line")
    parser.add_argument("--directory", type=pathlib.Path, help="what to hold against the schemas of its names")
    options = parser.parse_args()
    if (options.schema is None) == (options.directory is None):
        parser.error("a schema or --directory is needed")
    if options.directory:
        files = sorted(options.directory.iterdir())
        found = [f"{path.name}: {fault}" for path in files for fault in faults_of_file(path)]
        found.append(f"{len(files)} documents, {len(found)} faults")
        print("\n".join(found))
        sys.exit(len(found) > 1 or not files)
    found = faults(sys.stdin.buffer.read().decode(), options.schema, options.lines)
    print("\n".join(found), end="\n" if found else "")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
