/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

/* Memory is wiped when it is freed, by whichever library: what they copied of a key, such as the header that
 * libsoup writes, does not outlive its use. These stand in front of the functions of the GNU C library, which
 * has its own under the names below as well. */

#include <errno.h>
#include <malloc.h>
#include <string.h>

/* Bytes: what is larger was no copy of a key alone, and is moved by the kernel. */
#define LARGE (1024 * 1024)

void __libc_free (void *memory);
void *__libc_realloc (void *memory, size_t size);

void
free (void *memory)
{
  int error = errno;

  if (memory)
    explicit_bzero (memory, malloc_usable_size (memory));
  __libc_free (memory);
  errno = error;
}

void *
realloc (void *memory, size_t size)
{
  size_t before = memory ? malloc_usable_size (memory) : 0;
  void *moved;

  if (!memory || size == 0 || before >= LARGE)
    return __libc_realloc (memory, size);
  moved = malloc (size);
  if (!moved)
    return NULL;
  memcpy (moved, memory, before < size ? before : size);
  free (memory);
  return moved;
}
