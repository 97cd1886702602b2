"""Annotating with the keyboard."""

import re

from .annotator import Annotator
from .caret import Stand, Ways

READINGS = 6  # times that a person presses q before selecting the words


class ByKeys(Annotator):
    """Goes to a place, presses a label's key, mends what was taken, takes who it was."""

    def __init__(self, window, person, gold):
        super().__init__(window, person, gold)
        self.ways = Ways(gold.text, self.learn_stops())
        self.current = None  # the current mark, if any
        self.made_at = None  # where the caret stood when it was made

    def learn_stops(self):
        """Goes through the article with `.` once, uncounted: a trained person knows where it stops."""
        stops = []
        while True:
            self.window.xdotool("key", "period")
            self.window.read()
            selection = self.selection()
            if stops and selection == stops[-1]:
                break
            stops.append(selection)
        self.window.xdotool("key", "ctrl+Home")
        self.window.read()
        return stops

    def selection(self):
        """The selection or the caret, as the line at the bottom tells it."""
        for node in self.window.all("label"):
            if found := re.fullmatch(r"(\d+)–(\d+) \(\d+ characters?\)", node.name):
                return int(found[1]), int(found[2])
            if found := re.fullmatch(rf"(\d+) of {len(self.gold.text)}", node.name):
                return int(found[1]), int(found[1])
        raise AssertionError("no place is shown")

    # ---- going -----------------------------------------------------------------------------------

    def go(self, wanted):
        """Goes to a place that is wanted; looks again where a key led elsewhere than it seemed."""
        for _ in range(6):
            self.ways.see(self.page.rows())
            stand = Stand(*self.selection(), None, self.current is not None)
            keys, to = self.ways.keys(stand, wanted)
            self.person.press(*keys)
            if not to.current:
                self.current = None
            if self.selection() == (to.start, to.end):
                return
            self.remark(f"{' '.join(keys)} led from {stand[:2]} to {self.selection()}, not {to[:2]}")
        raise AssertionError("the caret does not get there")

    def would_relabel(self, at, label):
        """Whether a label's key would change the current mark instead of making one: as long as the
        caret stands where the mark was made."""
        mark = self.current
        if at.end != self.made_at:
            return False
        touches = at.current and any(start <= at.end <= end for start, end in mark.pieces)
        return touches and mark.label != label

    # ---- marking ---------------------------------------------------------------------------------

    def event(self, mark):
        def wanted(at):
            if (at.start, at.end) == (mark.start, mark.end):
                return True
            bare = at.start == at.end and mark.start <= at.end <= mark.end
            return bare and not self.would_relabel(at, "event")

        self.go(wanted)
        self.person.press("e")
        self.current, self.made_at = mark, self.selection()[1]
        if self.current_pieces() != mark.pieces:
            raise AssertionError(f"“{mark.words}” was marked {self.current_pieces()}")

    def quote(self, mark):
        around = [quote for quote in self.gold.of("quote") if quote.holds(mark)]
        others = [quote for quote in self.gold.of("quote") if quote is not mark and quote not in around]
        paragraph = self.gold.text.rfind("\n", 0, mark.start) + 1
        first = mark.start if around else paragraph

        def wanted(at):
            if (at.start, at.end) == (mark.start, mark.end) and len(mark.pieces) == 1:
                return True
            if at.start != at.end or not first <= at.end < mark.pieces[0][1]:
                return False
            between = any(at.end <= other.start < mark.start or other.start <= at.end <= other.end for other in others)
            return not between and not self.would_relabel(at, "quote")

        self.go(wanted)
        self.person.press("q")
        self.current = mark
        self.mend(mark)
        self.say_who(mark)
        self.made_at = self.selection()[1]

    def mend(self, mark):
        """Takes the next reading, or moves the ends, until the words are those that are meant."""
        for pressed in range(1, READINGS + 1):
            made = self.current_pieces()
            if made == mark.pieces:
                return
            keys = self.mending(made, mark.pieces)
            if keys is not None and (len(keys) <= 2 or pressed == READINGS):
                self.remark(f"“{mark.words[:40]}…”: {len(keys)} boundary keys from {made} to {mark.pieces}")
                self.person.press(*keys)
                assert self.current_pieces() == mark.pieces, f"{keys} made {self.current_pieces()}"
                return
            self.remark(f"“{mark.words[:40]}…”: reading {pressed} is {made}, not {mark.pieces}")
            self.person.press("q")
        raise AssertionError(f"“{mark.words}” is in no reading")

    def mending(self, made, wanted):
        if len(made) != 1 or len(wanted) != 1:
            return None
        (start, end), (left, right) = made[0], wanted[0]
        ends = [self.ways.ends_apart(start, left, "start"), self.ways.ends_apart(end, right, "end")]
        return None if None in ends else (*ends[1], *ends[0])

    # ---- who -------------------------------------------------------------------------------------

    def say_who(self, mark):
        numbers = self.candidates_for(mark)
        if None in numbers:
            self.remark(f"“{mark.words[:40]}…”: not all of {[s.words for s in mark.speakers]} in {self.candidates()}")
            return self.say_by_words(mark.speakers[0])
        if len(numbers) > 1:
            return self.tick(numbers)
        (number,), (speaker,) = numbers, mark.speakers
        if number > 1:
            self.remark(f"“{mark.words[:40]}…”: “{speaker.words}” is candidate {number} of {self.candidates()}")
        self.person.press("Return" if number == 1 else str(number))
        return self.see_said(mark, speaker)

    def see_said(self, mark, speaker):
        """Looks whether the words that were taken are the speaker's, else says it by words."""
        self.page.bring_in_view(self.person, speaker.start, speaker.end)
        if not self.is_marked(speaker):
            self.remark(f"“{mark.words[:40]}…”: the candidate's words are not “{speaker.words}”")
            self.person.press("ctrl+z", "w")
            self.say_by_words(speaker)

    def say_by_words(self, speaker):
        """Goes to the words with the list open; `s` there is the answer."""
        word = self.page.last_word(speaker.start, speaker.end)

        def wanted(at):
            if (at.start, at.end) == (speaker.start, speaker.end):
                return True
            return at.start == at.end and word[0] <= at.end <= word[1] and at.current

        self.go(wanted)
        self.person.press("s")
        self.page.bring_in_view(self.person, speaker.start, speaker.end)
        assert self.is_marked(speaker), f"s did not mark “{speaker.words}”: {self.mark_at(speaker)}"

    def mend_person(self, speaker, wanted):
        """Goes to the mention's mark and types whom it means."""
        name = f"Speaker {speaker.words}"
        for _ in range(12):
            if self.current_pieces() == speaker.pieces:
                break
            back = self.current is not None and speaker.start < self.current.start
            self.person.press("ctrl+shift+Tab" if back else "ctrl+Tab")
        else:
            raise AssertionError(f"Ctrl+Tab does not lead to “{name}”")
        self.current, self.made_at = speaker, self.selection()[1]
        self.person.press("m")
        self.person.type((wanted or speaker.words).split()[-1])
        self.person.press("Return")
