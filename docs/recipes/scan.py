#!/usr/bin/env python3
"""wapiti over the public pages and over those of an officer and an analyst, and sqlmap on the forms that strangers and staff type
into, against a demonstration on this machine whose counts of tries are off. Prints one line for each; what is found is printed
whole. `just scan` runs it; docs/security/scans.md keeps what it said.

scan.py PROGRAM WAPITI SQLMAP [SECONDS [wapiti]]: the last word leaves sqlmap out.
"""
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import fuzz_api  # noqa: E402

# Without those that ask a server of their makers on the network.
MODULES = "sql,xss,exec,file,redirect,crlf,csp,http_headers,cookieflags,csrf,methods"
# What would end the sign-in, starts a new draft or sign-in at each visit, or is one page under as many addresses as there are things.
LOOPS = ["/deconnexion", "/connexion*", "/langue*", "/api/*", "/static/*"]
# What the scanner may say of a demonstration, which speaks HTTP on the loopback and is marked as such.
EXPECTED = {"Strict-Transport-Security is not set", "Secure flag is not set"}
LIMITS = ["CODES_PER_HOUR_PER_NETWORK", "CODES_PER_HOUR_PER_CASE", "SIGN_INS_PER_HOUR_PER_NETWORK", "FILINGS_PER_HOUR_PER_NETWORK",
          "ANSWERS_PER_MINUTE_PER_DRAFT"]


def wapiti(program, name, start, headers, seconds, folder):
    """Crawls for so many seconds at most, then tries each module for a share of them: the run ends by itself, or it is said."""
    out, log = Path(folder, f"wapiti-{name}.json"), Path(folder, f"wapiti-{name}.log")
    share = max(10, seconds // 4)
    command = [program, "-u", start, "--scope", "domain", "--flush-session", "-m", MODULES, "--max-scan-time", str(seconds),
               "--max-attack-time", str(share), "--depth", "4", "--max-links-per-page", "40", "--max-files-per-dir", "12",
               "--max-parameters", "15", "--timeout", "20", "--tasks", "4", "--skip", "csrf", "-f", "json", "-o", str(out),
               "--log", str(log), "--no-bugreport", "--store-session", str(Path(folder, f"session-{name}"))]
    for left in LOOPS:
        command += ["-x", f"{fuzz_api.BASE}{left}"]
    if "Cookie" in headers:
        kept = {one.split("=", 1)[0]: {"value": one.split("=", 1)[1], "expires": None, "secure": False, "port": None, "version": 0}
                for one in headers["Cookie"].split("; ")}
        jar = Path(folder, f"cookies-{name}.json")
        jar.write_text(json.dumps({"127.0.0.1": {"/": kept}}))
        command += ["-c", str(jar)]
    most, began = seconds + share * (len(MODULES.split(",")) + 1) + 60, time.monotonic()
    try:
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=most)
    except subprocess.TimeoutExpired:
        print(f"wapiti {name}: NOT ENDED in {most} s", flush=True)
        return False
    took = round(time.monotonic() - began)
    if not out.exists():
        print(f"wapiti {name}: ended in {took} s without a report", log.read_text()[-2000:], flush=True)
        return False
    told = json.loads(out.read_text())
    found = [(kind, one["info"], one["method"], one["path"]) for part in ("vulnerabilities", "anomalies")
             for kind, all in told[part].items() for one in all]
    others = [one for one in found if not any(word in one[1] for word in EXPECTED)]
    pages = told["infos"].get("crawled_pages_nbr", 0)
    cut = log.read_text().count("Max attack time was reached")
    print(f"wapiti {name}: ended by itself in {took} s, {pages} pages, {cut} modules cut by their time, "
          f"{len(found) - len(others)} of the demonstration itself, {len(others)} others", flush=True)
    for one in sorted(set(others))[:20]:
        print("  ", *one, flush=True)
    return not others and pages > 1


def sqlmap(program, name, path, fields, headers, seconds):
    data = "&".join(f"{field}={value}" for field, value in fields.items())
    command = [program, "-u", fuzz_api.BASE + path, "--data", "csrf=x&" + data, "-p", ",".join(fields), "--csrf-token=csrf",
               f"--csrf-url={fuzz_api.BASE}{path}", "--batch", "--flush-session", "--level=2", "--risk=2", "--technique=BEUST",
               "--ignore-code=*", f"--time-limit={seconds}"]
    if "Cookie" in headers:
        command += ["--cookie", headers["Cookie"]]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=seconds * 3)
    found = "identified the following injection point" in ran.stdout
    tried = len(re.findall(r"testing '", ran.stdout))
    unfit = "all tested parameters do not appear to be injectable" in ran.stdout or "user aborted" in ran.stdout
    print(f"sqlmap {name}: {tried} tests, {'FOUND' if found else 'nothing'}{'' if unfit or found else ', stopped by its time'}")
    if found:
        print(ran.stdout[-3000:])
    return not found and tried > 0


def main():
    program, scanner, injector = sys.argv[1:4]
    seconds = int(sys.argv[4]) if len(sys.argv) > 4 else 300
    with tempfile.TemporaryDirectory() as folder:
        accounts = Path(folder, "accounts.json")
        for limit in LIMITS:
            os.environ[f"FAISCEAU_LIMITS_{limit}"] = "0"
        command = [program, "demo", "--port", str(fuzz_api.PORT), "--accounts", str(accounts)]
        demo = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder)
        try:
            for _ in range(600):
                time.sleep(0.5)
                try:
                    if fuzz_api.get("/readyz", {})[0] == 200 and accounts.exists():
                        break
                except OSError:
                    continue
            told = json.loads(accounts.read_text())
            officer, analyst = fuzz_api.signed_in(told["officer"]), fuzz_api.signed_in(told["analyst"])
            base = fuzz_api.BASE
            injections = [
                ("sign-in", "/connexion", {"login": "officer", "password": "x"}, {}),
                ("follow-up", "/suivi", {"reference": "FSC-2026-000001-K", "code": "AAAA-BBBB-CCCC-DDDD-EEEE"}, {}),
                ("authenticity", "/verify", {"code": "AAAA-BBBB-CCCC-DDDD"}, {}),
                ("search", "/recherche", {"q": "lanterne", "reason": "Appel+de+la+victime"}, officer),
                ("watch", "/alerts/watches", {"valeur": "a@exemple.fr", "reason": "essai"}, analyst),
            ]
            pages_only = sys.argv[5:] == ["wapiti"]
            good = [] if pages_only else [sqlmap(injector, *one, seconds) for one in injections]
            good += [wapiti(scanner, name, start, headers, seconds, folder) for name, start, headers in [
                ("public", f"{base}/", {}), ("officer", f"{base}/agent", officer), ("analyst", f"{base}/agent", analyst)]]
            sys.exit(0 if all(good) else 1)
        finally:
            demo.terminate()
            demo.wait()


if __name__ == "__main__":
    main()
