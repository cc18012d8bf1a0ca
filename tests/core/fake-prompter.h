/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <gio/gio.h>

/* Stands in for the desktop's prompt window: gnome-keyring's questions come here and wait until the test says
 * that the person closed them. */
typedef struct _FakePrompter FakePrompter;

FakePrompter *fake_prompter_new (void);
void fake_prompter_free (FakePrompter *self);
/* Waits until a question is on the screen. */
void fake_prompter_wait (FakePrompter *self);
/* How many there have been. */
guint fake_prompter_count (FakePrompter *self);
/* Answers the question that is on the screen, or every one from now on, with Cancel. */
void fake_prompter_dismiss (FakePrompter *self);
void fake_prompter_dismiss_all (FakePrompter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FakePrompter, fake_prompter_free)
