# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers

"""What build-aux/build-date prints: always a day that has passed, never the day of the build."""

import os
import subprocess
import sys

SCRIPT, METAINFO = sys.argv[1:]


def build_date(epoch):
    env = {name: value for name, value in os.environ.items() if name != 'SOURCE_DATE_EPOCH'}
    if epoch is not None:
        env['SOURCE_DATE_EPOCH'] = epoch
    return int(subprocess.run([sys.executable, SCRIPT, METAINFO], env=env, check=True,
                              capture_output=True, text=True).stdout)


released = build_date(None)
assert released % 86400 == 0 and released >= 1795219200, released
assert build_date('') == released
assert build_date('1') == released
assert build_date('315532800') == released
assert build_date(str(released + 12345)) == released + 12345
