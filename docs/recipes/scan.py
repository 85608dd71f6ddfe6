#!/usr/bin/env python3
"""wapiti over the public pages and over those of an officer and an analyst, and sqlmap on the forms that strangers and staff type
into, against a demonstration on this machine whose counts of tries are off. Prints one line for each; what is found is printed
whole. `just scan` runs it; docs/security/scans.md keeps what it said.

scan.py PROGRAM WAPITI SQLMAP [SECONDS]
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
# What the scanner may say of a demonstration, which speaks HTTP on the loopback and is marked as such.
EXPECTED = {"Strict-Transport-Security is not set", "Secure flag is not set"}
LIMITS = ["CODES_PER_HOUR_PER_NETWORK", "CODES_PER_HOUR_PER_CASE", "SIGN_INS_PER_HOUR_PER_NETWORK", "FILINGS_PER_HOUR_PER_NETWORK",
          "ANSWERS_PER_MINUTE_PER_DRAFT"]


def wapiti(program, name, start, headers, seconds, folder):
    out = Path(folder, f"wapiti-{name}.json")
    command = [program, "-u", start, "--scope", "domain", "--flush-session", "--max-scan-time", str(seconds), "-m", MODULES,
               "-f", "json", "-o", str(out), "--no-bugreport", "-x", f"{fuzz_api.BASE}/deconnexion"]
    for header in ("Cookie",):
        if header in headers:
            command += ["-H", f"{header}: {headers[header]}"]
    try:
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=seconds * 6)
    except subprocess.TimeoutExpired:
        print(f"wapiti {name}: not ended in {seconds * 6} s")
        return False
    told = json.loads(out.read_text())
    found = [(kind, one["info"], one["path"]) for part in ("vulnerabilities", "anomalies")
             for kind, all in told[part].items() for one in all]
    others = [one for one in found if not any(word in one[1] for word in EXPECTED)]
    pages = told["infos"].get("crawled_pages_nbr", "?")
    print(f"wapiti {name}: {pages} pages, {len(found) - len(others)} of the demonstration itself, {len(others)} others")
    for one in sorted(set(others))[:20]:
        print("  ", *one)
    return not others


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
            good = [sqlmap(injector, name, path, fields, headers, seconds) for name, path, fields, headers in [
                ("sign-in", "/connexion", {"login": "officer", "password": "x"}, {}),
                ("follow-up", "/suivi", {"reference": "FSC-2026-000001-K", "code": "AAAA-BBBB-CCCC-DDDD-EEEE"}, {}),
                ("authenticity", "/verify", {"code": "AAAA-BBBB-CCCC-DDDD"}, {}),
                ("search", "/recherche", {"q": "lanterne", "reason": "Appel+de+la+victime"}, officer),
                ("watch", "/alerts/watches", {"valeur": "a@exemple.fr", "reason": "essai"}, analyst),
            ]]
            good += [wapiti(scanner, name, start, headers, seconds, folder) for name, start, headers in [
                ("public", f"{base}/", {}), ("officer", f"{base}/agent", officer), ("analyst", f"{base}/agent", analyst)]]
            sys.exit(0 if all(good) else 1)
        finally:
            demo.terminate()
            demo.wait()


if __name__ == "__main__":
    main()
