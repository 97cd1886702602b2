"""WebAnno TSV: by the rules of its description; no program outside INCEpTION reads it."""
import json
import re
import sys
from pathlib import Path

folder, native = Path(sys.argv[1]), json.loads(Path(sys.argv[2]).read_text("utf-8"))
[path] = folder.glob("*.tsv")
units = native["text"].encode("utf-16-le")
text = lambda start, end: units[2 * start : 2 * end].decode("utf-16-le")

head, *body = path.read_bytes().decode("utf-8").split("\n")
assert head == "#FORMAT=WebAnno TSV 3.3", head
declared = [line for line in body if line.startswith("#T_")]
fields = [(line[3:5], name) for line in declared for name in line.split("|")[1:]]
# Columns of what no mark has are not there.
place_of = lambda wanted: next((at for at, field in enumerate(fields) if wanted(*field)), None)
label = place_of(lambda kind, name: (kind, name) == ("SP", "label"))
tie = place_of(lambda kind, name: (kind, name) == ("RL", "label"))
source = place_of(lambda kind, name: kind == "RL" and name.startswith("BT_"))

plain = lambda value: re.sub(r"\\(.)", r"\1", value)
stacked = lambda cell: [] if cell == "_" else re.split(r"(?<!\\)\|", cell)
places, labels, ties, missing, at_row = {}, {}, [], [], {}
for line in body:
    if not line or line.startswith("#"):
        continue
    row, place, form, *cells = line.split("\t")
    start, end = map(int, place.split("-"))
    if text(start, end) != form and "\\" not in form:
        missing.append(f"{row}: {form!r} is not {text(start, end)!r}")
    cell_at = lambda column: "_" if column is None else cells[column]
    for cell in stacked(cell_at(label)):
        value, number = re.fullmatch(r"(.*?)(?:\[(\d+)\])?", cell).groups()
        mark = number or row
        places[mark] = (places.get(mark, (start, end))[0], end)
        labels[mark] = plain(value)
        at_row[row] = mark
    ties += [(plain(name), row, where) for name, where in zip(stacked(cell_at(tie)), stacked(cell_at(source)))]

seen = [(labels[mark], text(*places[mark])) for mark in places]
pairs = set()
for name, row, where in ties:
    origin, start, end = re.fullmatch(r"([\d.-]+)(?:\[(\d+)_(\d+)\])?", where).groups()
    ends = [number if number not in (None, "0") else at_row[place] for number, place in ((start, origin), (end, row))]
    if name == "said_by":
        pairs.add(tuple(text(*places[end]) for end in ends))

spans = {span["id"]: span for span in native["spans"]}
wanted = [(span["label"], piece["text"]) for span in spans.values() for piece in span["fragments"]]
wanted_pairs = {tuple(spans[link[end]]["fragments"][0]["text"] for end in ("from", "to")) for link in native["links"] if link["label"] == "said_by"}
missing += [span for span in wanted if span not in seen] + sorted(wanted_pairs - pairs)
for each in missing:
    print("webanno-tsv: missing", each)
if not missing:
    print(f"webanno-tsv: {len(wanted)} spans, {len(wanted_pairs)} pairs, all there")
sys.exit(bool(missing))
