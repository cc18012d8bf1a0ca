/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-permission-words.h"

#include "core/base/kb-words.h"
#include "core/setup/kb-advice-words.h"

#include <glib/gi18n.h>

char *
kb_permission_dup_reason (const KbAdvice *advice)
{
  if (advice->owner == KB_OWNER_SERVICE_ACCOUNT)
    return g_strdup (_ ("A service account owns the key, so it keeps working when people leave. The "
                        "account’s role decides what the key may do."));
  switch (advice->permission)
    {
    case KB_PERMISSION_ALL:
      return g_strdup (_ ("Make yourself the owner, and choose All: there is nothing to set, and your limit "
                          "keeps the bill small."));
    case KB_PERMISSION_RESTRICTED:
      return g_strdup (_ ("Make yourself the owner, and allow only what the app needs: if someone steals the "
                          "key, it can do no more than that."));
    case KB_PERMISSION_READ_ONLY:
      return g_strdup (_ (
          "Make yourself the owner. The key only has to see lists, so it does not need to spend anything."));
    default:
      g_return_val_if_reached (g_strdup (""));
    }
}

char *
kb_permission_dup_count (const KbAdvice *key)
{
  guint open = kb_advice_count_open (key);

  if (key->owner == KB_OWNER_SERVICE_ACCOUNT)
    return g_strdup_printf (
        /* TRANSLATORS: how many of the areas of the API a key may use, of how many there are. The plural is
         * that of the first number. */
        ngettext ("%u of %u areas open, as far as its role goes",
                  "%u of %u areas open, as far as its role goes", open),
        open, kb_advice_count_resources ());
  if (key->permission == KB_PERMISSION_READ_ONLY)
    return g_strdup_printf (
        /* TRANSLATORS: how many of the areas of the API a key may look at, of how many there are. The plural
         * is that of the first number. */
        ngettext ("%u of %u areas open, for reading only", "%u of %u areas open, for reading only", open),
        open, kb_advice_count_resources ());
  /* TRANSLATORS: how many of the areas of the API a key may use, of how many there are. The plural is that of
   * the first number. */
  return g_strdup_printf (ngettext ("%u of %u areas open", "%u of %u areas open", open), open,
                          kb_advice_count_resources ());
}

char *
kb_permission_dup_marked (const char *name, const char *note)
{
  /* TRANSLATORS: a kind of key such as "Restricted", and "recommended" or "chosen" */
  return note ? g_strdup_printf (C_ ("kind of key", "%s (%s)"), name, note) : g_strdup (name);
}

char *
kb_permission_dup_sentence (const KbAdvice *key, const char *name)
{
  g_autofree char *count = kb_permission_dup_count (key);
  /* TRANSLATORS: a kind of key such as "All", and how many resources it opens */
  g_autofree char *sentence = g_strdup_printf (C_ ("kind of key", "%s: %s"), name, count);
  g_autoptr (GPtrArray) settings = NULL;
  g_autofree char *list = NULL;

  if (key->owner == KB_OWNER_SERVICE_ACCOUNT || key->permission != KB_PERMISSION_RESTRICTED)
    return g_steal_pointer (&sentence);
  settings = kb_advice_list_settings (key);
  list = kb_words_join (settings, FALSE);
  return g_strdup_printf ("%s\n%s", sentence, list);
}

static char *
dup_refused (KbCalls calls, gboolean test)
{
  static const char *const names[] = {
    N_ ("text"), N_ ("images"), N_ ("speech"), N_ ("embeddings"), N_ ("files"), N_ ("lists"),
  };
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  g_autofree char *list = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (calls & (1u << i))
      g_ptr_array_add (parts, (gpointer) _ (names[i]));
  if (test)
    g_ptr_array_add (parts, (gpointer) _ ("the test"));
  list = kb_words_join (parts, FALSE);
  /* TRANSLATORS: %s is a list of what a key was to do, such as "text, images, the test" */
  return *list ? g_strdup_printf (_ ("This would be refused: %s"), list) : g_strdup ("");
}

