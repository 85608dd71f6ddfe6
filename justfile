# The chores of the house. `just` alone lists them; each line can also be typed by hand.
# `.ci/run` does not need `just`.

default:
    @just --list --unsorted

# Fetch what the build needs: the toolchain, the crates, the accessibility tools
setup:
    rustup show active-toolchain
    cargo fetch --locked
    cd a11y && npm ci --no-audit --no-fund

# Start the web server and the jobs with ./faisceau.toml
run *ARGS:
    cargo run --release -- serve {{ARGS}}

# Start a throwaway instance filled with a synthetic year, on loopback
demo *ARGS:
    cargo run --release -- demo {{ARGS}}

# Test the pure rules alone: no database, no web server, a few seconds
rules:
    cargo test -p faisceau-law -p faisceau-identifiers -p faisceau-domain -p faisceau-linkage

# Test one crate, on every database found: just crate intake
crate NAME *ARGS:
    cargo test -p faisceau-{{NAME}} {{ARGS}}

# Test what reads Parquet, which CI only lints: the build with it makes half of the tree again
parquet:
    cargo test --locked -p faisceau --features parquet --test it -- parquet

# All tests
test:
    cargo test --workspace

# Make docs/rights.md again, after a line of policies/expected.csv
rights:
    FAISCEAU_WRITE_RIGHTS=1 cargo test --locked -p faisceau --test it -- rights::the_page

# The rules of the house
tidy:
    cargo run --quiet -p xtask -- tidy

# What continuous integration checks before the slow part, in the same order
check:
    .ci/run format lint test tidy

# The bill of materials of the program (CycloneDX), in this folder
sbom:
    cargo run --quiet -p xtask -- sbom > faisceau.cdx.json

# The Debian package of the release program, in this folder
deb:
    cargo build --release --quiet
    packaging/debian/build.sh target/release/faisceau .

# What a tag leaves, kept as a fixture that every later version must take on: just older v0.2.0
older TAG:
    docs/recipes/older.sh {{TAG}}

# Everything, as continuous integration runs it
ci:
    .ci/run

# Repair what a program can repair
fix:
    cargo fmt --all
    cargo clippy --fix --allow-dirty --allow-staged --workspace --all-targets

# Licences, bans and sources of the dependencies
deny:
    .ci/run deny

# Measure, print one table with ratios: just bench filing, just bench linkage
bench *ARGS:
    cargo bench --quiet -p faisceau --bench measure -- {{ARGS}}

# 64 people file at once, each with three exhibits, then fewer with larger ones: errors, time, memory
exhibits *ARGS:
    cargo bench --quiet -p faisceau --bench measure -- exhibits {{ARGS}}

# Whether the time of an answer tells which follow-up codes exist: Welch's t, on a machine that does nothing else
codes *ARGS:
    cargo bench --quiet -p faisceau --bench measure -- codes {{ARGS}}

# What rows kept back by PostgreSQL cost, beside the same statements without
wall *ARGS:
    cargo bench --quiet -p faisceau --bench measure -- wall {{ARGS}}

# Splink on a file of complaints, to read beside `FAISCEAU_BENCH=FILE just bench linkage`
bench-linkage-splink FILE:
    benches/splink/run.sh {{FILE}}

# Worlds of complaints lived in any order, equal to the whole: a hundred thousand, some hours of a core
worlds SEEDS="0..100000":
    FAISCEAU_WORLDS={{SEEDS}} cargo test --locked --release -p faisceau-linkage --test it -- neutral:: --nocapture

# Plant faults in a copy of the linkage crate: its worlds must catch each
mutants:
    cargo run --quiet -p xtask -- mutants

# Measure and append the dated figures to docs/measures.md
measures:
    cargo bench --quiet -p faisceau --bench measure -- --record

# Coverage-guided runs of what reads strangers' bytes, so many seconds each; docs/measures.md keeps the log
fuzz SECONDS="600" *TARGETS:
    fuzz/run.sh {{SECONDS}} {{TARGETS}}

# schemathesis over the interface as everybody, on a demonstration: docs/security/scans.md keeps the log
fuzz-api EXAMPLES="50" URL="":
    docs/recipes/fuzz_api.sh {{EXAMPLES}} {{URL}}

# wapiti on the pages and sqlmap on the main forms of a demonstration, so many seconds each: the same page keeps the log
scan SECONDS="300":
    docs/recipes/scan.sh {{SECONDS}}

# Accessibility of every page of the demo, in its states, both themes at both sizes
axe:
    a11y/run.sh --every

# Scripted people file every type of complaint in eight ways each; the table is docs/people.md
people:
    a11y/run.sh --people

# Redraw the pictures of docs/pictures
pictures:
    a11y/run.sh --pictures

# Redraw the papers of acts in docs/papers, from the samples of letters (poppler draws them)
papers:
    rm -rf target/papers && mkdir -p target/papers docs/papers
    FAISCEAU_PAPERS="$PWD/target/papers" cargo test --locked -p faisceau-acts --test it -- required::each_required
    for paper in target/papers/*-fr.pdf target/papers/act-preservation-abroad-en.pdf; do pdftoppm -r 60 -gray -png "$paper" "docs/papers/$(basename "$paper" .pdf)"; done

# Erase one complaint in a world of so many, look for traces, compare linkage with a world without it
erased-world COMPLAINTS="20000":
    FAISCEAU_WORLD={{COMPLAINTS}} cargo test --locked -p faisceau --test it -- erased_world:: --nocapture

# An import killed at 50 random moments, then ended: just killed FILE
killed FILE *ARGS:
    cargo build --release --quiet
    docs/recipes/import_killed.sh {{FILE}} {{ARGS}}

# The program stopped at every write, sync, name and commit of deposit, seal, transfer and filing, and without room: just crash
crash *ARGS:
    docs/recipes/crash.sh {{ARGS}}
