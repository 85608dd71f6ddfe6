# Les dossiers ouverts en urgence, au-delà des droits.
glass-nav = Ouverture d’urgence
glass-title = Ouvrir un dossier en urgence
glass-lead = Une personne en danger appelle, et son dossier est dans un autre service ? Vous pouvez le lire pendant { $hours } heures.
glass-reference = Référence du dossier
glass-reference-hint = Par exemple FSC-2026-000001-K
glass-reason = Pourquoi cela ne peut pas attendre
glass-reason-hint = Sans nom : les auditeurs lisent cette phrase aussitôt.
glass-means = Vous lisez, sans rien décider ni écrire. L’ouverture est inscrite au journal à votre nom.
glass-open = Ouvrir le dossier
glass-refused-no-reason = Dites pourquoi, en { $min } caractères au moins.
glass-refused-no-reference = Ce n’est pas une référence de dossier. Recopiez-la depuis le document de la victime.
glass-refused-no-complaint = Aucun dossier ne s’ouvre à vous sous cette référence.
glass-refused-examined = Cette ouverture n’existe pas, ou elle a été examinée entre-temps.
glass-list-nav = Ouvertures d’urgence
glass-list-title = Ouvertures d’urgence
glass-list-lead = Chaque dossier ouvert au-delà des droits de la personne. Dites si l’urgence le justifiait.
glass-list-caption = Ouvertures, la plus récente d’abord
glass-list-none = Aucun dossier n’a été ouvert en urgence.
glass-column-when = Quand
glass-column-who = Par qui
glass-column-complaint = Dossier
glass-column-reason = Raison donnée
glass-column-verdict = Examen
glass-until = jusqu’au
glass-justified = Justifiée, selon { $by }, le { $at }
glass-unjustified = Non justifiée, selon { $by }, le { $at }
glass-say-justified = Justifiée
glass-say-unjustified = Non justifiée
glass-day = { $n ->
    [one] Un dossier a été ouvert en urgence et attend votre examen
   *[other] { $n } dossiers ont été ouverts en urgence et attendent votre examen
}
glass-day-do = Lisez la raison donnée, et dites si elle suffit.
