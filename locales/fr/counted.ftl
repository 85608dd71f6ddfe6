# Ce que l’on compte d’une grande série, et depuis quand.
counted-awaited = Décompte des indices en cours.
counted-awaited-since = Décompte des indices en cours, demandé le { $moment }.
counted-awaited-text = Cette série est grande : ce que ses plaintes ont en commun paraîtra ici une fois compté. Les plaintes, les pertes et la période sont déjà là. Rechargez la page dans un moment.
counted-awaited-file = Les indices de cette série sont en cours de décompte : un dossier ou un export sans eux tromperait. Réessayez dans un moment ; rien n’est perdu de ce que vous avez saisi.
counted-values = Indices comptés le { $moment }, sur { $complaints } plaintes.
counted-since =
    { $n ->
        [one] { $n } plainte arrivée depuis n’y est pas comptée.
       *[other] { $n } plaintes arrivées depuis n’y sont pas comptées.
    }
# Le dossier de série.
counted-paper-confirmed = Dont confirmées
counted-paper-lost-unreviewed = Dont plaintes pas encore examinées
counted-paper-unreviewed =
    { $n ->
        [one] dont { $n } pas encore examinée
       *[other] dont { $n } pas encore examinées
    }
counted-paper-paths-beyond =
    { $n ->
        [one] Le chemin d’une plainte n’est pas imprimé : un dossier en imprime soixante.
       *[other] Les chemins de { $n } plaintes ne sont pas imprimés : un dossier en imprime soixante.
    }
counted-paper-paths-unknown =
    { $n ->
        [one] Le chemin d’une plainte manque : le rapprochement était en cours.
       *[other] Les chemins de { $n } plaintes manquent : le rapprochement était en cours.
    }
