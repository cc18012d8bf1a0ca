# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""Starting helpers that end with us, and waiting with a limit that fits the build and the load of the machine."""

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
# Seconds as they are on a machine that has nothing else to do: see Limit.
TIMEOUT = 15 * FACTOR
# Milliseconds of the clock after which nobody waits for an answer on the bus; D-Bus cannot count otherwise.
CALL_TIMEOUT = int(20 * TIMEOUT * 1000)
PAUSE = 0.04

_CORES = len(os.sched_getaffinity(0))

_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36
_libc = ctypes.CDLL(None)


def slowness():
    """How many times longer than alone something takes now: so many want each core, or wait for the disk."""
    last_minute, _, _, now, _ = pathlib.Path('/proc/loadavg').read_text().split()
    return max(1, float(last_minute) / _CORES, int(now.partition('/')[0]) / _CORES)


class Limit:
    """Counts seconds as long as what is waited for gets a whole core, and less the more others want it. So what
    hangs ends a test soon, and what is only slow does not."""

    def __init__(self, seconds=TIMEOUT):
        self.seconds = seconds
        self.used = 0
        self._last = time.monotonic()

    def look(self):
        """The seconds so far. To be asked every now and then."""
        now = time.monotonic()
        self.used += (now - self._last) / slowness()
        self._last = now
        return self.used

    def is_over(self):
        return self.look() > self.seconds


def until(condition, seconds=TIMEOUT):
    """Looks again and again whether something is so; gives what it saw last."""
    limit = Limit(seconds)
    while not (seen := condition()) and not limit.is_over():
        time.sleep(PAUSE)
    return seen


class Process(subprocess.Popen):
    """Its timeouts are those of Limit, and so are the seconds that its end was last waited for."""

    seconds = None

    def wait(self, timeout=None):
        return self._in_parts(super().wait, timeout)

    def communicate(self, input=None, timeout=None):
        def part(seconds):
            nonlocal input
            given, input = input, None
            return super(Process, self).communicate(given, seconds)

        return self._in_parts(part, timeout)

    def _in_parts(self, wait, timeout):
        if timeout is None:
            return wait(None)
        limit = Limit(timeout)
        while True:
            try:
                return wait(10 * PAUSE)
            except subprocess.TimeoutExpired:
                if limit.is_over():
                    raise
            finally:
                self.seconds = limit.look()


def run(command, input=None, timeout=TIMEOUT, check=False, **options):
    """As subprocess.run(), with a timeout as that of Limit, and the seconds that it took."""
    if input is not None:
        options['stdin'] = subprocess.PIPE
    if options.pop('capture_output', False):
        options['stdout'] = options['stderr'] = subprocess.PIPE
    with Process(command, **options) as process:
        try:
            out, err = process.communicate(input, timeout)
        except BaseException:
            process.kill()
            raise
    if check and process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, out, err)
    result = subprocess.CompletedProcess(command, process.returncode, out, err)
    result.seconds = process.seconds
    return result


def _end_with_parent():
    _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def start(command, environment, **options):
    """A process that is told to end when this one does, however that happens."""
    return Process(command, env=environment, preexec_fn=_end_with_parent, **options)


def adopt():
    """From now on what goes into the background below this process stays below it."""
    _libc.prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def below(root=None):
    """A process, this one if none is given, and all that was started by it or by those that it started."""
    children = {}
    for folder in pathlib.Path('/proc').glob('[0-9]*'):
        with contextlib.suppress(OSError):
            parent = (folder / 'stat').read_text().rpartition(')')[2].split()[1]
            children.setdefault(int(parent), []).append(int(folder.name))
    found = [root or os.getpid()]
    for pid in found:
        found += children.get(pid, [])
    return found


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
        if not until(lambda: self.poll() is not None, timeout):
            raise subprocess.TimeoutExpired(f'process {self.pid}', timeout)
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


def can_read(descriptor, seconds=TIMEOUT):
    """Waits until there is something to read, the end of it too."""
    limit = Limit(seconds)
    while not (ready := select.select([descriptor], [], [], 10 * PAUSE)[0]) and not limit.is_over():
        pass
    return bool(ready)


def read_line(descriptor, what):
    """The line in which a helper says that it is ready."""
    line = b''
    while not line.endswith(b'\n'):
        if not can_read(descriptor):
            raise TimeoutError(f'{what} did not become ready')
        part = os.read(descriptor, 256)
        if not part:
            raise RuntimeError(f'{what} could not start')
        line += part
    return line.decode().strip()


def sanitizers():
    # GTK does not free all at the end, so leaks are for the tests in process to find.
    options = os.environ.get('ASAN_OPTIONS')
    return {'ASAN_OPTIONS': f'{options}:detect_leaks=0:fast_unwind_on_malloc=1'} if options else {}
