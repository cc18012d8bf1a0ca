/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/check/kb-service.h"

#include "core/practice/kb-practice.h"

/* Milliseconds */
#define PRACTICE_CONNECT_TIMEOUT 3000
#define PRACTICE_TOTAL_TIMEOUT 6000

struct _KbService
{
  GObject parent_instance;

  KbPractice *practice; /* NULL outside practice mode */
};

G_DEFINE_FINAL_TYPE (KbService, kb_service, G_TYPE_OBJECT)

static void
kb_service_dispose (GObject *object)
{
  g_clear_object (&KB_SERVICE (object)->practice);
  G_OBJECT_CLASS (kb_service_parent_class)->dispose (object);
}

static void
kb_service_class_init (KbServiceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kb_service_dispose;
}

static void
kb_service_init (KbService *self)
{
}

/**
 * kb_service_new:
 * @practice: whether it is the built-in service, which begins to listen
 *
 * Returns: (transfer full): whom keys are checked with
 */
KbService *
kb_service_new (gboolean practice)
{
  KbService *self = g_object_new (KB_TYPE_SERVICE, NULL);
  g_autoptr (GError) error = NULL;

  if (!practice)
    return self;
  self->practice = kb_practice_new ();
  if (!kb_practice_start (self->practice, 0, &error))
    g_warning ("Practice service: %s", error->message);
  return self;
}

/**
 * kb_service_new_checker:
 * @self: whom to ask
 * @key: (nullable): the key that will be tested; in practice mode it decides which address is asked
 *
 * Returns: (transfer full): a checker for it
 */
KbChecker *
kb_service_new_checker (KbService *self, SecretValue *key)
{
  g_autofree char *base_uri = NULL;
  g_autoptr (KbClient) client = NULL;

  g_return_val_if_fail (KB_IS_SERVICE (self), NULL);

  if (self->practice)
    base_uri = key ? kb_practice_dup_uri_for (self->practice, secret_value_get_text (key))
                   : g_strdup (kb_practice_get_base_uri (self->practice));
  client = kb_client_new (base_uri);
  /* A practice key is asked of a practice service only, which may also run beside this program. */
  kb_client_set_plays_openai (client,
                              self->practice || (key && kb_practice_find (secret_value_get_text (key))));
  /* Nobody learns more from a silent service by waiting a minute for it. */
  if (self->practice)
    {
      kb_client_set_date (client, key ? kb_practice_get_date_for (secret_value_get_text (key)) : 0);
      kb_client_set_timeouts (client, PRACTICE_CONNECT_TIMEOUT, PRACTICE_TOTAL_TIMEOUT);
    }
  return kb_checker_new (client);
}
