"""doccano: offsets in UTF-16, as its own importer takes them; no other program reads its lines."""
import json
import sys
from pathlib import Path

folder, native = Path(sys.argv[1]), json.loads(Path(sys.argv[2]).read_text("utf-8"))


def words(text, start, end):
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


lines = (folder / "doccano.jsonl").read_text("utf-8").split("\n")
[record] = [json.loads(line) for line in lines if line]
seen = {entity["id"]: (entity["label"], words(record["text"], entity["start_offset"], entity["end_offset"])) for entity in record["entities"]}
pairs = {(seen[r["from_id"]][1], seen[r["to_id"]][1]) for r in record["relations"] if r["type"] == "said_by"}

spans = {span["id"]: span for span in native["spans"]}
wanted = [(span["label"], piece["text"]) for span in spans.values() for piece in span["fragments"]]
wanted_pairs = {tuple(spans[link[end]]["fragments"][0]["text"] for end in ("from", "to")) for link in native["links"] if link["label"] == "said_by"}
missing = [span for span in wanted if span not in seen.values()] + sorted(wanted_pairs - pairs)
for each in missing:
    print("doccano: missing", each)
if not missing:
    print(f"doccano: {len(wanted)} spans, {len(wanted_pairs)} pairs, all there")
sys.exit(bool(missing))