/* What a read-only key is refused of what it was to do. */
static char *
dup_refused_when_reading (KbCalls calls)
{
  KbAdvice reading = { KB_OWNER_YOU, KB_PERMISSION_READ_ONLY, { KB_LEVEL_NONE } };
  KbCalls broken = KB_CALLS_NONE;
  gboolean test = FALSE;

  for (guint resource = 0; resource < KB_N_RESOURCES; resource++)
    {
      KbLevel level = kb_advice_get_level (&reading, resource);

      broken |= kb_advice_get_broken (calls, resource, level);
      test |= kb_advice_breaks_test (calls, resource, level);
    }
  return dup_refused (broken, test);
}

static char *
dup_permission_difference (const KbAdvice *advice, KbPermission permission, KbCalls calls)
{
  g_autofree char *refused = NULL;

  if (permission == advice->permission)
    return g_strdup ("");
  switch (permission)
    {
    case KB_PERMISSION_ALL:
      return g_strdup (_ ("Simpler to set up, but it allows everything, changes too: whoever gets the key "
                          "can do what you can."));
    case KB_PERMISSION_RESTRICTED:
      return g_strdup (
          _ ("Safer: requests outside the chosen areas are refused. It takes a few more clicks."));
    case KB_PERMISSION_READ_ONLY:
      refused = dup_refused_when_reading (calls);
      return g_strdup_printf ("%s\n%s", _ ("Such a key only sees lists and spends nothing."), refused);
    default:
      g_return_val_if_reached (g_strdup (""));
    }
}

char *
kb_permission_dup_difference (KbChoices *choices)
{
  KbAdvice advice = kb_choices_get_advice (choices);
  KbOwner owner = kb_choices_get_owner (choices);
  g_autofree char *difference = NULL;
  const char *owner_words = NULL;
  KbHolder holder;
  KbCalls calls;

  if (owner == KB_OWNER_SERVICE_ACCOUNT && advice.owner == KB_OWNER_YOU)
    return g_strdup (_ ("It keeps working without you. Somebody has to look after the account and its key. "
                        "The key may do all that the account’s role allows."));
  if (owner == KB_OWNER_SERVICE_ACCOUNT)
    return g_strdup ("");
  if (advice.owner == KB_OWNER_SERVICE_ACCOUNT)
    owner_words = _ ("Fine for a start. The key stops working when you lose access to the project.");

  g_object_get (choices, "holder", &holder, "calls", &calls, NULL);
  advice.owner = owner;
  advice.permission = kb_advice_get_permission (kb_choices_get_purpose (choices), holder, calls, owner);
  difference = dup_permission_difference (&advice, kb_choices_get_permission (choices), calls);
  if (owner_words && *difference)
    return g_strdup_printf ("%s\n%s", owner_words, difference);
  return owner_words ? g_strdup (owner_words) : g_steal_pointer (&difference);
}

char *
kb_permission_dup_loss (const KbAdvice *advice, KbCalls calls)
{
  if (advice->owner == KB_OWNER_SERVICE_ACCOUNT)
    return g_strdup (_ ("You could set permissions, but the key stops working when you leave"));
  switch (advice->permission)
    {
    case KB_PERMISSION_ALL:
      return g_strdup (/* TRANSLATORS: what a key with fewer permissions would break, or not */
                       _ ("What you chose keeps working. Anything else is refused until you allow it"));
    case KB_PERMISSION_RESTRICTED:
      return dup_refused_when_reading (calls);
    case KB_PERMISSION_READ_ONLY:
      return g_strdup (_ ("You could only close single lists, and the key could not see those"));
    default:
      g_return_val_if_reached (g_strdup (""));
    }
}

char *
kb_permission_dup_lower (const KbAdvice *advice)
{
  if (advice->owner == KB_OWNER_SERVICE_ACCOUNT)
    /* TRANSLATORS: title of a row; %s is a label of the web page: "You" */
    return g_strdup_printf (_ ("Owned by “%s”"), kb_owner_get_label (KB_OWNER_YOU));
  /* TRANSLATORS: title of a row; %s is a label of the web page such as "Read only" */
  return g_strdup_printf (_ ("Permissions “%s”"),
                          kb_permission_get_label (advice->permission == KB_PERMISSION_RESTRICTED
                                                       ? KB_PERMISSION_READ_ONLY
                                                       : KB_PERMISSION_RESTRICTED));
}

