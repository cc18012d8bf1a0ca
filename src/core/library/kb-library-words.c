/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/library/kb-library-words.h"

#include <math.h>
#include <string.h>

/* What a language does to its words beyond what all do; folded as fold() does it */
typedef struct
{
  const char *name;
  const char *beginnings; /* taken off every word, with blanks between them: the first that fits */
  glong inner;            /* the letter from which on another word may begin inside of one; 0: none does */
  gboolean elides;        /* an apostrophe parts words */
} Language;

#define ENGLISH 0

static const Language languages[] = {
  [ENGLISH] = { .name = "en" },
  /* والمفتاح, بمفتاح */
  { .name = "ar", .beginnings = "وال بال كال فال لل ال", .inner = 1 },
  /* gelöscht, Kreditkarte */
  { .name = "de", .inner = 2 },
  /* l’organisation */
  { .name = "fr", .elides = TRUE },
  { .name = "other" },
};

/* In questions as people ask them, in nearly every article, and around what a server says, which is pasted in
 * every language. Those of other languages are many in few articles, and weigh little for that. Sorted. */
static const char *const small_words[] = {
  "a",     "about",  "all",  "am",   "an",    "and",  "any",    "are",   "as",      "at",    "be",
  "been",  "but",    "by",   "can",  "cant",  "code", "do",     "does",  "each",    "error", "for",
  "from",  "get",    "got",  "had",  "has",   "have", "how",    "i",     "if",      "im",    "in",
  "into",  "is",     "it",   "its",  "ive",   "just", "may",    "me",    "message", "must",  "my",
  "no",    "none",   "not",  "null", "of",    "on",   "openai", "or",    "our",     "param", "please",
  "shall", "should", "so",   "some", "than",  "that", "the",    "their", "them",    "then",  "there",
  "they",  "this",   "to",   "type", "use",   "was",  "we",     "what",  "when",    "where", "which",
  "who",   "why",    "will", "with", "would", "you",  "your",
};

/* Taken off what is asked for, so that "expires" finds "expire" and "expiration". The first that fits. */
static const char *const endings[] = { "ies", "ing", "ly", "ed", "es", "s", "e", "y" };

/* Of one sign of several; of a word without its ending; of one that had to be made up */
#define SIGN_WEIGHT 0.3
#define FORM_WEIGHT 0.3
#define LOOSE_WEIGHT 0.5

#define MIN_STEM 3
#define MIN_PART 4

struct _KbLibraryWords
{
  const Language *language;
  GStrv beginnings;
};

static const Language *
find_language (const char *name)
{
  for (gsize i = 0; name && i < G_N_ELEMENTS (languages) - 1; i++)
    if (g_str_has_prefix (name, languages[i].name) && !g_ascii_isalpha (name[strlen (languages[i].name)]))
      return &languages[i];
  return &languages[name ? G_N_ELEMENTS (languages) - 1 : ENGLISH];
}

/**
 * kb_library_words_new:
 * @language: (nullable): "pt_BR", as catalogs say it; %NULL: English
 *
 * Returns: (transfer full): how texts and questions of that language are read
 */
KbLibraryWords *
kb_library_words_new (const char *language)
{
  KbLibraryWords *words = g_new0 (KbLibraryWords, 1);

  words->language = find_language (language);
  words->beginnings = g_strsplit (words->language->beginnings ? words->language->beginnings : "", " ", -1);
  return words;
}

/**
 * kb_library_words_free:
 * @words: (transfer full): what kb_library_words_new() made
 */
void
kb_library_words_free (KbLibraryWords *words)
{
  g_strfreev (words->beginnings);
  g_free (words);
}

/* Accents of Latin letters, and the vowels and the stretching of Arabic ones. Those of kana make other signs.
 */
static gboolean
is_left_out (gunichar letter)
{
  return (letter >= 0x300 && letter <= 0x36f) || (letter >= 0x64b && letter <= 0x65f) || letter == 0x670 ||
         letter == 0x640;
}

/* As many people type them */
static gunichar
fold_letter (gunichar letter)
{
  switch (letter)
    {
    case 0x629: /* teh marbuta: heh */
      return 0x647;
    case 0x649: /* alef maksura: yeh */
      return 0x64a;
    default:
      return letter;
    }
}

/* In small letters of usual width, without accents. "can’t" is one word, and the same one as "cant". */
static char *
fold (const KbLibraryWords *words, const char *text)
{
  g_autofree char *parted = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  g_autofree char *low = g_utf8_casefold (parted ? parted : "", -1);
  g_autoptr (GString) folded = g_string_new (NULL);

  for (const char *at = low; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);

      if (letter == '\'' || letter == 0x2019)
        g_string_append (folded, words->language->elides ? " " : "");
      else if (!is_left_out (letter))
        g_string_append_unichar (folded, fold_letter (letter));
    }
  return g_utf8_normalize (folded->str, -1, G_NORMALIZE_DEFAULT_COMPOSE);
}

