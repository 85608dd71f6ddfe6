"""Splink on DuckDB over a table of canonical keys: rate, memory, quality at two thresholds.

    link.py keys.csv [truth.csv]

keys.csv: id, heading, then the first value of each of eight types. Settings: eight exact-match
columns with term frequencies, and the heading; values of more than 200 complaints blanked, or
blocking explodes; blocking on each type; EM on three rules; 4 threads.
"""

import csv
import resource
import sys
import time
from collections import Counter

import duckdb
import splink
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

COLUMNS = ["iban", "phone", "email", "url", "crypto", "handle", "ip", "payref"]
EM = ["url", "phone", "email"]
THRESHOLDS = [0.2, 0.9]
MOST = 200
THREADS = 4


def cores():
    """Seconds this process has worked, all its threads together."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def pairs(counts):
    return sum(c * (c - 1) // 2 for c in counts)


def f1(p, r):
    return 2 * p * r / (p + r) if p + r else 0.0


def score(truth, guess):
    """Pair precision, recall and F1, then B-cubed F1."""
    t, g = Counter(truth.values()), Counter(guess.values())
    both = Counter((truth[i], guess[i]) for i in truth)
    hit, said, real = pairs(both.values()), pairs(g.values()), pairs(t.values())
    p, r = hit / said if said else 1.0, hit / real if real else 1.0
    bp = sum(c * c / g[b] for (_, b), c in both.items()) / len(truth)
    br = sum(c * c / t[a] for (a, _), c in both.items()) / len(truth)
    return p, r, f1(p, r), f1(bp, br)


def main():
    start = time.monotonic()
    con = duckdb.connect()
    con.execute(f"SET threads TO {THREADS}")
    con.execute("CREATE TABLE raw AS SELECT * FROM read_csv(?, all_varchar = true)", [sys.argv[1]])
    blanked = ", ".join(
        f"CASE WHEN count(*) OVER (PARTITION BY {c}) > {MOST} THEN NULL ELSE {c} END AS {c}"
        for c in COLUMNS
    )
    con.execute(f"CREATE TABLE complaints AS SELECT CAST(id AS BIGINT) AS unique_id, heading, {blanked} FROM raw")
    count = con.execute("SELECT count(*) FROM complaints").fetchall()[0][0]
    exact = [cl.ExactMatch(c).configure(term_frequency_adjustments=True) for c in COLUMNS]
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[*exact, cl.ExactMatch("heading")],
        blocking_rules_to_generate_predictions=[block_on(c) for c in COLUMNS],
        retain_intermediate_calculation_columns=False,
    )
    api = DuckDBAPI(connection=con)
    linker = Linker(api.register("complaints"), settings)
    linker.training.estimate_probability_two_random_records_match(
        [block_on(c) for c in ("email", "url", "crypto")], recall=0.7
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for column in EM:
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(column))
    predicted = linker.inference.predict(threshold_match_probability=min(THRESHOLDS))
    trained, worked = time.monotonic() - start, cores()
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10
    truth = None
    if len(sys.argv) > 2:
        with open(sys.argv[2], newline="") as f:
            rows = csv.reader(f)
            next(rows)
            truth = {int(row[0]): row[1] for row in rows}
    versions = f"splink {splink.__version__}, duckdb {duckdb.__version__}"
    print(f"{versions}, {THREADS} threads, {count} complaints, peak before the truth {held:,.0f} MB", flush=True)
    for threshold in THRESHOLDS:
        again, before = time.monotonic(), cores()
        clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(
            predicted, threshold_match_probability=threshold
        )
        labels = con.execute(
            f"SELECT unique_id, cluster_id FROM {clusters.physical_name}"
        ).fetchall()
        seconds = trained + time.monotonic() - again
        spent = worked + cores() - before
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10
        line = (
            f"threshold {threshold}: {seconds:.1f} s, {spent:.1f} s of cores, "
            f"{count / seconds:,.0f} complaints/s, peak {peak:,.0f} MB"
        )
        if truth:
            p, r, f, b = score(truth, dict(labels))
            line += f"; pairs P {p:.3f} R {r:.3f} F1 {f:.3f}; B-cubed F1 {b:.3f}"
        print(line, flush=True)


if __name__ == "__main__":
    main()
