/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

void kb_process_begin (void);
void kb_process_forbid_cores (void);
void kb_process_allow_cores (void);
