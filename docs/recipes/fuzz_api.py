#!/usr/bin/env python3
"""schemathesis over the published description of the interface, as a stranger, a partner and each role of a demonstration: no
answer of the server's fault, none that the description does not have. Then every reading, by everybody, of every kind of thing of
every unit: an answer never names a complaint that its reader may not open. `just fuzz-api` runs it; the log goes to docs/security/.

fuzz_api.py PROGRAM SCHEMATHESIS [EXAMPLES [URL of an empty PostgreSQL database]]
"""
import http.cookiejar
import json
import re
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,response_schema_conformance"
PORT = 8397
BASE = f"http://127.0.0.1:{PORT}"
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")


def signed_in(account):
    """The headers of a browser of this account."""
    jar = http.cookiejar.CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    token = lambda page: re.search(r'name="csrf" value="([^"]+)"', page).group(1)
    page = browser.open(f"{BASE}/connexion").read().decode()
    form = {"csrf": token(page), "login": account["name"], "password": account["password"]}
    browser.open(f"{BASE}/connexion", urllib.parse.urlencode(form).encode())
    page = browser.open(f"{BASE}/agent/compte").read().decode()
    cookies = "; ".join(f"{one.name}={one.value}" for one in jar)
    return {"Cookie": cookies, "X-Csrf-Token": token(page), "Sec-Fetch-Site": "same-origin"}


def get(path, headers):
    request = urllib.request.Request(BASE + path, headers=headers)
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, answer.read().decode("utf-8", "replace")
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode("utf-8", "replace")


def fuzzed(program, name, headers, examples):
    """What schemathesis says of one reader: the line of its totals, and whether nothing failed."""
    command = [program, "run", f"{BASE}/api/v1/openapi.json", "--phases", "examples,coverage,fuzzing", "-n", str(examples),
               "--checks", CHECKS, "--continue-on-failure", "--no-shrink", "--seed", "1"]
    for header, value in headers.items():
        command += ["-H", f"{header}: {value}"]
    ran = subprocess.run(command, capture_output=True, text=True)
    total = next((line.strip() for line in ran.stdout.splitlines() if " generated, " in line), "nothing generated")
    if ran.returncode:
        print(ran.stdout[-6000:])
    print(f"{name:14} {total}")
    return ran.returncode == 0


def everything(headers):
    """The ids of complaints, series and values that an analyst, who goes over units, finds."""
    found = {}
    for kind in ("complaints", "series"):
        listed = json.loads(get(f"/api/v1/{kind}", headers)[1])
        found[kind] = [one["id"] for one in listed[kind]]
    values = set()
    for series in found["series"][:4]:
        _, body = get(f"/api/v1/series/{series}", headers)
        values.update(re.findall(r'"identifier": ?"([0-9a-f-]{36})"', body))
    found["identifiers"] = sorted(values)
    return found


def across(name, headers, paths, ids, complaints):
    """How many answers were read, and those that name a complaint which their reader may not open."""
    opens, named, read = {}, [], 0
    for path in paths:
        for one in ids:
            asked = re.sub(r"\{[a-z]+\}", one, path)
            status, body = get(asked, headers)
            read += 1
            assert status < 500, f"{name}: {asked}: {status}"
            if status != 200:
                continue
            for found in set(UUID.findall(body)) & complaints:
                if found not in opens:
                    opens[found] = get(f"/api/v1/complaints/{found}", headers)[0] == 200
                if not opens[found]:
                    named.append(f"{asked} names {found}")
    print(f"{name:14} {read} answers read, {len(opens)} complaints named, {len(named)} that may not be opened")
    for line in named[:5]:
        print(f"  {line}")
    return not named


def main():
    program, schemathesis = sys.argv[1], sys.argv[2]
    examples = int(sys.argv[3]) if len(sys.argv) > 3 else 50
    with tempfile.TemporaryDirectory() as folder:
        accounts = Path(folder, "accounts.json")
        command = [program, "demo", "--port", str(PORT), "--accounts", str(accounts)]
        command += ["--database-url", sys.argv[4]] if len(sys.argv) > 4 else []
        demo = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder)
        try:
            for _ in range(600):
                time.sleep(0.5)
                try:
                    if get("/readyz", {})[0] == 200 and accounts.exists():
                        break
                except OSError:
                    continue
            told = json.loads(accounts.read_text())
            people = {role: signed_in(one) for role, one in told.items() if isinstance(one, dict) and "password" in one}
            people["partner"] = {"Authorization": f"Bearer {told['partner']}"}
            print("schemathesis:", subprocess.run([schemathesis, "--version"], capture_output=True, text=True).stdout.strip())
            good = all([fuzzed(schemathesis, "stranger", {}, examples)]
                       + [fuzzed(schemathesis, role, headers, examples) for role, headers in people.items()])
            described = json.loads(get("/api/v1/openapi.json", {})[1])
            paths = [path for path, gestures in described["paths"].items() if "get" in gestures and "schema.json" not in path]
            found = everything(people["analyst"])
            complaints = set(found["complaints"])
            ids = found["complaints"][::4][:12] + found["series"][:8] + found["identifiers"][:8]
            print(f"things asked: {len(ids)} of {len(complaints)} complaints, {len(found['series'])} series, "
                  f"{len(found['identifiers'])} values")
            assert len(complaints) >= 20 and found["series"], "the demonstration is not filled"
            good = all([across("stranger", {}, paths, ids, complaints)]
                       + [across(role, headers, paths, ids, complaints) for role, headers in people.items()]) and good
            sys.exit(0 if good else 1)
        finally:
            demo.terminate()
            demo.wait()


if __name__ == "__main__":
    main()
