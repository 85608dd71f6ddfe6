# Le papier letters/statement.typ.

documents-statement-title = Déclaration recueillie
documents-statement-not-minutes = Ce document n’est pas un procès-verbal, et ne vaut pas dépôt de plainte. L’organisme qui l’a établi n’est ni un service de police ni une unité de gendarmerie.
documents-statement-what = Il rapporte toutes les questions posées et, pour chacune, la réponse donnée, refusée ou inconnue.
documents-statement-law = Ce que dit la loi
documents-statement-sealed = Ce fichier est signé en entier : toute modification se voit à la vérification. Gardez le fichier, une impression ne porte pas la signature numérique.
