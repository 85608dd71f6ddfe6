# The frame around every page, the parts of forms, the pages of failure.
# Public sentences: 15 words at most, present tense, "vous".

platform-title = { $title } – { $service }
platform-title-in-error = Erreur : { $title } – { $service }
# Shown in the browser's tab and history on sensitive pages: says nothing of the subject.
platform-neutral-title = Formulaire
platform-skip = Aller au contenu
platform-specimen-label = Démonstration
platform-specimen = SPÉCIMEN : site de démonstration. Rien n’est transmis à la police ou à la justice.
platform-languages = Langue
platform-language-fr = Français
platform-language-en = English
platform-back = Retour
platform-back-label = Page précédente
platform-home = Revenir à l’accueil
platform-exit = Quitter ce site
# Where the quick exit leads: a page nobody wonders about.
platform-exit-address = https://meteofrance.com/
platform-exit-label = Quitter rapidement
platform-exit-note = Ou appuyez 3 fois sur la touche Échap.

platform-footer-help = Besoin d’aide ?
platform-footer-danger = Danger immédiat : 17 ou 112. Par SMS : 114.
# « non conforme » until an audit says otherwise; the operator corrects this line after it.
platform-footer-accessibility = Accessibilité : non conforme
platform-footer-data = Vos données
platform-footer-mentions = Mentions légales
platform-footer-map = Plan du site
platform-footer-controller = Service proposé par { $controller }

platform-nav = Navigation principale
platform-search = Chercher
platform-search-label = Chercher un identifiant, un dossier, un nom
platform-purpose-in-force = Motif : { $purpose }
platform-sign-out = Se déconnecter

platform-why = Pourquoi cette question ?
platform-error-word = Erreur :
platform-unknown = Je ne sais pas
platform-or = ou
platform-choose = Choisissez
platform-day = Jour
platform-month = Mois
platform-year = Année
platform-amount = Montant
platform-currency = Monnaie
platform-files-received = { $n ->
    [one] { $n } fichier reçu
   *[other] { $n } fichiers reçus
}
platform-file-digest = Empreinte
platform-file-remove = Retirer
platform-file-aside = Peut montrer un mineur : mettre à l’écart
platform-errors-title = { $n ->
    [one] Il y a un problème
   *[other] Il y a { $n } problèmes
}
platform-change = Modifier
platform-pages = Pages de la liste
platform-previous = Page précédente
platform-next = Page suivante
platform-reference = Dossier
platform-copy = Copier
platform-print = Imprimer
platform-table-empty = Rien à afficher.
platform-steps = Où en est le dossier
platform-step-done = (fait)
platform-download = { $name } ({ $format }, { $size }, { $language })
platform-download-apart = Signature à part de « { $name } » (CMS, .p7s)
platform-panel-broken = Cette partie n’a pas pu être affichée.
platform-panel-broken-text = Son contenu existe peut-être. Rechargez la page.
platform-unread = Nouveau
platform-thread-empty = Aucun message.

platform-pivot-iban = IBAN
platform-pivot-phone = Téléphone
platform-pivot-email = Adresse e-mail
platform-pivot-url = Site
platform-pivot-handle = Pseudonyme
platform-pivot-crypto = Adresse crypto
platform-pivot-address = Adresse postale
platform-pivot-device = Appareil ou adresse IP
platform-pivot-image = Image
platform-pivot-reference = Référence de paiement

platform-role-officer = Agent
platform-role-analyst = Analyste
platform-role-investigator = Enquêteur
platform-role-prosecutor = Magistrat du parquet
platform-role-auditor = Contrôleur
platform-role-administrator = Administrateur
platform-role-custodian = Dépositaire des pièces mises à l’écart

platform-purpose-intake = Recevoir et compléter des plaintes
platform-purpose-linkage = Rapprocher des plaintes
platform-purpose-inquiry = Enquête
platform-purpose-victim-support = Répondre à une victime
platform-purpose-audit = Contrôle
platform-purpose-administration = Administration

