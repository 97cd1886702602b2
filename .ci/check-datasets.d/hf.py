#!/usr/bin/env python3
"""Loads a dataset folder with `datasets`, by the names of its tables and splits, and compares it with the
documents that it was made of: every article in one split, every mark with its label.
Arguments: the dataset's folder, and the documents as JSON Lines. Needs datasets 5.2 and huggingface_hub."""
import json
import os
import sys

os.environ["HF_HUB_OFFLINE"] = os.environ["HF_DATASETS_OFFLINE"] = "1"
from datasets import ClassLabel, disable_progress_bars, load_dataset  # noqa: E402
from huggingface_hub import DatasetCard  # noqa: E402

disable_progress_bars()


def main(folder, native):
    with open(native, encoding="utf-8") as file:
        documents = {each["id"]: each for each in map(json.loads, file)}
    with open(os.path.join(folder, "manifest.json"), encoding="utf-8") as file:
        manifest = json.load(file)
    card = DatasetCard.load(os.path.join(folder, "README.md")).data
    missing = []
    if card.size_categories != ["n<1K"] or card.task_categories != ["token-classification"]:
        missing.append(f"the card says {card.size_categories}, {card.task_categories}")
    wanted = {each["id"]: each["split"] for each in manifest["articles"]}
    if wanted.keys() != documents.keys():
        missing.append(f"the manifest lacks {documents.keys() - wanted.keys()}")
    tables = {name: load_dataset(folder, name) for name in ("documents", "attributions", "tokens")}
    marks = 0
    for name, table in tables.items():
        # A split without a quote has no table of them.
        is_whole = set(table) == set(wanted.values()) or name == "attributions" and set(table) < set(wanted.values())
        if not is_whole:
            missing.append(f"{name} has the splits {set(table)}")
        if len({str(split.features) for split in table.values()}) != 1:
            missing.append(f"{name} has other columns in other splits")
        key = "id" if name == "documents" else "document"
        for split, rows in table.items():
            missing += [f"{name}: {id} is in {split}" for id in set(rows[key]) if wanted.get(id) != split]
    for split, rows in tables["documents"].items():
        labels = rows.features["spans"].feature["label"]
        if not isinstance(labels, ClassLabel):
            missing.append(f"labels of {split} have no names")
        for row in rows:
            document = documents.pop(row["id"])
            there = {(span["id"], labels.int2str(span["label"]), piece["text"])
                     for span in row["spans"] for piece in span["fragments"]}
            for span in document["spans"]:
                for piece in span["fragments"]:
                    marks += 1
                    words = document["text"][piece["start"]:piece["end"]]
                    if (span["id"], span["label"], words) not in there:
                        missing.append(f"documents: {row['id']}: {span['id']} {span['label']}")
    missing += [f"documents: {id}" for id in documents]
    parts = ", ".join(f"{split} {len(rows)}" for split, rows in tables["documents"].items())
    return missing, f"{marks} marks in {len(wanted)} articles ({parts}), all there, in three tables"


missing, told = main(*sys.argv[1:3])
print("\n".join(f"dataset hf: missing: {each}" for each in missing) or f"dataset hf: {told}")
sys.exit(bool(missing))
