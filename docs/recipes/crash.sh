#!/usr/bin/env bash
# Every numbered point of deposit, seal, transfer and filing (`crates/faisceau/tests/it/crash/`): the program is killed
# there, on SQLite and on PostgreSQL, in the middle of each write, with what was not synced lost, and the disk is full
# from there on. Appends one dated row for each database to docs/measures.md, and leaves the points by name in OUT.
#   docs/recipes/crash.sh [OUT]
# FAISCEAU_TEST_POINTS_AT_ONCE runs at once on each database; 4 cores, other work beside: 34 minutes (docs/measures.md).
set -euo pipefail
cd "$(dirname "$0")/../.."

out="${1:-$(mktemp -d)}"
mkdir -p "$out"
export FAISCEAU_TEST_POINTS_EVERY=1 FAISCEAU_TEST_POINTS_REPORT="$out"
export FAISCEAU_TEST_POINTS_AT_ONCE="${FAISCEAU_TEST_POINTS_AT_ONCE:-4}"
export CI=true # PostgreSQL absent is an error, not a skip
rm -f "$out"/*.runs "$out"/*.points
commit="$(git rev-parse --short HEAD)"
began=$SECONDS
ended=well
cargo test --locked -p faisceau --test it crash:: || ended=badly
for runs in "$out"/*.runs; do
  sed -E 's/^[a-z]+: //' "$runs" | awk -v day="$(date +%F)" -v commit="$commit" -v cores="$(nproc)" \
    -v base="$(basename "$runs" .runs)" -v took="$((SECONDS - began))" '
    /^WRONG/ { wrong++; next }
    { told = told (told ? "; " : "") $0 }
    END { printf "| %s | %s | %s | each crash point (`just crash`), %s, dev build, both databases at once: %d s | %s | %d wrong | - |\n",
      day, commit, cores, base, took, told, wrong }' >>"$out/rows"
done
# The table ends at the first empty line after it.
awk -v rows="$out/rows" '
  /^\|/ { table = 1 }
  table && !done && /^$/ { while ((getline row < rows) > 0) print row; done = 1 }
  { print }' docs/measures.md >"$out/measures.md"
cat "$out/measures.md" >docs/measures.md
rm "$out/rows"
cat "$out"/*.runs
[ "$ended" = well ]
