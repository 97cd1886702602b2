"""TEI, read with the standard library alone.

Arguments: the folder with the export, and the document in JSON. The words of the body are the article's; places
count code points from its beginning. What is said by whom is read from the elements in the text, and once more
from the annotations beside it."""

import json
import re
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

TEI = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"
folder, native = Path(sys.argv[1]), json.loads(Path(sys.argv[2]).read_text("utf-8"))
[file] = sorted(folder.glob("*.xml"))
root = ElementTree.parse(file).getroot()
wrong = []

ids = [element.get(ID) for element in root.iter() if element.get(ID)]
if len(ids) != len(set(ids)):
    wrong.append("an id is there twice")
by_id = {element.get(ID): element for element in root.iter() if element.get(ID)}
for element in root.iter():
    for key in ("who", "toWhom", "next", "prev", "ana", "target", "corresp"):
        for pointer in (element.get(key) or "").split():
            inside = re.fullmatch(r"#(?:string-range\(([^,]+),\d+,\d+\)|(.+))", pointer)
            if not inside or (inside[1] or inside[2]) not in by_id:
                wrong.append(f"{key} leads nowhere: {pointer}")

text = "".join(root.find(f".//{TEI}body").itertext())
if text != native["text"]:
    wrong.append("the text is another")


def pieces(annotation):
    places = re.findall(r"#string-range\(article,(\d+),(\d+)\)", annotation.get("target"))
    return [(int(start), text[int(start) : int(start) + int(length)]) for start, length in places]


label = lambda annotation: by_id[annotation.get("ana")[1:]].get("n")
annotations = {
    kind: [each for each in root.iter(f"{TEI}annotation") if each.get("motivation") == kind]
    for kind in ("classifying", "linking")
}
there = [(label(each), pieces(each)) for each in annotations["classifying"]]
ends = lambda each: (each.get("target")[1:], each.find(f"{TEI}ptr").get("target")[1:])
tied = [(label(each), *(pieces(by_id[end]) for end in ends(each))) for each in annotations["linking"]]

# The quotes in the text: the words of elements that are tied, and the names of those who said them.
plain = lambda words: "".join(words.split())
said = []
for first in root.iter(f"{TEI}said"):
    if first.get("prev") is None:
        chain = [first]
        while chain[-1].get("next"):
            chain.append(by_id[chain[-1].get("next")[1:]])
        words = plain("".join("".join(each.itertext()) for each in chain))
        names = set()
        for pointer in (first.get("who") or "").split():
            person = by_id[pointer[1:]]
            name = person[0].text if person.tag != f"{TEI}annotation" else pieces(person)[0][1]
            names.add(name)
        said.append((words, names))

spans = {span["id"]: span for span in native["spans"] if span["state"] == "accepted"}
people = {entity["id"]: entity["name"] for entity in native["entities"]}
stretches = lambda span: [(piece["start"], piece["text"]) for piece in span["fragments"]]
links = [link for link in native["links"] if link["state"] == "accepted" and link["from"] in spans and link["to"] in spans]
wanted = [(span["label"], stretches(span)) for span in spans.values()]
pairs = [(link["label"], stretches(spans[link["from"]]), stretches(spans[link["to"]])) for link in links]
for span in spans.values():
    if span["label"] == "quote":
        words = plain("".join(piece["text"] for piece in span["fragments"]))
        speakers = [spans[link["to"]] for link in links if link["from"] == span["id"] and link["label"] == "said_by"]
        names = {people.get(speaker["entity"]) or speaker["fragments"][0]["text"] for speaker in speakers}
        if (words, names) not in said:
            wrong.append(f"not said: {words} by {names}")
wrong += [f"span not there: {span}" for span in wanted if span not in there]
wrong += [f"pair not there: {pair}" for pair in pairs if pair not in tied]
for each in wrong:
    print("tei:", each)
if not wrong:
    print(f"tei: {len(wanted)} spans, {len(pairs)} pairs, all there")
sys.exit(bool(wrong))
