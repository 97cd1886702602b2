"""Correcting what the tagger suggests, with the keyboard."""

import re

from .by_keys import ByKeys
from .gold import Mark

WORTH_MENDING = 0.5  # nobody mends a mark that shares less than this with what is meant
MOST_BOUNDARY_KEYS = 6  # who needs more keys for the ends marks anew
DECISIONS = 3  # times that a suggestion may come up again before something is wrong


class ByTags(ByKeys):
    """Goes from card to card: accepts, says who, moves ends, rejects; makes what is missing in passing.

    The gold's events are stricter than the tagger's, so an event that is not among them is rejected.
    """

    def annotate(self):
        self.made, left = set(), self.left()
        first = self.gold.marks[0]
        self.counted("going to the first", first, lambda _: self.person.press("Tab"))
        for _ in range(DECISIONS * left):
            self.stand()
            card = self.card()
            missing = self.missing(card)
            if missing:
                self.make([missing])
                self.made.add((missing.label, missing.pieces))
            elif card:
                self.decide(card)
            elif self.left():
                self.counted("going on", first, lambda _: self.person.press("Tab"))
            else:
                return
        raise AssertionError(f"{self.left()} are left and do not get fewer")

    # ---- what is on the screen -------------------------------------------------------------------

    def left(self):
        """How many suggestions wait, as the bar over the article tells it."""
        for node in self.window.all("label"):
            if found := re.fullmatch(r"(\d+) of \d+ left", node.name):
                return int(found[1])
        return 0

    def card(self):
        """The suggestion that is current and waits."""
        titles = {f"Suggested {label}": label for label in ("quote", "speaker", "event")}
        titles["Quote, not all decided"] = "quote"
        for node in self.window.all("group"):
            for title, label in titles.items():
                if node.name.startswith(title):
                    return self.shown(label)
        return None

    def shown(self, label):
        pieces = self.current_pieces()
        return Mark(label, pieces, " … ".join(self.gold.text[start:end] for start, end in pieces), None)

    def stand(self):
        """Notes where the window has gone on to."""
        self.current = self.shown("suggestion") if self.current_pieces() else None
        self.made_at = self.selection()[1]

    def missing(self, card):
        """The first mark that is meant, lies before the card, and was not suggested."""
        for mark in self.gold.marks:
            made = (mark.label, mark.pieces) in self.made
            passed = card is None and not self.left() or card is not None and mark.end <= card.start
            if mark.label != "speaker" and not made and passed:
                return mark
        return None

    # ---- deciding --------------------------------------------------------------------------------

    def decide(self, card):
        meant = self.meant_by(card)
        if meant is None:
            self.counted(f"{card.label} rejected", card, lambda _: self.person.press("x"))
            return
        self.made.add((meant.label, meant.pieces))
        ends = self.mending(card.pieces, meant.pieces) if card.pieces != meant.pieces else ()
        if ends:
            self.remark(f"“{card.words[:40]}…”: {' '.join(ends)} from {card.pieces} to {meant.pieces}")
            self.counted(f"{card.label}'s ends", meant, lambda _: self.person.press(*ends))
            assert self.current_pieces() == meant.pieces, f"{ends} made {self.current_pieces()}"
        if self.card() is None:
            return  # With its ends an event is decided on.
        if meant.label == "quote" and not self.is_right(meant):
            self.counted("another speaker", meant, self.say_who_else)
        else:
            self.counted(f"{card.label} accepted", meant, lambda _: self.person.press("Return"))
        for speaker in meant.speakers:
            self.page.bring_in_view(self.person, meant.start, meant.start + 1)
            self.settle_person(speaker)

    def meant_by(self, card):
        """The mark that is meant by a suggestion: the same, or one to which its ends can be moved."""
        open_marks = [mark for mark in self.gold.of(card.label) if (mark.label, mark.pieces) not in self.made]
        same = [mark for mark in open_marks if mark.pieces == card.pieces]
        if same:
            return same[0]

        def is_near(mark):
            keys = self.mending(card.pieces, mark.pieces)
            suggested = mark.start != card.start and self.mark_at(mark)
            return keys and len(keys) <= MOST_BOUNDARY_KEYS and not suggested

        near = [mark for mark in open_marks if shared(mark, card) >= WORTH_MENDING and is_near(mark)]
        return max(near, key=lambda mark: shared(mark, card), default=None)

    def is_right(self, quote):
        """Whether the card says who said it: the panel's names, and marks on the speakers' words."""
        said = self.window.all("button", like="Not said by ")
        names = [node.name.removeprefix("Not said by ") for node in said]
        if not names or len(names) != len(quote.speakers):
            return False
        for speaker in quote.speakers:
            self.page.bring_in_view(self.person, speaker.start, speaker.end)
            if not self.is_marked(speaker):
                return False
        if len(names) == 1 and names[0] not in self.names.values():
            self.names.setdefault(quote.speakers[0].entity, names[0])
        meant = [self.names.get(speaker.entity) for speaker in quote.speakers]
        if any(name and name not in names for name in meant):
            return False
        quote.speakers.sort(key=lambda speaker: names.index(self.names.get(speaker.entity, names[-1])))
        return True

    def is_marked(self, mark):
        """Suggested or not."""
        name = (self.mark_at(mark) or "").removesuffix(", suggested")
        return name == self.name_of(mark)

    def say_who_else(self, quote):
        """A digit while the card is current; else the list."""
        if not quote.speakers:
            return self.person.press("n")
        numbers = self.candidates_for(quote)
        self.remark(f"“{quote.words[:40]}…”: the speakers are {numbers} of {self.candidates()}")
        if len(numbers) > 1 or None in numbers:
            self.person.press("w")
            return self.say_who(quote)
        self.person.press(str(numbers[0]))
        return self.see_said(quote, quote.speakers[0])

    # ---- people ----------------------------------------------------------------------------------

    def mend_person(self, speaker, wanted):
        while self.current_pieces():
            self.person.press("Escape")
        self.current = None
        paragraph = self.gold.text.rfind("\n", 0, speaker.start) + 1
        while (at := self.selection()[0]) != paragraph:
            self.person.press("ctrl+Up" if at > paragraph else "ctrl+Down")
        super().mend_person(speaker, wanted)


def shared(one, other):
    """How much two marks share of what they cover together, 0 to 1."""
    covered = [{at for start, end in mark.pieces for at in range(start, end)} for mark in (one, other)]
    return len(covered[0] & covered[1]) / len(covered[0] | covered[1])
