"""Writes the native documents, read before, as Parquet with pyarrow and prints the seconds that it took from Python
dictionaries to the file.
Arguments: the folder of native JSON documents, a folder to write to."""
import glob
import json
import sys
import time

import pyarrow
import pyarrow.parquet

folder, out = sys.argv[1:3]
rows = []
for path in sorted(glob.glob(folder + "/*.json")):
    with open(path, encoding="utf-8") as file:
        native = json.load(file)
    spans = [
        {"id": s["id"], "label": s["label"], "fragments": [{"start": f["start"], "end": f["end"]} for f in s["fragments"]]}
        for s in native["spans"]
    ]
    links = [{k: link[k] for k in ("id", "label", "from", "to")} for link in native["links"]]
    rows.append({"id": native["id"], "text": native["text"], "spans": spans, "links": links})
best = float("inf")
for _ in range(3):
    started = time.perf_counter()
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), out + "/python.parquet")
    best = min(best, time.perf_counter() - started)
print(best)
