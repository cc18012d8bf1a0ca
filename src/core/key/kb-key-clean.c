/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/key/kb-key-private.h"

#include <string.h>

#define DROP '\0'
#define WIDE '\4'
/* From the full-width forms of Unicode to ASCII. */
#define WIDE_OFFSET 0xfee0

typedef struct
{
  gunichar first, last;
  char becomes;
  KbKeyRemoved mark;
} KbKeyDirtRange;

/* Everything that mail, word processors, web pages, PDFs and terminals put into or around a key. The first
 * row that fits counts. */
static const KbKeyDirtRange dirt_ranges[] = {
  { 0x0000, 0x0008, DROP, KB_KEY_REMOVED_INVISIBLE },
  { '\t', '\t', ' ', KB_KEY_REMOVED_SPACES },
  { '\n', '\r', '\n', KB_KEY_REMOVED_LINE_BREAKS },
  { 0x000e, 0x001f, DROP, KB_KEY_REMOVED_INVISIBLE },
  { ' ', ' ', ' ', KB_KEY_REMOVED_SPACES },
  { '"', '"', '"', KB_KEY_REMOVED_QUOTES },
  { '\'', '\'', '"', KB_KEY_REMOVED_QUOTES },
  { '`', '`', '"', KB_KEY_REMOVED_QUOTES },
  { 0x007f, 0x0084, DROP, KB_KEY_REMOVED_INVISIBLE },
  { 0x0085, 0x0085, '\n', KB_KEY_REMOVED_LINE_BREAKS },
  { 0x0086, 0x009f, DROP, KB_KEY_REMOVED_INVISIBLE },
  { 0x00a0, 0x00a0, ' ', KB_KEY_REMOVED_INVISIBLE }, /* no-break space */
  { 0x00ab, 0x00ab, '"', KB_KEY_REMOVED_QUOTES },
  { 0x00ad, 0x00ad, DROP, KB_KEY_REMOVED_INVISIBLE }, /* soft hyphen */
  { 0x00b4, 0x00b4, '"', KB_KEY_REMOVED_QUOTES },
  { 0x00bb, 0x00bb, '"', KB_KEY_REMOVED_QUOTES },
  { 0x034f, 0x034f, DROP, KB_KEY_REMOVED_INVISIBLE }, /* grapheme joiner */
  { 0x061c, 0x061c, DROP, KB_KEY_REMOVED_INVISIBLE }, /* Arabic letter mark */
  { 0x1680, 0x1680, ' ', KB_KEY_REMOVED_SPACES },
  { 0x180b, 0x180e, DROP, KB_KEY_REMOVED_INVISIBLE },
  { 0x2000, 0x200a, ' ', KB_KEY_REMOVED_SPACES },
  { 0x200b, 0x200f, DROP, KB_KEY_REMOVED_INVISIBLE }, /* zero-width, direction marks */
  { 0x2010, 0x2015, '-', KB_KEY_REMOVED_DASHES },
  { 0x2018, 0x201f, '"', KB_KEY_REMOVED_QUOTES },
  { 0x2022, 0x2022, KB_KEY_CHAR_MASK, KB_KEY_REMOVED_NOTHING }, /* bullet */
  { 0x2026, 0x2026, KB_KEY_CHAR_MASK, KB_KEY_REMOVED_NOTHING }, /* ellipsis */
  { 0x2028, 0x2029, '\n', KB_KEY_REMOVED_LINE_BREAKS },
  { 0x202a, 0x202e, DROP, KB_KEY_REMOVED_INVISIBLE },
  { 0x202f, 0x202f, ' ', KB_KEY_REMOVED_INVISIBLE },
  { 0x2032, 0x2036, '"', KB_KEY_REMOVED_QUOTES }, /* primes */
  { 0x2039, 0x203a, '"', KB_KEY_REMOVED_QUOTES },
  { 0x2043, 0x2043, '-', KB_KEY_REMOVED_DASHES },
  { 0x205f, 0x205f, ' ', KB_KEY_REMOVED_SPACES },
  { 0x2060, 0x206f, DROP, KB_KEY_REMOVED_INVISIBLE },
  { 0x2212, 0x2212, '-', KB_KEY_REMOVED_DASHES },
  { 0x22ef, 0x22ef, KB_KEY_CHAR_MASK, KB_KEY_REMOVED_NOTHING },
  { 0x25cf, 0x25cf, KB_KEY_CHAR_MASK, KB_KEY_REMOVED_NOTHING }, /* what GTK shows in a password row */
  { 0x2800, 0x2800, ' ', KB_KEY_REMOVED_SPACES },
  { 0x2e3a, 0x2e3b, '-', KB_KEY_REMOVED_DASHES },
  { 0x3000, 0x3000, ' ', KB_KEY_REMOVED_SPACES },
  { 0x3001, 0x3001, ',', KB_KEY_REMOVED_NOTHING },
  { 0x3002, 0x3002, '.', KB_KEY_REMOVED_NOTHING },
  { 0x3008, 0x300b, '"', KB_KEY_REMOVED_QUOTES },
  { 0x300c, 0x300f, '"', KB_KEY_REMOVED_QUOTES },
  { 0x301d, 0x301f, '"', KB_KEY_REMOVED_QUOTES },
  { 0xfe00, 0xfe0f, DROP, KB_KEY_REMOVED_INVISIBLE }, /* variation selectors */
  { 0xfe58, 0xfe58, '-', KB_KEY_REMOVED_DASHES },
  { 0xfe63, 0xfe63, '-', KB_KEY_REMOVED_DASHES },
  { 0xfeff, 0xfeff, DROP, KB_KEY_REMOVED_INVISIBLE }, /* byte order mark */
  { 0xff02, 0xff02, '"', KB_KEY_REMOVED_QUOTES },
  { 0xff07, 0xff07, '"', KB_KEY_REMOVED_QUOTES },
  { 0xff0d, 0xff0d, '-', KB_KEY_REMOVED_DASHES },
  { 0xff01, 0xff5e, WIDE, KB_KEY_REMOVED_WIDE },
  { 0xfff9, 0xfffb, DROP, KB_KEY_REMOVED_INVISIBLE },
  { 0xe0000, 0xe0fff, DROP, KB_KEY_REMOVED_INVISIBLE },
};

