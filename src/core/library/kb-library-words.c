/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/library/kb-library-words.h"

#include <math.h>
#include <string.h>

/* What is known of a language, in texts with blanks between the words, folded as fold() does it */
typedef struct
{
  const char *name;
  const char *small;      /* in questions as people ask them, and in nearly every article */
  const char *joints;     /* the same where words are not parted: questions are cut there */
  const char *endings;    /* taken off what is asked for; the first that fits */
  const char *beginnings; /* taken off every word; the first that fits */
  glong least;            /* the letters that have to be left */
  glong inner;            /* from which letter on another word may begin inside of one; 0: none does */
  gboolean elides;        /* an apostrophe parts words */
} Language;

/* They are asked in every language, as messages of servers are pasted. */
#define ENGLISH 0

static const Language languages[] = {
  [ENGLISH] = {
    .name = "en",
    .small = "a about all am an and any are as at be been but by can cant code do does each error for from get got "
             "had has have how i if im in into is it its ive just may me message must my no none not null of on "
             "openai or our param please shall should so some than that the their them then there they this to type "
             "use was we what when where which who why will with would you your",
    .endings = "ies ing ly ed es s e y",
    .least = 3,
  },
  {
    .name = "de",
    .small = "aber als am an auch auf aus bei bin bitte brauche brauchen da das dass dem den denn der des die dies "
             "diese dieser doch ein eine einem einen einer eines er es etwas fur geht gibt habe haben hat ich ihr im in "
             "ist kann konnen man mein meine meinem meinen meiner mich mir mit muss nach nicht noch nur oder sein sich "
             "sie sind so soll uber um und uns vom von wann warum was wegen welche welchen welcher welches wenn wer "
             "werden wie wieso will wird wo zu zum zur darf",
    .endings = "ungen ung innen ern est en em er es et te st e n s t",
    .least = 4,
    .inner = 3,
  },
  {
    .name = "es",
    .small = "a al como con cual cuales cuando de debo del desde donde el en entre es esta este esto estan ha hacer "
             "hago han hay he la las le lo los me mi mis no o para pero por porque pueda puede pueden puedo que quien "
             "se ser si sobre son su sus tengo tener tiene un una uno y ya yo",
    .endings = "aciones acion iendo ando adas ados ada ado idas idos ida ido es os as ar er ir s a o e r",
    .least = 4,
  },
  {
    .name = "fr",
    .small = "a ai au aux avec avoir c ca ce ces cet cette comme comment d dans de des dois doit du elle en est et "
             "etre faire fait faut il ils j je l la le les leur lui m ma mais me mes moi mon n ne nous on ont ou par "
             "pas peut peux pour pourquoi puis qu quand que quel quelle quelles quels qui quoi s sa se ses si son "
             "sont sur t te ton tu un une va vais votre vos vous y",
    .endings = "ements ement ations ation ees ee es er ez ent aux x s e",
    .least = 4,
    .elides = TRUE,
  },
  {
    .name = "pt",
    .small = "a ao aos as com como da das de devo do dos e ela ele em entre essa esse esta este estou eu faco fazer "
             "foi ha isso ja mas me meu meus minha minhas na nas nao no nos o onde os ou para pela pelo pode podem por "
             "porque posso qual quais quando que quem se ser seu sua sao tem tenho ter um uma voce",
    .endings = "acoes acao coes cao oes ao ando endo indo adas ados ada ado idas idos ida ido es os as ar er ir s a o e r",
    .least = 4,
  },
  {
    .name = "ar",
    .small = "ان انا اريد او اي اين اذا الي التي الذي بعد ثم ذلك تي ذي عن عند علي في قد كل كيف لا لدي لم لماذا لن لي "
             "ليس ما ماذا متي مع من هذا هذه هل هناك هو هي و يجب يمكن يمكنني",
    .endings = "ات ون ين تي تك ته ها هم نا ه ي ك ا",
    .beginnings = "وال بال كال فال لل ال",
    .least = 3,
    .inner = 1,
  },
  {
    .name = "zh",
    .joints = "怎么办 怎么样 怎么 怎样 为什么 什么 如何 哪里 哪儿 哪个 哪些 是不是 能不能 可不可以 有没有 会不会 可以 请问 需要 应该 "
              "我的 我们 我 你 您 的 了 吗 呢 吧 是 在 把 被 和 就 都 这 那",
    .least = 1,
  },
  {
    .name = "ja",
    .joints = "てしまいました てしまった どうすれば どうしたら どうやって どうして いいですか よいですか でしょうか できますか "
              "なりますか しています ください ている できます できる しました ありますか あります とは ですか ますか ました ません "
              "という について には では から まで ので のに なぜ どこ いつ どの どれ どんな 何 こと もの これ それ その この 私 "
              "自分 です ます すれば する した して なる ある いる ない",
    .least = 1,
  },
  {
    .name = "ko",
    .small = "그 그리고 나 나는 내 내가 또는 뭐 뭐예요 뭔가요 무엇 무엇인가요 무슨 수 어디 어디서 어디에 어디에서 어떤 어떻게 언제 "
             "왜 이 있나요 있는 있습니까 있어요 있을까요 저 저는 제 제가 좀 하나요 하면 할 할까요 합니까 해야 해요 되나요 돼요 것",
    .endings = "했습니다 습니다 습니까 인가요 에서는 에서도 이라는 했어요 되나요 하나요 에서 에게 까지 부터 하고 이란 으로 이나 에는 "
               "에도 나요 까요 어요 아요 네요 을 를 이 가 은 는 의 에 로 도 만 와 과 란",
    .least = 1,
  },
};

