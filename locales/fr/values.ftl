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
values-slips = Fautes de frappe possibles
values-slips-lead = Une plainte porte une valeur qui ne diffère que d’un signe d’une valeur d’autres plaintes. Rien n’est réuni ni corrigé tant que personne n’a répondu.
values-slips-accept = C’en est une : réunir les plaintes cochées
values-slips-refuse = La valeur est bien celle-là
values-slip = { $kind } { $typed } : peut-être { $meant }, mal saisi.
values-slip-changed = Signe { $place } : « { $typed } » au lieu de « { $meant } ».
values-slip-exchanged = Signes { $place } et { $next } intervertis.
values-slip-extra = Signe { $place } en trop : « { $typed } ».
values-slip-forgotten = « { $meant } » oublié avant le signe { $place }.
values-slip-forgotten-end = « { $meant } » oublié à la fin.
values-slip-masked = Un signe les distingue.
values-slip-changed-sign = « { $typed } » au lieu de « { $meant } ».
values-slip-exchanged-sign = Deux signes voisins sont intervertis.
values-slip-extra-sign = « { $typed } » en trop.
values-slip-forgotten-sign = « { $meant } » oublié.
