"""What a person means to mark, and how far a saved document is from it."""

import json
from dataclasses import dataclass, field

LABELS = ("quote", "speaker", "event")


@dataclass
class Mark:
    """A mark that is meant: its label, its pieces (start, end), and of a quote its speakers."""

    label: str
    pieces: tuple
    words: str
    entity: str | None
    speakers: list = field(default_factory=list)

    start = property(lambda self: self.pieces[0][0])
    end = property(lambda self: self.pieces[-1][1])

    def holds(self, other):
        """Whether another mark lies in it."""
        return self is not other and self.start <= other.start and other.end <= self.end


class Gold:
    """The marks of a document, in the order of reading."""

    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            document = json.load(file)
        self.text = document["text"]
        marks = {}
        for span in document["spans"]:
            if span["label"] in LABELS and span["state"] == "accepted":
                pieces = tuple((part["start"], part["end"]) for part in span["fragments"])
                words = " … ".join(self.text[start:end] for start, end in pieces)
                marks[span["id"]] = Mark(span["label"], pieces, words, span.get("entity"))
        for link in document["links"]:
            if link["label"] == "said_by" and link["state"] == "accepted":
                marks[link["from"]].speakers.append(marks[link["to"]])
        # What holds others comes first.
        self.marks = sorted(marks.values(), key=lambda mark: (mark.start, -mark.end))

    def of(self, label):
        """The marks of a label."""
        return [mark for mark in self.marks if mark.label == label]

    def is_nested(self, mark):
        """Whether a quote lies in another."""
        return any(other.holds(mark) for other in self.of("quote"))

    def people(self):
        """The speakers' marks by whom they mean."""
        people = {}
        for mark in self.of("speaker"):
            people.setdefault(mark.entity, set()).add(mark.pieces)
        return people


def differences(meant, made):
    """What is missing in a document and what is too much, in words."""
    told = []

    def compare(what, wanted, there):
        told.extend(f"missing {what}: {wanted[key]}" for key in wanted if key not in there)
        told.extend(f"too much {what}: {there[key]}" for key in there if key not in wanted)

    for label in LABELS:
        by_pieces = [{mark.pieces: mark.words for mark in each.of(label)} for each in (meant, made)]
        compare(label, *by_pieces)
    compare("said by", _said(meant), _said(made))
    words = {mark.pieces: mark.words for each in (meant, made) for mark in each.marks}

    def listed(group):
        return ", ".join(f"{words[pieces]} ({pieces[0][0]})" for pieces in sorted(group))

    people, there = meant.people().values(), made.people().values()
    told.extend(f"not one person: {listed(group)}" for group in people if group not in there)
    told.extend(f"one person, wrongly: {listed(group)}" for group in there if group not in people)
    return told


def _said(gold):
    return {
        (quote.pieces, speaker.pieces): f"{quote.words} – {speaker.words}"
        for quote in gold.of("quote")
        for speaker in quote.speakers
    }
