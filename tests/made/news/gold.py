#!/usr/bin/env python3
"""Read the annotated articles of this folder and print their gold as JSON.

usage: gold.py [--show | --count | --texts FOLDER] [NAME...]
Without an option: a JSON list, one object an article:
  {"doc", "text", "nested", "quotes": [{"content", "speaker", "cue", "optional"}], "events"}
  with every span a [start, end) in Unicode code points of "text".
--show           every quote with its speaker and cue as slices of the text, to be read through
--count          a table of how many quotes there are
--texts FOLDER   write the plain texts as FOLDER/NAME.txt
Every run checks the articles first and ends with status 1 when one is not sound. The notation is in README.md.
"""
import json
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
OPENING = re.compile(r"\{(?:(?P<role>[sc]):)?(?P<ids>[qo]\d+\??(?:,[qo]\d+\??)*) ")
MARKS = set("\"“”„«»")
EDGES = set(" \t\n")

# Quotes that no word of the text introduces, and quotes whose speaker the text does not name.
# Anything else without a cue or a speaker is a slip of the pen.
WITHOUT_CUE = {
    "council": {"q9"},
    "interview": {"q1", "q8", "q14"},
    "poll": {"o1"},
    "partisan": {"o1"},
    "sports": {"q13"},
    "tweets": {"q5", "q9", "q15"},
}
WITHOUT_SPEAKER = {
    "analysis": {"o3"},
    "breaking": {"q5", "q8", "q14"},
    "broadsheet": {"o1", "q8"},
    "council": {"o1"},
    "court": {"q2"},
    "earnings": {"o3"},
    "partisan": {"o1", "q9"},
    "sources": {"o1"},
    "summary": {"o2"},
    "tabloid": {"q14"},
    "translated": {"q7", "q8", "q15"},
}


def parse(marked):
    """The plain text, and {id: {"content": spans, "speaker": spans, "cue": spans, "optional": bool}}."""
    plain, length, open_tags, quotes, faults = [], 0, [], {}, []
    at = 0
    while at < len(marked):
        tag = OPENING.match(marked, at)
        if tag:
            open_tags.append((tag["role"], tag["ids"].split(","), length, at))
            at = tag.end()
            continue
        c = marked[at]
        if c == "{":
            faults.append(f"a brace that opens nothing: {marked[at:at + 30]!r}")
        elif c == "}":
            if not open_tags:
                faults.append(f"a brace that closes nothing: {marked[max(0, at - 30):at + 1]!r}")
            else:
                role, ids, start, _ = open_tags.pop()
                for name in ids:
                    optional = name.endswith("?")
                    quote = quotes.setdefault(name.rstrip("?"), {"content": [], "speaker": [], "cue": [], "optional": False})
                    quote["optional"] |= optional
                    quote[{"s": "speaker", "c": "cue", None: "content"}[role]].append([start, length])
        else:
            plain.append(c)
            length += 1
        at += 1
    faults += [f"never closed: {marked[t[3]:t[3] + 30]!r}" for t in open_tags]
    for quote in quotes.values():
        for part in ("content", "speaker", "cue"):
            quote[part].sort()
    return "".join(plain), quotes, faults


