/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-window.h"

#include "core/base/kb-settings.h"
#include "core/library/kb-library.h"
#include "core/setup/kb-setup.h"
#include "estimate/kb-estimate-page.h"
#include "found/kb-import-page.h"
#include "kb-keep-focus.h"
#include "kb-key-offer.h"
#include "kb-lose-dialog.h"
#include "kb-open.h"
#include "kb-retry-notification.h"
#include "kb-step-page.h"
#include "kb-toasts.h"
#include "kb-trouble-banner.h"
#include "kb-unsaved.h"
#include "keys/kb-access-page.h"
#include "keys/kb-doctor-page.h"
#include "keys/kb-forget.h"
#include "keys/kb-keys-page.h"
#include "keys/kb-rotation-return.h"
#include "library/kb-article-page.h"
#include "library/kb-library-page.h"
#include "pages/kb-pages.h"
#include "pages/kb-result-page.h"
#include "pages/kb-save-page.h"
#include "programs/kb-programs-page.h"
#include "snippets/kb-use-page.h"

#include <glib/gi18n.h>

struct _KbWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toasts;
  AdwNavigationView *view;
  AdwBanner *offer_banner;
  AdwBanner *practice_banner;
  AdwBanner *trouble_banner;

  KbSetup *setup;
  GSettings *settings;
  KbUnsaved *unsaved;
  KbKeyOffer *offer;
  gboolean may_forget; /* the person was told what is lost when the window closes */
};

G_DEFINE_FINAL_TYPE (KbWindow, kb_window, ADW_TYPE_APPLICATION_WINDOW)

static void show_keys (KbWindow *self);
static void go_to (KbWindow *self, KbStep step);

static void
next_cb (KbWindow *self, KbStepPage *page)
{
  KbStep next;

  if (kb_route_get_next (kb_choices_get_preflight (kb_page_get_choices (KB_PAGE (page))),
                         kb_step_page_get_step (page), &next))
    go_to (self, next);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.finish", NULL);
}

static void
go_to_cb (KbWindow *self, KbStep step, KbStepPage *page)
{
  go_to (self, step);
}

static AdwNavigationPage *
new_page (KbWindow *self, KbStep step)
{
  AdwNavigationPage *page = g_object_new (kb_pages_get_type_of (step), "setup", self->setup, "step", step,
                                          "tag", kb_step_get_name (step), NULL);

  g_signal_connect_object (page, "next", G_CALLBACK (next_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "go-to", G_CALLBACK (go_to_cb), self, G_CONNECT_SWAPPED);
  if (step == KB_STEP_SAVE)
    kb_unsaved_set_page (self->unsaved, KB_SAVE_PAGE (page));
  return page;
}

/* Back and forth leads to the key that was pasted. */
static AdwNavigationPage *
get_page (KbWindow *self, KbStep step)
{
  KbSavePage *kept = kb_unsaved_get_page (self->unsaved);

  return step == KB_STEP_SAVE && kept ? ADW_NAVIGATION_PAGE (kept) : new_page (self, step);
}

static void
go_to (KbWindow *self, KbStep step)
{
  AdwNavigationPage *there = adw_navigation_view_find_page (self->view, kb_step_get_name (step));

  if (there)
    adw_navigation_view_pop_to_page (self->view, there);
  else
    adw_navigation_view_push (self->view, get_page (self, step));
}

/* Rebuilds the way from Welcome to @step, so that Back leads through it. */
static void
resume (KbWindow *self, KbStep step)
{
  g_autoptr (GPtrArray) pages = g_ptr_array_new ();
  KbPreflight preflight = kb_choices_get_preflight (kb_setup_get_choices (self->setup));
  KbStep steps[KB_N_STEPS];
  gsize n_steps = kb_route_get_steps (preflight, steps);

  g_ptr_array_add (pages, new_page (self, KB_STEP_WELCOME));
  for (gsize i = 0; i < n_steps && steps[i] < step; i++)
    g_ptr_array_add (pages, get_page (self, steps[i]));
  if (step != KB_STEP_WELCOME)
    g_ptr_array_add (pages, get_page (self, step));
  adw_navigation_view_replace (self->view, (AdwNavigationPage **) pages->pdata, (int) pages->len);
}

static void
show_keys (KbWindow *self)
{
  AdwNavigationPage *page = g_object_new (KB_TYPE_KEYS_PAGE, "setup", self->setup, NULL);

  kb_unsaved_set_page (self->unsaved, NULL);
  adw_navigation_view_replace (self->view, &page, 1);
}

/* @rotate: of the key to be replaced, or "". Of the one that a replacement was under way for, if there is
 * one: the newer key is part of that. */
static void
finish (KbWindow *self, const char *rotate)
{
  KbChoices *choices = kb_setup_get_choices (self->setup);
  const char *replaces = kb_choices_get_replaces (choices);
  g_autofree char *name = g_strdup (*replaces ? replaces : rotate);

  kb_choices_reset (choices);
  kb_setup_flush (self->setup);
  show_keys (self);
  if (*name)
    kb_rotation_return (self->view, self->setup, name);
}

static gboolean
shows_test (KbWindow *self)
{
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (self->view);

  return gtk_window_is_active (GTK_WINDOW (self)) && KB_IS_RESULT_PAGE (page);
}

static void
retry_ended_cb (KbWindow *self, KbCheckRetry *retry)
{
  if (!shows_test (self))
    kb_retry_notification_send (G_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))), self->setup);
}

