"""Reads signed papers with pyHanko, a program that is not ours: those named `signed-*.pdf` must hold, certify the whole
file and lead to `signed-roots.pem`; none of `damaged-*.bad` may (docs/decisions, 0086).

    signatures.py FOLDER    prints one line a file, exits 1 when one is not judged as it should be
"""
import pathlib
import sys

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


def main(folder):
    folder = pathlib.Path(folder)
    roots = list(load_certs_from_pemder([str(folder / "signed-roots.pem")]))
    good, bad = sorted(folder.glob("signed-*.pdf")), sorted(folder.glob("damaged-*.bad"))
    if len(good) < 2 or len(bad) < 3:
        print(f"too few samples: {len(good)} good, {len(bad)} damaged")
        return 1
    wrong = 0
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
