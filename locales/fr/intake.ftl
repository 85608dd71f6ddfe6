# Le dépôt : pages publiques, espace de la victime, décisions de l'agent.
intake-next-read = Un agent de l’organisme lit votre déclaration.
intake-next-messages = Nous vous écrivons dans votre espace de suivi à chaque changement.
intake-officer-quality = Agent chargé de recevoir les plaintes
intake-complainant-unknown = Personne identifiée par la source

# Pages publiques. 15 mots au plus par phrase, présent, « vous », jamais un reproche.
intake-continue = Continuer
intake-optional = (facultatif)
intake-example = Exemple : { $example }
intake-hint-and-example = { $hint }. { $example }
intake-item-title = { $title } ({ $section } { $item })
intake-place = page { $place } sur { $total }
intake-saved-label = Votre code de reprise
intake-saved = Enregistré.
intake-saved-code = Code :
intake-saved-note = Notez ce code : il rouvre votre brouillon sur tout appareil.
intake-saved-erase = Effacer ce brouillon

intake-home-title = Déposer une plainte pour une arnaque ou une attaque en ligne
intake-home-lead = Comptez 10 à 20 minutes. Vous pouvez vous arrêter et reprendre avec un code. Aucun compte n’est demandé.
intake-home-start = Commencer
intake-home-resume = Reprendre avec mon code
intake-home-danger = Danger immédiat ?
intake-home-danger-text = Appelez le 17 ou le 112. Vous ne pouvez pas parler : SMS au 114.
intake-home-danger-more = Tous les numéros d’urgence
intake-home-other = Autres démarches
intake-home-follow = Suivre mon dossier
intake-home-report = Signaler des faits sans déposer plainte
intake-home-verify = Vérifier un document reçu
intake-fake-police-title = Attention aux faux policiers et aux faux avocats.
intake-fake-police-text = Aucun policier, gendarme, juge ou avocat ne vous demande d’argent pour récupérer le vôtre. Une demande de frais pour un remboursement est une nouvelle tromperie.

intake-danger-title = Vous êtes en danger maintenant
intake-danger-lead = Appelez tout de suite. Votre dossier peut attendre.
intake-danger-first = Une personne est en danger : appelez d’abord
intake-numbers-title = Numéros et sites utiles
intake-numbers-lead = Ces services sont gratuits. Vous pouvez les appeler avant, pendant ou après votre démarche.
intake-useful-numbers = Numéros utiles

intake-orientation-none = Choisissez ce qui ressemble le plus à votre situation
intake-before-title = Avant de commencer
intake-before-not-that = Ce n’est pas ça
intake-before-have = Gardez près de vous vos relevés, vos messages, les adresses des sites. « Je ne sais pas » est toujours une réponse.
intake-before-start = Commencer mes réponses

intake-urgent-title = À faire tout de suite
intake-urgent-not-guilty = Ce qui vous arrive est fréquent. Vous n’êtes pas responsable de ce que cette personne a fait.
intake-talk-now = Parler à quelqu’un tout de suite
intake-ways = Vous pouvez aussi
intake-urgent-done = C’est fait
intake-urgent-go-on = C’est fait, continuer
intake-urgent-later = Je le ferai après
intake-clock-immediate = Maintenant
intake-clock-minutes = Dans les minutes qui viennent
intake-clock-hours = Dans les heures qui viennent
intake-clock-hours-72 = Dans les 72 heures
intake-clock-days = Dans les jours qui viennent
intake-clock-months-13 = Dans les 13 mois

intake-date = Le jour
intake-time = L’heure, si vous la connaissez
intake-time-hint = Exemple : 9 h 30
intake-period-first = Le début
intake-period-last = La fin
intake-period-continuing = Cela continue encore
intake-card-first = Les 6 premiers chiffres
intake-card-last = Les 4 derniers chiffres
intake-handle-platform = Le réseau ou l’application
intake-handle-name = Le nom affiché ou le lien du profil
intake-chain = Le réseau
intake-chain-address = L’adresse ou le numéro, recopié en entier

