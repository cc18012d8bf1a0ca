/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-pages.h"

#include "kb-billing-page.h"
#include "kb-create-page.h"
#include "kb-permissions-page.h"
#include "kb-save-page.h"
#include "kb-test-page.h"
#include "kb-welcome-page.h"

static void
guide_class_init (gpointer klass, gpointer resource)
{
  gtk_widget_class_set_template_from_resource (klass, resource);
}

static void
guide_init (GTypeInstance *instance, gpointer klass)
{
  gtk_widget_init_template (GTK_WIDGET (instance));
}

/* A page that is a template alone. */
static GType
get_guide_type (const char *name, const char *resource)
{
  const GTypeInfo info = {
    .class_size = sizeof (KbStepPageClass),
    .class_init = guide_class_init,
    .class_data = resource,
    .instance_size = sizeof (KbStepPage),
    .instance_init = guide_init,
  };
  GType type = g_type_from_name (name);

  return type ? type : g_type_register_static (KB_TYPE_STEP_PAGE, name, &info, G_TYPE_FLAG_FINAL);
}

GType
kb_pages_get_type_of (KbStep step)
{
  switch (step)
    {
    case KB_STEP_WELCOME:
      return KB_TYPE_WELCOME_PAGE;
    case KB_STEP_SIGN_IN:
      return get_guide_type ("KbSignInPage", "/io/github/keybearer/Keybearer/ui/kb-sign-in-page.ui");
    case KB_STEP_PROJECT:
      return get_guide_type ("KbProjectPage", "/io/github/keybearer/Keybearer/ui/kb-project-page.ui");
    case KB_STEP_BILLING:
      return KB_TYPE_BILLING_PAGE;
    case KB_STEP_PERMISSIONS:
      return KB_TYPE_PERMISSIONS_PAGE;
    case KB_STEP_CREATE:
      return KB_TYPE_CREATE_PAGE;
    case KB_STEP_SAVE:
      return KB_TYPE_SAVE_PAGE;
    case KB_STEP_TEST:
      return KB_TYPE_TEST_PAGE;
    default:
      g_assert_not_reached ();
    }
}
