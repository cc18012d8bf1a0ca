/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/programs/kb-program.h"
#include "kb-page.h"

G_BEGIN_DECLS

#define KB_TYPE_CONNECT_PAGE (kb_connect_page_get_type ())
G_DECLARE_FINAL_TYPE (KbConnectPage, kb_connect_page, KB, CONNECT_PAGE, KbPage)

/* One program that is connected with a saved key: what changes, doing it, testing it, taking it back. @name:
 * by which the store knows the key that is chosen at first; "" for the newest. transfer floating */
AdwNavigationPage *kb_connect_page_new (KbSetup *setup, KbProgram *program, const char *name);

G_END_DECLS
