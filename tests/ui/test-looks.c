/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "ui-long.h"
#include "ui-looks.h"

#include <libintl.h>
#include <locale.h>

/* Every page and every dialog, as it may look. A sample of it is a test. With "--gallery FOLDER" all of it is
 * drawn there, for tests/e2e/gallery.py; with "--long", in a language of long words. With "--language
 * LOCALE", all of it is in a real one, on a phone, and the sample is only where labels have the least room.
 */

#define PLAIN 680, 800
#define PHONE 360, 640
#define WIDE 1600, 900

static const UiLook sample[] = {
  { "large-text-phone", PHONE, .large = TRUE }, /* with the least room for words: all of them */
  { "plain", PLAIN },
  { "phone", PHONE },
  { "smallest", 360, 294 },
  { "dark", PLAIN, .dark = TRUE },
  { "large-text", PLAIN, .large = TRUE },
  { "wide", WIDE },
  { "right-to-left", PLAIN, .mirrored = TRUE },
  { "right-to-left-large-text-phone", PHONE, .large = TRUE, .mirrored = TRUE },
};

static const struct
{
  const char *name;
  int width, height;
} sizes[] = { { "680", PLAIN }, { "360", PHONE }, { "1600", WIDE } };

static const char *const in_each_language[] = { "welcome",   "permissions-app", "pasted",
                                                "key-noted", "estimate",        NULL };

/* With what has a color: a button, a bar, a mark, a row that is a button, an answer of a dialog. */
static const char *const in_high_contrast[] = {
  "welcome",   "billing",   "permissions-app", "compare", "pasted",  "works", "credit-exhausted",
  "keys-some", "key-noted", "access",          "unsaved", "library", NULL,
};

static char *gallery, *language;
static gboolean long_words, high_contrast;

static const GOptionEntry options[] = {
  { "gallery", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &gallery, NULL, NULL },
  { "long", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &long_words, NULL, NULL },
  { "language", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &language, NULL, NULL },
  { "high-contrast", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &high_contrast, NULL, NULL },
  G_OPTION_ENTRY_NULL,
};

static void
test_sample (gconstpointer number)
{
  guint scene_number = GPOINTER_TO_UINT (number);
  guint n_looks = ui_scenes_get_rank (scene_number) == UI_RANK_MAIN ? G_N_ELEMENTS (sample) : 1;

  for (int pass = 0; pass < 2; pass++)
    {
      g_autoptr (UiScene) scene = NULL;

      ui_set_long_words (pass == 1);
      scene = ui_scene_open (scene_number);
      for (guint i = 0; i < (pass == 0 ? n_looks : 1); i++)
        ui_look_at (scene, &sample[i]);
    }
  ui_set_long_words (FALSE);
  ui_look_away ();
}

static void
test_language (gconstpointer number)
{
  gboolean mirrored = gtk_get_locale_direction () == GTK_TEXT_DIR_RTL;
  g_autoptr (UiScene) scene = ui_scene_open (GPOINTER_TO_UINT (number));

  for (int large = 0; large <= 1; large++)
    {
      g_autofree char *name = g_strconcat (language, large ? "-large" : "", NULL);

      ui_look_at (scene, &(UiLook) { name, PHONE, .large = large, .mirrored = mirrored });
    }
}

static void
test_high_contrast (gconstpointer number)
{
  g_autoptr (UiScene) scene = ui_scene_open (GPOINTER_TO_UINT (number));

  ui_look_at (scene, &(UiLook) { "high-contrast", PLAIN });
  ui_look_at (scene, &(UiLook) { "high-contrast-large-text-phone", PHONE, .large = TRUE });
  ui_look_away ();
}

static void
look_at_sizes (UiScene *scene, gsize n_sizes, UiLook look)
{
  for (gsize i = 0; i < n_sizes; i++)
    {
      g_autofree char *name = g_strconcat (sizes[i].name, look.large ? "-large" : "",
                                           look.dark ? "-dark" : "", high_contrast ? "-contrast" : "",
                                           look.mirrored ? "-rtl" : "", long_words ? "-long" : "", NULL);

      look.name = name;
      look.width = sizes[i].width;
      look.height = sizes[i].height;
      ui_look_at (scene, &look);
    }
}

