#!/usr/bin/env python3
"""A tagger for Dictum: what stands between “ and ”, and the name beside "said".

Reads articles from standard input and writes documents to standard output, a JSON line each; the
README beside this file tells what stands in them. Python's own offsets are those of the files:
text[start:end] is the mark.

    dictum tag articles/ -o tagged/ --tagger 'python3 assets/taggers/quoted.py'
"""

import argparse
import json
import re
import sys

NAME = "quoted"
VERSION = "1"

QUOTE = re.compile(r"“[^“”]+”")
# Words that begin with a capital, or initials.
WORD = r"(?:[A-Z]\.|[A-Z][\w'’-]+)"
PERSON = rf"{WORD}(?: {WORD})*"
# After a quote: “…,” said Ann Lee. “…,” Ann Lee said.
AFTER = re.compile(rf",? ?(?:said (?P<a>{PERSON})|(?P<b>{PERSON}) said)")
# Before it: Ann Lee said, “…”
BEFORE = re.compile(rf"(?P<a>{PERSON}) said[,:]? $")


def speaker_of(text, start, end):
    """Where the speaker of the quote from start to end stands, and why; None when it is not told."""
    after = AFTER.match(text, end)
    before = BEFORE.search(text, max(0, start - 200), start)
    found, where = (after, "after") if after else (before, "before")
    if not found:
        return None
    group = "a" if found.groupdict().get("a") else "b"
    return found.start(group), found.end(group), f"the name beside *said*, {where} the quote"


def origin(score, reason):
    return {"by": "tagger", "name": NAME, "version": VERSION, "score": score, "reason": reason}


def tagged(article):
    """The document for an article."""
    text = article["text"]
    spans, links, entities = [], [], []
    speakers, people = {}, {}
    for number, quote in enumerate(QUOTE.finditer(text), 1):
        start, end = quote.span()
        found = speaker_of(text, start, end)
        if not found and " " not in quote.group():
            continue  # One word between marks is rather a title or irony.
        spans.append(mark(f"q{number}", "quote", start, end, text, origin(0.8, "between “ and ”")))
        if not found:
            continue
        first, last, reason = found
        name = text[first:last]
        person = people.setdefault(name, f"p{len(people) + 1}")
        if (first, last) not in speakers:
            speakers[first, last] = f"s{number}"
            speaker = mark(f"s{number}", "speaker", first, last, text, origin(0.7, reason))
            spans.append({**speaker, "entity": person})
        links.append({
            "id": f"l{number}",
            "label": "said_by",
            "from": f"q{number}",
            "to": speakers[first, last],
            "origin": origin(0.7, reason),
        })
    for name, person in people.items():
        entities.append({"id": person, "name": name, "kind": "person"})
    # The text goes back as it came, so that Dictum sees that the offsets are of the same text.
    return {"id": article["id"], "text": text, "spans": spans, "links": links, "entities": entities}


def mark(id, label, start, end, text, origin):
    fragment = {"start": start, "end": end, "text": text[start:end]}
    return {"id": id, "label": label, "fragments": [fragment], "origin": origin}


def main():
    arguments = argparse.ArgumentParser(description="Tags quotes with their speakers for Dictum.")
    arguments.add_argument("--longest", type=int, default=5_000_000, metavar="CHARACTERS",
                           help="leave longer articles alone (default: %(default)s)")
    longest = arguments.parse_args().longest
    # Whatever the machine is set to, the lines are UTF-8, and a newline is a newline.
    sys.stdin.reconfigure(encoding="utf-8", newline="\n")
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    for line in sys.stdin:
        article = json.loads(line)
        if len(article["text"]) > longest:
            answer = {"id": article["id"], "error": f"more than {longest} characters"}
        else:
            answer = tagged(article)
        # Flushed, so that Dictum need not wait for the next.
        print(json.dumps(answer, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
