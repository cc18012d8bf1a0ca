/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Why a key may not be sent to an address. */
typedef enum
{
  KB_ADDRESS_FAULT_NONE,
  KB_ADDRESS_FAULT_NO_ADDRESS,
  KB_ADDRESS_FAULT_UNPROTECTED, /* plain http to another computer */
  KB_ADDRESS_FAULT_PARTS        /* a user name, something behind "?" or "#" */
} KbAddressFault;

/* Base addresses, as anybody may have written them. */
char *kb_address_clean (const char *text, gboolean *mended);
KbAddressFault kb_address_find_fault (const char *base_uri);
GUri *kb_address_parse (const char *base_uri);
gboolean kb_address_is_plain_host (const char *text);
gboolean kb_address_lacks_version (const char *base_uri);
gboolean kb_address_is_loopback (const char *host);
gboolean kb_address_is_allowed (const char *base_uri);
gboolean kb_address_is_within (const char *base_uri, const char *other);
char *kb_address_dup_host (const char *base_uri);

G_END_DECLS
