# L’annexe des identités d’un dossier de série.
documents-series-identities-title = Annexe : identité des plaignants
documents-series-identities-standing = Document de travail, données personnelles. À garder à part du dossier de série et à ne remettre qu’aux personnes qui ont le droit de connaître ces identités.
documents-series-identities-who = Qui a déposé chaque plainte
documents-series-identities-complaint = Dossier
documents-series-identities-name = Identité déclarée
documents-series-identities-born = Naissance
documents-series-identities-none = Aucune identité que vos droits ouvrent.
documents-series-identities-sealed = Ce fichier est signé en entier : toute modification se voit.