platform-error-400-title = Cette demande n’est pas lisible
platform-error-400-text = Votre navigateur a envoyé une demande incomplète. Rien n’a été changé.
platform-error-400-do = Revenez à la page précédente et essayez encore.
platform-error-403-title = Cette page ne vous est pas ouverte
platform-error-403-text = Vos droits, ou le motif choisi, ne permettent pas d’ouvrir cette page.
platform-error-403-do = Changez de motif, ou demandez à la personne qui gère les comptes.
platform-error-session-over-title = Votre session est terminée
platform-error-session-over-text = Vos réponses déjà enregistrées sont gardées. Rien d’autre n’a été changé.
platform-error-session-over-do = Connectez-vous de nouveau, ou entrez votre code pour reprendre.
platform-error-sensitive-title = Ce dossier est sensible
platform-error-sensitive-text = Il touche à l’intimité d’une personne ou à un mineur. Seuls l’ouvrent son service, la personne qui en est chargée et le groupe d’enquête de sa série.
platform-error-sensitive-do = Adressez-vous au service qui le traite.
platform-error-proof-wanted-title = Prouvez d’abord que c’est bien vous
platform-error-proof-wanted-text = Ce geste demande une preuve récente de votre identité. Rien n’a été changé.
platform-error-proof-wanted-do = Ouvrez la page de preuve dans un autre onglet, puis revenez ici et envoyez encore.
platform-error-proof-wanted-link = Ouvrir la page de preuve (nouvel onglet)
platform-error-stale-form-title = Cette page n’est plus à jour
platform-error-stale-form-text = Le formulaire date d’une autre session. Par sécurité, rien n’a été enregistré.
platform-error-stale-form-do = Rouvrez la page du formulaire, puis envoyez encore. Les cookies de ce site doivent être acceptés.
platform-error-cross-site-title = Cette demande vient d’un autre site
platform-error-cross-site-text = Un autre site a essayé d’envoyer un formulaire à votre place. Rien n’a été changé.
platform-error-cross-site-do = Si c’est bien vous, recommencez depuis l’accueil de ce site.
platform-error-404-title = Cette page n’existe pas
platform-error-404-text = L’adresse est peut-être mal copiée, ou la page a été retirée.
platform-error-404-do = Vérifiez l’adresse, ou repartez de l’accueil.
platform-error-405-title = Cette page ne s’ouvre pas ainsi
platform-error-405-text = La page existe, mais pas pour cette sorte de demande. Rien n’a été changé.
platform-error-405-do = Repartez de l’accueil.
platform-error-409-title = Cela a changé entre-temps
platform-error-409-text = Quelqu’un a modifié la même chose, ou c’est déjà fait.
platform-error-409-do = Rouvrez la page pour voir où en sont les choses.
platform-error-410-title = Cette page n’existe plus
platform-error-410-text = Elle a existé. Son contenu a été effacé.
platform-error-410-do = Repartez de l’accueil.
platform-error-413-title = C’est trop volumineux
platform-error-413-text = Le fichier ou le texte dépasse la taille acceptée. Vos autres réponses sont gardées.
platform-error-413-do = Revenez à la page précédente et envoyez un fichier plus petit.
platform-error-415-title = Ce format n’est pas accepté
platform-error-415-text = La demande a une forme que cette page ne lit pas. Rien n’a été changé.
platform-error-415-do = Revenez à la page précédente et essayez encore.
platform-error-422-title = Cette réponse ne peut pas être acceptée
platform-error-422-text = La demande est lisible, mais une règle l’empêche. Rien n’a été changé.
platform-error-422-do = Revenez à la page précédente et corrigez votre réponse.
platform-error-429-title = Trop d’essais
platform-error-429-text = Vos réponses sont gardées. Trop de demandes arrivent de votre réseau en peu de temps.
platform-error-429-do = Attendez un peu, puis essayez encore.
platform-error-500-title = Le service a rencontré un problème
platform-error-500-text = Ce problème vient de nous, pas de vous. Les réponses déjà enregistrées sont gardées.
platform-error-500-do = Essayez encore dans quelques minutes. Si le problème revient, donnez-nous la référence ci-dessous.
platform-error-503-title = Le service ne répond pas pour le moment
platform-error-503-text = Il redémarre, ou il est trop occupé. Les réponses déjà enregistrées sont gardées.
platform-error-503-do = Essayez encore dans quelques minutes.
platform-error-no-room-title = Le service n’a plus de place
platform-error-no-room-text = Ce que vous venez d’envoyer n’a pas été enregistré. Ce qui l’était avant est gardé.
platform-error-no-room-do = Essayez encore plus tard : il faut d’abord que le service retrouve de la place.
platform-error-wait = { $n ->
    [one] Réessayez dans une minute.
   *[other] Réessayez dans { $n } minutes.
}
platform-error-incident = Référence du problème : { $id }
platform-kept = Ce que vous aviez écrit
platform-resend-with-code = Entrer mon code et garder ce que j’ai écrit
platform-resend = Envoyer encore

