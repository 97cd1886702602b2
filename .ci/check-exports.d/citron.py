"""Reads an export to Citron as its parser does, and compares it with the native file.

Arguments: a folder with one NAME.json, and the native example.json.
The standard library alone: Citron is in no registry. Its parser wants cue, sources and contents in every
quote, and takes characters.
"""

import json
import sys
from pathlib import Path

folder, native = Path(sys.argv[1]), json.loads(Path(sys.argv[2]).read_text("utf-8"))
(path,) = folder.rglob("*.json")
document = json.loads(path.read_text("utf-8"))
wrong = []
text = document["text"]
if text != native["text"]:
    wrong.append("the text is another")


def words_of(span):
    here = text[span["start"] : span["end"]]
    if here != span["text"] or not here:
        wrong.append(f"{here!r} is not {span['text']!r}")
    return span["start"], here


quotes, pairs = {}, set()
for quote in document["quotes"]:
    contents = tuple(words_of(span) for span in quote["contents"])
    quotes[contents] = words_of(quote["cue"])
    pairs |= {(contents, words_of(source)) for source in quote["sources"]}
groups = [{words_of(span) for span in group} for group in document.get("coreference_groups", [])]


def pieces_of(span):
    return tuple((piece["start"], piece["text"]) for piece in span["fragments"])


by_id = {span["id"]: span for span in native["spans"]}
cues = {link["from"]: link["to"] for link in reversed(native["links"]) if link["label"] == "cued_by"}
spans = told = 0
for span in native["spans"]:
    pieces = pieces_of(span)
    if span["label"] == "quote" and span["id"] in cues:
        spans += 1
        if quotes.get(pieces) != pieces_of(by_id[cues[span["id"]]])[0]:
            wrong.append(f"{pieces} with its cue is not there")
for link in native["links"]:
    if link["label"] == "said_by" and link["from"] in cues:
        told += 1
        pair = (pieces_of(by_id[link["from"]]), pieces_of(by_id[link["to"]])[0])
        if pair not in pairs:
            wrong.append(f"{pair} is not there")
people = {}
for span in native["spans"]:
    if span["entity"] and span["label"] in ("speaker", "addressee"):
        people.setdefault(span["entity"], set()).add(pieces_of(span)[0])
wrong += [f"{mentions} are not together" for mentions in people.values() if mentions not in groups]
if spans != len(document["quotes"]):
    wrong.append(f"{len(document['quotes'])} quotes for {spans}")
if wrong:
    sys.exit("citron: " + "\n  ".join(wrong[:20]))
print(f"citron: {spans} spans, {told} pairs, all there")