intake-evidence-asked = Les pièces qui aident le plus :
intake-files-limits = Tous les types de fichiers, { $size } chacun, { $files } au plus.
intake-files-add = Ajouter les fichiers choisis
intake-files-received = { $n ->
    [one] { $n } fichier est bien reçu.
   *[other] { $n } fichiers sont bien reçus.
}
intake-file-unnamed = sans-nom
intake-file-size = { $size }, { $type }
intake-no-files-title = Aucun fichier n’est demandé ici
intake-no-files-why = Une adresse suffit pour agir. Ces services aident tout de suite, gratuitement.

intake-check-title = Vérifiez vos réponses
intake-check-lead = Rien n’est envoyé tant que vous n’avez pas confirmé.
intake-check-facts = Votre situation
intake-check-type = Type
intake-check-files = { $n ->
    [one] Une pièce
   *[other] Pièces ({ $n })
}
intake-check-unknown = { $n ->
    [one] Ce que vous ne savez pas ({ $n } réponse)
   *[other] Ce que vous ne savez pas ({ $n } réponses)
}
intake-check-unknown-note = Ce n’est pas un problème. Vous pourrez aussi compléter plus tard.
intake-check-missing = Il manque encore ces réponses
intake-check-resume = Continuer à répondre
intake-check-go-on = Continuer vers la déclaration

intake-declare-title = Avant d’envoyer
intake-declare-to-police = Vous allez déclarer des faits à la police ou à la gendarmerie.
intake-declare-to-other = Vous allez déclarer des faits à { $controller }.
intake-declare-false = Dire volontairement des faits faux est un délit.
intake-declare-law = Lire ce que dit la loi
intake-declare-controller = { $controller } est responsable de vos données.
intake-declare-data-more = Lire la notice sur vos données
intake-declare-what = Que voulez-vous faire ?
intake-declare-complaint-means = Une plainte demande une enquête et, si possible, des poursuites.
intake-declare-complaint = Je dépose plainte pour ces faits
intake-declare-report-means = Un signalement informe, et peut rester sans nom. Une plainte reste possible plus tard.
intake-declare-report = Je signale ces faits sans déposer plainte
intake-declare-choose = Choisissez entre la plainte et le signalement
intake-declare-elsewhere = Ces faits sont reçus par un autre service : voyez les adresses sur cette page
intake-declare-report-only = Ces faits sont reçus ici comme un signalement : utilisez le bouton du signalement

intake-receipt-title-complaint = Votre plainte est enregistrée
intake-receipt-title-report = Votre signalement est enregistré
intake-receipt-at = Enregistré le
intake-receipt-by = Enregistré par
intake-receipt-verification = Code de vérification du document
intake-receipt-code = Votre code de suivi, secret
intake-receipt-code-note = Notez-le maintenant : il n’est montré qu’ici. Nous ne vous le demandons jamais par téléphone ou par e-mail.
intake-receipt-pdf = Télécharger l’accusé d’enregistrement (PDF)
intake-receipt-pdf-size = Télécharger l’accusé d’enregistrement (PDF, { $size })
intake-receipt-noted = J’ai noté mon code
intake-receipt-noted-first = Notez votre code de suivi, puis cochez « J’ai noté mon code »
intake-receipt-follow = Fermer et ouvrir mon suivi
intake-receipt-next = Ce qui va se passer
intake-receipt-to-do = À faire encore, si ce n’est pas fait
intake-receipt-rights = Vos droits

intake-resume-title = Reprendre avec mon code
intake-resume-lead = Vos réponses sont gardées. Le code les rouvre sur tout appareil.
intake-resume-code = Votre code de reprise
intake-resume-hint = 20 lettres et chiffres, par exemple 7Q2K-M9PX-4HTD-WC6N-0ABC. Majuscules et tirets sont facultatifs.
intake-resume-nothing = Ce brouillon n’est plus ouvert sur cet appareil. Entrez votre code pour le reprendre.
intake-resume-erased = Votre brouillon est effacé, avec ses fichiers.
intake-resume-here = Continuer le brouillon ouvert sur cet appareil
intake-resume-lost = Sans le code, le brouillon ne se rouvre pas.
intake-resume-start-again = Recommencer

intake-erase-title = Effacer votre brouillon ?
intake-erase-text = Vos réponses et vos fichiers disparaissent tout de suite. Personne ne peut les retrouver.
intake-erase-yes = Effacer maintenant
intake-erase-no = Garder mon brouillon

