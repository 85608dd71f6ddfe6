# Le papier letters/minutes.typ.

documents-minutes-title = Copie de votre procès-verbal de plainte
documents-minutes-what = Voici ce qui vous a été demandé, et ce que vous avez répondu, dans la version que l’agent a enregistrée.
documents-minutes-law = Ce que dit la loi
documents-minutes-sealed = Ce fichier est signé en entier : toute modification se voit à la vérification. Gardez le fichier, une impression ne porte pas la signature.