typedef enum
{
  KIND_NONE, /* parts words */
  KIND_LETTERS,
  KIND_SIGNS, /* Han, and the hiragana between them */
  KIND_KATAKANA,
  KIND_HANGUL,
  KIND_MARK, /* belongs to what it follows */
} Kind;

static Kind
get_kind (gunichar letter)
{
  if (letter == 0x30fc || g_unichar_ismark (letter)) /* the long mark of kana has no script */
    return KIND_MARK;
  if (!g_unichar_isalnum (letter))
    return KIND_NONE;
  switch (g_unichar_get_script (letter))
    {
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_HIRAGANA:
      return KIND_SIGNS;
    case G_UNICODE_SCRIPT_KATAKANA:
      return KIND_KATAKANA;
    case G_UNICODE_SCRIPT_HANGUL:
      return KIND_HANGUL;
    default:
      return KIND_LETTERS;
    }
}

/* Chinese, Japanese and Korean do not part words, or not where people would. */
static gboolean
is_joined (const char *run)
{
  Kind kind = get_kind (g_utf8_get_char (run));

  return kind == KIND_SIGNS || kind == KIND_KATAKANA || kind == KIND_HANGUL;
}

/* What stands together and is of one kind: "API密钥" is two. */
static GPtrArray *
dup_runs (const char *folded)
{
  GPtrArray *runs = g_ptr_array_new_with_free_func (g_free);
  const char *start = folded;
  Kind kind = KIND_NONE;

  for (const char *at = folded;; at = g_utf8_next_char (at))
    {
      Kind next = *at == '\0' ? KIND_NONE : get_kind (g_utf8_get_char (at));

      if (next == KIND_MARK)
        next = kind;
      if (next != kind && kind != KIND_NONE)
        g_ptr_array_add (runs, g_strndup (start, (gsize) (at - start)));
      if (next != kind)
        start = at;
      kind = next;
      if (*at == '\0')
        return runs;
    }
}

/* Nothing is taken off when too little would be left. */
static const char *
skip_beginning (const KbLibraryWords *words, const char *word)
{
  for (guint i = 0; words->beginnings[i]; i++)
    if (g_str_has_prefix (word, words->beginnings[i]) &&
        g_utf8_strlen (word + strlen (words->beginnings[i]), -1) >= MIN_STEM)
      return word + strlen (words->beginnings[i]);
  return word;
}

/* Each two signs are a word. */
static void
add_pairs (GPtrArray *found, const char *run)
{
  const char *next = g_utf8_next_char (run);

  if (*next == '\0')
    g_ptr_array_add (found, g_strdup (run));
  for (const char *sign = run; *next != '\0'; sign = g_utf8_next_char (sign))
    {
      next = g_utf8_next_char (next);
      g_ptr_array_add (found, g_strndup (sign, (gsize) (next - sign)));
    }
}

/* The last sign, with which no pair begins; what other words a long one may be made of */
static void
add_parts (const KbLibraryWords *words, GPtrArray *parts, const char *run)
{
  glong length = g_utf8_strlen (run, -1);
  glong inner = words->language->inner;

  if (is_joined (run) && length > 1)
    g_ptr_array_add (parts, g_strdup (g_utf8_offset_to_pointer (run, length - 1)));
  else if (!is_joined (run) && inner > 0)
    for (glong at = inner; at + MIN_PART <= length; at++)
      g_ptr_array_add (parts, g_strdup (g_utf8_offset_to_pointer (run, at)));
}

/**
 * kb_library_words_split:
 * @words: how texts are read
 * @text: a text
 * @parts: (nullable) (element-type utf8): where to add what may be looked for inside of words
 *
 * Takes a text apart into words, folded: alike for upper and lower case, for accents and for width. Where a
 * script does not part words, each two signs are one.
 *
 * Returns: (transfer full) (element-type utf8): the words in their order
 */
GPtrArray *
kb_library_words_split (const KbLibraryWords *words, const char *text, GPtrArray *parts)
{
  g_autofree char *folded = fold (words, text);
  g_autoptr (GPtrArray) runs = dup_runs (folded);
  GPtrArray *found = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < runs->len; i++)
    {
      const char *run = runs->pdata[i];

      if (is_joined (run))
        add_pairs (found, run);
      else
        g_ptr_array_add (found, g_strdup (skip_beginning (words, run)));
      if (parts)
        add_parts (words, parts, run);
    }
  return found;
}

static void
clear_asked (gpointer data)
{
  KbAsked *asked = data;

  g_free (asked->word);
  g_free (asked->stem);
}

/* Each word once */
static void
ask (GArray *found, const char *word, const char *stem, double weight)
{
  KbAsked asked = { NULL, NULL, weight };

  for (guint i = 0; i < found->len; i++)
    if (g_str_equal (g_array_index (found, KbAsked, i).word, word))
      return;
  asked.word = g_strdup (word);
  asked.stem = g_strdup (stem);
  g_array_append_val (found, asked);
}

