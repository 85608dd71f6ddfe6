#!/usr/bin/env python3
"""Checks a document and its entry in the public log without trusting who issued them.

    verify.py document FILE.pdf FILE.proof KEY.pem      the file is authentic and is in the log
    verify.py log OLD NEW TILES KEY.pem                 the log at NEW begins with the log at OLD

Python's standard library alone. KEY.pem is the public key, had from elsewhere than the file. OLD and NEW are checkpoints
kept as files; TILES is a folder or an address below which `tile/0/000` is. Exit code: 0 yes, 2 no."""
import base64, hashlib, json, re, sys, urllib.request, zlib

P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493      # Ed25519 (RFC 8032, section 5.1)
D = -121665 * pow(121666, P - 2, P) % P

def add(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    return ((b - a) * (d - c) % P, (d + c) * (b + a) % P, (d - c) * (d + c) % P, (b - a) * (b + a) % P)
def times(s, p):
    q = (0, 1, 1, 0)
    while s > 0:
        q, p, s = (add(q, p) if s & 1 else q), add(p, p), s >> 1
    return q
def same(p, q):
    return (p[0] * q[2] - q[0] * p[2]) % P == 0 and (p[1] * q[2] - q[1] * p[2]) % P == 0
def point(encoded):
    y = int.from_bytes(encoded, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(x2, (P + 3) // 8, P)
    x = x * pow(2, (P - 1) // 4, P) % P if (x * x - x2) % P else x
    if y >= P or (x * x - x2) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return (x, y, 1, x * y % P)
BASE = point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))
def signed(key, message, signature):
    a, r, s = point(key), point(signature[:32]), int.from_bytes(signature[32:], "little")
    small = lambda p: p is None or same(times(8, p), (0, 1, 1, 0))       # points of small order prove nothing
    if len(signature) != 64 or small(a) or small(r) or s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    return same(times(s, BASE), add(r, times(h, a)))
def need(true, told):
    if not true:
        raise ValueError(told)

def payload(pdf, key):
    """What the document attests, once the whole file is proven (docs/receipt-format.md)."""
    file, xmp = bytearray(pdf), pdf.rfind(b"<?xpacket begin")
    slots = [pdf.rfind(b"/Keywords(faisceau-signature:", 0, max(xmp, 0)), pdf.rfind(b"<pdf:Keywords>faisceau-signature:")]
    need(xmp >= 0 and slots[0] >= 0 and slots[1] > xmp, "the file bears no signature")
    starts = [pdf.index(b"signature:", at) + 27 for at in slots]
    one, other = (pdf[at:at + 128] for at in starts)
    for at in starts:
        file[at:at + 128] = b"0" * 128
    digest = b"faisceau file signature 1\0" + hashlib.sha512(file).digest()
    true = one == other and re.fullmatch(rb"[0-9a-f]{128}", one) and signed(key, digest, bytes.fromhex(one.decode()))
    need(true, "the file was changed, or this key did not sign it")
    found = []
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.S):
        try:                    # the last byte of its checksum may be taken for the end of a line
            found.append(zlib.decompressobj().decompress(stream))
        except zlib.error:
            found.append(stream)
    proofs = [bytes.fromhex(f.decode()) for f in found if re.fullmatch(rb"[0-9a-f]{128}", f)]
    for said in (f for f in found if f.startswith(b'{"version"')):
        message = b"faisceau acknowledgement payload 1\0" + hashlib.sha256(said).digest()
        if any(signed(key, message, proof) for proof in proofs):
            return said
    raise ValueError("no payload signed by this key is attached to the file")
def node(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()                 # RFC 6962, section 2.1

def checkpoint(text, key):
    """Origin, size and root of a signed checkpoint (C2SP tlog-checkpoint)."""
    body, _, lines = text.partition("\n\n")
    origin, size, root = (body.split("\n") + ["", ""])[:3]
    known = hashlib.sha256(origin.encode() + b"\n\1" + key).digest()[:4]
    for line in lines.splitlines():
        name, _, raw = line.removeprefix("\u2014 ").partition(" ")
        if name == origin and (raw := base64.b64decode(raw))[:4] == known:
            need(signed(key, (body + "\n").encode(), raw[4:]), "the signature of the checkpoint does not hold")
            return origin, int(size), base64.b64decode(root)
    raise ValueError("this key did not sign the checkpoint")
def climb(index, size, leaf, proof):
    """The root above a leaf, by the hashes beside its way up, which are used up."""
    if size == 1:
        return leaf
    need(proof, "the proof is too short")
    half, last = 1 << (size - 1).bit_length() - 1, proof.pop()
    left = index < half
    below = climb(index, half, leaf, proof) if left else climb(index - half, size - half, leaf, proof)
    return node(below, last) if left else node(last, below)
def root(start, end, tile):
    """The root over a range of entries, from tiles (C2SP tlog-tiles)."""
    size = end - start
    half = start + (1 << size.bit_length() - 1)
    if half < end:
        return node(root(start, half, tile), root(half, end, tile))
    level, height = divmod(size.bit_length() - 1, 8)
    at = (start >> 8 * level) % 256
    return whole(tile(level, start >> 8 * (level + 1))[at:at + (1 << height)])
def whole(hashes):
    while len(hashes) > 1:
        hashes = [node(*hashes[i:i + 2]) for i in range(0, len(hashes), 2)]
    return hashes[0]
def tiles(where, size):
    """Reads a tile; a full one must be what the tile above says, and those at the edge are under the signed root."""
    def tile(level, index):
        width, path, rest = min(256, (size >> 8 * level) - 256 * index), "%03d" % (index % 1000), index
        while rest := rest // 1000:
            path = "x%03d/%s" % (rest % 1000, path)
        path = f"{where}/tile/{level}/{path}" + (f".p/{width}" if width < 256 else "")
        data = (urllib.request.urlopen(path, timeout=30) if "://" in where else open(path, "rb")).read()
        hashes = [data[i:i + 32] for i in range(0, len(data), 32)]
        need(len(data) == 32 * width, "a tile has not the length that the checkpoint says")
        true = width < 256 or whole(hashes) == tile(level + 1, index // 256)[index % 256]
        return need(true, "a tile is not what the tile above it says") or hashes
    return tile
def document(file, proof, key):
    said = payload(open(file, "rb").read(), key)
    return f"{json.loads(said)['reference']} is " + entry(hashlib.sha256(said).digest(), proof, key)
def entry(record, proof, key):
    proof, _, signed_root = open(proof, encoding="utf-8").read().partition("\n\n")
    need(re.match(r"c2sp.org/tlog-proof@v1\nextra \S{44}\nindex \d+(\n|$)", proof), "this is not a proof of the log")
    _, extra, index, *path = (line.rpartition(" ")[2] for line in proof.split("\n"))
    origin, size, top = checkpoint(signed_root, key)
    need(int(index) < size, "the entry is not within the log")
    leaf = hashlib.sha256(b"faisceau leaf 1\0" + base64.b64decode(extra) + record).digest()
    path, leaf = [base64.b64decode(line) for line in path], hashlib.sha256(b"\0" + leaf).digest()
    need(climb(int(index), size, leaf, path) == top and not path, "this proof is not of this document")
    return f"entry {int(index) + 1} of {size} in {origin}"
def log(old, new, where, key):
    (a, before, was), (b, after, now) = (checkpoint(open(f, encoding="utf-8").read(), key) for f in (old, new))
    need(a == b, "two different logs")
    need(before <= after, "the older checkpoint has more entries: the log went back")
    tile = tiles(where, after)
    need(root(0, after, tile) == now, "the tiles are not those of the newer checkpoint")
    need(not before or root(0, before, tile) == was, "the log was forked, or its entries were changed")
    return f"the {after} entries of {a} begin with the {before} of before"

if __name__ == "__main__":
    try:
        what, *files, pem = sys.argv[1:]
        key = base64.b64decode("".join(open(pem).read().split("\n")[1:-2]))[-32:]
        print("yes:", {"document": document, "log": log}[what](*files, key))
    except (ValueError, OSError, TypeError, KeyError) as why:
        print("NO:", why, "" if len(sys.argv) > 4 else __doc__)
        sys.exit(2)
