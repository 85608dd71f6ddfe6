# Retrouver ses dossiers par un service d’identité. Toujours facultatif.

identity-title = Retrouver vos dossiers sans code
identity-optional = C’est facultatif. La référence et le code suffisent toujours.
identity-how = Un service d’identité peut dire que c’est bien vous. Vous retrouvez alors ici les dossiers que vous avez choisi d’y garder. Ce service ne sait pas lesquels.
identity-by = Retrouver mes dossiers avec { $provider }
identity-again = Recommencer avec { $provider }
identity-keep = Garder ce dossier avec { $provider }
identity-files-title = Vos dossiers
identity-here = Un dossier ouvert dans ce navigateur
identity-here-text = Ce dossier n’est pas encore gardé ici. Si vous le gardez, vous le retrouverez sans code.
identity-keep-here = Garder ce dossier
identity-none = Aucun dossier n’est gardé ici. Ouvrez un dossier avec son code, puis revenez.
identity-filed-on = Déposé le { $day }
identity-open = Ouvrir ce dossier
identity-detach = Ne plus garder ce dossier ici
identity-detach-text = Un dossier qui n’est plus gardé ici n’est pas effacé : il s’ouvre avec sa référence et son code.
identity-leave = Sortir de cette liste
identity-with-code = Ouvrir un dossier avec son code
identity-stopped-title = Vos dossiers n’ont pas été retrouvés
identity-stopped-text = Rien n’est perdu : la référence et le code ouvrent votre dossier, et vous pouvez déposer plainte sans ce service.
identity-over = Cette demande n’est plus valable. Recommencez depuis cette fenêtre.
identity-silent = Le service d’identité ne répond pas. Réessayez dans quelques minutes.
identity-denied = Vous avez renoncé, ou le service d’identité n’a pas pu vous reconnaître.
identity-wrong = La réponse du service d’identité n’est pas sûre. Elle n’a pas été retenue.

identity-fill-title = Remplir avec un service d’identité (facultatif)
identity-fill-text = Votre nom, vos prénoms et votre date de naissance peuvent être repris d’un service d’identité. Vous pouvez aussi les écrire vous-même.
identity-fill = Les reprendre de { $provider }
identity-filled = Ces renseignements viennent de { $provider }
identity-filled-text = Vérifiez-les. Vous pouvez les changer ou les effacer. Rien n’est enregistré avant que vous continuiez.
# Qui est la victime : un motif pour le lire, un scellé, l’accord des gardiens.
identity-nav = Identités sous scellé
identity-link = Identité de la victime : motif, scellé
identity-title = Identité de la victime du dossier { $reference }
identity-is-open = Vous pouvez lire cette identité sur la page du dossier.
identity-is-closed = Vous ne lisez pas cette identité.
identity-is-sealed = Elle est sous scellé depuis le { $at }, par { $by } : { $reason }
identity-custodians-needed = { $n } gardiens doivent être d’accord pour l’ouvrir.
identity-motive-title = La lire avec un motif
identity-motive-lead = Les valeurs suffisent à rapprocher des plaintes. S’il vous faut savoir qui est la victime, dites pourquoi : l’identité s’ouvre pour 8 heures, et le journal garde le motif.
identity-motive = Pourquoi faut-il le savoir ?
identity-give-motive = Lire l’identité
identity-seal-title = Scellé
identity-seal-lead = Pour une personne menacée ou un témoin protégé : plus personne ne lit qui elle est, vous non plus, tant que des gardiens ne l’ouvrent pas. Son propre espace reste ouvert à elle.
identity-seal-reason = Pourquoi ?
identity-reason-hint = Sans nom : gardiens et auditeurs lisent cette phrase.
identity-seal = Mettre sous scellé
identity-ask-open = Demander aux gardiens de l’ouvrir pour moi
identity-ask-lift = Demander aux gardiens de lever le scellé
identity-withdraw = Reprendre cette demande
identity-wanted-open = Demande d’ouverture
identity-wanted-lift = Demande de levée du scellé
identity-by = Demandée par
identity-when = Le
identity-reason = Raison
identity-agreed = Accords
identity-agreed-of = { $agreed } sur { $needed }
identity-state = Où elle en est
identity-state-waits = Attend jusqu’au { $until }
identity-state-late = Sans réponse à temps
identity-state-open = Ouverte jusqu’au { $until }
identity-state-closed = A été ouverte, ne l’est plus
identity-state-ended = Close
identity-requests = Identités sous scellé
identity-requests-lead = Qui demande à lire une identité sous scellé, et pourquoi. Une ouverture dure { $hours } heures, pour une personne ; une demande attend { $waits } heures.
identity-requests-none = Aucune demande.
identity-agree = Donner mon accord
identity-day-waiting = { $n ->
    [0] Aucune demande n’attend les gardiens
    [one] Une demande attend les gardiens
   *[other] { $n } demandes attendent les gardiens
}
identity-day-open = { $n ->
    [0] Aucune identité sous scellé n’est ouverte.
    [one] Une identité sous scellé est ouverte.
   *[other] { $n } identités sous scellé sont ouvertes.
}
identity-refused-no-reason = Dites pourquoi, en { $min } caractères au moins.
identity-refused-open = Vous lisez déjà cette identité.
identity-refused-sealed = Cette identité est sous scellé.
identity-refused-not-sealed = Cette identité n’est pas sous scellé.
identity-refused-no-custodians = Il n’y a pas assez de gardiens pour pouvoir l’ouvrir ensuite. L’administrateur doit en nommer.
identity-refused-waiting = Vous l’avez déjà demandé : les gardiens n’ont pas encore répondu.
identity-refused-no-request = Cette demande n’est pas la vôtre, ou elle est close.
identity-refused-near = Vous avez dit être trop près de ce dossier.
identity-refused-own = Personne ne donne son accord à sa propre demande.
identity-refused-twice = Vous avez déjà donné votre accord.
identity-refused-over = Cette demande est close.
