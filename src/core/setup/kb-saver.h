/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/key/kb-key-validator.h"
#include "core/setup/kb-setup.h"

G_BEGIN_DECLS

typedef enum
{
  KB_SAVER_EDITING,
  KB_SAVER_SAVING,
  KB_SAVER_FAILED,
  KB_SAVER_SAVED,
} KbSaverState;

/* What is in the way of saving. */
typedef enum
{
  KB_SAVER_LACKS_NOTHING,
  KB_SAVER_LACKS_KEY,
  KB_SAVER_LACKS_NAME,
  KB_SAVER_LACKS_OTHER_NAME, /* this one is needed by the key that is being replaced */
  KB_SAVER_LACKS_KEYRING,
} KbSaverLack;

#define KB_TYPE_SAVER (kb_saver_get_type ())
G_DECLARE_FINAL_TYPE (KbSaver, kb_saver, KB, SAVER, GObject)

/* Signal changed: any of what it tells is another. */
KbSaver *kb_saver_new (KbSetup *setup, KbKeyValidator *validator);
void kb_saver_set_keyring (KbSaver *self, KbStoreState state);
void kb_saver_list (KbSaver *self, GCancellable *cancellable);
KbSaverState kb_saver_get_state (KbSaver *self);
KbSaverLack kb_saver_get_lack (KbSaver *self, gboolean for_now);
gboolean kb_saver_get_taken (KbSaver *self);
gboolean kb_saver_get_twin (KbSaver *self);
const char *kb_saver_get_renamed (KbSaver *self);
gboolean kb_saver_get_waiting (KbSaver *self);
gboolean kb_saver_get_offers_for_now (KbSaver *self);
gboolean kb_saver_get_for_now (KbSaver *self);
gboolean kb_saver_has_saved (KbSaver *self, const char *text);
const GError *kb_saver_get_error (KbSaver *self);
void kb_saver_save (KbSaver *self, gboolean for_now);
void kb_saver_cancel (KbSaver *self);
void kb_saver_edit (KbSaver *self);
void kb_saver_follow (KbSaver *self);

G_END_DECLS
