/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "kb-window.h"

#include "core/setup/kb-setup.h"
#include "kb-step-page.h"

G_BEGIN_DECLS

/* As step: pages that are no step of the wizard. */
#define UI_KEYS KB_N_STEPS
#define UI_ESTIMATE (UI_KEYS + 1)
#define UI_N_PAGES (UI_ESTIMATE + 1)

void ui_init (int *argc, char ***argv);
/* For main (): runs the tests, and ends when nothing is left to write. */
int ui_run (void);
/* The application that all windows of a test belong to. */
KbApplication *ui_get_application (void);

/* Runs the main loop until @condition holds; a test that waits too long fails there. */
#define UI_WAIT(condition) \
  G_STMT_START \
  { \
    gpointer ui_limit = ui_limit_begin (G_STRLOC ": " #condition); \
    while (!(condition)) \
      g_main_context_iteration (NULL, TRUE); \
    ui_limit_end (ui_limit); \
  } \
  G_STMT_END
gpointer ui_limit_begin (const char *what);
void ui_limit_end (gpointer limit);
/* What was last said to screen readers; "" if nothing was. */
const char *ui_get_announced (void);
/* Whether it was said, whatever was said after it, since the last host went or all was forgotten. */
gboolean ui_has_announced (const char *text);
void ui_forget_announced (void);
/* Runs the main loop until nothing is left to do. */
void ui_drain (void);

/* One page in a window of its own, and what it asked of that window. */
typedef struct
{
  GtkWindow *window;
  AdwNavigationView *view;
  AdwNavigationPage *page; /* weak */
  KbSetup *setup;
  KbChoices *choices;
  guint n_next;
  int gone_to; /* -1: nowhere */
  guint n_doctor;
  char *last_toast;   /* nullable */
  char *last_trouble; /* the same, of those that lead to the keyring's doctor */
  char *last_rotated; /* name of the key that was asked to be replaced; nullable */
  char *last_article; /* that was asked for; nullable */
  char *last_link;    /* that was opened, by its fact; nullable */
} UiHost;
/* In a practice set-up, whose keys are in @store if that is not NULL. */
UiHost *ui_host_new (guint step, KbKeyStore *store);
/* The same in a set-up that asks the server of OPENAI_BASE_URL. */
UiHost *ui_host_new_real (guint step, KbKeyStore *store);
/* Goes on to another page, which the host then is about. */
AdwNavigationPage *ui_host_push (UiHost *host, guint step);
/* As the person would close it; what still runs goes on. */
void ui_host_close (UiHost *host);
/* Fails if the window, the page or the set-up outlives it. */
void ui_host_free (UiHost *host);
/* What the page's template calls so, or the field of the choice of that name. */
gpointer ui_host_get (UiHost *host, const char *name);
GtkButton *ui_host_get_primary (UiHost *host);
GtkButton *ui_host_get_secondary (UiHost *host);
const char *ui_host_get_heading (UiHost *host);
const char *ui_host_get_body (UiHost *host);
const char *ui_page_get_name (guint step);

/* Visits @root and all that is shown in it. */
typedef void (*UiVisit) (GtkWidget *widget, gpointer user_data);
void ui_walk (GtkWidget *root, UiVisit visit, gpointer user_data);
/* The widgets of @type that are shown in @root; free with g_ptr_array_unref(). */
GPtrArray *ui_find_all (GtkWidget *root, GType type);
/* The field of the choice of that name, shown or not; NULL if there is none. */
GtkWidget *ui_find_named (GtkWidget *root, const char *name);
/* Unfolds everything that unfolds. */
void ui_expand_all (GtkWidget *root);
/* As a person would press it: only what can be pressed. */
void ui_press (gpointer button);
/* The label of a button without its mark for the mnemonic. transfer full */
char *ui_dup_plain (const char *label);
/* What a screen reader reads first, by the rules of GTK; NULL if that is nothing. transfer full */
char *ui_dup_accessible_name (GtkWidget *widget);
/* The property as the test back end has it; NULL if it is not set. transfer full */
char *ui_dup_accessible_property (GtkWidget *widget, GtkAccessibleProperty property);

#define ui_assert_label(button, expected) \
  G_STMT_START \
  { \
    g_autofree char *ui_plain = ui_dup_plain (gtk_button_get_label (button)); \
    g_assert_cmpstr (ui_plain, ==, expected); \
  } \
  G_STMT_END

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UiHost, ui_host_free)

G_END_DECLS
