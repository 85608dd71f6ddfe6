#!/usr/bin/env bash
# Imports FILE, killed (kill -9) at random moments, then once more to its end, and checks the journal.
#   docs/recipes/import_killed.sh FILE [KILLS] [PROCESSES]
# With FAISCEAU_DATABASE_URL set, on that PostgreSQL, by PROCESSES importing at the same time.
set -euo pipefail

file="$1"; kills="${2:-50}"; processes="${3:-1}"
bin="${FAISCEAU_BIN:-target/release/faisceau}"
FAISCEAU_DATA_DIR="$(mktemp -d)"
export FAISCEAU_DATA_DIR
export FAISCEAU_LEGAL_REGIME="${FAISCEAU_LEGAL_REGIME:-private}"
export FAISCEAU_CONTROLLER="${FAISCEAU_CONTROLLER:-Recette}"
export FAISCEAU_DPO_CONTACT="${FAISCEAU_DPO_CONTACT:-Recette}"
export FAISCEAU_OWN_SOURCES="${FAISCEAU_OWN_SOURCES:-*}"
export FAISCEAU_OFFENCE_CASE="${FAISCEAU_OFFENCE_CASE:-claims}"
trap 'rm -rf "$FAISCEAU_DATA_DIR"' EXIT

for ((i = 0; i < kills; i++)); do
  running=()
  for ((p = 0; p < processes; p++)); do
    "$bin" import --source recipe --json "$file" >/dev/null 2>&1 &
    running+=($!)
  done
  sleep "0.$(printf '%03d' $((RANDOM % 700 + 20)))"
  kill -9 "${running[@]}" 2>/dev/null || true
  wait "${running[@]}" 2>/dev/null || true
done
"$bin" import --source recipe --json "$file" 2>/dev/null | tail -n 1
"$bin" import --source recipe --json "$file" 2>/dev/null | tail -n 1
"$bin" journal verify
