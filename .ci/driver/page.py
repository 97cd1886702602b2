"""Where the article's words are on the screen. Offsets are code points of the article."""

from collections import namedtuple

MARGIN = 30  # points of the page's upper and lower edge in which nothing is clicked

# A line on the screen: the offset of its first character, the left edges of its characters and the last
# one's right edge, the upper and lower edge.
Row = namedtuple("Row", "start edges top bottom")


class Page:
    """The article as the window shows it now."""

    def __init__(self, window, text):
        self.window = window
        self.text = text
        self.starts = {}
        at = 0
        for line in text.split("\n"):
            self.starts.setdefault(line, at)
            at += len(line) + 1

    def rows(self):
        """The lines on the screen, from above."""
        inside = {node.id: node for node in self.window.nodes}
        rows = []
        for paragraph in self.window.all("paragraph"):
            runs = [node for node in below(inside, paragraph) if node.role == "textRun"]
            at = self.starts["".join(run.value for run in runs).rstrip("\n")]
            for run in runs:
                left = run.box[0]
                edges = [left + x for x in run.more["characterPositions"]]
                edges.append(edges[-1] + run.more["characterWidths"][-1])
                rows.append(Row(at, edges, run.box[1], run.box[3]))
                at += len(run.value)
        rows.sort(key=lambda row: row.start)
        return rows

    def article(self):
        """The box of the page."""
        return self.window.one("document", "Article text").box

    def row_of(self, offset):
        """The line of a character, when it is well in view."""
        _, top, _, bottom = self.article()
        for row in self.rows():
            if row.start <= offset < row.start + len(row.edges) - 1:
                seen = top + MARGIN < row.top and row.bottom < bottom - MARGIN
                return row if seen else None
        return None

    def middle_of(self, start, end):
        """A point in the middle of some characters of one line, when they are in view."""
        row = self.row_of((start + end - 1) // 2)
        if row is None:
            return None
        first, last = max(start, row.start), min(end, row.start + len(row.edges) - 1)
        x = (row.edges[first - row.start] + row.edges[last - row.start]) / 2
        return x, (row.top + row.bottom) / 2

    def left_of(self, offset):
        """The left edge of a character and the line's upper and lower edge, when it is in view."""
        row = self.row_of(offset)
        return row and (row.edges[offset - row.start], row.top, row.bottom)

    def right_of(self, offset):
        """The right edge of the character before an offset, and the line's upper and lower edge."""
        row = self.row_of(offset - 1)
        return row and (row.edges[offset - row.start], row.top, row.bottom)

    def bring_in_view(self, person, start, end):
        """Turns the wheel until a stretch is in view."""
        x0, top, x1, bottom = self.article()
        at = ((x0 + x1) / 2, (top + bottom) / 2)
        for _ in range(300):
            first, last = self.row_of(start), self.row_of(end - 1)
            if first and last:
                return
            rows = self.rows()
            below = last is None and (first is not None or rows[len(rows) // 2].start < start)
            person.wheel(below, at)
        raise AssertionError(f"{self.text[start:end]!r} does not come in view")

    # ---- words ---------------------------------------------------------------------------------

    def first_word(self, start, end):
        """The first word of a stretch, without what stands around it."""
        while not self.text[start].isalnum():
            start += 1
        stop = start
        while stop < end and not self.text[stop].isspace():
            stop += 1
        while not self.text[stop - 1].isalnum():
            stop -= 1
        return start, stop

    def last_word(self, start, end):
        """The last one."""
        while not self.text[end - 1].isalnum():
            end -= 1
        begin = end
        while begin > start and self.text[begin - 1].isalnum():
            begin -= 1
        return begin, end


def below(inside, node):
    """What is below a node, in order, containers opened."""
    for child in node.more.get("children", []):
        yield inside[child]
        yield from below(inside, inside[child])
