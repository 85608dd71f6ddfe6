"""Has packages of evidence judged by programs that are not ours: bagit.py and case_validate must accept each one as
it was made, and refuse it damaged in known ways.

    exports.py FOLDER BAGIT CASE_VALIDATE    prints one line a judgement, exits 1 when one is not as it must be
"""
import json
import pathlib
import shutil
import subprocess
import sys
import tarfile
import tempfile


def accepted(*command):
    return subprocess.run(command, capture_output=True).returncode == 0


def flip(file):
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(bytes(data))


def one(bag, pattern):
    return sorted(bag.glob(pattern))[0]


# Each damages an unpacked bag in its own way.
BAGS = {
    "a byte of an exhibit": lambda bag: flip(one(bag, "data/*/exhibits/*.bin")),
    "a byte of a paper": lambda bag: flip(one(bag, "data/*/papers/*.json")),
    "a file gone": lambda bag: one(bag, "data/*/journal.ndjson").unlink(),
    "a file more": lambda bag: (bag / "data" / "more.txt").write_text("more"),
    "a manifest": lambda bag: flip(bag / "manifest-sha512.txt"),
    "what the bag says of itself": lambda bag: (bag / "bag-info.txt").write_text("Payload-Oxum: 1.1\n"),
}


def node(graph, kind):
    return next(one for one in graph["@graph"] if one["@type"] == kind)


def facet(graph, kind):
    held = node(graph, "uco-observable:File")["uco-core:hasFacet"]
    return next(one for one in held if one["@type"] == kind)


# Each damages a graph in its own way.
GRAPHS = {
    "a size in letters": lambda g: facet(g, "uco-observable:FileFacet").update(
        {"uco-observable:sizeInBytes": {"@type": "xsd:string", "@value": "three"}}),
    "a class that does not exist": lambda g: node(g, "uco-observable:File").update({"@type": "uco-observable:Fil"}),
    "a digest without its value": lambda g: facet(g, "uco-observable:ContentDataFacet")["uco-observable:hash"][0].pop(
        "uco-types:hashValue"),
    "a day that is none": lambda g: node(g, "case-investigation:InvestigativeAction").update(
        {"uco-action:startTime": {"@type": "xsd:dateTime", "@value": "yesterday"}}),
}


def main(folder, bagit, case_validate):
    wrong = []

    def judge(what, must, does):
        print(f"{'accepted' if does else 'refused ':8} {what}")
        if must != does:
            wrong.append(what)

    archives = sorted(pathlib.Path(folder).glob("*.tar"))
    if not archives:
        wrong.append("no package was made")
    for archive in archives:
        with tempfile.TemporaryDirectory() as place:
            with tarfile.open(archive) as tar:
                tar.extractall(place)
            bag = next(pathlib.Path(place).iterdir())
            graph = bag / "data" / "case.jsonld"
            judge(f"bagit.py: {archive.name}", True, accepted(bagit, "--validate", str(bag)))
            judge(f"case_validate: {archive.name}", True, accepted(case_validate, str(graph)))
            for what, damage in BAGS.items():
                copy = pathlib.Path(place) / "damaged"
                shutil.copytree(bag, copy)
                damage(copy)
                judge(f"bagit.py: {what}", False, accepted(bagit, "--validate", str(copy)))
                shutil.rmtree(copy)
            for what, damage in GRAPHS.items():
                damaged = json.loads(graph.read_text())
                damage(damaged)
                copy = pathlib.Path(place) / "damaged.jsonld"
                copy.write_text(json.dumps(damaged))
                judge(f"case_validate: {what}", False, accepted(case_validate, str(copy)))
    for what in wrong:
        print(f"WRONG: {what}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