static const KbKeyDirtRange *
find_dirt (gunichar c)
{
  if (c < 0x80 && kb_key_char_is_token (c))
    return NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (dirt_ranges); i++)
    if (c >= dirt_ranges[i].first && c <= dirt_ranges[i].last)
      return &dirt_ranges[i];
  return NULL;
}

static void
append (KbKeyText *self, char c, KbKeyRemoved mark)
{
  self->chars[self->length] = c;
  self->marks[self->length++] |= mark;
}

static void
append_wide (KbKeyText *self, gunichar c)
{
  char ascii = c - WIDE_OFFSET;

  append (self, ascii, kb_key_char_is_token (ascii) ? KB_KEY_REMOVED_WIDE : KB_KEY_REMOVED_NOTHING);
}

static void
append_character (KbKeyText *self, gunichar c)
{
  const KbKeyDirtRange *range = find_dirt (c);

  if (c == 0x2014)
    self->marks[self->length] |= KB_KEY_MARK_LONG_DASH;

  if (range != NULL && range->becomes == DROP)
    self->marks[self->length] |= range->mark;
  else if (range != NULL && range->becomes == WIDE)
    append_wide (self, c);
  else if (range != NULL)
    append (self, range->becomes, range->mark);
  else if (c < 0x80)
    append (self, c, KB_KEY_REMOVED_NOTHING);
  else if (c == 0xfffd || g_unichar_isalnum (c))
    append (self, KB_KEY_CHAR_LETTER, KB_KEY_REMOVED_NOTHING);
  else
    append (self, KB_KEY_CHAR_SYMBOL, KB_KEY_REMOVED_NOTHING);
}