/* Whoever sees the outcome need not be told of it. */
static void
withdraw_cb (KbWindow *self)
{
  GtkApplication *app = gtk_window_get_application (GTK_WINDOW (self));

  if (app && self->view && shows_test (self))
    kb_retry_notification_withdraw (G_APPLICATION (app));
}

/* One that has a set-up other than this one; NULL if there is none. */
static KbWindow *
find_other (KbWindow *self)
{
  GtkApplication *app = gtk_window_get_application (GTK_WINDOW (self));

  for (GList *l = app ? gtk_application_get_windows (app) : NULL; l; l = l->next)
    if (KB_IS_WINDOW (l->data) && l->data != self && KB_WINDOW (l->data)->setup)
      return l->data;
  return NULL;
}

/* What was forgotten can no longer be taken back, and what was chosen is kept. */
static void
leave_setup (KbSetup *setup)
{
  kb_forget_all (kb_keys_get_trash (kb_setup_get_keys (setup)), kb_setup_get_practice (setup));
  kb_setup_flush (setup);
}

static void
start (KbWindow *self, gboolean practice)
{
  g_autoptr (KbSetup) before = g_steal_pointer (&self->setup);
  KbWindow *other = find_other (self);
  KbChoices *choices;

  if (before)
    leave_setup (before);
  kb_unsaved_set_page (self->unsaved, NULL);
  self->setup = kb_setup_new (practice);
  /* All windows keep the same: closing any but the last one loses nothing. */
  if (before || other)
    kb_keys_share_for_now (kb_setup_get_keys (self->setup),
                           kb_setup_get_keys (before ? before : other->setup));
  g_signal_connect_object (kb_key_check_get_retry (kb_setup_get_key_check (self->setup)), "ended",
                           G_CALLBACK (retry_ended_cb), self, G_CONNECT_SWAPPED);
  choices = kb_setup_get_choices (self->setup);
  adw_banner_set_revealed (self->practice_banner, practice);
  kb_trouble_banner_watch (self->trouble_banner, self->setup);
  if (kb_choices_get_step (choices) == KB_STEP_WELCOME &&
      (kb_notes_get_count (kb_keys_get_notes (kb_setup_get_keys (self->setup))) > 0 ||
       (!practice && kb_keys_count_for_now (kb_setup_get_keys (self->setup)) > 0)))
    show_keys (self);
  else
    resume (self, kb_choices_get_step (choices));
}

static void
visible_page_cb (KbWindow *self)
{
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (self->view);

  /* Two kinds of windows in the switcher: the name says which set-up this is, never which key. */
  if (page && self->setup)
    gtk_window_set_title (GTK_WINDOW (self),
                          kb_setup_get_practice (self->setup) ? _ ("Keybearer – Practice Run") : "Keybearer");
  withdraw_cb (self);
}

