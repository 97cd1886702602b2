#!/usr/bin/env python3
"""Reads exported CoNLL columns with seqeval and compares them with the native document, span by span.
Arguments: a folder with the export, and the native example.json. Needs seqeval 1.2."""
import glob
import json
import os
import sys
import unicodedata

from seqeval.metrics.sequence_labeling import get_entities
from seqeval.scheme import IOB2, Entities


def sentences(path):
    rows = []
    with open(path, encoding="utf-8", newline="") as file:
        for line in file.read().split("\n"):
            if line.startswith("-DOCSTART-") or not line:
                if rows:
                    yield rows
                rows = []
            else:
                rows.append(line.split("\t"))
    if rows:
        yield rows


def main(folder, native):
    with open(native, encoding="utf-8") as file:
        native = json.load(file)
    there, missing = {}, []
    for path in glob.glob(os.path.join(folder, "**", "*.iob2"), recursive=True):
        for rows in sentences(path):
            for column in range(3, len(rows[0])):
                tags = [row[column] for row in rows]
                found = get_entities(tags)
                strict = Entities([tags], scheme=IOB2).entities[0]
                if len(strict) != len(found):
                    missing.append(f"tags that are not IOB2: {tags}")
                for label, first, last in found:
                    words = (label, "".join(row[0] for row in rows[first:last + 1]))
                    there[words] = there.get(words, 0) + 1
    count = 0
    for span in native["spans"]:
        if span["state"] != "accepted":
            continue
        for piece in span["fragments"]:
            # What stands between words, control characters with it, is in a column of its own.
            inked = lambda c: not c.isspace() and unicodedata.category(c) != "Cc"
            words = "".join(filter(inked, native["text"][piece["start"]:piece["end"]]))
            count += 1
            there[(span["label"], words)] = there.get((span["label"], words), 0) - 1
            if there[(span["label"], words)] < 0:
                missing.append(f"{span['id']} {span['label']} {words!r}")
    if len(glob.glob(os.path.join(folder, "**", "*.iob2"), recursive=True)) == 1:
        more = [words for words, left in there.items() if left > 0]
        missing += [f"more than there was: {words}" for words in more]
    return missing, count


missing, spans = main(*sys.argv[1:3])
print("\n".join(f"iob2: missing: {each}" for each in missing) or f"iob2: {spans} spans, 0 pairs, all there")
sys.exit(bool(missing))
