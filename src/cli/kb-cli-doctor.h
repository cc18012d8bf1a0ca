/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "kb-cli-keyring.h"

#include "core/doctor/kb-doctor.h"
#include "core/doctor/kb-proof.h"

G_BEGIN_DECLS

/* What was seen of the keyring; where it is in trouble, that is the status. transfer full */
KbDoctorFacts *kb_cli_doctor_look (KbCli *cli);
void kb_cli_doctor_add_facts (JsonBuilder *builder, const KbDoctorFacts *facts, KbProof proof);
void kb_cli_doctor_print_facts (const KbDoctorFacts *facts, KbProof proof);
/* What became of the marker; @begins: puts one there first. */
KbProof kb_cli_doctor_prove (KbCli *cli, gboolean begins);

G_END_DECLS
