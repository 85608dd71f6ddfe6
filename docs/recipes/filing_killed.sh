#!/usr/bin/env bash
# Two `faisceau serve` on one PostgreSQL, people filing on both at the same time, each twice, and an
# import beside them, while the processes are killed (kill -9) at random moments and started again:
# the test of that name, at length. It ends well only if every filing answered is one complaint with
# one receipt and one authentic file, references are unique, series are right, no job is left, and
# the journal has no gap.
#   docs/recipes/filing_killed.sh [FILINGS] [KILLS] [IMPORTED]   (multiples of 4 for the first and last)
set -euo pipefail
cd "$(dirname "$0")/../.."

export FAISCEAU_TEST_FILINGS="${1:-2000}" FAISCEAU_TEST_KILLS="${2:-50}" FAISCEAU_TEST_IMPORTED="${3:-20000}"
export CI=true # PostgreSQL absent is an error, not a skip
echo "$FAISCEAU_TEST_FILINGS filings twice each, $FAISCEAU_TEST_KILLS kills of those who serve," \
  "$((FAISCEAU_TEST_KILLS / 2)) of who imports $FAISCEAU_TEST_IMPORTED lines"
cargo test --locked ${PROFILE:+--profile "$PROFILE"} -p faisceau --test it \
  two_processes_killed_while_people_file_lose_nothing_and_do_nothing_twice
