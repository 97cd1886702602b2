"""Builds a DocBin of the native documents with spaCy and prints the seconds that it took, reading the files and
writing the DocBin included, starting Python and loading spaCy left out.
Arguments: the folder of native JSON documents, a folder to write to."""
import glob
import json
import sys
import time

import spacy
from spacy.tokens import DocBin

folder, out = sys.argv[1:3]
nlp = spacy.blank("en")
best = float("inf")
for _ in range(3):
    started = time.perf_counter()
    docs = DocBin(store_user_data=True)
    for path in sorted(glob.glob(folder + "/*.json")):
        with open(path, encoding="utf-8") as file:
            native = json.load(file)
        doc = nlp(native["text"])
        spans = []
        for span in native["spans"]:
            for piece in span["fragments"]:
                found = doc.char_span(piece["start"], piece["end"], label=span["label"], alignment_mode="expand")
                if found is not None:
                    spans.append(found)
        doc.spans["sc"] = spans
        doc.ents = spacy.util.filter_spans(spans)
        docs.add(doc)
    docs.to_disk(out + "/python.spacy")
    best = min(best, time.perf_counter() - started)
print(best)
