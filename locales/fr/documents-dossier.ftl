# Le papier en parties : registre, analyse d’impact, réponses sur les données.
documents-dossier-blank = À compléter à la main :
documents-dossier-left =
    { $n ->
        [one] { $n } ligne de plus n’est pas imprimée ici.
       *[other] { $n } lignes de plus ne sont pas imprimées ici.
    }
documents-dossier-sealed = Fichier signé par l’installation qui l’a fait : toute modification se voit. Ce n’est pas un acte officiel.
