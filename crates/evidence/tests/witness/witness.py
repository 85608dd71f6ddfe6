"""A small witness (C2SP tlog-witness) for tests: it signs a checkpoint of one log only when it goes on from the last
it signed. Python's standard library alone; signatures by the verifier of docs/verify.

    witness.py FOLDER_OF_VERIFIER KEY.pem ORIGIN NAME [AHEAD]

Prints its port, then its key as a vkey; KEY.pem, the key of the log, is read when it is asked. With AHEAD, it says to have seen so many entries already."""
import base64, hashlib, http.server, re, sys, time

sys.path.insert(0, sys.argv[1])
sys.dont_write_bytecode = True
import verify as v

ORIGIN, NAME = sys.argv[3:5]
SEEN = {"size": int(sys.argv[5]) if len(sys.argv) > 5 else 0, "root": None}

# Its own key, made from a fixed seed (RFC 8032, section 5.1.5).
H = hashlib.sha512(b"a seed for tests".ljust(32, b"\0")).digest()
A = int.from_bytes(H[:32], "little") & ((1 << 254) - 8) | (1 << 254)

def compressed(p):
    z = pow(p[2], v.P - 2, v.P)
    return (p[1] * z % v.P | (p[0] * z % v.P & 1) << 255).to_bytes(32, "little")

OWN = compressed(v.times(A, v.BASE))
ID = hashlib.sha256(NAME.encode() + b"\n\4" + OWN).digest()[:4]

def sign(message):
    r = int.from_bytes(hashlib.sha512(H[32:] + message).digest(), "little") % v.L
    big = compressed(v.times(r, v.BASE))
    h = int.from_bytes(hashlib.sha512(big + OWN + message).digest(), "little") % v.L
    return big + ((r + h * A) % v.L).to_bytes(32, "little")

def continues(old, was, new, now, proof):
    """RFC 9162, section 2.1.4.2."""
    at, last = old - 1, new - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    path = ([was] if old & (old - 1) == 0 else []) + proof
    if not path:
        return False
    fr = sr = path[0]
    for c in path[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            fr, sr = v.node(c, fr), v.node(c, sr)
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            sr = v.node(sr, c)
        at, last = at >> 1, last >> 1
    return fr == was and sr == now and last == 0

class Witness(http.server.BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def answer(self, status, text, kind="text/plain"):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(text.encode())))
        self.end_headers()
        self.wfile.write(text.encode())

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if self.path != "/add-checkpoint":
            return self.answer(404, "no such place")
        head, _, note = body.partition("\n\n")
        first, *proof = head.split("\n")
        try:
            pem = open(sys.argv[2]).read().split("\n")
            key = base64.b64decode("".join(pem[1:-2]))[-32:]
            origin, size, root = v.checkpoint(note, key)
        except ValueError as why:
            return self.answer(403, str(why))
        if origin != ORIGIN:
            return self.answer(404, "unknown log")
        old = int(re.fullmatch(r"old (\d+)", first)[1])
        if old > size:
            return self.answer(400, "the log went back")
        if old != SEEN["size"]:
            return self.answer(409, f"{SEEN['size']}\n", "text/x.tlog.size")
        proof = [base64.b64decode(line) for line in proof]
        same = old == size and root == SEEN["root"] and not proof
        if not (old == 0 and not proof or same or continues(old, SEEN["root"], size, root, proof)):
            return self.answer(422, "the proof does not hold")
        SEEN.update(size=size, root=root)
        now = int(time.time())
        text = note.partition("\n\n")[0] + "\n"
        signature = now.to_bytes(8, "big") + sign(f"cosignature/v1\ntime {now}\n{text}".encode())
        other = "\u2014 another.example/w " + base64.b64encode(b"\0" * 76).decode() + "\n"
        self.answer(200, other + f"\u2014 {NAME} {base64.b64encode(ID + signature).decode()}\n")

server = http.server.HTTPServer(("127.0.0.1", 0), Witness)
print(server.server_port)
print(f"{NAME}+{ID.hex()}+{base64.b64encode(bytes([4]) + OWN).decode()}", flush=True)
server.serve_forever()