static void
new_setup_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KbWindow *self = KB_WINDOW (widget);

  if (kb_unsaved_asks (self->unsaved, action, parameter))
    return;
  kb_unsaved_set_page (self->unsaved, NULL);
  kb_choices_reset (kb_setup_get_choices (self->setup));
  resume (self, KB_STEP_WELCOME);
}

static void
begin_key_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  kb_window_begin_key (KB_WINDOW (widget));
}

static void
show_keys_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  if (!kb_unsaved_asks (KB_WINDOW (widget)->unsaved, action, parameter))
    show_keys (KB_WINDOW (widget));
}

static void
use_key_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KbWindow *self = KB_WINDOW (widget);
  GType type = g_str_equal (action, "win.use-key")  ? KB_TYPE_USE_PAGE
               : g_str_equal (action, "win.access") ? KB_TYPE_ACCESS_PAGE
                                                    : KB_TYPE_PROGRAMS_PAGE;

  adw_navigation_view_push (self->view, g_object_new (type, "setup", self->setup, "key-name",
                                                      g_variant_get_string (parameter, NULL), NULL));
}

/* Not through an action: its parameter would be one more copy of the key. */
static void
import_key_cb (KbWindow *self, KbFinding *finding)
{
  g_object_set (kb_setup_get_choices (self->setup), "saved-name", "", NULL);
  go_to (self, KB_STEP_SAVE);
  kb_save_page_offer (kb_unsaved_get_page (self->unsaved), kb_finding_get_key (finding));
}

static void
import_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KbWindow *self = KB_WINDOW (widget);
  AdwNavigationPage *page;

  if (kb_unsaved_asks (self->unsaved, action, parameter))
    return;
  page = g_object_new (KB_TYPE_IMPORT_PAGE, "setup", self->setup, NULL);
  g_signal_connect_object (page, "import", G_CALLBACK (import_key_cb), self, G_CONNECT_SWAPPED);
  adw_navigation_view_push (self->view, page);
}

static void
practice_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KbWindow *self = KB_WINDOW (widget);

  if (kb_unsaved_holds_key (self->unsaved))
    gtk_widget_activate_action (widget, "app.practice", NULL);
  else
    start (self, TRUE);
}

/* Two windows with the same set-up would overwrite each other's choices. */
static void
leave_practice_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KbWindow *self = KB_WINDOW (widget);
  GtkApplication *app = gtk_window_get_application (GTK_WINDOW (self));
  KbWindow *real = app ? kb_window_find (app, FALSE) : NULL;

  if (!real)
    {
      start (self, FALSE);
      return;
    }
  gtk_window_present (GTK_WINDOW (real));
  gtk_window_close (GTK_WINDOW (self));
}

static void
resume_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KbWindow *self = KB_WINDOW (widget);

  resume (self, kb_choices_get_step (kb_setup_get_choices (self->setup)));
}

/* To a page that is open already Back leads, so that nobody has to go through it twice. */
static gboolean
go_back_to (KbWindow *self, const char *tag)
{
  AdwNavigationPage *there = adw_navigation_view_find_page (self->view, tag);

  if (there)
    adw_navigation_view_pop_to_page (self->view, there);
  return there != NULL;
}

static void
page_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KbWindow *self = KB_WINDOW (widget);
  const char *tag = action + strlen ("win.");
  GType type = g_str_equal (tag, "library")  ? KB_TYPE_LIBRARY_PAGE
               : g_str_equal (tag, "doctor") ? KB_TYPE_DOCTOR_PAGE
                                             : KB_TYPE_ESTIMATE_PAGE;

  if (!go_back_to (self, tag))
    adw_navigation_view_push (self->view, g_object_new (type, "setup", self->setup, NULL));
}

static void
article_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KbWindow *self = KB_WINDOW (widget);
  const char *id = g_variant_get_string (parameter, NULL);
  g_autofree char *tag = g_strconcat ("article-", id, NULL);

  g_return_if_fail (kb_library_find (kb_library_get_default (), id) != NULL);
  if (!go_back_to (self, tag))
    adw_navigation_view_push (self->view,
                              g_object_new (KB_TYPE_ARTICLE_PAGE, "tag", tag, "article", id, NULL));
}

