# The desk of the staff: inbox, complaint page, search, journal, installation.

casework-nav-today = Ma journée
casework-nav-inbox = Boîte
casework-when = { $day }/{ $month }/{ $year } { $time }
casework-colleague = { $name } ({ $unit })
casework-account-closed = Compte fermé

casework-state-filed = Reçue
casework-state-asked = À compléter
casework-state-validated = Enregistrée
casework-state-rejected = Classée avec un motif
casework-state-withdrawn = Retirée
casework-nature-complaint = Plainte
casework-nature-report = Signalement
casework-channel-online = En ligne
casework-channel-counter = Au guichet
casework-channel-import = Import ({ $source })
casework-central-queue = File centrale

casework-today-title = Ma journée
casework-today-mine = Mes dossiers
casework-today-asked = Mes dossiers en attente d’une réponse
casework-today-new = Nouveaux dossiers sans responsable
casework-today-all-mine = Tous mes dossiers
casework-today-all-new = Tous les nouveaux dossiers
casework-today-elsewhere = Votre motif n’ouvre aucun dossier. Voici ce qu’il ouvre.
casework-or-more = { $n } ou plus

casework-inbox-title = Boîte
casework-cases-caption = Dossiers, les plus récents d’abord
casework-cases-none = Aucun dossier à afficher.
casework-column-reference = Dossier
casework-column-received = Reçu
casework-column-type = Type
casework-column-state = État
casework-column-loss = Perte
casework-column-links = Liens
casework-column-missing = Manque
casework-column-unit = Service
casework-column-charge = Responsable
casework-take = Prendre en charge
casework-filter = Filtrer
casework-filter-none = Enlever les filtres
casework-filter-any = Tous
casework-filter-state = État
casework-filter-type = Type
casework-filter-unit = Service
casework-filter-charge = Responsable
casework-filter-me = Moi
casework-filter-nobody = Personne
casework-filter-source = Source
casework-filter-since = Reçu depuis (jours)
casework-filter-over = Perte au-dessus de (€)

casework-header-title = Synthèse
casework-fact-nature = Nature
casework-fact-filed = Enregistrée ici
casework-fact-received = Reçue par la source
casework-fact-occurred = Début des faits
casework-fact-channel = Voie d’arrivée
casework-charge-nobody = Personne
casework-assign = Changer le responsable
casework-assign-to = Confier à
casework-assign-not-a-colleague = Ce compte n’existe pas, ou ses droits n’ouvrent pas ce dossier.
casework-assign-meanwhile = Le responsable a changé entre-temps. Relisez le dossier.
casework-reason = Raison de cette lecture
casework-reason-hint = Facultatif. Elle est inscrite au journal.
casework-reason-give = Inscrire la raison
casework-reason-missing = Écrivez une raison, ou laissez ce champ de côté.

casework-journal-title = Journal
casework-journal-caption = Qui a lu ou fait quoi, et pourquoi
casework-journal-when = Quand
casework-journal-who = Qui
casework-journal-what = Quoi
casework-journal-why = Motif et raison
casework-actor-victim = Victime
casework-actor-stranger = Personne sans compte
casework-actor-platform = La plateforme

casework-did-account-added = Compte créé
casework-did-account-purpose-changed = Motif de travail changé
casework-did-account-sign-in-refused = Connexion refusée
casework-did-account-signed-in = Connexion
casework-did-account-signed-out = Déconnexion
casework-did-complaint-asked = Complément demandé
casework-did-complaint-assigned = Responsable désigné
casework-did-complaint-filed = Plainte enregistrée
casework-did-complaint-read = Dossier lu
casework-did-complaint-read-refused = Lecture du dossier refusée
casework-did-complaint-reading-explained = Raison de lecture donnée
casework-did-complaint-rejected = Plainte classée avec un motif
casework-did-complaint-released = Responsable retiré
casework-did-complaint-validated = Plainte validée
casework-did-inbox-read = Boîte lue
casework-did-installation-read = Installation consultée
casework-did-job-given-up = Travail abandonné
casework-did-job-retried = Travail relancé
casework-did-journal-read = Journal lu
casework-did-message-posted = Message écrit
casework-did-search-run = Recherche
casework-did-draft-answered = Réponse enregistrée
casework-did-draft-started = Questionnaire commencé
casework-did-draft-urgent-seen = Gestes urgents vus
casework-did-exhibit-added = Pièce ajoutée
casework-did-receipt-rendered = Accusé d’enregistrement mis en page

casework-nav-search = Recherche
casework-search-title = Recherche
casework-search-term = Ce que vous cherchez
casework-search-term-hint = Un identifiant tel qu’écrit (IBAN, téléphone, adresse…), une référence, un nom, des mots du récit.
casework-search-reason = Pourquoi cherchez-vous ?
casework-search-reason-hint = La raison est inscrite au journal. Ce que vous cherchez ne l’est pas en clair.
casework-search-go = Chercher
casework-search-no-term = Écrivez ce que vous cherchez
casework-search-term-too-long = C’est trop long pour une recherche. Gardez l’essentiel
casework-search-no-reason = Écrivez la raison de la recherche, en quelques mots
casework-search-values = Identifiants
casework-search-found = Dossiers trouvés, les plus récents d’abord
casework-search-complaints = { $n ->
    [one] { $n } dossier
   *[other] { $n } dossiers
}
casework-search-more = Il y a d’autres dossiers.
casework-search-more-text = Précisez la recherche pour les voir.
