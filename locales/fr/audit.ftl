# Le contrôle des accès par l’auditeur : chiffres à expliquer, tirages, extraits.
audit-nav = Contrôle des accès
audit-title = Contrôle des accès
audit-lead = Consultations à expliquer, avec les chiffres qui les font apparaître. Un chiffre n’est pas un reproche : il appelle une explication.
audit-limits = L’unité d’une personne et celle d’un dossier sont celles d’aujourd’hui ; la charge d’un dossier est celle du moment. Les jours des consultations nombreuses sont comptés en temps universel.
audit-period = Du { $from } au { $until }
audit-period-label = Période
audit-days-label = Durée
audit-days =
    { $n ->
        [one] { $n } jour
       *[other] { $n } jours
    }
audit-end = Dernier jour
audit-end-hint = Année-mois-jour, par exemple 2026-11-23. Vide : jusqu’à maintenant.
audit-end-error = Écrivez un jour déjà commencé, comme 2026-11-23.
audit-off-hours = Hors des heures habituelles, à expliquer
audit-apart = Dossiers d’une autre unité, lus par une personne qui n’en était pas chargée à ce moment, à expliquer
audit-again = Une même chose rouverte par une même personne, à expliquer
audit-many = Une même chose ouverte par beaucoup de personnes, à expliquer
audit-hour = Beaucoup de choses ouvertes en une heure, à expliquer
audit-day = Beaucoup de choses ouvertes en un jour, à expliquer
audit-off = Gestes hors des heures
audit-all = Tous ses gestes
audit-first = Première fois
audit-last = Dernière fois
audit-times = Consultations
audit-complaints = Dossiers
audit-all-complaints = Toutes ses consultations de dossiers
audit-by = Par
audit-readers =
    { $n ->
        [one] { $n } personne
       *[other] { $n } personnes
    }
audit-things = Choses ouvertes
audit-usual = Habituel pour elle
audit-peers = Habituel pour son rôle
audit-draws-title = Accès tirés au sort
audit-draws-lead = Des accès sont tirés au sort ; chacun est expliqué par la personne qui l’a fait. La graine du tirage est gardée : il peut être refait.
audit-draws-caption = Tirages, du plus récent au plus ancien
audit-draw-new = Nouveau tirage
audit-draw-go = Tirer au sort
audit-draw-title = Tirage d’accès
audit-draw-how = Comment ce tirage a été fait
audit-draw-nothing = Personne n’a rien ouvert pendant cette période.
audit-draw = Tirage du
audit-number = Nombre d’accès
audit-number-hint = De 1 à { $n }.
audit-number-error = Écrivez un nombre de 1 à { $n }.
audit-reason = Motif
audit-reason-hint = Il est gardé dans le journal. Ne nommez personne.
audit-reason-error = Écrivez le motif.
audit-among = Accès de la période
audit-asked = Demandés
audit-answered = Expliqués
audit-judged = Appréciés
audit-seed = Graine
audit-access = Accès
audit-reader = Lecteur
audit-purpose = Finalité déclarée
audit-answer = Explication
audit-answer-told = « { $words } », le { $at }
audit-not-answered = Pas encore donnée
audit-verdict = Avis de l’auditeur
audit-found-enough = Explication suffisante
audit-found-not-enough = Explication insuffisante : { $why }
audit-enough = Suffisante
audit-not-enough = Insuffisante
audit-judge-reason = Ce qui manque
audit-judge-reason-hint = À écrire si l’explication est insuffisante. Ne nommez personne.
audit-judge-reason-error = Écrivez ce qui manque à l’explication.
audit-judge-own = Personne n’apprécie ses propres accès.
audit-judge-not-answered = Cet accès n’est pas encore expliqué.
audit-judge-already = Cette explication a déjà été appréciée.
audit-explain-title = Accès à expliquer
audit-explain-lead = Ces accès à vous ont été tirés au sort. Ce n’est pas un reproche. Dites en quelques mots pourquoi vous avez ouvert chacun ; une réponse ne se change plus.
audit-explain-none = Rien ne vous est demandé.
audit-explain = Pourquoi avez-vous ouvert ceci ?
audit-explain-hint = En quelques mots. Ne nommez personne.
audit-explain-error = Écrivez pourquoi.
audit-explain-go = Envoyer
audit-explained-already = Cet accès est déjà expliqué.
audit-waiting =
    { $n ->
        [one] { $n } accès tiré au sort attend votre explication.
       *[other] { $n } accès tirés au sort attendent votre explication.
    }
audit-waiting-more = Expliquer
audit-exports-title = Extraits pour l’autorité de contrôle
audit-exports-lead = Un extrait donne des lignes du journal : identifiants et codes, aucun nom, aucun motif écrit. Ses fichiers sont refaits à chaque demande et comparés à leurs empreintes.
audit-export-new = Nouvel extrait
audit-export-go = Faire l’extrait
audit-entries = Lignes
audit-subject = Chose concernée
audit-subject-hint = Son identifiant interne, tel que le journal le donne. Vide : toutes.
audit-subject-error = Écrivez un identifiant tel que le journal le donne.
audit-too-many = Plus de { $n } lignes : choisissez une période plus courte.
audit-altered = Le journal ne redonne plus ce qui avait été extrait : il a été altéré. Lancez `faisceau verify`.
audit-terms-title = Termes cherchés
audit-terms-lead = Les termes qu’un agent cherche sont gardés chiffrés, sous une clé propre à chaque jour. Vous les lisez pour un jour, avec un motif. Cette lecture est écrite dans le journal.
audit-terms-kept =
    { $n ->
        [0] Ce service ne garde aucun terme.
        [one] Passé { $n } jour, la clé du jour est détruite et personne ne les lit plus. Un terme disparaît aussi avec une plainte effacée qu’il avait fait trouver.
       *[other] Passé { $n } jours, la clé du jour est détruite et personne ne les lit plus. Un terme disparaît aussi avec une plainte effacée qu’il avait fait trouver.
    }
audit-terms-none = Aucune recherche n’est gardée.
audit-terms-read = Lire les termes d’un jour
audit-terms-day = Jour
audit-terms-day-hint = Les jours sont comptés en temps universel.
audit-terms-day-of = { $day } (recherches : { $n })
audit-terms-day-error = Choisissez un jour de la liste.
audit-terms-go = Lire ce jour
audit-terms-caption = Recherches du { $day }, de la plus récente à la plus ancienne
audit-terms-at = Quand
audit-terms = Termes
audit-terms-unread = Illisible : la clé de ce jour n’est pas ici
