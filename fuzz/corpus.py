#!/usr/bin/env python3
"""Between a folder of inputs, as libFuzzer wants them, and one file of them, one a line in base64:
`corpus.py expand FILE FOLDER`, `corpus.py keep FOLDER FILE`. Judges no input."""

import base64
import pathlib
import sys


def main() -> None:
    deed, source, target = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    if deed == "expand":
        lines = source.read_text().split() if source.exists() else []
        for number, line in enumerate(lines):
            (target / str(number)).write_bytes(base64.b64decode(line))
    elif deed == "keep":
        inputs = sorted(path.read_bytes() for path in source.iterdir())
        lines = [base64.b64encode(one).decode() for one in inputs if one]
        target.write_text("".join(f"{line}\n" for line in lines))
    else:
        sys.exit(__doc__)


main()
