#!/usr/bin/env bash
# Links the complaints of FILE (newline-delimited JSON) with Splink on DuckDB, to compare with ours.
#   benches/splink/run.sh FILE
# Splink is given our own canonical keys, so that it spends nothing on reading and normalising. A
# truth file beside (FILE with `.truth`, or `truth.csv`) is scored. Needs Python 3.10 and the
# Python registry, once: the libraries go to a folder of the cache.
set -euo pipefail
file="$(realpath "$1")"
here="$(cd "$(dirname "$0")" && pwd)"
venv="${FAISCEAU_SPLINK:-${XDG_CACHE_HOME:-$HOME/.cache}/faisceau/splink}"
if [ ! -x "$venv/bin/python" ]; then
  python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet --requirement "$here/requirements.txt"
fi
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
(cd "$here/../.." && FAISCEAU_BENCH="$file" cargo bench --quiet -p faisceau --bench measure -- linkage-keys "$work/keys.csv")
truth="${file%.*}.truth"
[ -f "$truth" ] || truth="$(dirname "$file")/truth.csv"
[ -f "$truth" ] || truth=""
"$venv/bin/python" "$here/link.py" "$work/keys.csv" $truth
