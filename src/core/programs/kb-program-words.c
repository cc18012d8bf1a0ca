/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/base/kb-words.h"
#include "core/programs/kb-program-private.h"

#include <glib/gi18n.h>

static void
add (GPtrArray *words, const char *text)
{
  if (!g_ptr_array_find_with_equal_func (words, text, g_str_equal, NULL))
    g_ptr_array_add (words, g_strdup (text));
}

static void
add_files (GPtrArray *words, const KbPlace *place, char **environment)
{
  for (gsize i = 0; place->spot.files[i] != NULL; i++)
    {
      g_autofree char *path = kb_program_expand (place->spot.files[i], NULL, environment);
      g_autofree char *shown = path ? kb_program_dup_shown (path) : NULL;

      if (shown != NULL)
        add (words, shown);
    }
}

/**
 * kb_program_dup_reads:
 *
 * Returns: (transfer full): the variables, files and settings that kb_use_find_async() reads for it, whether
 * they are there or not, separated by commas
 */
char *
kb_program_dup_reads (KbProgram *self)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) environment = g_get_environ ();
  GPtrArray *places = kb_program_get_places (self);

  for (guint i = 0; i < places->len; i++)
    {
      const KbPlace *place = places->pdata[i];

      if (place->from == KB_FROM_SECRET)
        add (words, _ ("its item in the keyring"));
      else if (place->name != NULL)
        add (words, place->name);
      add_files (words, place, environment);
    }
  return kb_words_join (words, FALSE);
}

/**
 * kb_program_dup_needs:
 *
 * Returns: (transfer full): "Model capabilities: Request, Responses: Write"
 */
char *
kb_program_dup_needs (KbProgram *self)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  for (int i = 0; i < KB_N_RESOURCES; i++)
    {
      KbLevel level = kb_program_get_level (self, (KbResource) i);

      if (level != KB_LEVEL_NONE)
        g_ptr_array_add (words, kb_resource_dup_setting ((KbResource) i, level));
    }
  return kb_words_join (words, FALSE);
}

static void
find_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GPtrArray *all = data;
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i++)
    if (kb_program_is_installed (all->pdata[i]))
      g_ptr_array_add (found, all->pdata[i]);
  g_task_return_pointer (task, found, (GDestroyNotify) g_ptr_array_unref);
}

/**
 * kb_programs_find_installed_async:
 * @cancellable: (nullable): to give up
 *
 * Looks which programs are on this computer, and into none of their files.
 */
void
kb_programs_find_installed_async (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_return_on_cancel (task, TRUE);
  g_task_set_task_data (task, kb_programs_get (), NULL);
  g_task_run_in_thread (task, find_in_thread);
}

/**
 * kb_programs_find_installed_finish:
 * @error: cancelled
 *
 * Returns: (transfer full) (nullable) (element-type KbProgram): those that are here, by their names
 */
GPtrArray *
kb_programs_find_installed_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
