# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""The looks that every page has to bear, by name."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Appearance:
    """What to change: environment of the program, size of its window, dots per inch."""

    environment: dict = field(default_factory=dict)
    window: tuple = None
    dpi: int = 96


APPEARANCES = {
    'plain': Appearance(),
    'dark': Appearance({'ADW_DEBUG_COLOR_SCHEME': 'prefer-dark'}),
    'high-contrast': Appearance({'ADW_DEBUG_HIGH_CONTRAST': '1'}),
    # The smallest that the Human Interface Guidelines ask for
    'smallest': Appearance(window=(360, 294)),
    'narrow': Appearance(window=(360, 720)),
    # Text alone doubles; a setting in settings.ini would be ignored.
    'large-text': Appearance(dpi=192),
    # Mirrors what is there, so it needs neither a locale nor a translation.
    'right-to-left': Appearance({'GTK_DEBUG': 'invert-text-dir'}),
}
