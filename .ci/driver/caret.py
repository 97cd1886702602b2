"""How a trained person gets the caret somewhere: by the fewest keys that are seen to lead there.

Where `.` stops is what the person has learned of the program; all else is seen in the lines.
"""

import re
from bisect import bisect_left, bisect_right
from collections import namedtuple

from .page import Row

# Where the caret stands: the selection's start and end, the column that up and down keep, and whether
# the current mark is still the one that the way began with.
Stand = namedtuple("Stand", "start end goal current")

WORD = re.compile(r"\w+(?:[’'.\-]\w+)*")
DEEPEST = 25


class Ways:
    """The motions and what they lead to."""

    def __init__(self, text, stops):
        self.text, self.stops, self.rows = text, stops, {}
        words = [match.span() for match in WORD.finditer(text)]
        self.starts, self.ends = [start for start, _ in words], [end for _, end in words]
        self.paragraphs = [match.start() for match in re.finditer(r"[^\n]+", text)]

    def see(self, rows):
        """Notes lines that are on the screen, with the empty ones between paragraphs."""
        for row in rows:
            self.rows[row.start] = row
            if row.start > 1 and self.text[row.start - 2 : row.start] == "\n\n":
                self.rows[row.start - 1] = Row(row.start - 1, [row.edges[0]], row.top - 1, row.top)

    def keys(self, stand, wanted):
        """The keys to a place that is wanted, and the place; the fewest."""
        seen, front = {stand}, [(stand, ())]
        for _ in range(DEEPEST):
            for at, keys in front:
                if wanted(at):
                    return keys, at
            after = []
            for at, keys in front:
                for key, to in self.steps(at):
                    if to not in seen:
                        seen.add(to)
                        after.append((to, (*keys, key)))
            front = after
        raise AssertionError(f"no way from {stand}")

    def steps(self, at):
        """What each key leads to."""
        start, end, goal, current = at
        yield from self._escape(at)
        for key, to in self._sideways(start, end):
            if to is not None and 0 <= to <= len(self.text):
                yield key, Stand(to, to, None, current)
        for key, stop in self._stops(start):
            yield key, Stand(*stop, None, current)
        for key, down in [("Up", -1), ("Down", 1)]:
            line = self._line(end, down, goal)
            if line:
                yield key, Stand(line[0], line[0], line[1], current)

    def _escape(self, at):
        if at.start != at.end:
            yield "Escape", Stand(at.end, at.end, None, at.current)
        elif at.current:
            yield "Escape", at._replace(current=False)

    def _sideways(self, start, end):
        yield "Left", start if start != end else end - 1
        yield "Right", end if start != end else end + 1
        yield "ctrl+Right", next(iter(self.ends[bisect_right(self.ends, end) :]), None)
        yield "ctrl+Left", self._last(self.starts, end)
        yield "ctrl+Down", next(iter(self.paragraphs[bisect_right(self.paragraphs, end) :]), None)
        yield "ctrl+Up", self._last(self.paragraphs, end)
        row = self._row(end)
        if row:
            yield "Home", row.start

    def _last(self, places, before):
        number = bisect_left(places, before)
        return places[number - 1] if number else None

    def _stops(self, start):
        number = bisect_right(self.stops, (start, len(self.text)))
        if number < len(self.stops):
            yield "period", self.stops[number]
        number = bisect_left(self.stops, (start, 0))
        if number:
            yield "comma", self.stops[number - 1]

    def _row(self, offset):
        for row in self.rows.values():
            if row.start <= offset < row.start + len(row.edges):
                # The last edge of a line is the first of the next.
                if offset == row.start + len(row.edges) - 1 and offset in self.rows:
                    continue
                return row
        return None

    def _line(self, offset, down, goal):
        row = self._row(offset)
        if row is None:
            return None
        goal = row.edges[offset - row.start] if goal is None else goal
        to = row.start + len(row.edges) - 1 if down > 0 else row.start - 1
        other = self.rows.get(to) or self.rows.get(to + 1) if down > 0 else self._row(to)
        if other is None or other is row:
            return None
        column = min(range(len(other.edges)), key=lambda i: abs(other.edges[i] - goal))
        return other.start + column, goal

    def ends_apart(self, start, end, side):
        """The keys that move an end of a mark from one place to another."""
        words, shift = (self.ends, "") if side == "end" else (self.starts, "shift+")
        forth, back = ("bracketright", "bracketleft") if side == "end" else ("braceright", "braceleft")

        def steps(at):
            yield forth, next(iter(words[bisect_right(words, at) :]), len(self.text))
            yield back, self._last(words, at) or 0
            yield f"ctrl+alt+{shift}Right", at + 1
            yield f"ctrl+alt+{shift}Left", at - 1

        seen, front = {start}, [(start, ())]
        for _ in range(8):
            for at, keys in front:
                if at == end:
                    return keys
            after = []
            for at, keys in front:
                for key, to in steps(at):
                    if to not in seen:
                        seen.add(to)
                        after.append((to, (*keys, key)))
            front = after
        return None
