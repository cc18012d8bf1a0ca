/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "kb-page.h"

G_BEGIN_DECLS

#define KB_TYPE_DOCTOR_PAGE (kb_doctor_page_get_type ())
G_DECLARE_FINAL_TYPE (KbDoctorPage, kb_doctor_page, KB, DOCTOR_PAGE, KbPage)

/* Why the keyring lets one down, what mends it, and whether it lasts. Property, construct-only: setup. */

G_END_DECLS
