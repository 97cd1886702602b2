#!/usr/bin/env python3
"""Loads an exported dataset with `datasets` and compares its tables with the native document, span by span.
Arguments: a folder with the export, and the native example.json. Needs datasets 5.2 and pyarrow."""
import json
import os
import sys

os.environ["HF_HUB_OFFLINE"] = os.environ["HF_DATASETS_OFFLINE"] = "1"
from datasets import ClassLabel, disable_progress_bars, load_dataset  # noqa: E402

disable_progress_bars()


def rows(folder, name):
    try:
        splits = load_dataset(folder, name)
    except ValueError as error:
        # A table without rows is not there.
        if "BuilderConfig" not in str(error):
            raise
        return [], {}
    return [row for split in splits.values() for row in split], next(iter(splits.values())).features


def documents(folder, native, missing):
    table, features = rows(folder, "documents")
    labels = features["spans"].feature["label"]
    links = features["links"].feature["label"]
    assert isinstance(labels, ClassLabel) and isinstance(links, ClassLabel), features
    [row] = [row for row in table if row["id"] == native["id"]]
    if row["text"] != native["text"]:
        missing.append("the text is another")
    there = {
        (span["id"], labels.int2str(span["label"]), tuple((f["start"], f["end"]) for f in span["fragments"]))
        for span in row["spans"]
    }
    for span in row["spans"]:
        for piece in span["fragments"]:
            if row["text"][piece["start"]:piece["end"]] != piece["text"]:
                missing.append(f"documents: {span['id']} has other words")
    ties = {(link["from"], links.int2str(link["label"]), link["to"]) for link in row["links"]}
    spans = [span for span in native["spans"] if span["state"] == "accepted"]
    for span in spans:
        if (span["id"], span["label"], tuple((f["start"], f["end"]) for f in span["fragments"])) not in there:
            missing.append(f"documents: {span['id']} {span['label']}")
    pairs = [link for link in native["links"] if link["state"] == "accepted"]
    for link in pairs:
        if (link["from"], link["label"], link["to"]) not in ties:
            missing.append(f"documents: {link['id']} {link['label']}")
    return spans, pairs


def attributions(folder, native, spans, pairs, missing):
    table, _ = rows(folder, "attributions")
    table = {row["quote"]: row for row in table if row["document"] == native["id"]}
    for span in spans:
        if span["label"] == "quote":
            said = {link["to"] for link in pairs if link["from"] == span["id"] and link["label"] == "said_by"}
            row = table.get(span["id"])
            if row is None or {speaker["id"] for speaker in row["speakers"]} != said:
                missing.append(f"attributions: {span['id']}")


def tokens(folder, native, spans, missing):
    table, features = rows(folder, "tokens")
    table = [row for row in table if row["document"] == native["id"]]
    there = set()
    for row in table:
        for column in [name for name in row if name.endswith("_tags")]:
            names = features[column].feature
            begun = None
            for at, tag in enumerate([names.int2str(tag) for tag in row[column]] + ["O"]):
                if begun and not tag.startswith("I-"):
                    there.add((begun[1], row["starts"][begun[0]], row["ends"][at - 1]))
                    begun = None
                if tag.startswith("B-"):
                    begun = (at, tag[2:])
        for token, start, end in zip(row["tokens"], row["starts"], row["ends"]):
            if native["text"][start:end] != token:
                missing.append(f"tokens: {token!r} is not at {start}")
    pieces = [(span["label"], piece["start"], piece["end"]) for span in spans for piece in span["fragments"]]
    for label, start, end in pieces:
        # One over the words of another of its label has no column: the first and longer has it.
        before = lambda s, e: (s, -e) < (start, -end) and start < e
        over = any(l == label and before(s, e) for l, s, e in pieces)
        if (label, start, end) not in there and not over:
            missing.append(f"tokens: {label} {native['text'][start:end]!r}")


def main(folder, native):
    with open(native, encoding="utf-8") as file:
        native = json.load(file)
    missing = []
    spans, pairs = documents(folder, native, missing)
    attributions(folder, native, spans, pairs, missing)
    tokens(folder, native, spans, missing)
    return missing, len(spans), len(pairs)


missing, spans, pairs = main(*sys.argv[1:3])
print("\n".join(f"hf: missing: {each}" for each in missing) or f"hf: {spans} spans, {pairs} pairs, all there")
sys.exit(bool(missing))
