"""Someone who annotates an article and knows what is meant; what all ways of doing it share.

Everything is decided from what is on the screen: the list of candidates, the names of the marks, the
panel's words on the current mark.
"""

from collections import Counter

from .page import Page


class Annotator:
    """Goes through the marks in the order of reading, and counts what each kind takes."""

    def __init__(self, window, person, gold):
        self.window, self.person, self.gold = window, person, gold
        self.page = Page(window, gold.text)
        self.names = {}  # by what name the window calls whom
        self.marked = set()
        self.number, self.acts, self.most = Counter(), Counter(), {}
        self.kinds = {}
        self.remarks = []

    def annotate(self):
        """Makes every mark that is meant, in the order of reading."""
        self.make(self.gold.marks)

    def make(self, marks):
        """Makes these marks."""
        for mark in marks:
            if mark.label == "quote":
                nested = self.gold.is_nested(mark)
                self.counted("quote in a quote" if nested else "quote", mark, self.quote)
                for speaker in mark.speakers:
                    self.settle_person(speaker)
            elif mark.label == "event":
                self.counted("event", mark, self.event)

    def counted(self, kind, mark, make):
        """Does something, and counts the acts under a kind."""
        before = self.person.acts.copy()
        make(mark)
        acts = self.person.acts - before
        self.number[kind] += 1
        self.acts[kind] += sum(acts.values())
        self.kinds[kind] = self.kinds.get(kind, Counter()) + acts
        self.most.setdefault(kind, []).append((sum(acts.values()), mark.words[:50]))

    def remark(self, words):
        """Notes what was unexpected."""
        self.remarks.append(words)

    # ---- what is on the screen -------------------------------------------------------------------

    def current_pieces(self):
        """The places of the current mark, as the panel at the right tells them."""
        for node in self.window.all("label", like="Characters "):
            parts = node.name.removeprefix("Characters ").split(", ")
            return tuple(tuple(int(end) for end in part.split("–")) for part in parts)
        return None

    def candidates(self):
        """The names of the list of speakers, in order."""
        found = {}
        for node in self.window.all("button", like="Candidate "):
            number, name = node.name.removeprefix("Candidate ").split(": ", 1)
            found[int(number)] = name
        return [found[number] for number in sorted(found)]

    def candidates_for(self, quote):
        """The numbers of the candidates that mean a quote's speakers; brings the speakers in their order."""
        numbers = {speaker.pieces: self.candidate_for(speaker) for speaker in quote.speakers}
        quote.speakers.sort(key=lambda speaker: numbers[speaker.pieces] or 99)
        return [numbers[speaker.pieces] for speaker in quote.speakers]

    def candidate_for(self, speaker):
        """The number of the candidate that means a speaker, from 1."""
        for number, name in enumerate(self.candidates(), 1):
            if name == self.names.get(speaker.entity) or plain(name) == plain(speaker.words):
                return number
        for number, name in enumerate(self.candidates(), 1):
            short, long = sorted([plain(name), plain(speaker.words)], key=len)
            if name not in self.names.values() and f" {short} " in f" {long} ":
                return number
        return None

    def mark_at(self, mark):
        """The name of the mark of a label that begins at a place, as the window tells it."""
        left = self.page.left_of(mark.start)
        if left is None:
            return None
        x, top, bottom = left
        for node in self.window.all("mark", like=mark.label.capitalize()):
            x0, y0, _, y1 = node.box
            if abs(x0 - x) < 2 and top - 4 < (y0 + y1) / 2 < bottom + 4:
                return node.name
        return None

    def is_marked(self, mark):
        """Whether a speaker or an event is marked with just these words."""
        return self.mark_at(mark) == self.name_of(mark)

    @staticmethod
    def name_of(mark):
        """What the window calls the mark of a speaker or an event."""
        words = mark.words if len(mark.words) <= 40 else mark.words[:40].rstrip() + "…"
        return f"{mark.label.capitalize()} {words}"

    def tick(self, numbers):
        """Takes several candidates."""
        chosen = 1
        for number in numbers:
            self.person.press(*["Tab"] * (number - chosen), "space")
            chosen = number
        self.person.press("Return")

    # ---- people ----------------------------------------------------------------------------------

    def settle_person(self, speaker):
        """Sees to it that a mention means the person that it should."""
        if speaker.pieces in self.marked:
            return
        self.marked.add(speaker.pieces)
        shown = self.person_of(speaker)
        wanted = self.names.get(speaker.entity)
        if wanted is None and shown not in self.names.values():
            self.names[speaker.entity] = shown
        elif shown != wanted:
            self.remark(f"“{speaker.words}” was taken for “{shown}”, not for “{wanted}”")
            self.counted("person mended", speaker, lambda each: self.mend_person(each, wanted))
            if wanted is None:
                self.names[speaker.entity] = self.person_of(speaker)

    def person_of(self, speaker):
        """By what name the window calls whom a mention means: the name of its one quote's mark."""
        quotes = [quote for quote in self.gold.of("quote") if speaker in quote.speakers]
        for quote in quotes:
            name = self.mark_at(quote) or ""
            if name.startswith("Quote by "):
                names = name.removeprefix("Quote by ").split(" and ")
                return names[quote.speakers.index(speaker)] if len(names) > 1 else names[0]
        raise AssertionError(f"nobody is shown for “{speaker.words}”")

    # ---- in the end ------------------------------------------------------------------------------

    def table(self):
        """Kinds, how many there were, what they took."""
        lines = [f"{'':22}{'number':>7}{'acts':>7}{'mean':>7}{'most':>6}  of"]
        for kind in self.number:
            acts = ", ".join(f"{count} {name}" for name, count in self.kinds[kind].most_common())
            mean, (most, _) = self.acts[kind] / self.number[kind], max(self.most[kind])
            lines.append(f"{kind:22}{self.number[kind]:7}{self.acts[kind]:7}{mean:7.1f}{most:6}  {acts}")
        lines.append(f"{'in all':22}{sum(self.number.values()):7}{sum(self.acts.values()):7}")
        if keys := self.person.keys.most_common():
            lines.append("keys: " + ", ".join(f"{count} {key}" for key, count in keys))
        return "\n".join(lines)

    def worst(self, count=8):
        """The marks that took the most acts."""
        every = [(*each, kind) for kind in self.most for each in self.most[kind]]
        every.sort(key=lambda each: each[0], reverse=True)
        return "\n".join(f"  {acts:3} {kind}: {words}" for acts, words, kind in every[:count])


def plain(words):
    """Words without what a name leaves out."""
    first, _, rest = words.partition(" ")
    return (rest if first.lower() in ("the", "a", "an") else words).lower()
