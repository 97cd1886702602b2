"""A display of its own: Xvfb, on a free number that it picks by itself."""

import os
import subprocess


class Display:
    """Runs Xvfb until it is closed."""

    def __init__(self, size="1400x900"):
        told, tells = os.pipe()
        # Without -noreset it would begin anew whenever its last client leaves.
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(tells), "-screen", "0", f"{size}x24", "-nolisten", "tcp", "-noreset"],
            pass_fds=[tells],
            stderr=subprocess.DEVNULL,
        )
        os.close(tells)
        with os.fdopen(told) as number:
            self.name = f":{number.readline().strip()}"
        assert self.name != ":", "Xvfb did not start"

    def close(self):
        """Ends the server."""
        self.server.terminate()
        self.server.wait()