/* Of a word that is one sign among several it was asked for with; of one that had to be made up */
#define SIGN_WEIGHT 0.3
#define LOOSE_WEIGHT 0.5

#define MIN_PART 4
#define MIN_PLURAL 3

struct _KbLibraryWords
{
  const Language *language;
  GHashTable *small;
  GStrv joints, endings, beginnings;
};

static void
add_small (GHashTable *small, const char *list)
{
  g_auto (GStrv) words = g_strsplit (list ? list : "", " ", -1);

  for (guint i = 0; words[i]; i++)
    g_hash_table_add (small, g_strdup (words[i]));
}

static const Language *
find_language (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    if (name && g_str_has_prefix (name, languages[i].name) &&
        !g_ascii_isalpha (name[strlen (languages[i].name)]))
      return &languages[i];
  return &languages[ENGLISH];
}

static GStrv
split_list (const char *list)
{
  return g_strsplit (list ? list : "", " ", -1);
}

/**
 * kb_library_words_new:
 * @language: (nullable): "pt_BR", as catalogs say it; %NULL or an unknown one is read like English
 *
 * Returns: (transfer full): how texts and questions of that language are read
 */
KbLibraryWords *
kb_library_words_new (const char *language)
{
  KbLibraryWords *words = g_new0 (KbLibraryWords, 1);

  words->language = find_language (language);
  words->small = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  add_small (words->small, languages[ENGLISH].small);
  add_small (words->small, words->language->small);
  words->joints = split_list (words->language->joints);
  words->endings = split_list (words->language->endings);
  words->beginnings = split_list (words->language->beginnings);
  return words;
}

/**
 * kb_library_words_free:
 * @words: (transfer full): what kb_library_words_new() made
 */
void
kb_library_words_free (KbLibraryWords *words)
{
  g_hash_table_unref (words->small);
  g_strfreev (words->joints);
  g_strfreev (words->endings);
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
        g_utf8_strlen (word + strlen (words->beginnings[i]), -1) >= words->language->least)
      return word + strlen (words->beginnings[i]);
  return word;
}