intake-verify-title = Vérifier un document
intake-verify-lead = Entrez le code imprimé près du carré noir et blanc (QR code).
intake-verify-code = Le code de vérification
intake-verify-hint = 16 lettres et chiffres. Majuscules et tirets sont facultatifs.
intake-verify-do = Vérifier
intake-verify-not-a-code = Ce code n’est pas complet, ou il est mal recopié. Vérifiez chaque lettre
intake-verify-yes = Ce document est authentique.
intake-verify-no = Aucun document authentique ne porte ce code.
intake-verify-replaced = Ce document est authentique, mais un document plus récent le remplace.
intake-verify-document = Document
intake-verify-acknowledgement = Accusé d’enregistrement
intake-verify-recepisse = Récépissé de dépôt de plainte
intake-verify-series-file = Dossier de série, document de travail
intake-verify-series-identities = Annexe d’un dossier de série, document de travail
intake-verify-issued = Émis le
intake-verify-pages = Pages
intake-verify-digest = Empreinte du fichier (SHA-256)
intake-verify-replaced-at = Remplacé le
intake-verify-compare = Comparez ces lignes avec le document. Cette page ne montre rien d’autre de lui.

intake-controller-title = Qui répond de ce service
intake-accessibility-title = Accessibilité
intake-accessibility-state-title = État de conformité
intake-accessibility-state = Ce site est non conforme au RGAA : aucun audit complet n’a encore été fait.
intake-accessibility-measured = À chaque version, des outils vérifient les pages, en clair et en sombre.
intake-accessibility-other-title = Une page vous bloque ?
intake-accessibility-other = Vous pouvez faire la même démarche en personne, ou demander de l’aide.
intake-accessibility-tell = Dites-nous quelle page vous bloque : nous vous proposons une autre façon de faire.
intake-accessibility-defender-title = Sans réponse de notre part
intake-accessibility-defender = Vous pouvez écrire au Défenseur des droits, gratuitement.
intake-accessibility-defender-link = Site du Défenseur des droits
intake-accessibility-defender-address = https://www.defenseurdesdroits.fr
intake-data-title = Vos données personnelles
intake-data-law-title = Ce que dit la loi
intake-data-draft-title = Votre brouillon
intake-data-draft = { $n ->
    [one] Un brouillon est gardé { $n } jour après la dernière réponse, puis effacé.
   *[other] Un brouillon est gardé { $n } jours après la dernière réponse, puis effacé.
}
intake-data-draft-staff = Aucun agent ne lit un brouillon. Vous pouvez l’effacer à tout moment.
intake-data-cookies-title = Cookies
intake-data-cookies = Ce site pose seulement les cookies qui gardent votre session et votre langue. Rien ne mesure votre visite.
intake-mentions-title = Mentions légales
intake-mentions-software-title = Logiciel
intake-mentions-software = Ce site utilise Faisceau, un logiciel libre sous licence EUPL-1.2.
intake-map-title = Plan du site
intake-map-file = Vos démarches
intake-map-help = Être aidé
intake-map-site = À propos du site
intake-link-home = Accueil
intake-link-orientation = Déposer une plainte ou un signalement
intake-link-resume = Reprendre avec un code
intake-link-follow = Suivre mon dossier
intake-link-verify = Vérifier un document
intake-link-danger = Danger immédiat
intake-link-numbers = Numéros et sites utiles
intake-link-help = Aide
intake-link-accessibility = Accessibilité
intake-link-data = Vos données personnelles
intake-link-mentions = Mentions légales
intake-help-title = Aide
intake-help-stop-title = S’arrêter et reprendre
intake-help-stop = Chaque page envoyée est gardée. Notez le code montré en bas de page.
intake-help-unknown-title = Vous ne savez pas répondre
intake-help-unknown = Choisissez « Je ne sais pas ». Cela ne bloque jamais votre démarche.
intake-help-someone-title = Parler à quelqu’un
intake-help-someone = Des personnes répondent au téléphone, gratuitement.
intake-help-exit-title = Quitter vite
intake-help-exit = Sur les sujets sensibles, le bouton « Quitter ce site » ouvre une page ordinaire.
intake-urgent-of-case = Actions urgentes
intake-urgent-done-at = Fait le { $at }
intake-urgent-not-yet = Pas encore fait, ou non dit
