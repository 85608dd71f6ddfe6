# Le guichet : les dossiers qu’un agent tient ouverts.
counter-nav = Guichet
counter-title = Guichet
counter-mine = Vos dossiers ouverts
counter-file = Dossier
counter-since = Ouvert le
counter-missing = Réponses attendues
counter-note = Mot du collègue
counter-note-hint = Ce qui reste à faire, sans rien des faits
counter-none = Aucun dossier ouvert.
counter-new = Ouvrir un dossier
counter-type = De quoi s’agit-il ?
counter-open = Ouvrir
counter-with-code = Reprendre un dossier commencé en ligne
counter-code = Code du brouillon
counter-code-hint = La personne l’a noté ou reçu par e-mail
counter-open-code = Reprendre
counter-others = Ouverts par vos collègues
counter-take = Reprendre ce dossier
counter-take-reason = Pourquoi ?
counter-lacks = { $n ->
    [0] Rien ne manque pour déposer.
    [one] Il manque une réponse pour déposer.
   *[other] Il manque { $n } réponses pour déposer.
}
counter-pass-title = Passer à un collègue
counter-colleague = À qui ?
counter-pass = Passer le dossier
counter-close-title = Fermer sans déposer
counter-close-deleted = Toutes les réponses sont effacées.
counter-close-left = La personne garde son brouillon et son code.
counter-close = Fermer ce dossier
counter-refused-unknown-type = Choisissez de quoi il s’agit
counter-refused-no-draft = Ce code n’ouvre aucun brouillon. Vérifiez-le avec la personne : il n’a ni I, ni L, ni O, ni U
counter-refused-with-colleague = Un collègue a déjà ce dossier ouvert. Demandez-lui de vous le passer
counter-refused-too-many = Trop de dossiers sont ouverts. Fermez-en ou passez-en un
counter-refused-not-a-colleague = Choisissez un collègue de votre unité qui prend les plaintes
counter-refused-no-reason = Écrivez pourquoi vous reprenez ce dossier
counter-refused-nothing-found = Cette valeur n’est plus dans le récit, ou une réponse la contient déjà
counter-refused-not-taken = Cette question ne prend pas cette valeur
# Les écrans denses.
counter-fill = Remplir
counter-tabs = Vos dossiers ouverts
counter-tabs-other = Autre dossier
counter-tab = { $kind }, { $who }
counter-tab-tail = { $since }, { $lacks }
counter-tab-lacks = { $n ->
    [0] complet
   *[other] manque { $n }
}
counter-label-needed = { $label } *
counter-blocks = Les blocs
counter-beside = À côté des questions
counter-block-done = fait
counter-block-free = facultatif
counter-block-lacks = manque { $n }
counter-next = Enregistrer et continuer
counter-keep = Enregistrer
counter-opened = Une réponse a ouvert d’autres questions.
counter-danger = Ces réponses disent qu’une personne est en danger
counter-note-left = Mot du collègue :
counter-urgent = À faire tout de suite
counter-no-unknown = Cette question n’accepte pas « Je ne sais pas »
counter-found = Trouvé dans le récit
counter-found-note = Rien n’est rempli sans vous.
counter-found-nowhere = Aucune question posée à présent ne prend cette valeur.
counter-found-iban = Compte
counter-found-phone = Téléphone
counter-found-email = E-mail
counter-found-url = Adresse
counter-found-crypto = Adresse crypto
counter-found-day = Date
counter-found-sum = Somme
counter-into = { $block } : { $question }
counter-into-label = Question qui reçoit { $value }
counter-accept = Accepter
counter-exhaustive = Complétude
counter-exhaustive-note = Informe, ne bloque rien.
counter-share = { $had } sur { $whole }
counter-count = { $had } sur { $whole }
counter-weight-3 = Ce qui relie
counter-weight-2 = Ce qui qualifie
counter-weight-1 = Le contexte
counter-left = { $n ->
    [one] Une réponse sans valeur
   *[other] { $n } réponses sans valeur
}
counter-unasked = Ce qui n’est pas demandé encore
counter-more = { $n ->
    [one] et une autre
   *[other] et { $n } autres
}
counter-keys = Au clavier
counter-key-enter = Entrée
counter-key-enter-does = champ suivant ; dans un texte long, à la ligne
counter-key-unknown = Alt + N
counter-key-unknown-does = « Je ne sais pas », puis question suivante
counter-key-next = Ctrl + Entrée
counter-key-next-does = enregistre et ouvre le bloc suivant
counter-key-letter = une lettre
counter-key-letter-does = dans une liste, choisit ; parmi des cases, va à celle qui commence ainsi
counter-key-slash-does = dans une date, passe du jour au mois, puis à l’année
counter-keys-note = Une étoile marque ce qu’il faut pour déposer. Sans script : Tab, Espace et les boutons.