static void
finish_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  if (!kb_unsaved_asks (KB_WINDOW (widget)->unsaved, action, parameter))
    finish (KB_WINDOW (widget), parameter ? g_variant_get_string (parameter, NULL) : "");
}

static void
replace_key_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KbWindow *self = KB_WINDOW (widget);
  const char *name, *label;

  if (kb_unsaved_asks (self->unsaved, action, parameter))
    return;
  g_variant_get (parameter, "(&s&s)", &name, &label);
  kb_setup_begin_replacement (self->setup, name, label);
  go_to (self, KB_STEP_CREATE);
}

static void
forget_key_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KbWindow *self = KB_WINDOW (widget);
  const char *name, *label;

  g_variant_get (parameter, "(&s&s)", &name, &label);
  adw_toast_overlay_add_toast (
      self->toasts, kb_forget_key (widget, kb_keys_get_trash (kb_setup_get_keys (self->setup)), name, label));
}

static void
toast_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const char *text = g_variant_get_string (parameter, NULL);

  if (g_str_equal (action, "win.toast-trouble"))
    kb_toasts_add_trouble (KB_WINDOW (widget)->toasts, KB_WINDOW (widget)->view, text);
  else
    kb_toasts_add (KB_WINDOW (widget)->toasts, text);
}

static void
toast_link_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const char *text, *address;

  g_variant_get (parameter, "(&s&s)", &text, &address);
  kb_toasts_add_link (KB_WINDOW (widget)->toasts, KB_WINDOW (widget)->view, text, address);
}

static void
open_link_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  kb_open_link (widget, g_variant_get_string (parameter, NULL),
                kb_setup_get_practice (KB_WINDOW (widget)->setup));
}

static void
copy_link_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), g_variant_get_string (parameter, NULL));
}

