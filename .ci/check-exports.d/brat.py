"""brat: as bratly reads it, which takes its grammar strictly."""
import json
import sys
from pathlib import Path

from bratly.io.file_read_src import read_and_load_ann_file

folder, native = Path(sys.argv[1]), json.loads(Path(sys.argv[2]).read_text("utf-8"))
[annotations] = folder.glob("*.ann")
text = annotations.with_suffix(".txt").read_bytes().decode("utf-8")
missing = [] if text == native["text"] else ["the text"]

read = read_and_load_ann_file(str(annotations), renumerotize=False, sorting=False, no_duplicates=False)
seen, pairs = {}, set()
for each in read.annotations:
    kind = type(each).__name__
    if kind == "EntityAnnotation":
        pieces = [text[piece.start : piece.end] for piece in each.fragments]
        if " ".join(pieces) != each.content:
            missing.append(f"{each.id}: {each.content!r} is not {pieces!r}")
        seen[each.id] = (each.label, " ".join(pieces))
    elif kind == "RelationAnnotation" and str(each).split("\t")[1].startswith("said_by "):
        ends = [end.split(":")[1] for end in str(each).split("\t")[1].split(" ")[1:3]]
        pairs.add(tuple(seen[end][1] for end in ends))

spans = {span["id"]: span for span in native["spans"]}


def words(span):
    """The words of all pieces, which no piece of brat's parts at a line end."""
    lines = [line for piece in span["fragments"] for line in piece["text"].splitlines()]
    return " ".join(line for line in lines if line)


wanted = [(span["label"], words(span)) for span in spans.values()]
wanted_pairs = {tuple(words(spans[link[end]]) for end in ("from", "to")) for link in native["links"] if link["label"] == "said_by"}
missing += [span for span in wanted if span not in seen.values()] + sorted(wanted_pairs - pairs)
for each in missing:
    print("brat: missing", each)
if not missing:
    print(f"brat: {len(wanted)} spans, {len(wanted_pairs)} pairs, all there")
sys.exit(bool(missing))