/* The terminal's own marks around a paste, and colours. Returns the bytes of it, 0 when there is none. */
static gsize
measure_escape_sequence (const char *p, const char *end)
{
  const char *start = p;

  if (end - p < 3 || p[0] != '\033' || p[1] != '[')
    return 0;
  for (p += 2; p < end && (g_ascii_isdigit (*p) || *p == ';' || *p == '?'); p++)
    ;
  return p < end && strchr ("~mhlJK", *p) != NULL ? p + 1 - start : 0;
}

/* "\n" as two characters, as a JSON text or a program's output shows it. */
static gboolean
append_written_escape (KbKeyText *self, const char *p, const char *end)
{
  if (end - p < 2 || *p != '\\')
    return FALSE;
  if (p[1] == 'n' || p[1] == 'r')
    append (self, '\n', KB_KEY_REMOVED_LINE_BREAKS);
  else if (p[1] == 't')
    append (self, ' ', KB_KEY_REMOVED_SPACES);
  else
    return FALSE;
  return TRUE;
}

/* "%2D", "&#45;": what a program wrote in the place of a sign. Returns the bytes of it, 0 when there is none.
 */
static gsize
append_escape (KbKeyText *self, const char *p, const char *end)
{
  gunichar c;
  gsize size = kb_key_read_escape (p, end, &c);

  if (size > 0)
    {
      self->marks[self->length] |= KB_KEY_REMOVED_ESCAPES;
      append_character (self, c);
    }
  return size;
}

static const char *
append_encoded (KbKeyText *self, const char *p, const char *end)
{
  gunichar c = *p == '\0' ? 0 : g_utf8_get_char_validated (p, end - p);
  gboolean broken = c == (gunichar) -1 || c == (gunichar) -2;

  append_character (self, broken ? 0xfffd : c);
  return *p == '\0' || broken ? p + 1 : g_utf8_next_char (p);
}

static const char *
skip_utf16_mark (KbKeyText *self, const char *text, gsize length)
{
  if (length < 2 || memcmp (text, "\xff\xfe", 2) != 0)
    return text;
  self->marks[0] |= KB_KEY_REMOVED_INVISIBLE;
  return text + 2;
}

/*< private >
 * kb_key_text_init:
 * @self: what to fill
 * @text: any bytes
 * @length: bytes of @text
 *
 * Makes the dirt of @text uniform. The buffers are as long as @text from the start: growing them would leave
 * copies behind.
 */
void
kb_key_text_init (KbKeyText *self, const char *text, gsize length)
{
  const char *end = text + length;

  self->size = length + 1;
  self->chars = g_new0 (char, self->size);
  self->marks = g_new0 (guint16, self->size);
  self->length = 0;

  for (const char *p = skip_utf16_mark (self, text, length); p < end;)
    {
      gsize escape = measure_escape_sequence (p, end);

      if (escape > 0)
        self->marks[self->length] |= KB_KEY_REMOVED_INVISIBLE;
      else if (p[0] == '\r' && p + 1 < end && p[1] == '\n')
        escape = 1;
      else
        escape = append_escape (self, p, end);
      if (escape == 0 && append_written_escape (self, p, end))
        escape = 2;
      if (escape > 0)
        {
          p += escape;
          continue;
        }
      if (*p == '\n' || *p == '\r')
        self->marks[self->length] |= KB_KEY_MARK_LINE;
      p = append_encoded (self, p, end);
    }
}

void
kb_key_text_clear (KbKeyText *self)
{
  if (self->chars != NULL)
    explicit_bzero (self->chars, self->size);
  g_clear_pointer (&self->chars, g_free);
  g_clear_pointer (&self->marks, g_free);
  self->length = self->size = 0;
}

gsize
kb_key_text_get_run_end (const KbKeyText *self, gsize start)
{
  return start + kb_key_measure_run (self->chars + start, self->length - start);
}
