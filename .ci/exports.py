"""Has packages of evidence judged by programs that are not ours: bagit.py, sha256sum, sha512sum, openssl and case_validate
must accept each one as it was made, and refuse it damaged in known ways, with the reason that such damage has.

    exports.py FOLDER BAGIT CASE_VALIDATE    prints one line a judgement, exits 1 when one is not as it must be
"""
import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tarfile
import tempfile


def asked(*command, folder=None):
    """Whether a program accepts, and what it says."""
    told = subprocess.run(command, capture_output=True, text=True, errors="replace", cwd=folder, env={"LC_ALL": "C", "PATH": os.environ["PATH"]})
    return told.returncode == 0, told.stdout + told.stderr


def flip(file):
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(bytes(data))


def one(bag, pattern):
    return sorted(bag.glob(pattern))[0]


# Each damages an unpacked bag in its own way; what bagit.py says of it.
BAGS = {
    "a byte of an exhibit": (lambda bag: flip(one(bag, "data/*/exhibits/*.bin")), "validation failed"),
    "a byte of a paper": (lambda bag: flip(one(bag, "data/*/papers/*.json")), "validation failed"),
    "a file gone": (lambda bag: one(bag, "data/*/journal.ndjson").unlink(), "Payload-Oxum validation failed"),
    "a file more": (lambda bag: (bag / "data" / "more.txt").write_text("more"), "Payload-Oxum validation failed"),
    "a manifest": (lambda bag: flip(bag / "manifest-sha512.txt"), ""),
    "what the bag says of itself": (
        lambda bag: (bag / "bag-info.txt").write_text("Payload-Oxum: 1.1\n"), "Payload-Oxum validation failed"),
}
# The same for sha256sum and sha512sum, which see what the manifest names.
SUMS = {
    "a byte of an exhibit": (lambda bag: flip(one(bag, "data/*/exhibits/*.bin")), ".bin: FAILED"),
    "a byte of the custody": (lambda bag: flip(one(bag, "data/*/custody.ndjson")), "custody.ndjson: FAILED"),
    "a file gone": (lambda bag: one(bag, "data/*/journal.ndjson").unlink(), "journal.ndjson: FAILED open or read"),
}
# The same for the signature of a paper under openssl: the payload, the signature, the key.
SIGNED = {
    "a byte of the payload": "payload",
    "a byte of the signature": "signature",
    "another prefix": "prefix",
}


def paper_signed(bag, place, damaged=None):
    """What `openssl pkeyutl` says of the first paper, one part of it damaged."""
    name = one(bag, "data/*/papers/*.sig").with_suffix("")
    key = bag / "data" / "keys" / (name.with_suffix(".key-id").read_text().strip() + ".pem")
    payload, signature = name.with_suffix(".json").read_bytes(), bytearray(name.with_suffix(".sig").read_bytes())
    prefix = b"faisceau acknowledgement payload 1\0"
    if damaged == "payload":
        payload = payload.replace(b"1", b"2", 1)
    if damaged == "signature":
        signature[7] ^= 1
    if damaged == "prefix":
        prefix = b"faisceau acknowledgement payload 2\0"
    (place / "signed").write_bytes(prefix + hashlib.sha256(payload).digest())
    (place / "signature").write_bytes(signature)
    return asked("openssl", "pkeyutl", "-verify", "-rawin", "-pubin", "-inkey", str(key), "-in", str(place / "signed"),
                 "-sigfile", str(place / "signature"))


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

    def judge(what, must, told, reason=""):
        does, said = told
        print(f"{'accepted' if does else 'refused ':8} {what}")
        if must != does or reason not in said:
            wrong.append(f"{what}: `{reason}` expected in: {said.strip()}")

    archives = sorted(pathlib.Path(folder).glob("*.tar"))
    if not archives:
        wrong.append("no package was made")
    for archive in archives:
        with tempfile.TemporaryDirectory() as place:
            with tarfile.open(archive) as tar:
                tar.extractall(place)
            bag = next(pathlib.Path(place).iterdir())
            graph = bag / "data" / "case.jsonld"
            sums = ("sha256", "sha512")
            check = {name: (f"{name}sum", "--check", "--quiet", "--strict", f"manifest-{name}.txt") for name in sums}
            judge(f"bagit.py: {archive.name}", True, asked(bagit, "--validate", str(bag)))
            judge(f"case_validate: {archive.name}", True, asked(case_validate, str(graph)))
            judge(f"openssl: {archive.name}", True, paper_signed(bag, pathlib.Path(place)))
            for name in sums:
                judge(f"{name}sum: {archive.name}", True, asked(*check[name], folder=bag))

            def damaged(damage, judged):
                copy = pathlib.Path(place) / "damaged"
                shutil.copytree(bag, copy)
                damage(copy)
                judged(copy)
                shutil.rmtree(copy)

            for what, (damage, reason) in BAGS.items():
                damaged(damage, lambda copy: judge(
                    f"bagit.py: {what}", False, asked(bagit, "--validate", str(copy)), reason))
            for what, (damage, reason) in SUMS.items():
                for name in sums:
                    damaged(damage, lambda copy: judge(
                        f"{name}sum: {what}", False, asked(*check[name], folder=copy), reason))
            for what, part in SIGNED.items():
                told = paper_signed(bag, pathlib.Path(place), part)
                judge(f"openssl: {what}", False, told, "Signature Verification Failure")
            for what, damage in GRAPHS.items():
                graph_damaged = json.loads(graph.read_text())
                damage(graph_damaged)
                copy = pathlib.Path(place) / "damaged.jsonld"
                copy.write_text(json.dumps(graph_damaged))
                judge(f"case_validate: {what}", False, asked(case_validate, str(copy)), "Conforms: False")
    for what in wrong:
        print(f"WRONG: {what}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
