"""Reads signed papers with pyHanko, a program that is not ours: those named `signed-*.pdf` must hold, certify the whole
file and lead to `signed-roots.pem`; none of `damaged-*.bad` may (docs/decisions, 0086). The signature and the time stamp
inside each are then judged by openssl, as they are and damaged, with the reason of each refusal.

    signatures.py FOLDER    prints one line a file, exits 1 when one is not judged as it should be
"""
import hashlib
import pathlib
import subprocess
import sys
import tempfile

from pyhanko.keys import load_certs_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext


def judge(path, roots):
    """Whether the one signature of a file is whole, trusted and covers everything; and what was seen."""
    with open(path, "rb") as opened:
        reader = PdfFileReader(opened)
        signatures = reader.embedded_signatures
        if len(signatures) != 1:
            return False, f"{len(signatures)} signatures"
        context = ValidationContext(trust_roots=roots)
        told = validate_pdf_signature(signatures[0], context, ts_validation_context=ValidationContext(trust_roots=roots))
        whole = told.coverage == SignatureCoverageLevel.ENTIRE_FILE and told.modification_level == ModificationLevel.NONE
        certifies = told.docmdp_ok and signatures[0].docmdp_level is not None
        stamp = told.timestamp_validity
        stamped = stamp is None or (stamp.valid and stamp.intact and stamp.trusted)
        holds = told.intact and told.valid and told.trusted and whole and certifies and stamped
        kind = signatures[0].sig_object["/SubFilter"]
        return holds, f"{kind}, {'stamped' if stamp else 'not stamped'}: {told.summary()}"


def openssl(place, *arguments):
    """Whether openssl accepts, and what it says."""
    told = subprocess.run(["openssl", *arguments], capture_output=True, text=True, errors="replace", cwd=place)
    return told.returncode == 0, told.stdout + told.stderr


def bent(data, part=None):
    """One byte changed: in the middle, or at three quarters of a part of it."""
    at = len(data) // 2 if part is None else data.rindex(part) + len(part) * 3 // 4
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1:]


def cms(place, content, signature, roots):
    for name, data in (("content", content), ("signature", signature), ("roots.pem", roots)):
        (place / name).write_bytes(data)
    return openssl(place, "cms", "-verify", "-binary", "-inform", "DER", "-in", "signature", "-content", "content",
                   "-CAfile", "roots.pem", "-purpose", "any", "-out", "read")


def ts(place, digest, token, roots):
    (place / "token").write_bytes(token)
    (place / "roots.pem").write_bytes(roots)
    return openssl(place, "ts", "-verify", "-token_in", "-in", "token", "-digest", digest.hex(), "-CAfile", "roots.pem")


def inside(path, roots, elsewhere):
    """What openssl says of the signature and the stamp of a file: what, must it be accepted, what it said, the reason."""
    with open(path, "rb") as opened, tempfile.TemporaryDirectory() as place:
        place, data = pathlib.Path(place), path.read_bytes()
        found = PdfFileReader(opened).embedded_signatures[0]
        first, length, second, rest = found.byte_range
        content, signer = data[first:first + length] + data[second:second + rest], found.signer_info
        signature, value = bytes(found.sig_object.raw_get("/Contents")), signer["signature"].native
        attested = hashlib.sha256(content).digest()
        yield "cms", True, cms(place, content, signature, roots), ""
        yield "cms: a byte of the content", False, cms(place, bent(content), signature, roots), "verification failure"
        yield "cms: a byte of the signature", False, cms(place, content, bent(signature, value), roots), "verification failure"
        yield "cms: the digest it attests", False, cms(place, content, bent(signature, attested), roots), "verification failure"
        yield "cms: roots of somebody else", False, cms(place, content, signature, elsewhere), "certificate verify error"
        stamps = [one for one in signer["unsigned_attrs"] or [] if one["type"].native == "signature_time_stamp_token"]
        for token in (one["values"][0].dump() for one in stamps):
            digest = hashlib.sha256(value).digest()
            yield "ts", True, ts(place, digest, token, roots), ""
            yield "ts: of another digest", False, ts(place, bent(digest), token, roots), "message imprint mismatch"
            yield "ts: the digest in it", False, ts(place, bent(digest), bent(token, digest), roots), "digest failure"
            yield "ts: roots of somebody else", False, ts(place, digest, token, elsewhere), "certificate verify error"


def main(folder):
    folder = pathlib.Path(folder)
    roots = list(load_certs_from_pemder([str(folder / "signed-roots.pem")]))
    good, bad = sorted(folder.glob("signed-*.pdf")), sorted(folder.glob("damaged-*.bad"))
    if len(good) < 2 or len(bad) < 3:
        print(f"too few samples: {len(good)} good, {len(bad)} damaged")
        return 1
    wrong, named, elsewhere = 0, (folder / "signed-roots.pem").read_bytes(), (folder / "elsewhere-root.pem").read_bytes()
    for path in good:
        for what, must, (does, said), reason in inside(path, named, elsewhere):
            fine = must == does and reason in said
            wrong += not fine
            print(f"{'ok   ' if fine else 'WRONG'} {path.name}: openssl {what}" + ("" if fine else f": {said}"))
    for path in good + bad:
        expected = path in good
        try:
            holds, seen = judge(path, roots)
        except Exception as refused:  # whatever it cannot read, it does not accept
            holds, seen = False, f"{type(refused).__name__}: {refused}"
        wrong += holds != expected
        print(f"{'ok   ' if holds == expected else 'WRONG'} {path.name}: {seen}")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
