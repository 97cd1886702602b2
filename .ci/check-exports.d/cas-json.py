"""Reads an export to cas-json or cas-xmi with dkpro-cassis and compares it with the document it was made of.

Arguments: the folder with the export, and the document in JSON. Pieces of a span are spans of their own.
An XMI needs its TypeSystem.xml beside it. Needs dkpro-cassis."""

import json
import pathlib
import sys
import warnings

from cassis import load_cas_from_json, load_cas_from_xmi, load_typesystem


def load(folder):
    types = folder / "TypeSystem.xml"
    for path in sorted(folder.iterdir()):
        if path.suffix == ".json":
            return "cas-json", load_cas_from_json(path.open("rb"))
        if path.suffix == ".xmi":
            typesystem = load_typesystem(types.open("rb"))
            return "cas-xmi", load_cas_from_xmi(path.open("rb"), typesystem=typesystem)
    sys.exit(f"{folder}: no .json and no .xmi")


def exported(document):
    decided = lambda thing: thing["state"] == "accepted"
    text = document["text"]
    spans = {span["id"]: span for span in document["spans"] if decided(span)}
    words = lambda part: text[part["start"] : part["end"]]
    pieces = lambda span: [(span["label"], part["start"], words(part)) for part in span["fragments"]]
    marks = [piece for span in spans.values() for piece in pieces(span)]
    first = lambda name: words(spans[name]["fragments"][0])
    pairs = [
        (link["label"], first(link["from"]), first(link["to"]))
        for link in document["links"]
        if decided(link) and link["from"] in spans and link["to"] in spans
    ]
    return marks, pairs


def main():
    folder, native = map(pathlib.Path, sys.argv[1:3])
    document = json.loads(native.read_text(encoding="utf-8"))
    # An offset within a surrogate pair is only warned of.
    with warnings.catch_warnings():
        warnings.simplefilter("error", UserWarning)
        name, cas = load(folder)
    wrong = []
    if name == "cas-json" and cas.sofa_string != document["text"]:
        wrong.append("the text is another")
    short = lambda structure: structure.type.name.rsplit(".", 1)[-1]
    label = lambda structure: getattr(structure, "label", None) or short(structure)
    annotations = list(cas.select_all_annotations())
    there = [(label(each), each.begin, each.get_covered_text()) for each in annotations]
    ties = [
        (label(each), each.Governor.get_covered_text(), each.Dependent.get_covered_text())
        for each in annotations
        if hasattr(each, "Governor")
    ]
    for kind in ("Sentence", "Token"):
        if not any(mark[0] == kind for mark in there) and document["text"].strip():
            wrong.append(f"no {kind}")
    marks, pairs = exported(document)
    wrong += [f"span not there: {mark}" for mark in marks if mark not in there]
    wrong += [f"pair not there: {pair}" for pair in pairs if pair not in ties]
    if wrong:
        print("\n".join(wrong))
        sys.exit(1)
    print(f"{name}: {len(marks)} spans, {len(pairs)} pairs, all there")


main()