platform-problem-bad-request = Demande illisible
platform-problem-bad-request-detail = L’adresse ou le corps de la demande ne peut pas être compris. La description est à /api/v1/openapi.json.
platform-problem-refused = Demande refusée
platform-problem-refused-detail = La demande n’est pas acceptée sous cette forme. La description est à /api/v1/openapi.json.
platform-problem-signed-out = Personne n’est connecté
platform-problem-signed-out-detail = Connectez-vous à /connexion avec un motif, puis joignez le cookie de session à la demande.
platform-problem-no-key = Clé de partenaire absente ou refusée
platform-problem-no-key-detail = Joignez l’en-tête Authorization avec le mot Bearer et une clé de partenaire en vigueur.
platform-problem-session-over = Session terminée
platform-problem-session-over-detail = La session jointe à la demande n’est plus valable. Connectez-vous de nouveau à /connexion.
platform-problem-forbidden = Fermé à ce rôle ou à ce motif
platform-problem-forbidden-detail = Changez de motif, ou demandez à la personne qui gère les comptes.
platform-problem-regime-forbids = Le régime de cette installation l’interdit
platform-problem-regime-forbids-detail = Le détail dit pourquoi et où c’est écrit.
platform-problem-sensitive = Dossier sensible
platform-problem-sensitive-detail = Il n’est ouvert qu’à son service, à la personne qui en est chargée et au groupe d’enquête de sa série. Demandez-leur.
platform-problem-proof-wanted = Preuve d’identité trop ancienne
platform-problem-proof-wanted-detail = Prouvez de nouveau qui vous êtes à /agent/preuve, puis recommencez. Rien n’a été changé.
platform-problem-stale-form = Jeton absent ou d’une autre session
platform-problem-stale-form-detail = Joignez le jeton de la session dans l’en-tête x-csrf-token. Rien n’a été changé.
platform-problem-cross-site = Demande venue d’un autre site
platform-problem-cross-site-detail = La demande vient d’une page d’un autre site. Rien n’a été changé.
platform-problem-not-found = Introuvable
platform-problem-not-found-detail = Rien à cette adresse, ou rien que vos droits et votre motif ouvrent.
platform-problem-method-not-allowed = Méthode refusée
platform-problem-method-not-allowed-detail = L’adresse existe et prend une autre méthode : voyez l’en-tête Allow.
platform-problem-conflict = Changé entre-temps
platform-problem-conflict-detail = Quelqu’un a modifié la même chose, ou c’est déjà fait. Relisez avant de recommencer.
platform-problem-gone = N’existe plus
platform-problem-gone-detail = Le contenu a existé et a été effacé.
platform-problem-too-large = Trop volumineux
platform-problem-too-large-detail = Le corps de la demande dépasse la taille acceptée.
platform-problem-unsupported-media-type = Format refusé
platform-problem-unsupported-media-type-detail = Annoncez le corps de la demande comme application/json.
platform-problem-unprocessable = Demande d’une autre forme
platform-problem-unprocessable-detail = Le corps est lisible, mais n’a pas la forme décrite à /api/v1/openapi.json.
platform-problem-no-term = Rien à chercher
platform-problem-no-term-detail = Écrivez ce que vous cherchez.
platform-problem-term-too-long = Recherche trop longue
platform-problem-term-too-long-detail = Gardez l’essentiel de ce que vous cherchez.
platform-problem-no-reason = Raison absente
platform-problem-no-reason-detail = Écrivez la raison de la recherche, en quelques mots.
platform-problem-too-many = Trop de demandes
platform-problem-too-many-detail = Attendez le nombre de secondes de l’en-tête Retry-After, puis recommencez.
platform-problem-fault = Problème du service
platform-problem-fault-detail = Ce problème vient du service. Recommencez plus tard, et citez request_id s’il revient.
platform-problem-bug = Erreur du programme
platform-problem-bug-detail = Cette erreur vient du programme. Citez request_id en la signalant.
platform-problem-unavailable = Service indisponible
platform-problem-unavailable-detail = Le service redémarre ou il est trop occupé. Recommencez plus tard.
platform-problem-no-room = Plus de place
platform-problem-no-room-detail = Le disque du service est plein : il n’a plus de place et rien n’a été enregistré. Recommencez plus tard.
