#!/usr/bin/env bash
# What an earlier version leaves, kept as a fixture that every later version must take on: data folder, database,
# backup, and what people were told, all invented (crates/faisceau/tests/it/older). Run at each tag:
#   docs/recipes/older.sh v0.2.0
# Any commit that has backups will do. It builds that version in a scratch folder (some minutes) and writes
# crates/faisceau/tests/older/NAME-{sqlite,postgresql}.tar.gz, each under 150 kB.
set -euo pipefail
cd "$(dirname "$0")/../.."
version="${1:?which tag or commit}"
root="$PWD"
scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT

git clone --quiet . "$scratch/tree"
cd "$scratch/tree"
git checkout --quiet "$(git -C "$root" rev-parse "$version^{commit}")"
tests=crates/faisceau/tests/it
mkdir -p "$tests/older_made"
cp "$root/$tests/older/make.rs" "$tests/older_made/make.rs"
cat >"$tests/older_made/mod.rs" <<'END'
//! What this version leaves, for a later one.
mod make;
use faisceau_platform::testkit::On;
use std::path::PathBuf;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn both() {
    let out = PathBuf::from(std::env::var_os("FAISCEAU_OLDER").unwrap());
    make::make(On::Sqlite, &out.join("sqlite")).await;
    make::make(On::Postgres, &out.join("postgresql")).await;
}
END
echo "mod older_made;" >>"$tests/main.rs"
FAISCEAU_OLDER="$scratch/out" CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$scratch/target}" \
  cargo test --locked --quiet -p faisceau --test it -- older_made::

# Encrypted bytes do not shrink, and a database of SQLite is a megabyte at least: the backup kept is the other's,
# whose files are in it.
rm -rf "$scratch/out/sqlite/backup" "$scratch/out/postgresql/data/files"
name="$(git -C "$root" describe --always "$version")"
mkdir -p "$root/crates/faisceau/tests/older"
for kind in sqlite postgresql; do
  tar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner -C "$scratch/out/$kind" -cf - . |
    gzip -9n >"$root/crates/faisceau/tests/older/$name-$kind.tar.gz"
  ls -l "$root/crates/faisceau/tests/older/$name-$kind.tar.gz"
done