def check(name, text, quotes):
    faults = []
    for label, quote in quotes.items():
        if not quote["content"]:
            faults.append(f"{label}: a speaker or cue of a quote that is not there")
        if not quote["cue"] and label not in WITHOUT_CUE.get(name, ()):
            faults.append(f"{label}: no cue, and not listed as without")
        if quote["cue"] and label in WITHOUT_CUE.get(name, ()):
            faults.append(f"{label}: listed as without cue, but has one")
        if not quote["speaker"] and label not in WITHOUT_SPEAKER.get(name, ()):
            faults.append(f"{label}: no speaker, and not listed as without")
        if quote["speaker"] and label in WITHOUT_SPEAKER.get(name, ()):
            faults.append(f"{label}: listed as without speaker, but has one")
        if len(quote["cue"]) > 1:
            faults.append(f"{label}: more than one cue")
        if quote["optional"] != label.startswith("o"):
            faults.append(f"{label}: a name with o and a question mark go together")
        for part in ("content", "speaker", "cue"):
            for start, end in quote[part]:
                slice_ = text[start:end]
                if not slice_ or slice_[0] in EDGES or slice_[-1] in EDGES:
                    faults.append(f"{label}: white space at the edge of {slice_!r}")
                if "\n" in slice_:
                    faults.append(f"{label}: {part} runs over a line break: {slice_!r}")
                if slice_[-1:] in ",:;" or (part != "content" and slice_[-1:] == "."  and not slice_.endswith(("Inc.", "Jr.", "Co."))):
                    faults.append(f"{label}: punctuation at the end of {slice_!r}")
        for start, end in quote["content"]:
            slice_ = text[start:end]
            for one, other in ("“”", "()"):
                if slice_.count(one) < slice_.count(other) or (one == "(" and slice_.count(one) != slice_.count(other)):
                    faults.append(f"{label}: {one} and {other} do not pair in {slice_!r}")
    for listed in (WITHOUT_CUE, WITHOUT_SPEAKER):
        faults += [f"{label}: listed, but not in the text" for label in listed.get(name, ()) if label not in quotes]
    if not 1500 <= len(text) <= 3500:
        faults.append(f"{len(text)} characters")
    return faults


def articles(names):
    paths = sorted(p for p in HERE.glob("*.txt") if not names or p.stem in names)
    sound = True
    for path in paths:
        text, quotes, faults = parse(path.read_text(encoding="utf8").strip())
        for fault in faults + check(path.stem, text, quotes):
            sound = False
            print(f"{path.name}: {fault}", file=sys.stderr)
        yield path.stem, text, quotes
    if not paths or not sound:
        sys.exit("no article" if not paths else 1)


def in_order(quotes):
    return sorted(quotes.items(), key=lambda item: item[1]["content"])


def show(name, text, quotes):
    print(f"== {name}: {len(text)} characters")
    for label, quote in in_order(quotes):
        slices = {part: " … ".join(text[s:e] for s, e in quote[part]) or "-" for part in ("content", "speaker", "cue")}
        print(f"{label:4}[{slices['speaker']}] <{slices['cue']}>\n      {slices['content']}")


def has_marks(text, quote):
    # A single mark opens a quotation after a space or bracket; elsewhere it is an apostrophe.
    return any(
        MARKS & set(text[s:e]) or re.search(r"(?:^|[\s(—])[‘'](?=\w)", text[s:e])
        for s, e in quote["content"]
    )


def count(rows):
    print(f"{'':14}{'characters':>11}{'quotes':>8}{'marked':>8}{'optional':>10}")
    total = [0, 0, 0, 0]
    for name, text, quotes in rows:
        counted = [q for q in quotes.values() if not q["optional"]]
        row = [len(text), len(counted), sum(has_marks(text, q) for q in counted), len(quotes) - len(counted)]
        total = [a + b for a, b in zip(total, row)]
        print(f"{name:14}{row[0]:11}{row[1]:8}{row[2]:8}{row[3]:10}")
    print(f"{'all':14}{total[0]:11}{total[1]:8}{total[2]:8}{total[3]:10}")


def main(arguments):
    if arguments and arguments[0] in ("-h", "--help"):
        print(__doc__)
        return
    option = arguments.pop(0) if arguments and arguments[0].startswith("--") else None
    if option == "--texts":
        folder = pathlib.Path(arguments.pop(0))
        folder.mkdir(parents=True, exist_ok=True)
    rows = list(articles(arguments))
    if option == "--show":
        for row in rows:
            show(*row)
    elif option == "--count":
        count(rows)
    elif option == "--texts":
        for name, text, _ in rows:
            (folder / f"{name}.txt").write_text(text + "\n", encoding="utf8")
    elif option is None:
        gold = [
            {"doc": name, "text": text, "nested": True, "quotes": [q for _, q in in_order(quotes)], "events": []}
            for name, text, quotes in rows
        ]
        json.dump(gold, sys.stdout, ensure_ascii=False, indent=1)
        print()
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
