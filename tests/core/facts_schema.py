# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""Checks facts.json against its schema. Facts that nobody looked at for long are only warned of."""

import datetime
import json
import pathlib
import sys

import jsonschema

MAX_AGE = datetime.timedelta(days=180)


def find_repeated(entries):
    seen = set()
    return [e["id"] for e in entries if e["id"] in seen or seen.add(e["id"])]


def warn_of_old(entries, today):
    for entry in entries:
        age = today - datetime.date.fromisoformat(entry["checked"])
        if age > MAX_AGE:
            print(f"warning: {entry['id']} was last checked {age.days} days ago")


def find_impossible_dates(entries):
    for entry in entries:
        for member in ("checked", "shutdown"):
            try:
                datetime.date.fromisoformat(entry.get(member) or "2000-01-01")
            except ValueError:
                yield f"{entry['id']}: {member} is no date"


def main(guide):
    facts = json.loads((guide / "facts.json").read_text("utf-8"))
    schema = json.loads((guide / "facts.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)

    problems = [f"{e.json_path}: {e.message}" for e in validator.iter_errors(facts)]
    if not problems:
        for name in ("facts", "models"):
            problems += [f"{name}: {id} is there twice" for id in find_repeated(facts[name])]
            problems += find_impossible_dates(facts[name])
    if not problems:
        warn_of_old(facts["facts"] + facts["models"], datetime.date.today())

    print("\n".join(problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
