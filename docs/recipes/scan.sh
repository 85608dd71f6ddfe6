#!/usr/bin/env bash
# wapiti and sqlmap against a demonstration on this machine: docs/recipes/scan.sh [SECONDS of each]
set -euo pipefail
cd "$(dirname "$0")/../.."
cache="${XDG_CACHE_HOME:-$HOME/.cache}/faisceau"
for one in wapiti3==3.2.3 sqlmap==1.10.10; do
  venv="$cache/${one/==/-}"
  [ -x "$venv/bin/python" ] || { python3 -m venv "$venv" && "$venv/bin/pip" install --quiet "$one"; }
done
cargo build --locked --quiet -p faisceau
program="${CARGO_TARGET_DIR:-target}/debug/faisceau"
python3 docs/recipes/scan.py "$(realpath "$program")" "$cache/wapiti3-3.2.3/bin/wapiti" "$cache/sqlmap-1.10.10/bin/sqlmap" "${1:-300}"
