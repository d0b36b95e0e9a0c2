"""Runs the explorer in a pseudo-terminal and reads what it costs, to the nanosecond."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time

ESCAPES = re.compile(rb"\x1b\[[0-9;?]*[a-zA-Z]|\x1b[()][A-Z0-9]|\x1b[=>]|\x1b\][^\x07]*\x07")


class Screen:
    """A program on a terminal of 120 columns and 36 rows."""

    def __init__(self, arguments):
        self.output = b""
        self.started = time.monotonic()
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.environ.update(TERM="xterm-256color", LC_ALL="C.UTF-8", LINES="36", COLUMNS="120")
            os.execvp(arguments[0], arguments)
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))

    def cpu(self):
        """CPU seconds of all threads, those that ended too (the kernel's per-process clock)."""
        return time.clock_gettime((~self.process << 3) | 2)

    def peak(self):
        """The most memory held, in bytes."""
        with open(f"/proc/{self.process}/status") as status:
            return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM"))

    def read(self, seconds):
        """What comes within `seconds`, or nothing."""
        if not select.select([self.terminal], [], [], seconds)[0]:
            return b""
        try:
            data = os.read(self.terminal, 1 << 16)
        except OSError as error:
            raise RuntimeError(f"the program ended: {self.output[-300:]!r}") from error
        self.output += data
        return data

    def wait_for(self, pattern, seconds=60):
        """Reads until the text on the screen matches; CPU and wall seconds since the start."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.read(0.05)
            if re.search(pattern, ESCAPES.sub(b"", self.output)):
                return self.cpu(), time.monotonic() - self.started
        raise RuntimeError(f"the screen never showed {pattern!r}: {self.output[-500:]!r}")

    def settle(self, seconds=60):
        """Waits until the program neither writes nor works."""
        end, before = time.monotonic() + seconds, -1.0
        while time.monotonic() < end:
            quiet = not self.read(0.3)
            now = self.cpu()
            if quiet and now - before < 0.002:
                return
            before = now

    def key(self, text):
        """Sends a key and reads until the screen has answered."""
        os.write(self.terminal, text)
        self.read(0.25)
        while self.read(0.004):
            pass

    def keys(self, keys):
        """CPU seconds a key."""
        before = self.cpu()
        for key in keys:
            self.key(key)
        return (self.cpu() - before) / len(keys)

    def close(self):
        """Leaves with q; whether the program went by itself."""
        for _ in range(3):
            deadline = time.monotonic() + 1
            try:
                os.write(self.terminal, b"q")
                self.read(0.05)
            except (OSError, RuntimeError):
                pass  # it has ended
            while time.monotonic() < deadline:
                time.sleep(0.02)
                if os.waitpid(self.process, os.WNOHANG)[0]:
                    os.close(self.terminal)
                    return True
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self.terminal)
        return False
