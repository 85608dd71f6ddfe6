# Les alertes et les veilles du personnel.
alerts-nav = Alertes
alerts-title = Alertes
alerts-caption = Alertes, la dernière d’abord
alerts-all = Toutes les alertes, lues comprises
alerts-only-unread = Seulement les non lues
alerts-none = Aucune alerte.
alerts-unread = Non lue
alerts-choose = Choisir :
alerts-column-what = Alerte
alerts-column-when = Le
alerts-column-told = Ce qui est signalé
alerts-column-where = Où
alerts-person = Personne derrière la valeur : { $said }.
alerts-ended = Cette série a pris fin.
alerts-several-title = Pour les alertes cochées
alerts-read = Marquer comme lues
alerts-mute = Ne plus signaler ces séries
alerts-mute-reason = Pourquoi ne plus signaler ces séries
alerts-mute-reason-hint = Seulement pour le second bouton. Gardé dans le journal. Vous seul ne serez plus alerté.
alerts-mute-no-reason = Écrivez pourquoi, en quelques mots.
alerts-mute-no-series = Aucune des alertes cochées ne porte sur une série.
alerts-none-ticked = Cochez au moins une alerte.
alerts-muted-title = Séries que vous ne voulez plus voir signalées
alerts-unmute = Signaler de nouveau
alerts-see-value = Voir la valeur
alerts-day-title = Alertes non lues
alerts-day-all = Toutes les alertes
alerts-kind-series-born = Série née
alerts-kind-series-growing = Croissance rapide
alerts-kind-series-loss = Seuil de perte
alerts-kind-series-units = Autre service
alerts-kind-watch-hit = Veille
alerts-kind-watch-unit = Autre service
alerts-kind-value-unit = Autre service
alerts-told-series-born =
    { $n ->
        [one] La série { $reference } réunit { $n } plainte.
       *[other] La série { $reference } réunit { $n } plaintes.
    }
alerts-told-series-growing =
    { $windows ->
        [one] La série { $reference } grandit vite : { $n } plaintes reçues en { $days } jours, contre { $before } sur la période égale d’avant.
       *[other] La série { $reference } grandit vite : { $n } plaintes reçues en { $days } jours, contre { $before } sur les { $windows } périodes égales d’avant.
    }
alerts-told-series-loss = Les pertes de la série { $reference } atteignent { $loss } ou plus.
alerts-told-series-units = D’autres services ont aussi des plaintes de la série { $reference } : { $units }.
alerts-told-watch-hit = Une plainte porte la valeur que vous surveillez : { $kind } { $value }.
alerts-told-watch-hit-closed = Une plainte que vos droits n’ouvrent pas porte la valeur que vous surveillez : { $kind } { $value }. Elle est ici : { $units }.
alerts-told-watch-unit = Un autre service a la valeur que vous surveillez, ou la surveille aussi ({ $kind } { $value }) : { $units }.
alerts-told-value-unit = Un autre service surveille une valeur qui figure dans des plaintes de votre service : { $units }.
alerts-contact = { $unit } : { $contact }
alerts-contact-unknown = { $unit } : contact non renseigné par l’exploitant
alerts-value-iban = IBAN
alerts-value-phone = Téléphone
alerts-value-email = Adresse e-mail
alerts-value-url = Site
alerts-value-crypto = Adresse de cryptoactifs
alerts-value-handle = Pseudonyme
alerts-value-ip = Adresse IP
alerts-value-payref = Référence de paiement
alerts-watches-title = Mes veilles
alerts-watches-lead = Une valeur surveillée vous est signalée quand une plainte la porte. Vous seul la voyez ; un autre service qui l’a aussi est averti, sans rien de plus que votre service et son contact.
alerts-watches-caption = Valeurs surveillées, la dernière d’abord
alerts-watches-none = Aucune valeur surveillée.
alerts-watch-this = Être averti quand cette valeur revient
alerts-watch-title = Surveiller une valeur
alerts-watch-met = La valeur de la page d’où vous venez.
alerts-watch-kind = Genre
alerts-watch-no-kind = Choisissez le genre de la valeur.
alerts-watch-value = Valeur
alerts-watch-value-hint = IBAN, téléphone, adresse, site… telle que vous la connaissez
alerts-watch-not-a-value = Ce texte n’est pas une valeur de ce genre. Vérifiez la saisie et le genre.
alerts-watch-already = Vous surveillez déjà cette valeur.
alerts-watch-too-many = Vous surveillez autant de valeurs que permis. Retirez-en une d’abord.
alerts-watch-reason = Raison
alerts-watch-reason-hint = Gardée dans le journal. Exemple : numéro de la procédure
alerts-watch-no-reason = Écrivez la raison, en quelques mots.
alerts-watch-days = Durée en jours
alerts-watch-days-hint = Au plus { $n }. Ensuite la veille est effacée.
alerts-watch-days-error = Indiquez un nombre de jours, de 1 à { $n }.
alerts-watch-add = Surveiller
alerts-watch-why = Raison
alerts-watch-since = Depuis
alerts-watch-until = Jusqu’au
alerts-watch-end = Fin
alerts-watch-remove = Ne plus surveiller
alerts-watch-added = Valeur surveillée
alerts-watch-told =
    { $n ->
        [0] Aucune plainte ne la porte aujourd’hui.
        [one] Elle est déjà connue : { $n } alerte vous attend.
       *[other] Elle est déjà connue : { $n } alertes en sont nées.
    }
