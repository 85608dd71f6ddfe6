# L’orientation : des questions simples, ou quelques mots, pour trouver le bon formulaire.
orientation-choose = Choisissez une réponse
orientation-held = Un brouillon est déjà ouvert sur cet appareil. Il reste gardé.
orientation-to-search = Chercher avec vos mots
orientation-to-list = Voir toutes les situations
orientation-to-questions = Répondre aux questions simples

orientation-list-title = Que s’est-il passé ?
orientation-search-title = Dites-le avec vos mots
orientation-search-label = Quelques mots sur ce qui s’est passé
orientation-search-hint = Par exemple : faux SMS colis. Sans noms ni numéros. La recherche se fait ici, vos mots ne sont gardés nulle part
orientation-search-empty = Écrivez un ou deux mots, ou répondez aux questions simples
orientation-search-do = Chercher
orientation-search-found = Cela ressemble à…
orientation-search-nothing = Ces mots ne mènent à aucun formulaire.
orientation-search-nothing-text = Essayez d’autres mots, choisissez dans la liste, ou répondez aux questions simples.
orientation-search-in-list = Ou choisissez dans la liste

orientation-help-title = Une aide existe, tout de suite
orientation-help-lead = Ces services répondent avant, pendant ou après votre démarche.
orientation-help-waits = Vos réponses vous attendent. Vous pouvez aussi continuer ici.
orientation-help-go-on = Continuer

orientation-result-title = D’après vos réponses : { $type }
orientation-time = Comptez 10 à 20 minutes. Vous pouvez vous arrêter et reprendre.
orientation-know = À savoir avant de commencer
orientation-checked = Vérifié le { $day }
orientation-unchecked = Relevé le { $day }, non confirmé

orientation-kept = Brouillon enregistré
orientation-not-kept = Pas encore enregistré : la connexion est coupée. Utilisez le bouton Continuer
orientation-carried = Ce que vous venez d’écrire est gardé sur cette page. Entrez votre code pour l’ajouter à votre brouillon.
orientation-carried-list = Ce que vous venez d’écrire
orientation-carried-lost = Le code ne rouvre plus rien ? Copiez ce texte avant de recommencer.

orientation-upgrade-link = Déposer plainte à partir de ce signalement
orientation-upgrade-title = Déposer plainte à partir de votre signalement
orientation-upgrade-kept = Vos réponses et vos pièces sont reprises : vous ne récrivez rien.
orientation-upgrade-asked = Nous vous demandons votre identité et votre adresse.
orientation-upgrade-paper = Votre dossier garde sa référence et son code. Vous recevez un nouvel accusé ; celui du signalement reste.
orientation-upgrade-begin = Commencer
orientation-upgrade-back = Garder le signalement comme il est
orientation-upgrade-give-up = Garder seulement le signalement
orientation-upgrade-refused = D’après vos réponses, ces faits ne peuvent pas devenir une plainte ici. Le signalement reste reçu.
orientation-upgrade-read = Relire vos réponses
orientation-upgraded = Votre plainte est enregistrée. L’accusé est dans vos documents.

orientation-take-link = Imprimer mes réponses pour un autre service
orientation-take-title = Vos réponses, à emporter
orientation-take-lead = Montrez ou copiez cette page ailleurs. Rien n’est envoyé, et votre brouillon reste gardé ici.
orientation-take-print = Imprimer cette page
orientation-take-where = Où la porter
orientation-take-go-on = Continuer ici

orientation-by = { $name }, { $quality }
orientation-for = Vous déclarez pour { $victim }. Vous remplissez en tant que : { $by }. Un agent vérifiera que vous pouvez agir.
orientation-for-unnamed = la personne concernée
