#!/usr/bin/env python3
"""Reads an exported .spacy with spaCy and compares it with the native document, span by span.
Arguments: a folder with the export, and the native example.json. Needs spacy 3.8."""
import glob
import json
import os
import sys

import spacy
from spacy.tokens import Doc, DocBin


def main(folder, native):
    with open(native, encoding="utf-8") as file:
        native = json.load(file)
    text = native["text"]
    for name in ("article", "links", "people", "marks"):
        Doc.set_extension(name, default=None, force=True)
    vocab = spacy.blank("xx").vocab
    paths = glob.glob(os.path.join(folder, "**", "*.spacy"), recursive=True)
    docs = [doc for path in paths for doc in DocBin().from_disk(path).get_docs(vocab)]
    docs = [doc for doc in docs if doc._.article and doc._.article["id"] == native["id"]]
    if len(docs) != 1:
        return [f"{len(docs)} documents {native['id']} instead of 1"], 0, 0
    doc = docs[0]
    missing = [] if doc.text == text else ["the text is another"]
    there = {(s.start_char, s.end_char, s.label_, s.text) for group in doc.spans.values() for s in group}
    by_id = {s.id_: s.text for group in doc.spans.values() for s in group}
    spans = [span for span in native["spans"] if span["state"] == "accepted"]
    count = 0
    for span in spans:
        for piece in span["fragments"]:
            words = text[piece["start"]:piece["end"]]
            count += 1
            if (piece["start"], piece["end"], span["label"], words) not in there:
                missing.append(f"{span['id']} {span['label']} {words!r}")
    for entity in doc.ents:
        if (entity.start_char, entity.end_char, entity.label_, entity.text) not in there:
            missing.append(f"an entity of no span: {entity.text!r}")
    ties = {(link["label"], by_id.get(link["from"]), by_id.get(link["to"])) for link in doc._.links or []}
    first = {s["id"]: text[s["fragments"][0]["start"]:s["fragments"][0]["end"]] for s in spans}
    pairs = [link for link in native["links"] if link["from"] in first and link["to"] in first]
    for link in pairs:
        if (link["label"], first[link["from"]], first[link["to"]]) not in ties:
            missing.append(f"{link['id']} {link['label']}")
    return missing, count, len(pairs)


missing, spans, pairs = main(*sys.argv[1:3])
print("\n".join(f"spacy: missing: {each}" for each in missing) or f"spacy: {spans} spans, {pairs} pairs, all there")
sys.exit(bool(missing))
