/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-permission-words.h"

#include "core/setup/kb-advice-words.h"

#include <glib/gi18n.h>

char *
kb_permission_dup_reason (const KbAdvice *advice)
{
  if (advice->owner == KB_OWNER_SERVICE_ACCOUNT)
    return g_strdup (
        _ ("A service account owns the key, so it goes on working when a person leaves. What the "
           "key may do follows from the account’s role."));
  switch (advice->permission)
    {
    case KB_PERMISSION_ALL:
      return g_strdup (
          _ ("You alone hold it, so it is yours. All is the quickest way to learn: nothing has to "
             "be set, and your limit keeps the bill small."));
    case KB_PERMISSION_RESTRICTED:
      return g_strdup (
          _ ("You look after it, so it is yours. Only what it needs is open: in the wrong hands, "
             "everything else stays shut."));
    case KB_PERMISSION_READ_ONLY:
      return g_strdup (
          _ ("You look after it, so it is yours. It only has to look at lists, so it need not be "
             "able to spend anything."));
    default:
      g_return_val_if_reached (g_strdup (""));
    }
}

char *
kb_permission_dup_count (const KbAdvice *key)
{
  guint open = kb_advice_count_open (key);

  if (key->owner == KB_OWNER_SERVICE_ACCOUNT)
    /* TRANSLATORS: how many of the resources of the API a key may use; both %u are numbers, and the same */
    return g_strdup_printf (_ ("%u of %u areas open, as far as its role goes"), open,
                            kb_advice_count_resources ());
  if (key->permission == KB_PERMISSION_READ_ONLY)
    /* TRANSLATORS: how many of the resources of the API a key may look at; both %u are numbers */
    return g_strdup_printf (_ ("%u of %u areas open, for reading only"), open, kb_advice_count_resources ());
  /* TRANSLATORS: how many of the resources of the API a key may use; both %u are numbers */
  return g_strdup_printf (ngettext ("%u of %u areas open", "%u of %u areas open", open), open,
                          kb_advice_count_resources ());
}

char *
kb_permission_dup_marked (const char *name, const char *note)
{
  /* TRANSLATORS: a kind of key such as "Restricted", and "recommended" or "chosen" */
  return note ? g_strdup_printf (_ ("%s (%s)"), name, note) : g_strdup (name);
}

char *
kb_permission_dup_sentence (const KbAdvice *key, const char *name)
{
  g_autofree char *count = kb_permission_dup_count (key);
  g_autofree char *resources = NULL;

  if (key->owner == KB_OWNER_SERVICE_ACCOUNT || key->permission != KB_PERMISSION_RESTRICTED)
    /* TRANSLATORS: a kind of key such as "All", and how many resources it opens */
    return g_strdup_printf (_ ("%s: %s"), name, count);
  resources = kb_advice_dup_resources (key, ", ");
  /* TRANSLATORS: a kind of key such as "Restricted", how many resources it opens, and a list of these
   * resources */
  return g_strdup_printf (_ ("%s: %s. %s"), name, count, resources);
}

static char *
dup_refused (KbCalls calls, gboolean test)
{
  static const char *const names[] = {
    N_ ("text"), N_ ("images"), N_ ("speech"), N_ ("embeddings"), N_ ("files"), N_ ("lists"),
  };
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) parts = NULL;
  g_autofree char *list = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (calls & (1u << i))
      g_strv_builder_add (builder, _ (names[i]));
  if (test)
    g_strv_builder_add (builder, _ ("the test"));
  parts = g_strv_builder_end (builder);
  list = g_strjoinv (", ", parts);
  /* TRANSLATORS: %s is a list of what a key was to do, such as "text, images, the test" */
  return *list ? g_strdup_printf (_ ("Then refused: %s"), list) : g_strdup ("");
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
      return g_strdup (_ ("Simpler to set up, and it works. It opens every area, for changes too: whoever "
                          "gets hold of the key can do there what you can."));
    case KB_PERMISSION_RESTRICTED:
      return g_strdup (_ ("Safer. A few more clicks, and a request outside the chosen areas is refused."));
    case KB_PERMISSION_READ_ONLY:
      refused = dup_refused_when_reading (calls);
      return g_strdup_printf ("%s %s.", _ ("Such a key only looks at lists; it spends nothing."), refused);
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
    return g_strdup (_ ("It goes on working without you. Somebody has to look after the account and its key, "
                        "and the key may do all that the account’s role allows."));
  if (owner == KB_OWNER_SERVICE_ACCOUNT)
    return g_strdup ("");
  if (advice.owner == KB_OWNER_SERVICE_ACCOUNT)
    owner_words = _ ("Fine to begin with. The key stops working when you lose access to the project.");

  g_object_get (choices, "holder", &holder, "calls", &calls, NULL);
  advice.owner = owner;
  advice.permission = kb_advice_get_permission (kb_choices_get_purpose (choices), holder, calls, owner);
  difference = dup_permission_difference (&advice, kb_choices_get_permission (choices), calls);
  if (owner_words && *difference)
    return g_strdup_printf ("%s %s", owner_words, difference);
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
      return g_strdup (_ ("Nothing that you named. What you try later is refused until you open it"));
    case KB_PERMISSION_RESTRICTED:
      return dup_refused_when_reading (calls);
    case KB_PERMISSION_READ_ONLY:
      return g_strdup (_ ("There is no lower level. With a list closed, it can no longer be looked at"));
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
    return _ ("Closed, programs and the test cannot see which models there are");
  if (resource == KB_RESOURCE_MODEL_CAPABILITIES)
    return _ ("Closed, no model answers");
  if (level == KB_LEVEL_READ)
    return _ ("Closed, what is there cannot be looked at");
  if (resource == KB_RESOURCE_RESPONSES)
    return _ ("Closed, no text can be asked for; “Read” shows earlier answers only");
  if (resource == KB_RESOURCE_VECTOR_STORES)
    return _ ("Closed, your files cannot be searched; “Read” shows the stores and fills none");
  return _ ("Closed, nothing can be uploaded; “Read” shows what is there and takes nothing new");
}

char *
kb_permission_dup_resource_loss (KbCalls calls, KbResource resource, KbLevel level)
{
  const char *closed = get_closed (resource, level);
  /* A test goes on without the list of models. */
  g_autofree char *refused = dup_refused (kb_advice_get_broken (calls, resource, KB_LEVEL_NONE),
                                          resource != KB_RESOURCE_LIST_MODELS &&
                                              kb_advice_breaks_test (calls, resource, KB_LEVEL_NONE));

  return *refused ? g_strdup_printf ("%s.\n%s", closed, refused) : g_strdup (closed);
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
  return g_strdup_printf (_ ("%s, %s"), kb_owner_get_label (owner), kb_permission_get_label (permission));
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
