"""Web Annotations, read as their model says, with the standard library alone.

Arguments: the folder with the export, and the document in JSON. Positions count code points, as Python does;
words with those around them must stand in the text once, at the same place."""

import json
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

folder, native = Path(sys.argv[1]), json.loads(Path(sys.argv[2]).read_text("utf-8"))
wrong = []


def listed(value):
    return value if isinstance(value, list) else [] if value is None else [value]


def must(holds, what):
    if not holds:
        wrong.append(what)


def stretch(target, at):
    """The words that a target selects: both of its selectors must say the same."""
    path = folder / unquote(target["source"])
    text = path.read_bytes().decode("utf-8")
    by_kind = {selector["type"]: selector for selector in listed(target["selector"])}
    position, quote = by_kind["TextPositionSelector"], by_kind["TextQuoteSelector"]
    start, end = position["start"], position["end"]
    must(text[start:end] == quote["exact"], f"{at}: the position and the words differ")
    whole = quote.get("prefix", "") + quote["exact"] + quote.get("suffix", "")
    first = text.find(whole)
    must(first + len(quote.get("prefix", "")) == start, f"{at}: the words stand elsewhere")
    must(text.find(whole, first + 1) < 0, f"{at}: the words stand at several places")
    return start, text[start:end]


[file] = sorted(folder.glob("*.jsonld"))
page = json.loads(file.read_text("utf-8"))
must(page["@context"] == "http://www.w3.org/ns/anno.jsonld", "another context")
must(page["type"] == "AnnotationPage", "no page")
annotations = {}
for item in page["items"]:
    must(item["type"] == "Annotation", "no annotation")
    must(urlsplit(item["id"]).scheme != "", f"{item['id']}: no address")
    must(item["id"] not in annotations, f"{item['id']}: twice")
    must(item.get("target"), f"{item['id']}: no target")
    annotations[item["id"]] = item

marks, links = {}, []
for address, item in annotations.items():
    bodies, targets = listed(item.get("body")), listed(item["target"])
    texts = [body for body in bodies if isinstance(body, dict) and body["type"] == "TextualBody"]
    [tag] = [body["value"] for body in texts if body["purpose"] == "tagging"]
    if item["motivation"] == "linking":
        [to] = [body for body in bodies if isinstance(body, str)]
        must(to in annotations and targets[0] in annotations, f"{address} leads nowhere")
        links.append((tag, targets[0], to))
    else:
        marks[address] = (tag, [stretch(target, address) for target in targets])

spans = {span["id"]: span for span in native["spans"] if span["state"] == "accepted"}
pieces = lambda span: [(piece["start"], piece["text"]) for piece in span["fragments"]]
wanted = [(span["label"], pieces(span)) for span in spans.values()]
pairs = [
    (link["label"], pieces(spans[link["from"]]), pieces(spans[link["to"]]))
    for link in native["links"]
    if link["state"] == "accepted" and link["from"] in spans and link["to"] in spans
]
there = list(marks.values())
tied = [(label, marks[start][1], marks[end][1]) for label, start, end in links]
wrong += [f"span not there: {span}" for span in wanted if span not in there]
wrong += [f"pair not there: {pair}" for pair in pairs if pair not in tied]
must(len(there) == len(wanted) and len(tied) == len(pairs), "more than there was")
for each in wrong:
    print("w3c:", each)
if not wrong:
    print(f"w3c: {len(wanted)} spans, {len(pairs)} pairs, all there")
sys.exit(bool(wrong))
