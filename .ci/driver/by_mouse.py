"""Annotating with the mouse."""

from .annotator import Annotator

LIST = 180  # points of an open list that are seen


class ByMouse(Annotator):
    """Drags over the words, clicks a label, clicks who it was."""

    def annotate(self):
        """The quotes with who said them; then the events, with their label kept by a right click."""
        self.make(self.gold.of("quote"))
        self.counted("label kept", self.gold.of("event")[0], lambda _: self.toolbar("Event", button=3))
        self.make(self.gold.of("event"))

    def toolbar(self, name, button=1):
        """Clicks a button of the toolbar, which is the highest of its name."""
        x0, y0, x1, y1 = min(self.window.all("button", name), key=lambda node: node.box[1]).box
        self.person.click_at((x0 + x1) / 2, (y0 + y1) / 2, button)

    def drag_over(self, start, end):
        """From within the first word to within the last: a drag takes whole words."""
        self.page.bring_in_view(self.person, start, end)
        first, last = self.page.first_word(start, end), self.page.last_word(start, end)
        if first == last:
            self.person.double_click_at(*self.page.middle_of(*first))
        else:
            self.person.drag(self.page.middle_of(*first), self.page.middle_of(*last))

    def quote(self, mark):
        if len(mark.pieces) > 1:
            # What is told around its speaker is found from a click.
            self.page.bring_in_view(self.person, mark.start, mark.end)
            self.person.click_at(*self.page.middle_of(*self.page.first_word(*mark.pieces[0])))
        else:
            self.drag_over(mark.start, mark.end)
        self.toolbar("Quote")
        made = self.current_pieces()
        if made != mark.pieces:
            self.remark(f"“{mark.words[:40]}…” was marked {made}, not {mark.pieces}")
            self.mend_ends(mark, made)
        self.say_who(mark)

    def mend_ends(self, mark, made):
        """Drags the ends of the current mark to the words where they should be."""
        assert len(made) == len(mark.pieces), f"{made} cannot be mended to {mark.pieces}"
        for (start, end), (left, right) in zip(made, mark.pieces):
            if end != right:
                x, top, bottom = self.page.right_of(end)
                self.person.drag((x, (top + bottom) / 2), self.page.middle_of(*self.page.last_word(left, right)))
            if start != left:
                x, top, bottom = self.page.left_of(start)
                self.person.drag((x, (top + bottom) / 2), self.page.middle_of(*self.page.first_word(left, right)))
        assert self.current_pieces() == mark.pieces, f"{self.current_pieces()} is not {mark.pieces}"

    def say_who(self, mark):
        if len(mark.speakers) > 1:
            self.remark("several speakers cannot be ticked with the mouse")
            self.tick(self.candidates_for(mark))
            return
        (first,) = mark.speakers
        number = self.candidate_for(first)
        if number:
            name = self.candidates()[number - 1]
            self.person.click(self.window.one("button", f"Candidate {number}: {name}"))
            self.page.bring_in_view(self.person, first.start, first.end)
            if self.is_marked(first):
                return
            self.remark(f"“{mark.words[:40]}…”: candidate {number} “{name}” is not “{first.words}”")
            self.toolbar("Undo")
            self.page.bring_in_view(self.person, mark.start, mark.end)
            self.person.click_at(*self.page.middle_of(*self.page.first_word(mark.start, mark.end)))
            self.toolbar("Say who")
        else:
            self.remark(f"“{mark.words[:40]}…”: “{first.words}” is not among {self.candidates()}")
        self.drag_over(first.start, first.end)
        self.toolbar("Speaker")

    def event(self, mark):
        self.drag_over(mark.start, mark.end)
        if self.current_pieces() != mark.pieces:
            self.remark(f"“{mark.words}” was marked {self.current_pieces()}, not {mark.pieces}")

    def mend_person(self, speaker, wanted):
        self.page.bring_in_view(self.person, speaker.start, speaker.end)
        self.person.click_at(*self.page.middle_of(*self.page.last_word(speaker.start, speaker.end)))
        people = self.window.one("comboBox", "Person")
        self.person.click(people)
        x, bottom = (people.box[0] + people.box[2]) / 2, people.box[3]
        # A long list shows only its upper part.
        for _ in range(40):
            chosen = self.window.one("button", wanted or "New person")
            if chosen.box[3] < bottom + LIST:
                break
            self.person.wheel(True, (x, bottom + LIST / 2))
        self.person.click(chosen)
        shown = self.window.one("comboBox", "Person").value
        assert wanted in (shown, None), f"“{speaker.words}” is still “{shown}”"