static void
forget_cb (KbWindow *self)
{
  self->may_forget = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static void
ask_whether_to_forget (KbWindow *self)
{
  AdwDialog *dialog = kb_lose_dialog_new (kb_keys_count_for_now (kb_setup_get_keys (self->setup)));

  g_signal_connect_object (dialog, "response::close", G_CALLBACK (forget_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static gboolean
kb_window_close_request (GtkWindow *window)
{
  KbWindow *self = KB_WINDOW (window);

  kb_setup_flush (self->setup);
  if (kb_unsaved_asks (self->unsaved, "window.close", NULL))
    return GDK_EVENT_STOP;
  if (kb_keys_count_for_now (kb_setup_get_keys (self->setup)) > 0 && !self->may_forget && !find_other (self))
    {
      if (!adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self)))
        ask_whether_to_forget (self);
      return GDK_EVENT_STOP;
    }
  return GTK_WINDOW_CLASS (kb_window_parent_class)->close_request (window);
}

static void
kb_window_dispose (GObject *object)
{
  KbWindow *self = KB_WINDOW (object);

  gtk_window_set_default_widget (GTK_WINDOW (self), NULL); /* goes with the pages */
  g_clear_object (&self->offer);
  g_clear_object (&self->unsaved);
  gtk_widget_dispose_template (GTK_WIDGET (self), KB_TYPE_WINDOW);
  if (self->setup)
    leave_setup (self->setup);
  g_clear_object (&self->setup);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (kb_window_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.new-setup", NULL, new_setup_cb);
  gtk_widget_class_install_action (widget_class, "win.begin-key", NULL, begin_key_cb);
  gtk_widget_class_install_action (widget_class, "win.show-keys", NULL, show_keys_cb);
  gtk_widget_class_install_action (widget_class, "win.import", NULL, import_cb);
  gtk_widget_class_install_action (widget_class, "win.use-key", "s", use_key_cb);
  gtk_widget_class_install_action (widget_class, "win.programs", "s", use_key_cb);
  gtk_widget_class_install_action (widget_class, "win.access", "s", use_key_cb);
  gtk_widget_class_install_action (widget_class, "win.doctor", NULL, page_cb);
  gtk_widget_class_install_action (widget_class, "win.resume", NULL, resume_cb);
  gtk_widget_class_install_action (widget_class, "win.library", NULL, page_cb);
  gtk_widget_class_install_action (widget_class, "win.article", "s", article_cb);
  gtk_widget_class_install_action (widget_class, "win.finish", NULL, finish_cb);
  gtk_widget_class_install_action (widget_class, "win.practice", NULL, practice_cb);
  gtk_widget_class_install_action (widget_class, "win.leave-practice", NULL, leave_practice_cb);
  gtk_widget_class_install_action (widget_class, "win.rotate-key", "s", finish_cb);
  gtk_widget_class_install_action (widget_class, "win.replace-key", "(ss)", replace_key_cb);
  gtk_widget_class_install_action (widget_class, "win.forget-key", "(ss)", forget_key_cb);
  gtk_widget_class_install_action (widget_class, "win.estimate", NULL, page_cb);
  gtk_widget_class_install_action (widget_class, "win.toast", "s", toast_cb);
  gtk_widget_class_install_action (widget_class, "win.toast-trouble", "s", toast_cb);
  gtk_widget_class_install_action (widget_class, "win.toast-link", "(ss)", toast_link_cb);
  gtk_widget_class_install_action (widget_class, "win.copy-link", "s", copy_link_cb);
  gtk_widget_class_install_action (widget_class, "win.open-link", "s", open_link_cb);
}

static void
kb_window_class_init (KbWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kb_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = kb_window_close_request;
  install_actions (widget_class);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keybearer/Keybearer/ui/kb-window.ui");
  gtk_widget_class_bind_template_child (widget_class, KbWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, KbWindow, view);
  gtk_widget_class_bind_template_child (widget_class, KbWindow, offer_banner);
  gtk_widget_class_bind_template_child (widget_class, KbWindow, practice_banner);
  gtk_widget_class_bind_template_child (widget_class, KbWindow, trouble_banner);
  gtk_widget_class_bind_template_callback (widget_class, visible_page_cb);
}

static void
kb_window_init (KbWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  if (DEVELOPMENT)
    gtk_widget_add_css_class (GTK_WIDGET (self), "devel");
  kb_keep_focus (GTK_WINDOW (self));
  self->unsaved = kb_unsaved_new (GTK_WIDGET (self));
  self->offer = kb_key_offer_new (GTK_WINDOW (self), self->offer_banner, self->view, self->unsaved);
  g_signal_connect (self, "notify::is-active", G_CALLBACK (withdraw_cb), NULL);
  self->settings = kb_settings_new ();
  if (!self->settings)
    return;
  g_settings_bind (self->settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-height", self, "default-height", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);
}

KbWindow *
kb_window_new (KbApplication *app, gboolean practice)
{
  KbWindow *self = g_object_new (KB_TYPE_WINDOW, "application", app, NULL);

  start (self, practice);
  return self;
}

KbWindow *
kb_window_find (GtkApplication *app, gboolean practice)
{
  for (GList *l = gtk_application_get_windows (app); l; l = l->next)
    if (KB_IS_WINDOW (l->data) && kb_setup_get_practice (KB_WINDOW (l->data)->setup) == practice)
      return l->data;
  return NULL;
}

gboolean
kb_window_get_practice (KbWindow *self)
{
  g_return_val_if_fail (KB_IS_WINDOW (self), FALSE);
  return kb_setup_get_practice (self->setup);
}

void
kb_window_begin_key (KbWindow *self)
{
  KbStep step;

  g_return_if_fail (KB_IS_WINDOW (self));
  step = kb_choices_get_step (kb_setup_get_choices (self->setup));
  /* The page that is open may hold what no file does. */
  if (go_back_to (self, kb_step_get_name (step)))
    return;
  if (step == KB_STEP_WELCOME)
    kb_choices_reset (kb_setup_get_choices (self->setup));
  resume (self, step);
}

void
kb_window_test_keys (KbWindow *self)
{
  g_return_if_fail (KB_IS_WINDOW (self));
  if (kb_unsaved_asks (self->unsaved, "app.test-keys", NULL))
    return;
  if (!go_back_to (self, "keys"))
    show_keys (self);
  kb_keys_page_test_all (KB_KEYS_PAGE (adw_navigation_view_get_visible_page (self->view)));
}
