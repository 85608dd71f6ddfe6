# Les valeurs des plaintes : celles de tout le monde, celles qui se ressemblent.
values-noise = Listes de valeurs connues de tous, en vigueur (version { $version })
values-noise-note = Une valeur qu’une liste nomme ne réunit personne, et l’explication nomme la liste. Une personne qui la dit propre à un groupe est obéie avant les listes.
values-noise-column-name = Liste
values-noise-column-kinds = De quoi
values-noise-column-entries = Entrées
values-noise-column-source = Source, licence et date
values-noise-column-code = Nom à écrire pour l’écarter
values-noise-source = { $source } ; { $licence } ; { $dated }
values-noise-method =
    { $lists ->
        [0] Aucune liste n’écarte de valeur comme connue de tous.
        [one] Une liste écarte les valeurs connues de tous (version { $version }).
       *[other] { $lists } listes écartent les valeurs connues de tous (version { $version }).
    }
