# Qui est la victime : un motif pour le lire, une protection, l’accord des dépositaires.
sealed-nav = Identités protégées
sealed-link = Identité de la victime : motif, protection
sealed-title = Identité de la victime du dossier { $reference }
sealed-is-open = Vous pouvez lire cette identité sur la page du dossier.
sealed-is-closed = Vous ne lisez pas cette identité.
sealed-is-sealed = Elle est protégée depuis le { $at }, par { $by } : { $reason }
sealed-custodians-needed = { $n } dépositaires doivent être d’accord pour l’ouvrir.
sealed-motive-title = La lire avec un motif
sealed-motive-lead = Les valeurs suffisent à rapprocher des plaintes. S’il vous faut savoir qui est la victime, dites pourquoi : l’identité s’ouvre pour 8 heures, et le journal garde le motif.
sealed-motive = Pourquoi faut-il le savoir ?
sealed-give-motive = Lire l’identité
sealed-seal-title = Protection
sealed-seal-lead = Pour une personne menacée ou un témoin protégé : plus personne ne lit qui elle est, vous non plus, tant que des dépositaires ne l’ouvrent pas. Son propre espace reste ouvert à elle.
sealed-seal-reason = Pourquoi ?
sealed-reason-hint = Sans nom : dépositaires et auditeurs lisent cette phrase.
sealed-seal = Protéger l’identité
sealed-ask-open = Demander aux dépositaires de l’ouvrir pour moi
sealed-ask-lift = Demander aux dépositaires de lever la protection
sealed-withdraw = Reprendre cette demande
sealed-wanted-open = Demande d’ouverture
sealed-wanted-lift = Demande de levée de la protection
sealed-by = Demandée par
sealed-when = Le
sealed-reason = Raison
sealed-agreed = Accords
sealed-agreed-of = { $agreed } sur { $needed }
sealed-state = Où elle en est
sealed-state-waits = Attend jusqu’au { $until }
sealed-state-late = Sans réponse à temps
sealed-state-open = Ouverte jusqu’au { $until }
sealed-state-closed = A été ouverte, ne l’est plus
sealed-state-ended = Close
sealed-requests = Identités protégées
sealed-requests-lead = Qui demande à lire une identité protégée, et pourquoi. Une ouverture dure { $hours } heures, pour une personne ; une demande attend { $waits } heures.
sealed-requests-none = Aucune demande.
sealed-agree = Donner mon accord
sealed-day-waiting = { $n ->
    [0] Aucune demande n’attend les dépositaires
    [one] Une demande attend les dépositaires
   *[other] { $n } demandes attendent les dépositaires
}
sealed-day-open = { $n ->
    [0] Aucune identité protégée n’est ouverte.
    [one] Une identité protégée est ouverte.
   *[other] { $n } identités protégées sont ouvertes.
}
sealed-refused-no-reason = Dites pourquoi, en { $min } caractères au moins.
sealed-refused-open = Vous lisez déjà cette identité.
sealed-refused-sealed = Cette identité est protégée.
sealed-refused-not-sealed = Cette identité n’est pas protégée.
sealed-refused-no-custodians = Il n’y a pas assez de dépositaires pour pouvoir l’ouvrir ensuite. L’administrateur doit en nommer.
sealed-refused-waiting = Vous l’avez déjà demandé : les dépositaires n’ont pas encore répondu.
sealed-refused-no-request = Cette demande n’est pas la vôtre, ou elle est close.
sealed-refused-near = Vous avez dit être trop près de ce dossier.
sealed-refused-own = Personne ne donne son accord à sa propre demande.
sealed-refused-twice = Vous avez déjà donné votre accord.
sealed-refused-over = Cette demande est close.
