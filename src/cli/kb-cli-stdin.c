/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-cli-stdin.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <termios.h>
#include <unistd.h>

/* One byte more than the longest text in which a key is looked for, so that a longer one is seen to be. */
#define BUFFER_SIZE (64 * 1024 + 1)
/* How long the rest of what is pasted may take after a line break, milliseconds */
#define PASTE_PAUSE 100

static const int ending_signals[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT };
static struct termios shown;

/* the terminal */

static void
restore_and_die (int number)
{
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &shown);
  signal (number, SIG_DFL);
  raise (number);
}

static gboolean
hide_input (void)
{
  struct termios hidden;

  if (tcgetattr (STDIN_FILENO, &shown) != 0)
    return FALSE;
  hidden = shown;
  hidden.c_lflag &= (tcflag_t) ~ECHO;
  hidden.c_lflag |= ECHONL;
  for (gsize i = 0; i < G_N_ELEMENTS (ending_signals); i++)
    signal (ending_signals[i], restore_and_die);
  /* Back in the foreground, the shell would have made it shown again. */
  signal (SIGTSTP, SIG_IGN);
  return tcsetattr (STDIN_FILENO, TCSAFLUSH, &hidden) == 0;
}

/* What was pasted too much must not become the next command of the shell. */
static void
show_input (void)
{
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &shown);
  for (gsize i = 0; i < G_N_ELEMENTS (ending_signals); i++)
    signal (ending_signals[i], SIG_DFL);
  signal (SIGTSTP, SIG_DFL);
}

static gboolean
is_more_coming (void)
{
  struct pollfd file = { STDIN_FILENO, POLLIN, 0 };

  return poll (&file, 1, PASTE_PAUSE) > 0;
}

/* reading */

/* Not through stdio, whose buffer would keep it. */
static gssize
fill (char *buffer, gboolean terminal)
{
  gsize length = 0;

  while (length < BUFFER_SIZE)
    {
      gssize n = read (STDIN_FILENO, buffer + length, BUFFER_SIZE - length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return -1;
      if (n == 0)
        break;
      length += (gsize) n;
      if (terminal && buffer[length - 1] == '\n' && !is_more_coming ())
        break;
    }
  return (gssize) length;
}

static gssize
fill_from_terminal (char *buffer)
{
  gssize length;

  if (!hide_input ())
    return -1;
  g_printerr ("%s", _ ("Paste the key and press Enter (it is not shown): "));
  length = fill (buffer, TRUE);
  show_input ();
  return length;
}

/* Every line that is printed ends with a line break: that one is not worth a word. */
static KbKeyReading *
read_text (const char *buffer, gsize length)
{
  if (length > 0 && buffer[length - 1] == '\n')
    length--;
  return kb_key_read (buffer, (gssize) length);
}

static KbKeyReading *
read_stdin (void)
{
  char *buffer = mmap (NULL, BUFFER_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  KbKeyReading *reading = NULL;
  gssize length;

  if (buffer == MAP_FAILED)
    return NULL;
  /* Where the limit is too low for it, the key may be swapped out for a moment. */
  if (mlock (buffer, BUFFER_SIZE) != 0 || madvise (buffer, BUFFER_SIZE, MADV_DONTDUMP) != 0)
    g_debug ("The input is not kept in memory: %s", g_strerror (errno));
  length = isatty (STDIN_FILENO) ? fill_from_terminal (buffer) : fill (buffer, FALSE);
  if (length >= 0)
    reading = read_text (buffer, (gsize) length);
  explicit_bzero (buffer, BUFFER_SIZE);
  munmap (buffer, BUFFER_SIZE);
  return reading;
}

static gboolean
judge (KbCli *cli, KbKeyReading *reading)
{
  g_autofree char *summary = kb_key_reading_dup_summary (reading);
  g_autofree char *removed = kb_key_reading_dup_removed (reading);

  switch (kb_key_reading_get_state (reading))
    {
    case KB_KEY_STATE_GOOD:
    case KB_KEY_STATE_ODD:
      g_printerr ("%s\n", summary);
      if (removed != NULL)
        g_printerr ("%s\n", removed);
      return TRUE;
    case KB_KEY_STATE_BAD:
      kb_cli_fail (cli, KB_EXIT_USAGE, "not-a-key", summary, NULL);
      return FALSE;
    case KB_KEY_STATE_EMPTY:
    case KB_KEY_STATE_CHECKING:
    default:
      kb_cli_fail (cli, KB_EXIT_USAGE, "no-key", _ ("There was no key on standard input"), NULL);
      return FALSE;
    }
}

/**
 * kb_cli_read_key:
 * @cli: a call
 *
 * Returns: (transfer full) (nullable): the key, in memory that is not swapped out
 */
SecretValue *
kb_cli_read_key (KbCli *cli)
{
  g_autoptr (KbKeyReading) reading = read_stdin ();

  if (reading == NULL)
    {
      kb_cli_fail (cli, KB_EXIT_USAGE, "no-key", _ ("Standard input could not be read"), NULL);
      return NULL;
    }
  return judge (cli, reading) ? secret_value_ref (kb_key_reading_get_key (reading)) : NULL;
}