/* Of what is much like another one, no color is new, nor is the widest window. */
static void
test_all (gconstpointer number)
{
  gboolean rest = ui_scenes_get_rank (GPOINTER_TO_UINT (number)) == UI_RANK_REST;
  UiScene *scene;

  if (rest && high_contrast)
    return;
  ui_set_long_words (long_words);
  scene = ui_scene_open (GPOINTER_TO_UINT (number));
  for (int mirrored = 0; mirrored <= !long_words; mirrored++)
    for (int large = 0; large <= 1; large++)
      for (int dark = 0; dark <= !(high_contrast || rest); dark++)
        look_at_sizes (scene, rest ? 2 : G_N_ELEMENTS (sizes),
                       (UiLook) { .dark = dark, .large = large, .mirrored = mirrored });
  ui_scene_close (scene);
  ui_look_away ();
}

/* libadwaita asks in large letters, too, how high the heading of an alert is that has room for small ones
 * only.
 */
static gboolean
is_of_alert (const char *message)
{
  gpointer label;

  return sscanf (message, "Trying to measure GtkLabel %p for width of ", &label) == 1 &&
         gtk_widget_get_ancestor (label, ADW_TYPE_ALERT_DIALOG);
}

/* All other complaints end the test as ever. */
static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  for (gsize i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].key, "MESSAGE") && is_of_alert (fields[i].value))
      return G_LOG_WRITER_HANDLED;
  return g_log_writer_default (level, fields, n_fields, user_data);
}

static void
read_arguments (int *argc, char ***argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, options, NULL);
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_ignore_unknown_options (context, TRUE);
  g_option_context_parse (context, argc, argv, &error);
  g_assert_no_error (error);
  if (high_contrast)
    g_setenv ("ADW_DEBUG_HIGH_CONTRAST", "1", TRUE);
}

/* As kb_process_begin() would with what was built for the tests. */
static void
choose_language (void)
{
  g_autofree char *locales = g_build_filename (g_getenv ("G_TEST_BUILDDIR"), "locales", NULL);
  g_autofree char *catalogs = g_build_filename (g_getenv ("G_TEST_BUILDDIR"), "..", "po", NULL);

  if (!language)
    return;
  g_setenv ("LOCPATH", locales, TRUE);
  g_setenv ("LC_ALL", language, TRUE);
  g_assert_cmpstr (setlocale (LC_ALL, ""), ==, language);
  bindtextdomain ("keybearer", catalogs);
  bind_textdomain_codeset ("keybearer", "UTF-8");
  textdomain ("keybearer");
}

static gboolean
is_wanted (guint scene)
{
  if (gallery)
    return TRUE;
  if (language)
    return g_strv_contains (in_each_language, ui_scenes_get_name (scene));
  if (high_contrast)
    return g_strv_contains (in_high_contrast, ui_scenes_get_name (scene));
  return ui_scenes_get_rank (scene) != UI_RANK_REST;
}

static void
begin_pictures (void)
{
  g_autofree char *folder =
      gallery ? g_strdup (gallery) : g_test_build_filename (G_TEST_BUILT, "ui", "pictures", NULL);
  g_autofree char *list = g_strconcat ("list", high_contrast ? "-contrast" : "", long_words ? "-long" : "",
                                       language ? "-" : "", language ? language : "", NULL);

  ui_looks_begin (folder, list);
}

int
main (int argc, char **argv)
{
  int status;

  read_arguments (&argc, &argv);
  choose_language ();
  ui_init (&argc, &argv);
  g_log_set_writer_func (write_log, NULL, NULL);
  begin_pictures ();
  for (guint i = 0; i < ui_scenes_count (); i++)
    {
      g_autofree char *path = g_strdup_printf ("/looks/%s", ui_scenes_get_name (i));

      if (is_wanted (i))
        g_test_add_data_func (path, GUINT_TO_POINTER (i),
                              language        ? test_language
                              : gallery       ? test_all
                              : high_contrast ? test_high_contrast
                                              : test_sample);
    }
  status = ui_run ();
  ui_looks_end ();
  return status;
}
