#!/usr/bin/env bash
# Coverage-guided runs of what reads strangers' bytes, on the stable compiler: `fuzz/run.sh SECONDS [TARGET…]`.
# Inputs that reach code are kept in fuzz/corpus, one a line; one that shows a fault is written beside the log and
# fails the run: once mended, its line goes to fuzz/faults.txt. Needs python3 and a C++ compiler (libFuzzer is built from its source); no sanitizer, the code being safe Rust.
set -euo pipefail
cd "$(dirname "$0")"

seconds="${1:?seconds for each target}"
shift
targets=("$@")
[ "${#targets[@]}" -gt 0 ] || targets=(form identifiers import multipart secrets tus)

coverage="-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4"
coverage+=" -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table"
coverage+=" -Cllvm-args=-sanitizer-coverage-trace-compares -Ccodegen-units=1 --cfg fuzzing"
export CARGO_TARGET_DIR="${XDG_CACHE_HOME:-$HOME/.cache}/faisceau/fuzz"
# A target named, so that what runs at build time is not watched.
machine="$(rustc -vV | sed -n 's/^host: //p')"
RUSTFLAGS="$coverage" cargo build --release --locked --target "$machine"

inputs="$CARGO_TARGET_DIR/inputs"
log="$CARGO_TARGET_DIR/log"
status=0
echo "$(date -I), $seconds seconds a target: ${targets[*]}" >>runs.txt
for target in "${targets[@]}"; do
  rm -rf "${inputs:?}/$target" && mkdir -p "$inputs/$target/found" "$inputs/$target/least" "$log"
  python3 corpus.py expand "corpus/$target.txt" "$inputs/$target/found"
  run="$CARGO_TARGET_DIR/$machine/release/$target"
  options=(-max_len=2048 -timeout=10 -rss_limit_mb=1024)
  "$run" "$inputs/$target/found" "${options[@]}" -max_total_time="$seconds" -artifact_prefix="$log/$target-" \
    -print_final_stats=1 2>"$log/$target.log" || status=1
  grep -E '^(stat::number|stat::average|stat::peak|.*DONE|.*panicked)' "$log/$target.log" | sed "s/^/$target: /" |
    tee -a runs.txt
  # The least inputs that reach everything reached so far.
  "$run" -merge=1 -use_counters=0 "$inputs/$target/least" "$inputs/$target/found" "${options[@]}" 2>/dev/null || status=1
  python3 corpus.py keep "$inputs/$target/least" "corpus/$target.txt"
done
exit "$status"
