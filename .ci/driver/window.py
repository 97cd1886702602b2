"""The real window, read through its inspection port: what is there, by role and accessible name."""

import os
import re
import socket
import struct
import subprocess
import time
from collections import namedtuple

from . import messagepack

PATIENCE = 30.0  # seconds that anything may take on a loaded machine

# One accessible thing. `name` is what it is called, `value` what it holds, `box` (x0, y0, x1, y1) in points.
Node = namedtuple("Node", "id role name value box flags more")


class Missing(Exception):
    """What should be on the screen is not there."""


class Window:
    """The program, its window and the port through which it tells what it shows."""

    def __init__(self, program, paths, display, folder, size=None):
        self.folder = folder
        self.said = os.path.join(folder, "said")
        environment = dict(os.environ, DISPLAY=display, LANG="en_US.UTF-8", USER="anna")
        for name in ["WAYLAND_DISPLAY", "WAYLAND_SOCKET", "DBUS_SESSION_BUS_ADDRESS"]:
            environment.pop(name, None)
        for name in ["runtime", "state", "data"]:
            os.makedirs(os.path.join(folder, name), mode=0o700, exist_ok=True)
        environment.update(
            XDG_RUNTIME_DIR=os.path.join(folder, "runtime"),
            XDG_STATE_HOME=os.path.join(folder, "state"),
            XDG_DATA_HOME=os.path.join(folder, "data"),
            # The port is one that is free: the program says which.
            EGUI_INSPECTION="127.0.0.1:0",
            RUST_LOG="warn,egui_inspection=info",
        )
        self.environment = environment
        with open(self.said, "wb") as said:
            self.process = subprocess.Popen([program, *paths], env=environment, stderr=said)
        port = self.until("the port", self._port)
        self.connection = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        magic, version = struct.unpack(">4sI", self._receive(8))
        assert (magic, version) == (b"eins", 1), f"another protocol: {magic} {version}"
        self.id = self.until("the window", self._find)
        if size:
            self.xdotool("windowsize", self.id, *map(str, size))
        # There is no window manager to give the focus.
        self.xdotool("windowfocus", "--sync", self.id)
        self.read()

    def _port(self):
        assert self.process.poll() is None, "the program has ended"
        with open(self.said) as file:
            said = file.read()
        assert "without eframe/inspection" not in said, "build it with --features inspection"
        found = re.search(r"listening on 127\.0\.0\.1:(\d+)", said)
        return found and int(found[1])

    def _find(self):
        search = ["search", "--onlyvisible", "--pid", str(self.process.pid), "--name", "Dictum"]
        found = self.xdotool(*search, check=False).split()
        return found[-1] if found else None

    def xdotool(self, *words, check=True):
        """Gives xdotool something to do, and gives what it says."""
        done = subprocess.run(
            ["xdotool", *words],
            env=self.environment,
            check=check,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )
        return done.stdout

    def title(self):
        """What stands in the title bar."""
        return self.xdotool("getwindowname", self.id).strip()

    # ---- the port ------------------------------------------------------------------------

    def _receive(self, length):
        data = b""
        while len(data) < length:
            part = self.connection.recv(length - len(data))
            assert part, "the window has closed its port"
            data += part
        return data

    def _ask(self, request):
        self.connection.sendall(struct.pack(">I", len(request)) + request)
        (length,) = struct.unpack(">I", self._receive(4))
        answer = self._receive(length)
        return answer

    def _tree(self):
        """The tree as it is spelled, without the frame's number, which is never the same."""
        answer = self._ask(messagepack.short_text("GetTree"))
        head = b"\x81" + messagepack.short_text("Tree") + b"\x93"
        assert answer.startswith(head), messagepack.read(answer)
        return answer[messagepack.end_of(answer, len(head)) :]

    def read(self):
        """Waits until the window has come to rest, and notes what it shows."""
        until = time.monotonic() + PATIENCE
        before = None
        while (tree := self._tree()) != before:
            assert time.monotonic() < until, "the window does not come to rest"
            before = tree
        _scale, (nodes, _root, _tree_id, self.focus) = messagepack.read_all(tree, 2)
        inside = dict(nodes)
        self.nodes = [_node(number, inside) for number in inside]
        self.parents = {child: node.id for node in self.nodes for child in node.more.get("children", [])}
        return self.nodes

    # ---- finding -------------------------------------------------------------------------

    def all(self, role=None, name=None, like=None):
        """The things of a role whose name is this, or begins so (`like`)."""

        def fits(node):
            return (
                (role is None or node.role == role)
                and (name is None or node.name == name)
                and (like is None or node.name.startswith(like))
            )

        return [node for node in self.nodes if fits(node)]

    def one(self, role=None, name=None, like=None):
        """The one such thing."""
        found = self.all(role, name, like)
        if len(found) != 1:
            raise Missing(f"{len(found)} of {role} “{name or like}”; there are {self.names(role)}")
        return found[0]

    def beside(self, node, name):
        """What has this name in the same group as something."""
        group = self.parents[node.id]
        (found,) = [each for each in self.all(name=name) if self.parents[each.id] == group]
        return found

    def names(self, role=None):
        """All names on the screen."""
        return [node.name for node in self.nodes if node.name and (role is None or node.role == role)]

    def has_focus(self, node):
        """Whether keys go there."""
        return node.id == self.focus

    def focused(self):
        """What has the keys."""
        (found,) = [node for node in self.nodes if node.id == self.focus]
        return found

    def until(self, what, found):
        """Asks again and again until there is an answer."""
        until = time.monotonic() + PATIENCE
        while True:
            answer = found()
            if answer:
                return answer
            assert time.monotonic() < until, f"waited {PATIENCE:.0f} s for {what}"
            time.sleep(0.02)

    def until_shown(self, **wanted):
        """Waits for the one such thing."""

        def found():
            self.read()
            return self.all(**wanted)

        return self.until(f"{wanted}", found)[0]

    def picture(self, path):
        """Takes a picture, for people, of whatever is on the display."""
        taking = ["import", "-silent", "-window", "root", path]
        subprocess.run(taking, env=self.environment, check=False, timeout=PATIENCE)

    def quit(self):
        """Presses Ctrl+Q, waits for the program's end and gives its code."""
        self.xdotool("key", "ctrl+q")
        code = self.process.wait(PATIENCE)
        self.connection.close()
        return code

    def close(self):
        """Ends the program, whatever it is at."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()


def _node(number, inside):
    role, _actions, _child_actions, flags, more = inside[number]
    box = more.get("bounds")
    return Node(number, role, _name(inside, inside[number]), more.get("value", ""), box and tuple(box), flags, more)


def _name(inside, node):
    """What something is called: by itself, by another that stands beside it, or by the words it only shows."""
    role, more = node[0], node[4]
    if role == "label":
        return more.get("label") or more.get("value", "")
    others = [_name(inside, inside[other]) for other in more.get("labelledBy", []) if other in inside]
    return more.get("label") or " ".join(others)
