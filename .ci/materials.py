"""Has the bill of materials judged by programs that are not ours: the official schema of CycloneDX (cyclonedx-python-lib), package
URLs (packageurl), licences (license-expression) and what cargo itself says is in the program. The bill must be accepted as it
is written, and refused damaged in known ways, with the reason.

    materials.py FILE TREE    TREE: one «name version» a line; prints one line a judgement, exits 1 when one is not as it must be
"""
import copy
import json
import pathlib
import sys

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from license_expression import get_spdx_licensing
from packageurl import PackageURL

SCHEMA = JsonStrictValidator(SchemaVersion.V1_6)
LICENCES = get_spdx_licensing()

# Each damages a bill in its own way; a word of what is said of it.
DAMAGES = {
    "no version of the form": (lambda b: b.pop("specVersion"), "specVersion"),
    "a component without a name": (lambda b: b["components"][0].pop("name"), "'name' is a required property"),
    "a digest cut short": (lambda b: b["components"][0]["hashes"][0].update(content="ab"), "ab"),
    "a word of no schema": (lambda b: b["components"][0].update(weight=3), "weight"),
    "two components of one name": (
        lambda b: b["components"].append(copy.deepcopy(b["components"][0])), "non-unique"),
    "a licence that is none": (
        lambda b: b["components"][0].update(licenses=[{"expression": "MIT OR No-Such"}]), "No-Such"),
    "a package URL of another crate": (lambda b: b["components"][0].update(purl="pkg:cargo/other@1.0.0"), "other"),
    "a crate left out": (lambda b: b["components"].pop(1), "left out"),
    "a crate that is not in the program": (
        lambda b: b["components"].append({"type": "library", "name": "extra", "version": "1.0.0",
                                          "bom-ref": "extra", "purl": "pkg:cargo/extra@1.0.0"}), "extra"),
    "asked for and not told": (lambda b: b["dependencies"][0]["dependsOn"].append("pkg:cargo/ghost@1.0.0"), "ghost"),
}


def said(bill, tree):
    """What is wrong with a bill; nothing when it is right."""
    wrong = SCHEMA.validate_str(json.dumps(bill))
    if wrong:
        return str(wrong)
    told = [bill["metadata"]["component"], *bill["components"]]
    for one in told:
        url = PackageURL.from_string(one["purl"])
        if (url.type, url.name, url.version) != ("cargo", one["name"], one["version"]):
            return f"{one['purl']} is not {one['name']} {one['version']}"
        for licence in one.get("licenses", []):
            known = LICENCES.validate(licence["expression"])
            if known.errors:
                return f"{one['name']}: {known.errors}"
    names = [one["bom-ref"] for one in told]
    if len(set(names)) != len(names):
        return "non-unique names"
    listed = {f"{one['name']} {one['version']}" for one in told}
    if listed != tree:
        return f"left out: {sorted(tree - listed)}; not in the program: {sorted(listed - tree)}"
    asked = {name for one in bill["dependencies"] for name in [one["ref"], *one["dependsOn"]]}
    return f"asked for and not told: {sorted(asked - set(names))}" if asked - set(names) else ""


def small(bill):
    """A bill of the program and four crates, which is judged in no time, and its tree."""
    cut = copy.deepcopy(bill)
    cut["components"] = cut["components"][:4]
    told = [cut["metadata"]["component"], *cut["components"]]
    names = {one["bom-ref"] for one in told}
    cut["dependencies"] = [{"ref": one["ref"], "dependsOn": [on for on in one["dependsOn"] if on in names]}
                           for one in cut["dependencies"] if one["ref"] in names]
    return cut, {f"{one['name']} {one['version']}" for one in told}


def main(file, tree):
    bill = json.loads(pathlib.Path(file).read_text())
    tree = set(pathlib.Path(tree).read_text().splitlines())
    cut, few = small(bill)
    samples = [("as it is written", bill, tree, ""), ("cut to four crates", cut, few, "")]
    for what, (damage, reason) in DAMAGES.items():
        damaged = copy.deepcopy(cut)
        damage(damaged)
        samples.append((what, damaged, few, reason))
    wrong = 0
    for what, one, crates, reason in samples:
        told = said(one, crates)
        fine = bool(told) == bool(reason) and reason in told
        wrong += not fine
        print(f"{'ok   ' if fine else 'WRONG'} {'refused' if told else 'accepted'}: {what}" + ("" if fine else f"\n{told[:2000]}"))
    print(f"{len(bill['components'])} components, {len(tree)} crates")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