/* Of a plural, shorter words are left: "clés". */
static char *
cut_ending (const KbLibraryWords *words, const char *word)
{
  for (guint i = 0; words->endings[i]; i++)
    {
      const char *ending = words->endings[i];
      glong least =
          g_str_equal (ending, "s") ? MIN (words->language->least, MIN_PLURAL) : words->language->least;
      glong left = g_utf8_strlen (word, -1) - g_utf8_strlen (ending, -1);

      if (*ending != '\0' && g_str_has_suffix (word, ending) && left >= least)
        return g_strndup (word, strlen (word) - strlen (ending));
    }
  return g_strdup (word);
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
ask (GArray *found, const char *word, char *stem, double weight)
{
  KbAsked asked = { g_strdup (word), stem, weight };

  for (guint i = 0; i < found->len; i++)
    if (g_str_equal (g_array_index (found, KbAsked, i).word, word))
      {
        clear_asked (&asked);
        return;
      }
  g_array_append_val (found, asked);
}

/* Where a sign of its own says something: 丢 stands in 丢了 as well as in 丢失. */
static void
ask_signs (GArray *found, const char *run)
{
  for (const char *at = run; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_get_script (g_utf8_get_char (at)) == G_UNICODE_SCRIPT_HAN)
      {
        g_autofree char *sign = g_strndup (at, (gsize) (g_utf8_next_char (at) - at));

        ask (found, sign, g_strdup (sign), SIGN_WEIGHT);
      }
}

/* A long run is not more than a short one. What follows a particle or an ending is no word with it. */
static void
ask_run (GArray *found, const char *run)
{
  g_autoptr (GPtrArray) pairs = g_ptr_array_new_with_free_func (g_free);

  add_pairs (pairs, run);
  for (guint i = 0; i < pairs->len; i++)
    {
      const char *pair = pairs->pdata[i];
      const char *second = g_utf8_next_char (pair);

      if (g_unichar_get_script (g_utf8_get_char (pair)) != G_UNICODE_SCRIPT_HIRAGANA || *second == '\0' ||
          g_unichar_get_script (g_utf8_get_char (second)) == G_UNICODE_SCRIPT_HIRAGANA)
        ask (found, pair, g_strdup (pair), 1 / sqrt (pairs->len));
    }
  if (pairs->len > 1 || *g_utf8_next_char (run) != '\0')
    ask_signs (found, run);
}

/* A particle is taken off a word of Korean; of a short one it may be a part. */
static void
ask_hangul (const KbLibraryWords *words, GArray *found, const char *run)
{
  g_autofree char *stem = cut_ending (words, run);

  if (*g_utf8_next_char (stem) == '\0' && !g_str_equal (stem, run))
    {
      ask (found, stem, g_strdup (stem), LOOSE_WEIGHT);
      ask_run (found, run);
    }
  else
    ask_run (found, stem);
}

static char *
cut_joints (const KbLibraryWords *words, const char *folded)
{
  GString *cut = g_string_new (folded);

  for (guint i = 0; words->joints[i]; i++)
    if (*words->joints[i] != '\0')
      g_string_replace (cut, words->joints[i], " ", 0);
  return g_string_free (cut, FALSE);
}

static void
ask_text (const KbLibraryWords *words, GArray *found, const char *text, gboolean small)
{
  g_autoptr (GPtrArray) runs = dup_runs (text);

  for (guint i = 0; i < runs->len; i++)
    {
      const char *run = runs->pdata[i];
      const char *word = skip_beginning (words, run);

      if ((g_hash_table_contains (words->small, run) || g_hash_table_contains (words->small, word)) != small)
        continue;
      if (!is_joined (run))
        ask (found, word, cut_ending (words, word), 1);
      else if (get_kind (g_utf8_get_char (run)) == KIND_HANGUL)
        ask_hangul (words, found, run);
      else
        ask_run (found, run);
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
  g_autofree char *cut = cut_joints (words, folded);
  GArray *found = g_array_new (FALSE, FALSE, sizeof (KbAsked));

  g_array_set_clear_func (found, clear_asked);
  ask_text (words, found, cut, FALSE);
  if (found->len == 0)
    ask_text (words, found, folded, FALSE);
  if (found->len == 0)
    ask_text (words, found, folded, TRUE);
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
      asked->weight = LOOSE_WEIGHT;
    }
  g_free (asked->stem);
  asked->stem = cut_ending (words, other);
  g_set_str (&asked->word, other);
  return TRUE;
}
