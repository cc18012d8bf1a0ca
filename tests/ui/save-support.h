/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "fake-store.h"
#include "ui-support.h"

#include "core/practice/kb-practice.h"
#include "widgets/kb-key-entry.h"
#include "widgets/kb-keyring-group.h"

typedef struct
{
  FakeStore *store;
  UiHost *host;
  char *key;
} Fixture;

static inline void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->store = fake_store_new ();
  fixture->key = kb_practice_dup_key (kb_diagnosis_find ("works"));
}

static inline void
arrive (Fixture *fixture)
{
  fixture->host = ui_host_new (KB_STEP_SAVE, KB_KEY_STORE (fixture->store));
  UI_WAIT (kb_keyring_group_get_state (ui_host_get (fixture->host, "keyring_group")) !=
           KB_STORE_STATE_CHECKING);
  ui_drain ();
}

static inline void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->host, ui_host_free);
  ui_drain (); /* what was cancelled still holds the store */
  g_assert_finalize_object (fixture->store);
  g_free (fixture->key);
}

static inline GtkEditable *
get_entry (Fixture *fixture)
{
  return GTK_EDITABLE (
      gtk_widget_get_template_child (ui_host_get (fixture->host, "key_entry"), KB_TYPE_KEY_ENTRY, "entry"));
}

static inline void
enter (Fixture *fixture, const char *text)
{
  kb_key_entry_set_text (ui_host_get (fixture->host, "key_entry"), text);
}

static inline gboolean
is_shown (Fixture *fixture, const char *name)
{
  return gtk_widget_get_visible (ui_host_get (fixture->host, name));
}

/* NULL: there is none, but to paste. */
static inline void
assert_primary (Fixture *fixture, const char *label, gboolean sensitive)
{
  g_assert_cmpint (gtk_widget_get_visible (GTK_WIDGET (ui_host_get_primary (fixture->host))), ==,
                   label != NULL);
  g_assert_true (gtk_window_get_default_widget (fixture->host->window) ==
                 (label ? GTK_WIDGET (ui_host_get_primary (fixture->host))
                        : kb_key_entry_get_paste_button (ui_host_get (fixture->host, "key_entry"))));
  if (!label)
    return;
  ui_assert_label (ui_host_get_primary (fixture->host), label);
  g_assert_cmpint (gtk_widget_is_sensitive (GTK_WIDGET (ui_host_get_primary (fixture->host))), ==, sensitive);
}
