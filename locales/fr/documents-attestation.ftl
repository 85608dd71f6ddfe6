# Le papier letters/attestation.typ.

documents-attestation-title = Attestation pour un organisme
documents-attestation-what = Ce document est remis à la personne qui a déposé, à sa demande, pour une banque, un assureur ou un autre organisme.
documents-attestation-chosen = Il dit seulement les faits qu’elle a choisis. Le dossier peut en contenir d’autres.
documents-attestation-not-police = L’organisme qui délivre ce document n’est pas un service de police ni de gendarmerie : il atteste ce qui est enregistré chez lui, pas un dépôt de plainte.
documents-attestation-law = Ce que dit la loi
documents-attestation-sealed = Ce fichier est signé en entier : toute modification se voit à la vérification. Gardez le fichier, une impression ne porte pas la signature.
