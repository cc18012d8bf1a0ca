/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

/* Preloaded into any program of GTK 4, ours or not: writes into the file FIRST_FRAME when its first window
 * was painted, and by what. It links nothing, so that it does not load what the program would not load. */

#define _GNU_SOURCE

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

int g_application_run (void *application, int argc, char *argv[]);

#define CALL(type, name) ((type) dlsym (RTLD_DEFAULT, #name))

typedef unsigned long (*Connect) (void *, const char *, void (*) (void), void *, void (*) (void), int);
typedef void *(*Get) (void *);
typedef const char *(*GetName) (void *);
typedef int (*Run) (void *, int, char *[]);

static void
painted_cb (void *clock, void *window)
{
  static int done;
  FILE *file = done ? NULL : fopen (getenv ("FIRST_FRAME"), "w");
  struct timespec now;

  if (file == NULL)
    return;
  done = 1;
  clock_gettime (CLOCK_MONOTONIC, &now);
  fprintf (file, "%lld %s\n", now.tv_sec * 1000000000LL + now.tv_nsec,
           CALL (GetName, g_type_name_from_instance) (CALL (Get, gtk_native_get_renderer) (window)));
  fclose (file);
}

static void
map_cb (void *window, void *user_data)
{
  void *clock = CALL (Get, gtk_widget_get_frame_clock) (window);

  CALL (Connect, g_signal_connect_data) (clock, "after-paint", (void (*) (void)) painted_cb, window, NULL, 0);
}

static void
added_cb (void *application, void *window, void *user_data)
{
  CALL (Connect, g_signal_connect_data) (window, "map", (void (*) (void)) map_cb, NULL, NULL, 1);
}

int
g_application_run (void *application, int argc, char *argv[])
{
  CALL (Connect, g_signal_connect_data)
  (application, "window-added", (void (*) (void)) added_cb, NULL, NULL, 0);
  return ((Run) dlsym (RTLD_NEXT, "g_application_run")) (application, argc, argv);
}
