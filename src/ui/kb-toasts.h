/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What a page asks the window to say. @text is never markup. What has a button goes when @view shows another
 * page. */
void kb_toasts_add (AdwToastOverlay *toasts, const char *text);
/* With a button that copies @address. */
void kb_toasts_add_link (AdwToastOverlay *toasts,
                         AdwNavigationView *view,
                         const char *text,
                         const char *address);
/* Of the keyring's trouble, with a button that leads to what is the matter with it. */
void kb_toasts_add_trouble (AdwToastOverlay *toasts, AdwNavigationView *view, const char *text);

G_END_DECLS
