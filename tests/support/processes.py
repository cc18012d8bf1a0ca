# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""Starting helpers that end with us, and waiting with a limit that fits the build."""

import contextlib
import ctypes
import os
import pathlib
import select
import signal
import subprocess
import time

# Sanitizers make everything a few times slower; build-aux/check says how many.
FACTOR = float(os.environ.get('KEYBEARER_TEST_TIMEOUT_FACTOR', 1))
TIMEOUT = 15 * FACTOR

_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None)


def _end_with_parent():
    _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def start(command, environment, **options):
    """A process that is told to end when this one does, however that happens."""
    return subprocess.Popen(command, env=environment, preexec_fn=_end_with_parent, **options)


class Other:
    """A process that somebody else started, such as the bus; asked as one that start() began."""

    def __init__(self, pid):
        self.pid = pid
        self.returncode = None

    def poll(self):
        """None while it runs; which status it ended with only its parent knows."""
        try:
            state = pathlib.Path(f'/proc/{self.pid}/stat').read_text().rpartition(')')[2].split()[0]
        except OSError:
            state = 'X'
        if state in 'XZ':
            self.returncode = 0
        return self.returncode

    def wait(self, timeout=TIMEOUT):
        end = time.monotonic() + timeout
        while self.poll() is None:
            if time.monotonic() > end:
                raise subprocess.TimeoutExpired(f'process {self.pid}', timeout)
            time.sleep(0.04)
        return self.returncode

    def send_signal(self, number):
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, number)

    def terminate(self):
        self.send_signal(signal.SIGTERM)

    def kill(self):
        self.send_signal(signal.SIGKILL)


def stop(process):
    """Ends a process that start() began and returns its status."""
    if process.poll() is None:
        # A stopped one would not notice.
        process.send_signal(signal.SIGCONT)
        process.terminate()
    try:
        return process.wait(TIMEOUT)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()


def read_line(descriptor, what):
    """The line in which a helper says that it is ready."""
    line = b''
    while not line.endswith(b'\n'):
        ready, _, _ = select.select([descriptor], [], [], TIMEOUT)
        if not ready:
            raise TimeoutError(f'{what} did not become ready')
        part = os.read(descriptor, 256)
        if not part:
            raise RuntimeError(f'{what} could not start')
        line += part
    return line.decode().strip()
