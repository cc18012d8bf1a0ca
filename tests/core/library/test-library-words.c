/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/library/kb-library-search.h"

#include <string.h>

/* What one language does to its words, in texts of a line: what is asked for has to find the text, or not. */
typedef struct
{
  const char *language, *text, *question;
  gboolean found;
} Case;

static const Case cases[] = {
  /* Umlauts as they are, without their dots, and as two letters */
  { "de", "Der geheime Schlüssel", "schlüssel", TRUE },
  { "de", "Der geheime Schlüssel", "SCHLUSSEL", TRUE },
  { "de", "Der geheime Schlüssel", "Schluessel", TRUE },
  { "de", "Die Größe", "groesse", TRUE },
  { "de", "Die Größe", "grösse", TRUE },
  /* Words that are put together, from either side */
  { "de", "Der API-Schlüssel", "Schlüssel", TRUE },
  { "de", "Der Schlüsselbund", "Schlüssel", TRUE },
  { "de", "Die Kreditkarte", "Karte", TRUE },
  { "de", "Die Kreditkarte", "Karten", TRUE },
  { "de", "Ihre Karte", "Prepaidkarte", TRUE },
  { "de", "Das Vertragsende", "Rate", FALSE },
  /* Forms */
  { "de", "In diesem Land", "Länder", TRUE },
  { "de", "Die Rechnung", "Rechnungen", TRUE },
  { "de", "Löschen Sie den Schlüssel", "gelöscht", TRUE },
  { "de", "Der gelöschte Schlüssel", "löschen", TRUE },
  { "de", "So bezahlen Sie", "bezahlt", TRUE },
  /* Accents */
  { "es", "La facturación", "facturacion", TRUE },
  { "es", "La tarjeta", "¿tarjetas?", TRUE },
  { "es", "Las claves", "clave", TRUE },
  { "es", "Dónde está mi organización", "organizaciones", TRUE },
  { "fr", "La clé secrète", "cles", TRUE },
  { "fr", "Les clés", "clé", TRUE },
  { "fr", "L’organisation", "organisations", TRUE },
  { "fr", "Le remboursement", "rembourser", TRUE },
  { "fr", "Un compte", "mon compte d’organisation", TRUE },
  { "fr", "Qu’est-ce qu’un jeton", "l'API", FALSE },
  { "fr", "Une clé de l’API", "c'est quoi une api", TRUE },
  { "pt_BR", "Os cartões", "cartão", TRUE },
  { "pt_BR", "A organização", "organizacoes", TRUE },
  { "pt_BR", "O cartão", "cartoes", TRUE },
  /* No blanks, and other letters right beside */
  { "zh_CN", "使用API密钥的方法", "密钥", TRUE },
  { "zh_CN", "使用API密钥的方法", "api", TRUE },
  { "zh_CN", "使用 API 密钥", "ＡＰＩ密钥", TRUE },
  { "zh_CN", "错误429：额度不足", "429错误", TRUE },
  { "zh_CN", "密钥丢失以后", "我的密钥丢了怎么办", TRUE },
  { "ja", "APIキーとは", "キー", TRUE },
  { "ja", "APIキーとは", "ｷｰ", TRUE },
  { "ja", "サーバーの名前", "サーバ", TRUE },
  { "ja", "サーバの名前", "サーバー", TRUE },
  { "ja", "クレジットカードが使えません", "カード", TRUE },
  { "ja", "クレジットカードが使えません", "使う", TRUE },
  { "ja", "キーを紛失した場合", "紛失しました。どうすればいいですか", TRUE },
  { "ja", "支払い", "いくら支払えますか", TRUE },
  { "ja", "返金を受けられますか", "がぎぐ", FALSE },
  /* Particles */
  { "ko", "키를 잃어버렸을 때", "키", TRUE },
  { "ko", "비밀 키", "키를", TRUE },
  { "ko", "비밀키", "비밀키를", TRUE },
  { "ko", "API키를 만드세요", "API 키는", TRUE },
  { "ko", "신용카드로", "카드가", TRUE },
  { "ko", "자동충전", "자동 충전을", TRUE },
  { "ko", "자동 충전", "자동충전은", TRUE },
  /* Articles and small words at the front, vowels, ways of writing */
  { "ar", "هذا مفتاح", "المفتاح", TRUE },
  { "ar", "المفتاح السري", "مفتاح", TRUE },
  { "ar", "المفتاح السري", "بالمفتاح", TRUE },
  { "ar", "بمفتاح واحد", "مفتاح", TRUE },
  { "ar", "مفتاح واحد", "بمفتاح", TRUE },
  { "ar", "مفتاح واحد", "للمفتاح", TRUE },
  { "ar", "مفتاح واحد", "مفتاحي", TRUE },
  { "ar", "البطاقة", "بطاقتي", TRUE },
  { "ar", "البطاقة", "بطاقه", TRUE },
  { "ar", "إلى الأسئلة", "اسئله", TRUE },
  { "ar", "مِفْتَاح", "مفتـــاح", TRUE },
  /* What is pasted is in English wherever it is. */
  { "de", "Rate limit reached", "You have reached the limit", TRUE },
  { "ar", "insufficient_quota", "Error: insufficient_quota", TRUE },
};

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autofree char *xml =
      g_strdup_printf ("<article id=\"it\"><title>%s</title><summary/></article>", c->text);
  g_autoptr (GBytes) bytes = g_bytes_new_static (xml, strlen (xml));
  KbArticle *article = kb_article_new_from_xml (bytes, kb_facts_get_default ());
  g_autoptr (KbLibrarySearch) search = kb_library_search_new (c->language);
  g_autoptr (GPtrArray) found = NULL;

  kb_library_search_add (search, article);
  found = kb_library_search_find (search, c->question);
  g_test_message ("“%s” in “%s”", c->question, c->text);
  if (c->found)
    g_assert_cmpuint (found->len, ==, 1);
  else
    g_assert_cmpuint (found->len, ==, 0);
  kb_article_free (article);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/library/words/%s/%02zu", cases[i].language, i);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  return g_test_run ();
}