static const char *
get_closed (KbResource resource, KbLevel level)
{
  if (resource == KB_RESOURCE_LIST_MODELS)
    return _ ("If closed, programs and the test cannot see which models there are");
  if (resource == KB_RESOURCE_MODEL_CAPABILITIES)
    return _ ("If closed, no model answers");
  if (level == KB_LEVEL_READ)
    return _ ("If closed, what is there cannot be seen");
  if (resource == KB_RESOURCE_RESPONSES)
    return _ ("If closed, no text can be requested; “Read” shows only earlier answers");
  if (resource == KB_RESOURCE_VECTOR_STORES)
    return _ ("If closed, your files cannot be searched; “Read” shows the stores, but cannot fill them");
  return _ ("If closed, nothing can be uploaded; “Read” shows only what is there");
}

char *
kb_permission_dup_resource_loss (KbCalls calls, KbResource resource, KbLevel level)
{
  const char *closed = get_closed (resource, level);
  /* A test goes on without the list of models. */
  g_autofree char *refused = dup_refused (kb_advice_get_broken (calls, resource, KB_LEVEL_NONE),
                                          resource != KB_RESOURCE_LIST_MODELS &&
                                              kb_advice_breaks_test (calls, resource, KB_LEVEL_NONE));

  return *refused ? g_strdup_printf ("%s\n%s", closed, refused) : g_strdup (closed);
}

char *
kb_permission_dup_kind (KbOwner owner, KbPermission permission)
{
  if (owner == KB_OWNER_SERVICE_ACCOUNT)
    return g_strdup (kb_owner_get_label (owner));
  return g_strdup (kb_permission_get_label (permission));
}

char *
kb_permission_dup_choice (KbOwner owner, KbPermission permission)
{
  if (owner == KB_OWNER_SERVICE_ACCOUNT)
    return g_strdup (kb_owner_get_label (owner));
  /* TRANSLATORS: owner and permission of a key in the words of the web page: "You, Restricted" */
  return g_strdup_printf (C_ ("owner and permission", "%s, %s"), kb_owner_get_label (owner),
                          kb_permission_get_label (permission));
}

/* Always the same one: a template asks for it again when its widget goes, and a row that is given another
 * list then has its first line selected, as if somebody had chosen that. */
static GtkStringList *
share_list (GtkStringList **list, const char *(*get_label) (guint value), guint n_values)
{
  if (*list == NULL)
    {
      *list = gtk_string_list_new (NULL);
      for (guint i = 0; i < n_values; i++)
        gtk_string_list_append (*list, get_label (i));
    }

  return g_object_ref (*list);
}

const char *
kb_purpose_get_label (KbPurpose purpose)
{
  switch (purpose)
    {
    case KB_PURPOSE_LEARNING:
      return _ ("Learning");
    case KB_PURPOSE_SIDE_PROJECT:
      return _ ("Side project");
    case KB_PURPOSE_MVP:
      return _ ("First version of a product");
    case KB_PURPOSE_PRODUCTION:
      return _ ("Product in use");
    case KB_PURPOSE_ENTERPRISE:
      return _ ("Large organization");
    default:
      g_return_val_if_reached ("");
    }
}

static const char *
get_purpose_label (guint purpose)
{
  return kb_purpose_get_label ((KbPurpose) purpose);
}

GtkStringList *
kb_list_purposes (void)
{
  static GtkStringList *list;

  return share_list (&list, get_purpose_label, KB_N_PURPOSES);
}

static const char *
get_holder_label (guint holder)
{
  switch ((KbHolder) holder)
    {
    case KB_HOLDER_ME:
      return _ ("Learning and trying things out");
    case KB_HOLDER_APP:
      return _ ("An app of mine, or one that I use");
    case KB_HOLDER_TEAM:
      return _ ("A team or a server");
    default:
      g_return_val_if_reached ("");
    }
}

GtkStringList *
kb_list_holders (void)
{
  static GtkStringList *list;

  return share_list (&list, get_holder_label, KB_N_HOLDERS);
}

static const char *
get_owner_label (guint owner)
{
  return kb_owner_get_label ((KbOwner) owner);
}

GtkStringList *
kb_list_owners (void)
{
  static GtkStringList *list;

  return share_list (&list, get_owner_label, KB_OWNER_SERVICE_ACCOUNT + 1);
}

static const char *
get_permission_label (guint permission)
{
  return kb_permission_get_label ((KbPermission) permission);
}

GtkStringList *
kb_list_permissions (void)
{
  static GtkStringList *list;

  return share_list (&list, get_permission_label, KB_PERMISSION_READ_ONLY + 1);
}
