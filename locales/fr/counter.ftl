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
