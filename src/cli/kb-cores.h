/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

void kb_cores_forbid (void);
void kb_cores_allow_again (void);
