#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""check-messages.py SOURCE-ROOT

Checks that POTFILES.in names every file with text for people and no other, that xgettext has nothing to complain of,
        complaints += unready(text)
        complaints += mnemonics(text)
        complaints += put_together(root, files)
    print('\n'.join(complaints))
    return 1 if complaints else 0


if __name__ == '__main__':
    sys.exit(main(pathlib.Path(sys.argv[1])))
