"""Reads papers with qpdf's library (pikepdf), a program that is not ours, and says what breaks a rule of
PDF/A-3a or PDF/UA-1 that can be checked without the reference validator (docs/decisions, 0027).

    papers.py FILE...    prints one line a paper, exits 1 when a rule is broken

Before it reads them it spoils the first one in known ways, and must see each.
"""
import functools
import io
import pathlib
import sys

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

# Operators that draw: outside marked content they would be read by nobody (PDF/UA-1, 7.1).
DRAWS = {"Tj", "TJ", "'", '"', "Do", "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "BI", "INLINE IMAGE"}
# Standard types of structure of PDF 1.7; others must be mapped to one of these.
STANDARD = set("""Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6
L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP
Warichu WT WP Figure Formula Form""".split())


class Paper:
    def __init__(self, pdf):
        self.pdf = pdf
        self.root = self.pdf.Root
        self.broken = []
        self.counted = {}

    def must(self, holds, rule):
        if not holds:
            self.broken.append(rule)

    def count(self, what, by=1):
        self.counted[what] = self.counted.get(what, 0) + by

    def every(self):
        """Each dictionary of the file, those written inside another one too."""
        found, stack = [], list(self.pdf.objects)
        while stack:
            thing = stack.pop()
            if isinstance(thing, (Dictionary, Stream)):
                found.append(thing)
                inside = [thing[name] for name in thing.keys()]
            elif isinstance(thing, Array):
                inside = list(thing)
            else:
                continue
            stack.extend(one for one in inside if isinstance(one, pikepdf.Object) and not one.is_indirect)
        return found

    def file(self):
        self.must(not self.pdf.check_pdf_syntax(), "qpdf finds no fault of syntax")
        self.must(not self.pdf.is_encrypted, "not encrypted")
        self.must("/ID" in self.pdf.trailer, "the trailer has an ID")
        active = {"/JavaScript", "/Launch", "/Sound", "/Movie", "/ImportData", "/ResetForm", "/SubmitForm"}
        for thing in self.every():
            self.must("/JS" not in thing, "no JavaScript")
            self.must(str(thing.get("/S", "")) not in active, "no action but links")
            self.must("/AA" not in thing, "no action by itself")
            if isinstance(thing, Stream):
                self.must("/F" not in thing, "no content outside the file")
                self.must("/LZWDecode" not in str(thing.get("/Filter", "")), "no LZW")
        self.must("/JavaScript" not in self.root.get("/Names", {}), "no JavaScript by name")
        self.must("/OpenAction" not in self.root, "nothing happens when opened")

    def claims(self):
        with self.pdf.open_metadata() as said:
            self.must((said.get("pdfaid:part"), said.get("pdfaid:conformance")) == ("3", "A"), "says PDF/A-3a")
            self.must(said.get("pdfuaid:part") == "1", "says PDF/UA-1")
            self.must(bool(said.get("dc:title")), "has a title")
            keywords = str(self.pdf.docinfo.get("/Keywords", ""))
            self.must(said.get("pdf:Keywords", "") == keywords, "Info and XMP have the same keywords")
        self.must("/Filter" not in self.root.Metadata, "XMP readable without a filter")
        self.must(bool(str(self.root.get("/Lang", ""))), "has a language")
        self.must(self.root.get("/MarkInfo", {}).get("/Marked") is True, "says it is tagged")
        shown = self.root.get("/ViewerPreferences", {}).get("/DisplayDocTitle")
        self.must(shown is True, "the window shows the title")

    def colours(self):
        intents = list(self.root.get("/OutputIntents", []))
        self.must(len(intents) == 1, "one output intent")
        for intent in intents:
            profile = intent.DestOutputProfile
            self.must(str(intent.S) == "/GTS_PDFA1", "output intent of PDF/A")
            self.must(profile.read_bytes()[36:40] == b"acsp", "the output intent holds an ICC profile")
            self.must(int(profile.N) in (1, 3, 4), "components of the profile")

    def fonts(self):
        for thing in self.every():
            if str(thing.get("/Type", "")) == "/FontDescriptor":
                self.count("fonts")
                held = [name for name in ("/FontFile", "/FontFile2", "/FontFile3") if name in thing]
                self.must(held, f"font {thing.get('/FontName')} is embedded")
            if str(thing.get("/Subtype", "")) == "/Type0":
                self.must("/ToUnicode" in thing, f"font {thing.get('/BaseFont')} says its characters")
            if str(thing.get("/Type", "")) == "/Font" and "/FontDescriptor" not in thing:
                self.must(str(thing.get("/Subtype")) == "/Type0", "no font of the reader's machine")

    def attachments(self):
        related = [str(file.get("/F", "")) for file in self.root.get("/AF", [])]
        named = list(self.root.get("/Names", {}).get("/EmbeddedFiles", {}).get("/Names", []))
        for name, file in zip(named[::2], named[1::2]):
            self.count("attachments")
            self.must(str(name) in related, f"attachment {name} is associated with the document")
            relation = str(file.get("/AFRelationship", ""))
            self.must(relation in ("/Data", "/Source", "/Alternative", "/Supplement"), f"{name} says its relation")
            self.must("/UF" in file and "/Desc" in file, f"{name} has a name and a description")
            held = file.EF.F
            self.must("/Subtype" in held, f"{name} says its type")
            self.must("/ModDate" in held.get("/Params", {}), f"{name} says its date")
        self.must(len(named) // 2 == len(related), "every associated file is an attachment")

    def pages(self):
        parents = self.numbers(self.root.StructTreeRoot.ParentTree)
        for page in self.pdf.pages:
            self.count("pages")
            self.must(isinstance(page.get("/StructParents"), int), "each page leads to its structure")
            self.must(page.get("/StructParents") in parents, "the structure knows each page")
            depth, loose = 0, 0
            for operands, operator in pikepdf.parse_content_stream(page):
                word = str(operator)
                depth += word in ("BDC", "BMC")
                depth -= word == "EMC"
                loose += depth == 0 and word in DRAWS
            self.must(loose == 0, f"page {page.index + 1}: everything drawn is tagged or an artifact ({loose} are not)")
            self.must(depth == 0, f"page {page.index + 1}: marks are closed")
            for link in page.get("/Annots", []):
                if str(link.get("/Subtype", "")) == "/Widget":
                    self.box(page, link, parents)
                    continue
                self.count("links")
                self.must(link.get("/StructParent") in parents, "each link is in the structure")
                self.must("/Contents" in link, "each link says where it leads")
                self.must(int(link.get("/F", 0)) & 4, "each link is printed")
                self.must(str(page.get("/Tabs")) == "/S", "the tab key follows the structure")

    def numbers(self, node):
        pairs = list(node.get("/Nums", []))
        found = {int(key): value for key, value in zip(pairs[::2], pairs[1::2])}
        for kid in node.get("/Kids", []):
            found |= self.numbers(kid)
        return found

    def box(self, page, box, parents):
        """A box to fill in: seen without help of the reader's program, named, and read aloud."""
        self.count("boxes")
        element = parents.get(int(box.get("/StructParent", -1)), Dictionary())
        self.must(str(element.get("/S", "")) == "/Form", "each box is an element of a form")
        kids = element.get("/K", Array())
        kids = list(kids) if isinstance(kids, Array) else [kids]
        alone = len(kids) == 1 and str(kids[0].get("/Type", "")) == "/OBJR" and kids[0].Obj.objgen == box.objgen
        self.must(alone, "the element of a box holds that box and nothing else")
        self.must("/TU" in box and bool(str(box.TU)), "each box says its question")
        self.must("/AP" in box and "/N" in box.AP, "each box has its own look")
        self.must(int(box.get("/F", 0)) & 4, "each box is printed")
        self.must(str(page.get("/Tabs")) == "/S", "the tab key follows the structure")
        state = str(box.get("/AS", ""))
        if str(self.inherited(box, "/FT")) == "/Btn":
            self.must(state == "/Off" and "/Off" in box.AP.N and len(box.AP.N) == 2, "a tick has two looks, and is off")

    def inherited(self, field, key):
        while field is not None and key not in field:
            field = field.get("/Parent")
        return field.get(key, "") if field is not None else ""

    def form(self):
        """The names of the fields, when the file is one to fill in."""
        form = self.root.get("/AcroForm")
        if form is None:
            return set()
        self.must(not form.get("/NeedAppearances", False) and "/XFA" not in form, "a form of plain boxes")
        names, stack = set(), [("", field) for field in form.Fields]
        if len(stack) == 1 and str(stack[0][1].get("/FT", "")) == "/Sig":
            self.count("signatures")
            self.must(int(form.get("/SigFlags", 0)) == 3, "a signed file says so, and is only added to")
            self.must("/DocMDP" in self.root.get("/Perms", Dictionary()), "the signature certifies the file")
            return names
        self.must("/RM" in form.DR.Font and "/RM" in str(form.DA), "what is typed has its typeface in the file")
        while stack:
            above, field = stack.pop()
            name = f"{above}.{field.T}" if above else str(field.T)
            named = [kid for kid in field.get("/Kids", []) if "/T" in kid]
            if named:
                stack.extend((name, kid) for kid in named)
                continue
            self.must(name not in names, f"{name} is one field")
            self.must(str(self.inherited(field, "/FT")) in ("/Tx", "/Btn"), f"{name} is a text or a tick")
            names.add(name)
        self.count("fields", len(names))
        return names

    def fields(self, path):
        """Every question has its boxes: those that the engine says it asks, beside the file."""
        wanted = pathlib.Path(path).with_suffix(".names")
        found = {name for name in self.form() if not name.startswith("sheet.")}
        asked = set(wanted.read_text().split()) if wanted.exists() else set()
        self.must(found == asked, f"the fields are those of the questions ({len(found ^ asked)} differ)")

    def structure(self):
        tree = self.root.StructTreeRoot
        roles = {str(name): str(role) for name, role in tree.get("/RoleMap", {}).items()}
        headings, stack = [], [tree]
        while stack:
            element = stack.pop()
            if not isinstance(element, Dictionary):
                continue
            if "/S" in element and "/K" in element or "/Alt" in element:
                self.element(element, roles, headings)
            kids = element.get("/K", [])
            kids = list(kids) if isinstance(kids, Array) else [kids]
            stack.extend(reversed(kids))
        self.must(headings[:1] == [1], "the first heading is of the first level")
        steps = zip(headings, headings[1:])
        self.must(all(after <= before + 1 for before, after in steps), "no level of heading is skipped")
        self.count("headings", len(headings))

    def element(self, element, roles, headings):
        kind = str(element.S)
        kind = roles.get(kind, kind).lstrip("/")
        self.count("elements")
        self.must(kind in STANDARD, f"{kind} is a standard type of structure")
        if kind in ("Figure", "Formula"):
            self.count("figures")
            self.must(bool(str(element.get("/Alt", ""))), "each picture has words in its place")
        if kind == "TH":
            given = element.get("/A", Dictionary())
            given = list(given) if isinstance(given, Array) else [given]
            scoped = any(isinstance(a, Dictionary) and "/Scope" in a for a in given)
            self.must(scoped or "/ID" in element, "each header of a table says what it heads")
        if len(kind) == 2 and kind[0] == "H" and kind[1].isdigit():
            headings.append(int(kind[1]))

    def read(self, path=None):
        parts = [self.file, self.claims, self.colours, self.fonts, self.attachments, self.pages, self.structure]
        if path is not None:
            parts.append(functools.partial(self.fields, path))
        for part in parts:
            try:
                part()
            except (AttributeError, KeyError, TypeError, pikepdf.PdfError) as absent:
                self.broken.append(f"{getattr(part, '__name__', 'fields')}: {absent}")
        return self


def drop_font(pdf):
    fonts = [thing for thing in pdf.objects if isinstance(thing, Dictionary) and "/FontFile2" in thing]
    del fonts[0]["/FontFile2"]


def drop_words_of_picture(pdf):
    for thing in pdf.objects:
        if isinstance(thing, Dictionary) and str(thing.get("/S", "")) == "/Figure":
            del thing["/Alt"]


def draw_loose(pdf):
    pdf.pages[0].contents_add(b"0 0 10 10 re f")


def claim_less(pdf):
    with pdf.open_metadata(set_pikepdf_as_editor=False) as said:
        said["pdfaid:conformance"] = "B"


def run_script(pdf):
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")


def forget_relation(pdf):
    del pdf.Root.AF[0]["/AFRelationship"]


def forget_question(pdf):
    boxes = [box for page in pdf.pages for box in page.get("/Annots", []) if "/TU" in box]
    del boxes[0]["/TU"]


def forget_look(pdf):
    boxes = [box for page in pdf.pages for box in page.get("/Annots", []) if "/AP" in box]
    del boxes[0]["/AP"]


def leave_form(pdf):
    for thing in pdf.objects:
        if isinstance(thing, Dictionary) and str(thing.get("/S", "")) == "/Form":
            thing["/S"] = Name.Link


def drop_field(pdf):
    del pdf.Root.AcroForm.Fields[-1]


# What is done to a good paper, and a word of the rule that must then be broken.
SPOILED = [
    (lambda pdf: pdf.Root.__delitem__("/OutputIntents"), "output intent"),
    (lambda pdf: pdf.Root.__delitem__("/Lang"), "language"),
    (lambda pdf: pdf.Root.__delitem__("/MarkInfo"), "tagged"),
    (lambda pdf: pdf.pages[0].obj.__delitem__("/StructParents"), "structure"),
    (drop_font, "embedded"),
    (drop_words_of_picture, "picture"),
    (draw_loose, "artifact"),
    (claim_less, "PDF/A-3a"),
    (run_script, "JavaScript"),
    (forget_relation, "relation"),
]


# The same for a form to fill in.
SPOILED_FORM = [
    (forget_question, "says its question"),
    (forget_look, "own look"),
    (leave_form, "element of a form"),
    (drop_field, "fields are those"),
]


def sees_what_is_spoiled(path, spoiled):
    """Whether every known fault is seen: a judge that never says no proves nothing."""
    seen = 0
    for spoil, rule in spoiled:
        pdf = pikepdf.open(path)
        spoil(pdf)
        held = io.BytesIO()
        pdf.save(held)
        broken = Paper(pikepdf.open(held)).read(path).broken
        if any(rule in said for said in broken):
            seen += 1
        else:
            print(f"NOT SEEN: {rule}; only {broken}")
    print(f"{seen} of {len(spoiled)} known faults are seen")
    return seen == len(spoiled)


def main(paths):
    issued = [path for path in paths if "issued-" in path]
    signed = [path for path in paths if "signed-" in path]
    forms = [path for path in paths if path.endswith("-fill.pdf")]
    if not issued or not forms or not signed:
        print("no issued paper, no signed one or no form to read")
        return 1
    bad = not sees_what_is_spoiled(issued[0], SPOILED)
    bad = not sees_what_is_spoiled(forms[0], SPOILED_FORM) or bad
    for path in paths:
        paper = Paper(pikepdf.open(path)).read(path)
        seen = ", ".join(f"{number} {what}" for what, number in sorted(paper.counted.items()))
        print(f"{'WRONG' if paper.broken else 'ok   '} {path.rsplit('/', 1)[-1]}: {seen}")
        for rule in sorted(set(paper.broken)):
            print(f"      broken: {rule}")
        bad = bad or bool(paper.broken)
    return int(bad)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
