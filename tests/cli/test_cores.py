# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""A crash leaves no picture of a memory that may hold a key, and what `run` starts has its own limit again."""

import os
import resource
import signal
import subprocess

import commands


def raise_limit():
    hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
    resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))


class Cores(commands.Case):
    def start(self, *command):
        """A process that could leave a core, and has said that it goes on."""
        process = commands.processes.Process(command, env=self.session.environment, cwd=self.session.home,
                                             stdin=subprocess.PIPE, stdout=subprocess.PIPE, preexec_fn=raise_limit)
        self.addCleanup(lambda: (process.stdin.close(), process.stdout.close()))
        self.assertTrue(process.stdout.readline())
        return process

    def leaves_core(self, process):
        os.kill(process.pid, signal.SIGSEGV)
        status = os.waitpid(process.pid, 0)[1]
        process.returncode = os.waitstatus_to_exitcode(status)
        self.assertTrue(os.WIFSIGNALED(status) or 'ASAN_OPTIONS' in os.environ, status)
        return os.WCOREDUMP(status)

    def test_no_core(self):
        self.assertFalse(self.leaves_core(self.start(commands.BINARY, 'practice', '--port', '0')))

    def test_others_leave_one(self):
        """Otherwise nothing would be shown by the lack of one."""
        self.assertTrue(self.leaves_core(self.start('sh', '-c', 'echo ready; read line')))

    def test_command_has_its_limit_again(self):
        self.save('laptop', self.service().key())
        command = self.start(commands.BINARY, 'run', 'laptop', '--', 'sh', '-c', 'echo ready; read line')
        self.assertTrue(self.leaves_core(command))


if __name__ == '__main__':
    commands.main()
