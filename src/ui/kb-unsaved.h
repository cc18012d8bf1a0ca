/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "pages/kb-save-page.h"

G_BEGIN_DECLS

#define KB_TYPE_UNSAVED (kb_unsaved_get_type ())
G_DECLARE_FINAL_TYPE (KbUnsaved, kb_unsaved, KB, UNSAVED, GObject)

/* The page of a window that may hold a key which is saved nowhere. It stays as it is while other pages are
 * shown; who wants to leave the set-up is asked what is to become of the key. Signal changed: whether
 * there is one. */
KbUnsaved *kb_unsaved_new (GtkWidget *window);
/* NULL: from now on there is none. */
void kb_unsaved_set_page (KbUnsaved *self, KbSavePage *page);
KbSavePage *kb_unsaved_get_page (KbUnsaved *self); /* nullable */
gboolean kb_unsaved_holds_key (KbUnsaved *self);
/* Whether a key is in the way of @action. Then the person is asked, and @action is activated in the window
 * when the key is saved or thrown away. */
gboolean kb_unsaved_asks (KbUnsaved *self, const char *action, GVariant *parameter);

G_END_DECLS
