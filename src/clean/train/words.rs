//! What stands around articles, in our own words: for each language the short labels of menus and feet,
//! labels that close or open a part, and whole sentences of notices.

/// The boilerplate of a language. `|` parts the entries.
pub(super) struct Words {
    pub(super) tag: &'static str,
    /// Entries of menus and of feet.
    pub(super) menu: &'static str,
    /// Share, print, comment, read on.
    pub(super) tools: &'static str,
    /// Headings of lists beside and below an article.
    pub(super) lists: &'static str,
    /// What stands before a name, a date, a source, tags.
    pub(super) before: &'static str,
    /// Cookies, rights, newsletters, rules for comments: whole sentences.
    pub(super) notices: &'static str,
    /// What readers write.
    pub(super) remarks: &'static str,
    pub(super) names: &'static str,
}

pub(super) const WORDS: &[Words] = &[
    Words {
        tag: "en",
        menu: "Home|News|World|Politics|Business|Sport|Culture|Travel|Weather|Opinion|Science|Video|Photos|Archive|Contact us|About|Sign in|Register|Subscribe|Search|Jobs|Advertise with us|Privacy policy|Terms of use|Sitemap|RSS|Mobile|Help|Shop|Forum|Events|Health",
        tools: "Share|Print|Email this|Tweet|Read more|Comments (12)|Reply|Like 34|Save|Text size|Report|Follow us on Facebook|Leave a comment|0 comments|Older|Newer|Back to top",
        lists: "Related stories|Read more|See also|Don't miss|Read next|Recommended for you|Most read|Latest news|Editor's picks|You might also like|Comments|Tags|More in this section|Popular now|Newsletter|Advertisement|Recent posts|Categories|Archives|Follow us",
        before: "By|Posted on|Published|Updated|Source:|Tags:|Filed under:|Photo:|Image:|Photograph by|Picture:|Photo credit:|Written by",
        notices: "We use cookies to make this site work and to see how it is read.|All rights reserved; no part of this page may be copied without our written leave.|Sign up for our morning letter and get the day's stories in your inbox.|Comments are read before they appear, so please be patient and stay polite.|You must be logged in to post a comment.|Your address will not be published, and fields marked with a star must be filled in.|Prices are delayed by at least fifteen minutes and are no advice to buy.|The editors are not responsible for what stands on other sites.|Get two months of the digital edition for the price of one, and cancel whenever you like.|The writer has reported from the region for ten years and lives on the coast.|Have you seen something that we should report? Write to us.|This site is part of the Harbour Media group, registered in the county of Westmere.",
        remarks: "I could not agree more, thank you for writing this.|And who is going to pay for all that?|Nobody asked us, as usual.|My uncle used to work there, and he says the same.|That is simply not true!|Great article.|First of all, read it again, slowly.|Well said, Peter.|I have lived here for thirty years and never seen anything like it.|lol|Why is this news?",
        names: "Anna Field|Peter Moss|riverman77|J. Calder|Maud Ellery|Old Tom|Sam Whitlow|Kate Orme",
    },
    Words {
        tag: "de",
        menu: "Startseite|Nachrichten|Politik|Wirtschaft|Sport|Kultur|Reise|Wetter|Meinung|Wissen|Videos|Bilder|Archiv|Kontakt|Über uns|Anmelden|Registrieren|Abo|Suche|Stellenmarkt|Mediadaten|Datenschutz|Impressum|AGB|Übersicht|RSS|Mobil|Hilfe|Shop|Forum|Termine|Gesundheit",
        tools: "Teilen|Drucken|Per E-Mail senden|Twittern|Weiterlesen|Kommentare (8)|Antworten|Gefällt mir|Merken|Schriftgröße|Melden|Folgen Sie uns|Kommentar schreiben|Zurück|Weiter|Nach oben|mehr",
        lists: "Mehr zum Thema|Lesen Sie auch|Schon gelesen?|Siehe auch|Lesen Sie mehr|Meistgelesen|Neueste Meldungen|Empfehlungen|Das könnte Sie auch interessieren|Leserkommentare|Schlagwörter|Aus dem Ressort|Beliebt|Newsletter|Anzeige|Letzte Beiträge|Kategorien|Archiv|Folgen Sie uns",
        before: "Von|Veröffentlicht am|Stand:|Aktualisiert|Quelle:|Schlagworte:|Abgelegt unter:|Foto:|Bild:|Autor:|©",
        notices: "Wir verwenden Cookies, damit diese Seite funktioniert und wir sehen, wie sie gelesen wird.|Alle Rechte vorbehalten; der Nachdruck ist nur mit unserer Erlaubnis gestattet.|Bestellen Sie unseren Brief am Morgen und lesen Sie das Wichtigste zuerst.|Kommentare werden vor dem Erscheinen geprüft, bitte bleiben Sie sachlich.|Sie müssen angemeldet sein, um einen Kommentar zu schreiben.|Ihre Adresse wird nicht veröffentlicht, und Felder mit Stern sind Pflicht.|Alle Kurse sind um mindestens fünfzehn Minuten verzögert und ohne Gewähr.|Für den Inhalt fremder Seiten übernehmen wir keine Haftung.|Lesen Sie zwei Monate lang digital zum Preis von einem, jederzeit kündbar.|Die Autorin berichtet seit zehn Jahren aus der Gegend und lebt an der Küste.|Haben Sie etwas gesehen, worüber wir berichten sollten? Schreiben Sie uns.",
        remarks: "Das sehe ich genauso, danke für den Beitrag.|Und wer soll das alles bezahlen?|Uns fragt ja wieder keiner.|Mein Onkel hat dort gearbeitet und sagt dasselbe.|Das stimmt doch einfach nicht!|Guter Artikel.|Lesen Sie es bitte noch einmal, aber langsam.|Ich wohne seit dreißig Jahren hier und habe so etwas noch nie erlebt.|Was für ein Unsinn.",
        names: "Anna Feldmann|Peter Moser|elbfischer77|J. Kalden|Maria Ellerbeck|Der alte Tom|Karl Weiss|Käthe Ohm",
    },
    Words {
        tag: "fr",
        menu: "Accueil|Actualités|Monde|Politique|Économie|Sport|Culture|Voyage|Météo|Opinions|Sciences|Vidéos|Photos|Archives|Contact|Qui sommes-nous|Se connecter|S'inscrire|Abonnement|Recherche|Emploi|Publicité|Vie privée|Mentions légales|Plan du site|RSS|Mobile|Aide|Boutique|Forum|Agenda|Santé",
        tools: "Partager|Imprimer|Envoyer par mail|Tweeter|Lire la suite|Commentaires (5)|Répondre|J'aime|Enregistrer|Signaler|Suivez-nous|Laisser un commentaire|Précédent|Suivant|Haut de page",
        lists: "À lire aussi|Lire aussi|Voir aussi|Vous aimerez aussi|Les plus lus|Dernières nouvelles|Notre sélection|Sur le même sujet|Vos commentaires|Mots-clés|Dans la même rubrique|Populaires|Lettre d'information|Publicité|Articles récents|Catégories|Archives|Suivez-nous",
        before: "Par|Publié le|Mis à jour le|Source :|Mots-clés :|Classé dans :|Photo :|Crédit photo :|©|Écrit par",
        notices: "Nous utilisons des cookies pour faire fonctionner ce site et savoir comment il est lu.|Tous droits réservés ; toute copie est interdite sans notre accord écrit.|Inscrivez-vous à notre lettre du matin et recevez l'essentiel de la journée.|Les commentaires sont relus avant de paraître, merci de rester courtois.|Vous devez être connecté pour écrire un commentaire.|Votre adresse ne sera pas publiée, et les champs marqués d'une étoile sont obligatoires.|Les cours sont différés d'au moins quinze minutes.|La rédaction n'est pas responsable du contenu des autres sites.|Deux mois d'édition numérique au prix d'un seul, sans engagement.|L'auteur couvre la région depuis dix ans et vit sur la côte.",
        remarks: "Je suis bien d'accord, merci pour cet article.|Et qui va payer tout cela ?|Personne ne nous a demandé notre avis, comme toujours.|Mon oncle y travaillait et dit la même chose.|C'est tout simplement faux !|Très bon article.|J'habite ici depuis trente ans et je n'ai jamais vu cela.|N'importe quoi.",
        names: "Anne Deschamps|Pierre Mousse|rivière77|J. Caldier|Maud Elléry|Vieux Tom|Samuel Blanc|Cathy Orme",
    },
    Words {
        tag: "es",
        menu: "Inicio|Noticias|Mundo|Política|Economía|Deportes|Cultura|Viajes|El tiempo|Opinión|Ciencia|Vídeos|Fotos|Hemeroteca|Contacto|Quiénes somos|Entrar|Regístrate|Suscripción|Buscar|Empleo|Publicidad|Privacidad|Aviso legal|Mapa del sitio|RSS|Móvil|Ayuda|Tienda|Foro|Agenda|Salud",
        tools: "Compartir|Imprimir|Enviar por correo|Tuitear|Leer más|Comentarios (9)|Responder|Me gusta|Guardar|Denunciar|Síguenos|Deja un comentario|Anterior|Siguiente|Arriba",
        lists: "Noticias relacionadas|Lea también|Vea también|Mira|Le puede interesar|Lo más leído|Últimas noticias|Te recomendamos|También te puede interesar|Comentarios|Etiquetas|Más en esta sección|Popular|Boletín|Publicidad|Entradas recientes|Categorías|Archivos|Síguenos",
        before: "Por|Publicado el|Actualizado|Fuente:|Etiquetas:|Archivado en:|Foto:|Imagen:|Escrito por",
        notices: "Usamos cookies para que este sitio funcione y para saber cómo se lee.|Todos los derechos reservados; se prohíbe copiar esta página sin nuestro permiso.|Apúntate a nuestro boletín de la mañana y recibe lo más importante del día.|Los comentarios se revisan antes de publicarse, por favor sé amable.|Debes iniciar sesión para escribir un comentario.|Tu dirección no se publicará, y los campos con asterisco son obligatorios.|Las cotizaciones llegan con al menos quince minutos de retraso.|La redacción no responde del contenido de otras páginas.|Dos meses de edición digital por el precio de uno, y te vas cuando quieras.|La autora informa desde la región hace diez años y vive en la costa.",
        remarks: "Estoy totalmente de acuerdo, gracias por escribirlo.|¿Y quién va a pagar todo eso?|A nosotros nadie nos pregunta, como siempre.|Mi tío trabajaba allí y dice lo mismo.|¡Eso no es verdad!|Buen artículo.|Vivo aquí desde hace treinta años y nunca vi nada igual.|Qué tontería.",
        names: "Ana Campos|Pedro Musgo|rionegro77|J. Caldera|Maite Elero|Viejo Tomás|Samuel Blanco|Catalina Olmo",
    },
    Words {
        tag: "it",
        menu: "Home|Notizie|Mondo|Politica|Economia|Sport|Cultura|Viaggi|Meteo|Opinioni|Scienza|Video|Foto|Archivio|Contatti|Chi siamo|Accedi|Registrati|Abbonati|Cerca|Lavoro|Pubblicità|Privacy|Note legali|Mappa del sito|RSS|Aiuto|Negozio|Forum|Eventi|Salute",
        tools: "Condividi|Stampa|Invia per email|Leggi tutto|Commenti (4)|Rispondi|Mi piace|Salva|Segnala|Seguici|Lascia un commento|Precedente|Successivo|Torna su",
        lists: "Leggi anche|Vedi anche|I più letti|Ultime notizie|Consigliati|Potrebbe interessarti|Commenti|Tag|Dalla stessa sezione|Popolari|Newsletter|Pubblicità|Articoli recenti|Categorie|Archivi|Seguici",
        before: "Di|Pubblicato il|Aggiornato|Fonte:|Tag:|Archiviato in:|Foto:|Scritto da",
        notices: "Usiamo i cookie per far funzionare questo sito e per sapere come viene letto.|Tutti i diritti riservati; è vietato copiare questa pagina senza il nostro permesso.|Iscriviti alla lettera del mattino e ricevi le notizie del giorno.|I commenti sono letti prima di apparire, per favore resta cortese.|Devi accedere per scrivere un commento.|Il tuo indirizzo non sarà pubblicato, e i campi con l'asterisco sono obbligatori.|La redazione non risponde del contenuto di altri siti.|Due mesi di edizione digitale al prezzo di uno, e disdici quando vuoi.",
        remarks: "Sono d'accordo, grazie per averlo scritto.|E chi paga tutto questo?|A noi nessuno chiede niente, come sempre.|Mio zio lavorava lì e dice lo stesso.|Non è vero!|Bell'articolo.|Vivo qui da trent'anni e non ho mai visto niente di simile.",
        names: "Anna Campo|Piero Muschi|fiume77|G. Caldera|Maddalena Ellero|Vecchio Tom|Samuele Bianchi|Caterina Olmo",
    },
    Words {
        tag: "pl",
        menu: "Strona główna|Wiadomości|Świat|Polityka|Gospodarka|Sport|Kultura|Podróże|Pogoda|Opinie|Nauka|Wideo|Zdjęcia|Archiwum|Kontakt|O nas|Zaloguj|Zarejestruj się|Prenumerata|Szukaj|Praca|Reklama|Prywatność|Regulamin|Mapa strony|RSS|Pomoc|Sklep|Forum|Wydarzenia|Zdrowie",
        tools: "Udostępnij|Drukuj|Wyślij|Czytaj więcej|Komentarze (7)|Odpowiedz|Lubię to|Zapisz|Zgłoś|Obserwuj nas|Dodaj komentarz|Poprzedni|Następny|Do góry|więcej",
        lists: "Czytaj także|Zobacz też|Przeczytaj też|Czytaj też|Najczęściej czytane|Najnowsze|Polecamy|Zobacz również|Komentarze|Tagi|Więcej w dziale|Popularne|Newsletter|Reklama|Ostatnie wpisy|Kategorie|Archiwum|Obserwuj nas",
        before: "Autor:|Opublikowano|Aktualizacja:|Źródło:|Tagi:|Kategoria:|Fot.|fot.|Foto:|Napisał",
        notices: "Używamy plików cookie, aby strona działała i abyśmy wiedzieli, jak jest czytana.|Wszelkie prawa zastrzeżone; kopiowanie bez naszej zgody jest zabronione.|Zapisz się na poranny list i czytaj najważniejsze wiadomości dnia.|Komentarze są sprawdzane przed publikacją, prosimy o cierpliwość.|Musisz się zalogować, aby dodać komentarz.|Twój adres nie będzie opublikowany, a pola z gwiazdką są wymagane.|Notowania są opóźnione o co najmniej piętnaście minut.|Redakcja nie odpowiada za treść innych stron.|Dwa miesiące wydania cyfrowego w cenie jednego, rezygnujesz, kiedy chcesz.",
        remarks: "Zgadzam się w pełni, dziękuję za ten tekst.|A kto za to wszystko zapłaci?|Nas jak zwykle nikt nie pytał.|Mój wujek tam pracował i mówi to samo.|To po prostu nieprawda!|Dobry artykuł.|Mieszkam tu od trzydziestu lat i czegoś takiego nie widziałem.|bzdura",
        names: "Anna Polna|Piotr Mech|rybak77|J. Kalder|Magda Olszewska|Stary Tomek|Szymon Biały|Kasia Wiąz",
    },
    Words {
        tag: "ru",
        menu: "Главная|Новости|Мир|Политика|Экономика|Спорт|Культура|Путешествия|Погода|Мнения|Наука|Видео|Фото|Архив|Контакты|О нас|Войти|Регистрация|Подписка|Поиск|Вакансии|Реклама|Конфиденциальность|Правила|Карта сайта|RSS|Помощь|Магазин|Форум|Афиша|Здоровье|Общество|В стране|Происшествия",
        tools: "Поделиться|Распечатать|Отправить другу|Читать далее|Комментарии (15)|Ответить|Нравится|Сохранить|Пожаловаться|Мы в соцсетях|Оставить комментарий|Назад|Вперёд|Наверх|подробнее|Обсудить",
        lists: "Читайте также|Смотрите также|Материалы по теме|Ранее|Самое читаемое|Последние новости|Выбор редакции|По теме|Комментарии|Теги|Ещё в разделе|Популярное|Рассылка|Реклама|Свежие записи|Рубрики|Архив|Главное за день",
        before: "Автор:|Опубликовано|Обновлено|Источник:|Теги:|Рубрика:|Фото:|Фото ©|Текст:",
        notices: "Мы используем файлы cookie, чтобы сайт работал и чтобы знать, как его читают.|Все права защищены; перепечатка возможна только с нашего разрешения.|Подпишитесь на утреннее письмо и узнавайте главное за день.|Комментарии проверяются до публикации, просим вас быть вежливыми.|Чтобы оставить комментарий, нужно войти на сайт.|Ваш адрес не будет опубликован, поля со звёздочкой обязательны.|Котировки приводятся с задержкой не менее пятнадцати минут.|Редакция не отвечает за содержание чужих страниц.|Мнение авторов может не совпадать с мнением редакции.|Нашли ошибку? Выделите её мышью и сообщите нам.",
        remarks: "Полностью согласен, спасибо за статью.|А кто за всё это заплатит?|Нас, как всегда, никто не спросил.|Мой дядя там работал и говорит то же самое.|Это просто неправда!|Хорошая статья.|Живу здесь тридцать лет и ничего подобного не видел.|бред",
        names: "Анна Полева|Пётр Мохов|рыбак77|Ю. Калинов|Маша Ольхова|Старый Том|Семён Белый|Катя Вязова",
    },
    Words {
        tag: "el",
        menu: "Αρχική|Νέα|Κόσμος|Πολιτική|Οικονομία|Αθλητισμός|Πολιτισμός|Ταξίδια|Καιρός|Απόψεις|Επιστήμη|Βίντεο|Φωτογραφίες|Αρχείο|Επικοινωνία|Ποιοι είμαστε|Σύνδεση|Εγγραφή|Συνδρομή|Αναζήτηση|Διαφήμιση|Όροι χρήσης|Χάρτης|RSS|Βοήθεια|Υγεία",
        tools: "Κοινοποίηση|Εκτύπωση|Περισσότερα|Σχόλια (3)|Απάντηση|Μου αρέσει|Αποθήκευση|Ακολουθήστε μας|Γράψτε σχόλιο|Προηγούμενο|Επόμενο|Επάνω",
        lists: "Διαβάστε επίσης|Δείτε ακόμα|Διαβάστε περισσότερα|Δημοφιλή|Τελευταία νέα|Προτεινόμενα|Σχετικά άρθρα|Σχόλια|Ετικέτες|Ροή ειδήσεων|Διαφήμιση|Πρόσφατα|Κατηγορίες|Αρχείο",
        before: "Του|Δημοσιεύτηκε|Ενημέρωση:|Πηγή:|Ετικέτες:|Φωτογραφία:|Γράφει",
        notices: "Χρησιμοποιούμε cookies για να λειτουργεί η σελίδα και να ξέρουμε πώς διαβάζεται.|Με επιφύλαξη παντός δικαιώματος· απαγορεύεται η αντιγραφή χωρίς την άδειά μας.|Γραφτείτε στο πρωινό μας δελτίο και μάθετε τα νέα της ημέρας.|Τα σχόλια ελέγχονται πριν δημοσιευτούν, παρακαλούμε να είστε ευγενικοί.|Πρέπει να συνδεθείτε για να γράψετε σχόλιο.",
        remarks: "Συμφωνώ απόλυτα, ευχαριστώ για το άρθρο.|Και ποιος θα τα πληρώσει όλα αυτά;|Εμάς πάλι κανείς δεν μας ρώτησε.|Δεν είναι αλήθεια!|Πολύ καλό.",
        names: "Άννα Αγρού|Πέτρος Βρύος|ποταμός77|Μαίρη Ελιά|Σάκης Λευκός",
    },
    Words {
        tag: "zh",
        menu: "首页|新闻|国际|政治|财经|体育|文化|旅游|天气|评论|科技|视频|图片|归档|联系我们|关于我们|登录|注册|订阅|搜索|招聘|广告服务|隐私政策|使用条款|网站地图|手机版|帮助|商城|论坛|活动|健康|社会|军事|房产|汽车|教育",
        tools: "分享|打印|发送邮件|阅读全文|评论(12)|回复|点赞|收藏|举报|关注我们|发表评论|上一篇|下一篇|返回顶部|更多|字体大小",
        lists: "相关阅读|相关新闻|延伸阅读|更多新闻|热门文章|最新消息|编辑推荐|猜你喜欢|网友评论|标签|本栏更多|排行榜|邮件订阅|广告|近期文章|分类|热点新闻|专题",
        before: "作者：|发布时间：|更新：|来源：|标签：|分类：|图：|图为|图片来源：|记者|责任编辑：",
        notices: "本站使用小型文本文件，以便网站正常运行并了解阅读情况。|版权所有，未经书面许可不得转载本页内容。|订阅我们的早报，每天清晨收到当日要闻。|评论须经审核后方可显示，请您耐心等待并保持礼貌。|您需要登录后才可以发表评论。|您的邮箱地址不会公开，带星号的项目必须填写。|行情至少延迟十五分钟，不构成任何投资建议。|本站对其他网站的内容不承担责任。",
        remarks: "完全同意，谢谢作者。|这些钱谁来出？|又没有人问过我们。|我叔叔以前在那里工作，他也这么说。|根本不是这样！|好文章。|我在这里住了三十年，从来没见过这种事。|顶",
        names: "安晓田|彭石|江边渔夫77|柯林|马丽|老汤|白山|杨小榆",
    },
    Words {
        tag: "ja",
        menu: "ホーム|ニュース|国際|政治|経済|スポーツ|文化|旅行|天気|オピニオン|科学|動画|写真|アーカイブ|お問い合わせ|会社概要|ログイン|会員登録|購読|検索|求人|広告掲載|プライバシー|利用規約|サイトマップ|モバイル|ヘルプ|ショップ|掲示板|イベント|健康",
        tools: "シェア|印刷|メールで送る|続きを読む|コメント(6)|返信|いいね|保存|通報|フォローする|コメントを書く|前の記事|次の記事|トップへ戻る|もっと見る",
        lists: "関連記事|関連ニュース|こちらもおすすめ|よく読まれている記事|最新ニュース|おすすめ|あわせて読みたい|コメント|タグ|この分野の記事|人気|メールマガジン|広告|最近の投稿|カテゴリー|アーカイブ|特集",
        before: "文：|公開日：|更新日：|出典：|タグ：|カテゴリー：|写真：|筆者：",
        notices: "当サイトは、正しく動作し、読まれ方を知るためにクッキーを使用しています。|無断転載を禁じます。掲載には書面による許可が必要です。|朝のメールに登録すると、その日の主なニュースが届きます。|コメントは掲載前に確認しますので、しばらくお待ちください。|コメントを書くにはログインしてください。|メールアドレスが公開されることはありません。|株価は少なくとも十五分遅れて表示されます。|他のサイトの内容について、当社は責任を負いません。",
        remarks: "まったく同感です、ありがとうございます。|その費用は誰が払うのですか。|いつものように、私たちには何も聞かれなかった。|おじがそこで働いていましたが、同じことを言っています。|それは違います！|いい記事ですね。|ここに三十年住んでいますが、こんなことは初めてです。",
        names: "野原あんな|苔山|川の漁師77|加瀬|榎本まり|白井|楡かおる",
    },
];
