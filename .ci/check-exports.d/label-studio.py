"""Reads an export to Label Studio with its own SDK, and compares it with the native file.

Arguments: a folder with tasks.json and label_config.xml, and the native example.json.
Needs label-studio-sdk.
"""

import json
import sys
from pathlib import Path

from label_studio_sdk.label_interface import LabelInterface

folder, native = Path(sys.argv[1]), json.loads(Path(sys.argv[2]).read_text("utf-8"))
interface = LabelInterface((folder / "label_config.xml").read_text("utf-8"))
interface.validate()
(task,) = json.loads((folder / "tasks.json").read_text("utf-8"))
wrong = []
text = task["data"]["text"]
if text != native["text"]:
    wrong.append("the text is another")
for annotation in task["annotations"]:
    wrong += interface.validate_prediction(annotation, return_errors=True)
results = [result for annotation in task["annotations"] for result in annotation["result"]]
regions, pairs, settings = {}, set(), set()
for result in results:
    value = result.get("value", {})
    if result["type"] == "labels":
        here = text[value["start"] : value["end"]]
        if here != value["text"]:
            wrong.append(f"{result['id']}: {here!r} is not {value['text']!r}")
        if result["id"] in regions:
            wrong.append(f"{result['id']} is there twice")
        regions[result["id"]] = (value["labels"][0], value["start"], here)
    elif result["type"] == "choices":
        settings |= {(result["id"], result["from_name"], choice) for choice in value["choices"]}
for result in results:
    if result["type"] == "relation":
        pairs.add((regions[result["from_id"]], result["labels"][0], regions[result["to_id"]]))

first, spans = {}, 0
for span in native["spans"]:
    pieces = [(span["label"], piece["start"], piece["text"]) for piece in span["fragments"]]
    first[span["id"]] = pieces[0]
    spans += len(pieces)
    wrong += [f"{piece} is not there" for piece in pieces if piece not in regions.values()]
    for name, value in span["attributes"].items():
        if isinstance(value, str) and (span["id"], name, value) not in settings:
            wrong.append(f"{span['id']} without {name} {value}")
for link in native["links"]:
    pair = (first[link["from"]], link["label"], first[link["to"]])
    if pair not in pairs:
        wrong.append(f"{pair} is not there")
if spans != len(regions):
    wrong.append(f"{len(regions)} regions for {spans} pieces")
if wrong:
    sys.exit("label-studio: " + "\n  ".join(wrong[:20]))
print(f"label-studio: {spans} spans, {len(native['links'])} pairs, all there")
