"""Has the description of the JSON interface judged by openapi-spec-validator, a program that is not ours: it must accept the
description as it is written, and refuse it damaged in known ways, with the reason.

    interface.py FILE VALIDATOR    prints one line a judgement, exits 1 when one is not as it must be
"""
import concurrent.futures
import copy
import json
import pathlib
import subprocess
import sys
import tempfile


def operation(described):
    """The first operation of the first path."""
    return next(iter(next(iter(described["paths"].values())).values()))


# Each damages a description in its own way; a word of what the validator says of it.
DAMAGES = {
    "no title": (lambda d: d["info"].pop("title"), "'title' is a required property"),
    "no paths as an object": (lambda d: d.update(paths=[]), "is not of type 'object'"),
    "an answer without its description": (
        lambda d: next(iter(operation(d)["responses"].values())).pop("description"), "description"),
    "a parameter nowhere": (
        lambda d: operation(d).update(parameters=[{"name": "a", "in": "nowhere", "schema": {}}]), "nowhere"),
}


def asked(validator, folder, name, described):
    file = pathlib.Path(folder) / f"{name}.json"
    file.write_text(json.dumps(described))
    told = subprocess.run([validator, "--schema", "3.1", str(file)], capture_output=True, text=True)
    return told.returncode == 0, told.stdout + told.stderr


def main(file, validator):
    described = json.loads(pathlib.Path(file).read_text())
    samples = [("as it is written", described, True, "")]
    for what, (damage, reason) in DAMAGES.items():
        damaged = copy.deepcopy(described)
        damage(damaged)
        samples.append((what, damaged, False, reason))
    wrong = 0
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(2) as several:
        told = several.map(lambda one: asked(validator, folder, one[0], one[1]), samples)
        for (what, _, must, reason), (does, said) in zip(samples, told):
            fine = must == does and reason in said
            wrong += not fine
            print(f"{'ok   ' if fine else 'WRONG'} {'accepted' if does else 'refused'}: {what}" + ("" if fine else f"\n{said}"))
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
