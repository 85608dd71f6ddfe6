# Le papier letters/minutes.typ.

documents-minutes-title = Procès-verbal de plainte
documents-minutes-what = Ce procès-verbal rapporte toutes les questions posées et, pour chacune, la réponse donnée, refusée ou inconnue, dans la version que l’agent a enregistrée.
documents-minutes-law = Ce que dit la loi
documents-minutes-sealed = Ce fichier est signé en entier : toute modification se voit à la vérification. Gardez le fichier, une impression ne porte pas la signature numérique.