/* Where a sign of its own says something: 丢 stands in 丢了 as well as in 丢失. In Korean it is the first,
 * before a particle. */
static void
ask_signs (GArray *found, const char *run)
{
  for (const char *at = run; *at != '\0'; at = g_utf8_next_char (at))
    {
      GUnicodeScript script = g_unichar_get_script (g_utf8_get_char (at));
      g_autofree char *sign = g_strndup (at, (gsize) (g_utf8_next_char (at) - at));

      if (script == G_UNICODE_SCRIPT_HAN || (script == G_UNICODE_SCRIPT_HANGUL && at == run))
        ask (found, sign, sign, SIGN_WEIGHT);
    }
}

/* A long run is not more than a short one. */
static void
ask_run (GArray *found, const char *run)
{
  g_autoptr (GPtrArray) pairs = g_ptr_array_new_with_free_func (g_free);

  add_pairs (pairs, run);
  for (guint i = 0; i < pairs->len; i++)
    ask (found, pairs->pdata[i], pairs->pdata[i], 1 / sqrt (pairs->len));
  ask_signs (found, run);
}

static char *
cut_ending (const char *word)
{
  gsize length = strlen (word);

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (word, endings[i]) && length >= strlen (endings[i]) + MIN_STEM)
      return g_strndup (word, length - strlen (endings[i]));
  return g_strdup (word);
}

/* Where it is not known which letters are an ending: what words of the same kind may begin with */
static char *
dup_form (const char *word)
{
  glong length = g_utf8_strlen (word, -1);

  return g_utf8_substring (word, 0, length < 5 ? MIN (length, 3) : MAX (4, length - 3));
}

/* What only begins like the word counts a little. */
static void
ask_word (const KbLibraryWords *words, GArray *found, const char *word)
{
  gboolean english = words->language == &languages[ENGLISH];
  g_autofree char *form = english ? cut_ending (word) : dup_form (word);

  ask (found, word, english ? form : word, 1);
  if (!english)
    ask (found, form, form, FORM_WEIGHT);
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static gboolean
is_small (const char *word)
{
  return bsearch (&word, small_words, G_N_ELEMENTS (small_words), sizeof *small_words, compare_words) != NULL;
}

static void
ask_text (const KbLibraryWords *words, GArray *found, const GPtrArray *runs, gboolean small)
{
  for (guint i = 0; i < runs->len; i++)
    if (is_small (runs->pdata[i]) == small)
      {
        if (is_joined (runs->pdata[i]))
          ask_run (found, runs->pdata[i]);
        else
          ask_word (words, found, skip_beginning (words, runs->pdata[i]));
      }
}

/**
 * kb_library_words_ask:
 * @words: how questions are read
 * @question: what a person typed or pasted
 *
 * Returns: (transfer full) (element-type KbAsked): what to look for, each once; the small words, which say
 *   nothing, only where there are no others
 */
GArray *
kb_library_words_ask (const KbLibraryWords *words, const char *question)
{
  g_autofree char *folded = fold (words, question);
  g_autoptr (GPtrArray) runs = dup_runs (folded);
  GArray *found = g_array_new (FALSE, FALSE, sizeof (KbAsked));

  g_array_set_clear_func (found, clear_asked);
  ask_text (words, found, runs, FALSE);
  if (found->len == 0)
    ask_text (words, found, runs, TRUE);
  return found;
}

/* "Schluessel" is "Schlüssel". */
static char *
replace_umlauts (const char *word)
{
  GString *replaced = g_string_new (word);

  g_string_replace (replaced, "ae", "a", 0);
  g_string_replace (replaced, "oe", "o", 0);
  g_string_replace (replaced, "ue", "u", 0);
  return g_string_free (replaced, FALSE);
}

/**
 * kb_library_words_loosen:
 * @words: how questions are read
 * @asked: a word that nothing has; becomes one that is near to it
 *
 * In languages that put words together, what one is made of is tried from its front: "Prepaidkarte" becomes
 * "karte", after many that are none.
 *
 * Returns: whether there was another
 */
gboolean
kb_library_words_loosen (const KbLibraryWords *words, KbAsked *asked)
{
  g_autofree char *other = replace_umlauts (asked->word);

  if (words->language->inner == 0 || is_joined (asked->word))
    return FALSE;
  if (g_str_equal (other, asked->word))
    {
      if (g_utf8_strlen (asked->word, -1) <= MIN_PART)
        return FALSE;
      g_set_str (&other, g_utf8_next_char (asked->word));
      asked->weight = MIN (asked->weight, LOOSE_WEIGHT);
    }
  g_set_str (&asked->word, other);
  g_free (asked->stem);
  asked->stem = dup_form (other);
  return TRUE;
}
