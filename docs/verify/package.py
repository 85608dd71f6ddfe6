#!/usr/bin/env python3
"""Checks what the public log and the chains of custody say of an unpacked evidence package, with nothing else.

    package.py FOLDER KEY.pem     FOLDER holds bagit.txt; KEY.pem is the public key, had from elsewhere than the package

For each complaint: every line of journal.ndjson has the digest it states; every step of custody.ndjson has its digest, follows
the one before it, and is told of by an entry of the journal; exhibits are what their first step says; and every filing and
every step is an entry of the log with a proof, or is named as not yet in a checkpoint. Python's standard library and verify.py
beside this file. Whether the package is whole is for `sha256sum -c manifest-sha256.txt`. Exit code: 0 yes, 2 no."""
import base64, datetime, hashlib, json, pathlib, sys, uuid

sys.dont_write_bytecode = True                                  # a package to which a file is added is no longer whole
from verify import climb, entry, need, payload  # noqa: E402

def milliseconds(at):
    whole, _, rest = at.rstrip("Z").partition(".")
    seconds = datetime.datetime.strptime(whole + "+0000", "%Y-%m-%dT%H:%M:%S%z").timestamp()
    return int(seconds) * 1000 + int((rest + "000")[:3])
def hashed(prefix, fields):
    """SHA-256 over fields, each preceded by its length."""
    whole = hashlib.sha256(prefix + b"\0")
    for field in fields:
        field = field.encode() if isinstance(field, str) else field
        whole.update(len(field).to_bytes(8, "big") + field)
    return whole.hexdigest()
def number(value):
    return value.to_bytes(8, "big", signed=True)
def id_of(text):
    return uuid.UUID(text).bytes if text else b""
def journal_digest(line):
    return hashed(b"faisceau journal entry 1", [
        id_of(line["id"]), number(milliseconds(line["at"])), line["actor_kind"], id_of(line["actor"]), line["purpose"],
        line["reason"], line["action"], line["subject_kind"], id_of(line["subject"]), line["detail"]])
def step_digest(step, version, content):
    return hashed(b"faisceau custody event " + version, [
        id_of(step["id"]), id_of(step["exhibit"]), number(step["position"]), number(milliseconds(step["at"])), step["kind"],
        id_of(step["person"]), step["quality"], step["place"], step["tool"], step["tool_version"], step["reason"],
        step["detail"], bytes.fromhex(content or ""), bytes.fromhex(step["previous"])])
def lines(file):
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]

def custody(case, told, listed):
    """Every step holds, follows the one before, and is an entry of the journal that the list of the log names."""
    heads = {}
    for step in lines(case / "custody.ndjson"):
        what = f"step {step['position']} of the custody of {step['exhibit']}"
        # Chains that say 2 hash a commitment to the content, those that say 1 its digest (docs/custody.md).
        made = [step_digest(step, b"2", step.get("commitment")), step_digest(step, b"1", step["sha256"])]
        need(step["digest"] in made, f"{what} is not what its digest says")
        position, head = heads.get(step["exhibit"], (0, "00" * 32))
        need((step["position"], step["previous"]) == (position + 1, head), f"{what} does not follow the one before it")
        heads[step["exhibit"]] = step["position"], step["digest"]
        need(step["digest"] in told, f"{what} is not in the journal")
        need(told[step["digest"]] in listed, f"{what} is not in the list of the log")
        exhibit = case / "exhibits" / f"{step['exhibit']}.bin"
        if position == 0 and step["sha256"] and exhibit.exists():
            held = hashlib.sha256(exhibit.read_bytes()).hexdigest()
            need(held == step["sha256"], f"exhibit {step['exhibit']} is not what was received")
    return sum(position for position, _ in heads.values())
def paper(case, name, key):
    """The digest of what a paper attests, which is what its file attests, and the time its file was stamped."""
    said, pdf = (case / "papers" / f"{name}.json").read_bytes(), case / "papers" / f"{name}.pdf"
    need(not pdf.exists() or payload(pdf.read_bytes(), key) == said, f"{name}.pdf attests something else than {name}.json")
    return hashlib.sha256(said).digest()
def stamped(case):
    """The way of hashes from each stamped file to what the authorities stamped."""
    roots = []
    for proof in sorted((case / "papers").glob("*.time")):
        words = [line.split(" ") for line in proof.read_text().splitlines()[1:]]
        index, size, root = ([w[1] for w in words if w[0] == n][0] for n in ("index", "size", "root"))
        path = [bytes.fromhex(w[1]) for w in words if w[0] == "path"]
        leaf = hashlib.sha256(b"\0" + hashlib.sha256(proof.with_suffix("").read_bytes()).digest()).digest()
        held = climb(int(index), int(size), leaf, path).hex() == root and not path
        need(held, f"{proof.name} is not of {proof.with_suffix('').name}")
        roots.append(f"{proof.stem}: for openssl ts -verify, -digest {root}")
    return roots
def complaint(case, key):
    journal = {line["id"]: line for line in lines(case / "journal.ndjson")}
    for line in journal.values():
        need(journal_digest(line) == line["digest"], f"entry {line['id']} of the journal is not what its digest says")
    listed = {line["entry"]: line for line in lines(case / "log.ndjson")}
    told = {json.loads(line["detail"]).get("digest"): line["id"] for line in journal.values() if line["action"].startswith("custody.")}
    steps = custody(case, told, listed)
    for line in journal.values():
        need(line["action"] != "complaint.filed" or line["id"] in listed, "the filing is not in the list of the log")
    soon = []
    for line in listed.values():
        need(line["entry"] in journal, f"the log lists {line['entry']}, which the journal does not hold")
        if not line["proof"]:
            soon.append(f"NOT in a checkpoint yet: {line['action']} ({line['entry']})")
            continue
        record = paper(case, line["paper"], key) if line["paper"] else bytes.fromhex(journal[line["entry"]]["digest"])
        try:
            entry(record, case / line["proof"], key)
        except ValueError as why:
            raise ValueError(f"{line['proof']}: {why}")
    proven = len(listed) - len(soon)
    return [f"{case.name}: {steps} steps of custody, {proven} of {len(listed)} entries proven in the log"] + soon + stamped(case)

if __name__ == "__main__":
    try:
        folder, pem = sys.argv[1:]
        key = base64.b64decode("".join(open(pem).read().split("\n")[1:-2]))[-32:]
        cases = sorted(file.parent for file in pathlib.Path(folder, "data").glob("*/log.ndjson"))
        need(cases, "this is not an evidence package")
        for case in cases:
            print("yes:", "\n     ".join(complaint(case, key)))
    except (ValueError, OSError, TypeError, KeyError, IndexError, AttributeError) as why:
        print("NO:", why, "" if len(sys.argv) == 3 else __doc__)
        sys.exit(2)
