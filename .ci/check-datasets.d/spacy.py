#!/usr/bin/env python3
"""Has spaCy check a dataset folder's data and train on it for two steps, for spans and for entities, with
configurations that spaCy itself makes; and counts its documents and spans.
Arguments: the dataset's folder, and the documents as JSON Lines. Needs spacy 3.8."""
import json
import os
import subprocess
import sys
import tempfile

import spacy
from spacy.tokens import DocBin


def run(told, folder):
    command = [sys.executable, "-m", "spacy", *told]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def main(folder, native):
    folder = os.path.abspath(folder)
    with open(native, encoding="utf-8") as file:
        documents = [json.loads(line) for line in file]
    missing = []
    vocab = spacy.blank("en").vocab
    names = [name for name in os.listdir(folder) if name.endswith(".spacy")]
    docs = [doc for name in names for doc in DocBin().from_disk(os.path.join(folder, name)).get_docs(vocab)]
    if sorted(doc.text for doc in docs) != sorted(each["text"] for each in documents):
        missing.append("the texts are others")
    there = sum(len(group) for doc in docs for group in doc.spans.values())
    wanted = sum(len(span["fragments"]) for each in documents for span in each["spans"])
    if there != wanted:
        missing.append(f"{there} spans instead of {wanted}")
    paths = [f"--paths.{key}={os.path.join(folder, name)}" for key, name in
             (("train", "train.spacy"), ("dev", "dev.spacy"))]
    with tempfile.TemporaryDirectory() as work:
        for pipe in ("spancat", "ner"):
            config = f"{pipe}.cfg"
            steps = [
                ["init", "config", config, "--lang=en", f"--pipeline={pipe}"],
                ["debug", "data", config, *paths],
                ["train", config, *paths, "--training.max_steps=2", "--training.eval_frequency=1"],
            ]
            for step in steps:
                code, out = run(step, work)
                # What it finds thin in so few articles is no fault of the files.
                if code != 0 and step[0] != "debug" or "Traceback" in out or "[E" in out:
                    missing.append(f"spacy {' '.join(step[:2])} for {pipe}: {out[-1500:]}")
                if step[0] == "debug" and "Corpus is loadable" not in out:
                    missing.append(f"spacy debug data for {pipe}: {out[-1500:]}")
    return missing, f"{there} spans in {len(docs)} articles, all there; spacy checks and trains on them"


missing, told = main(*sys.argv[1:3])
print("\n".join(f"dataset spacy: missing: {each}" for each in missing) or f"dataset spacy: {told}")
sys.exit(bool(missing))
