"""Reads an export to Prodigy with spaCy, and compares it with the native file.

Arguments: a folder with prodigy.jsonl, and the native example.json.
Needs spacy; no model. Prodigy itself is not free, so what it asks of a task is asked here.
"""

import json
import sys
from pathlib import Path

import spacy
from spacy.tokens import Doc

folder, native = Path(sys.argv[1]), json.loads(Path(sys.argv[2]).read_text("utf-8"))
lines = (folder / "prodigy.jsonl").read_text("utf-8").splitlines()
(record,) = [json.loads(line) for line in lines]
wrong = []
text, tokens = record["text"], record["tokens"]
if text != native["text"]:
    wrong.append("the text is another")
if record["answer"] != "accept":
    wrong.append("it is not accepted")
words, spaces = [token["text"] for token in tokens], [token["ws"] for token in tokens]
doc = Doc(spacy.blank("xx").vocab, words=words, spaces=spaces)
if doc.text != text:
    wrong.append("the tokens are not the text")
for number, (token, told) in enumerate(zip(doc, tokens)):
    if (token.idx, token.idx + len(token), number) != (told["start"], told["end"], told["id"]):
        wrong.append(f"token {number} is elsewhere")


def span_of(told):
    """A span as spaCy sees it, by its tokens and by its characters."""
    span = doc[told["token_start"] : told["token_end"] + 1]
    if (span.start_char, span.end_char) != (told["start"], told["end"]):
        wrong.append(f"{told} is not on its tokens")
    return told["label"], span.start_char, span.text


marks = [span_of(span) for span in record["spans"]]
pairs = set()
for relation in record["relations"]:
    head, child = relation["head_span"], relation["child_span"]
    if (relation["head"], relation["child"]) != (head["token_end"], child["token_end"]):
        wrong.append(f"{relation} names other tokens")
    pairs.add((span_of(head), relation["label"], span_of(child)))

first, spans = {}, 0
for span in native["spans"]:
    pieces = [(span["label"], piece["start"], piece["text"]) for piece in span["fragments"]]
    first[span["id"]] = pieces[0]
    spans += len(pieces)
    wrong += [f"{piece} is not there" for piece in pieces if piece not in marks]
for link in native["links"]:
    pair = (first[link["from"]], link["label"], first[link["to"]])
    if pair not in pairs:
        wrong.append(f"{pair} is not there")
if spans != len(marks):
    wrong.append(f"{len(marks)} spans for {spans} pieces")
if wrong:
    sys.exit("prodigy: " + "\n  ".join(wrong[:20]))
print(f"prodigy: {spans} spans, {len(native['links'])} pairs, all there")
