"""Turns public ransomware tag packs (YAML) into import lines, one complaint per tag, on standard output.

    python3 docs/recipes/ransom_packs.py ransomware.yaml ransomwhere.yaml > ransom.ndjson

Reads only the three keys it needs (address, currency, label), line by line; needs no package.
"""

import json
import pathlib
import sys


def tags(path):
    tag = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("- "):
            if "address" in tag:
                yield tag
            tag, line = {}, "  " + line[2:]
        key, colon, value = line.strip().partition(":")
        if colon and line.startswith("  "):
            tag[key] = value.strip().strip("'\"")
    if "address" in tag:
        yield tag


for name in sys.argv[1:]:
    path = pathlib.Path(name)
    head = path.read_text(encoding="utf-8").splitlines()
    day = next(line.split(":")[1].strip() for line in head if line.startswith("lastmod"))
    for number, tag in enumerate(tags(path)):
        line = {
            "id": f"{path.stem}-{number}",
            "received_at": f"{day}T12:00:00Z",
            "occurred_at": f"{day}T12:00:00Z",
            "kind": "ransomware",
            "ids": [{"t": "crypto", "v": tag["address"], "r": "offender"}],
            "text": f"Famille : {tag.get('label', 'inconnue')}",
        }
        print(json.dumps(line, ensure_ascii=False))
