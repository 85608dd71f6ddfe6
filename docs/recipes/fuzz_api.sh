#!/usr/bin/env bash
# schemathesis over the interface, as everybody, on a demonstration: docs/recipes/fuzz_api.sh [EXAMPLES [URL of an empty PostgreSQL database]]
# Prints one line for each reader; what fails is printed whole. docs/security/scans.md keeps what it said.
set -euo pipefail
cd "$(dirname "$0")/../.."
version=4.32.5
venv="${XDG_CACHE_HOME:-$HOME/.cache}/faisceau/schemathesis-$version"
[ -x "$venv/bin/schemathesis" ] || { python3 -m venv "$venv" && "$venv/bin/pip" install --quiet "schemathesis==$version"; }
cargo build --locked --quiet -p faisceau
program="${CARGO_TARGET_DIR:-target}/debug/faisceau"
python3 docs/recipes/fuzz_api.py "$(realpath "$program")" "$venv/bin/schemathesis" "${1:-50}" ${2:+"$2"}
