"""A person at the window: real keys and a real mouse, each act counted."""

import time
from collections import Counter

DOUBLE_CLICK = 0.5  # seconds after which a click is not the second of a double one


class Person:
    """Acts, and looks what came of it."""

    def __init__(self, window):
        self.window = window
        self.acts = Counter()
        self.keys = Counter()
        self.clicked = 0.0

    def _act(self, kind, *words):
        self.window.xdotool(*words)
        self.acts[kind] += 1
        self.window.read()

    def count(self):
        """How many acts there were."""
        return sum(self.acts.values())

    # ---- keys --------------------------------------------------------------------------------

    def press(self, *keys):
        """Presses keys, one after another, as xdotool names them."""
        for key in keys:
            self._act("key", "key", key)
            self.keys[key] += 1

    def type(self, words):
        """Types some words."""
        self.window.xdotool("type", "--delay", "8", words)
        self.acts["key"] += len(words)
        self.window.read()

    # ---- mouse -------------------------------------------------------------------------------

    def click(self, node):
        """Clicks in the middle of something."""
        x0, y0, x1, y1 = node.box
        self.click_at((x0 + x1) / 2, (y0 + y1) / 2)

    def click_at(self, x, y, button=1, kind="click"):
        """Clicks at a place of the window."""
        self._wait_for_a_new_click()
        self._act(kind, *self._to(x, y), "click", str(button))

    def double_click_at(self, x, y, times=2):
        """Two clicks in a row, or three."""
        self._wait_for_a_new_click()
        kind = {2: "double click", 3: "triple click"}[times]
        self._act(kind, *self._to(x, y), "click", "--repeat", str(times), "--delay", "60", "1")

    def drag(self, start, end):
        """Drags from one place to another."""
        self._wait_for_a_new_click()
        middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
        # Whoever drags sees the selection follow.
        for words in [[*self._to(*start), "mousedown", "1"], self._to(*middle), self._to(*end)]:
            self.window.xdotool(*words)
            self.window.read()
        self._act("drag", "mouseup", "1")

    def wheel(self, down, at):
        """Turns the wheel by one notch; reading on is not counted."""
        self.window.xdotool(*self._to(*at), "click", "5" if down else "4")
        self.window.read()

    def _to(self, x, y):
        return ["mousemove", "--window", self.window.id, str(round(x)), str(round(y))]

    def _wait_for_a_new_click(self):
        left = self.clicked + DOUBLE_CLICK - time.monotonic()
        if left > 0:
            time.sleep(left)
        self.clicked = time.monotonic()
