#!/usr/bin/env bash
# Accessibility: proves the checkers on samples, then walks every HTML route of a running demo, in
# its states (`--every`: in both themes at both sizes); then people file each type of complaint.
# `--pictures` redraws docs/pictures instead; `--people` only files, in all eight ways, and writes docs/people.md.
set -euo pipefail
cd "$(dirname "$0")"

NODE_MAJOR_MIN=20
NODE_PACKAGE=22.16.0                 # from npm, when the machine's own node is too old
cache="${XDG_CACHE_HOME:-$HOME/.cache}/faisceau"
target="${CARGO_TARGET_DIR:-$PWD/../target}"

# Debian 12 has node 18; html-validate asks for 20.19. The npm registry holds node itself.
if [ "$(node -p 'process.versions.node.split(".")[0]')" -lt "$NODE_MAJOR_MIN" ]; then
  case "$(uname -m)" in x86_64) machine=x64 ;; aarch64) machine=arm64 ;; *) machine="$(uname -m)" ;; esac
  package="node-linux-$machine"
  if [ ! -x "$cache/node/node_modules/$package/bin/node" ]; then
    npm install --prefix "$cache/node" --no-audit --no-fund --no-save "$package@$NODE_PACKAGE"
  fi
  PATH="$cache/node/node_modules/$package/bin:$PATH"
fi

[ node_modules/.package-lock.json -nt package-lock.json ] || npm ci --no-audit --no-fund --ignore-scripts
node prove.mjs

cargo build --locked --quiet -p faisceau
bin="$target/debug/faisceau"
if ! "$bin" routes --help >/dev/null 2>&1 || ! "$bin" routes --json 2>/dev/null | grep -q '^\['; then
  echo "the binary has no \`routes\` command yet: no page walked"
  exit 0
fi

work="$(mktemp -d)"
port="$(node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })')"
base="http://127.0.0.1:$port"
"$bin" demo --port "$port" --accounts "$work/accounts.json" >"$work/demo.log" 2>&1 &
demo=$!
trap 'kill "$demo" 2>/dev/null || true; wait "$demo" 2>/dev/null || true; rm -rf "$work"' EXIT
for _ in $(seq 300); do
  node -e "fetch('$base/readyz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))" && break
  kill -0 "$demo" 2>/dev/null || { cat "$work/demo.log" >&2; echo "the demo ended" >&2; exit 1; }
  sleep 1
done

shared=(pages.json --base "$base" --values "$work/accounts.json")
if [ "${1:-}" = --pictures ]; then
  node pictures.mjs "${shared[@]}" --out ../docs/pictures
  exit
fi
if [ "${1:-}" = --people ]; then
  node person.mjs ../scenarios --base "$base" --values "$work/accounts.json" --every --out ../docs/people.md
  exit
fi

every=""
[ "${1:-}" = --every ] && every=yes
status=0
"$bin" routes --json >"$work/routes.json"
node coverage.mjs "$work/routes.json" pages.json exceptions.json || status=1
node axe.mjs "${shared[@]}" ${every:+--every} --exceptions exceptions.json --out "$work/html" || status=1
node keyboard.mjs "${shared[@]}" || status=1
node view.mjs "${shared[@]}" || status=1
node validate.mjs "$work/html" || status=1
node person.mjs ../scenarios --base "$base" --values "$work/accounts.json" || status=1
exit "$status"
