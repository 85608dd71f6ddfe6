# La page d’une série : filtre, preuves, graphe, chiffres, textes, export, comparaison.
series-page-filter-title = Ce que l’on regarde de la série
series-page-filter-kind = Genre d’identifiant
series-page-filter-any-kind = Tous
series-page-filter-kind-error = Choisissez un genre d’identifiant de la liste.
series-page-filter-from = Reçues depuis
series-page-filter-to = Reçues jusqu’au
series-page-filter-day-hint = Exemple : 2026-03-16
series-page-filter-day-error = Indiquez une date qui existe, comme 2026-03-16.
series-page-filter-order-error = La dernière date vient avant la première.
series-page-filter-loss = Perte d’au moins
series-page-filter-loss-hint = Exemple : 500
series-page-filter-loss-error = Indiquez une somme, comme 500 ou 1 250,50.
series-page-filter-area = Département
series-page-filter-area-hint = Exemple : 59
series-page-filter-area-error = Indiquez le code d’un département, comme 59, 2A ou 974.
series-page-filter-none = Toute la série
series-page-looked-at =
    { $shown ->
        [one] { $shown } plainte regardée sur { $all } dans la série.
       *[other] { $shown } plaintes regardées sur { $all } dans la série.
    }
series-page-cut = Seules les { $most } plaintes reçues le plus récemment sont regardées.
series-page-cut-text = Précisez le filtre pour atteindre les autres ; la liste des plaintes les montre toutes.
series-page-hidden =
    { $n ->
        [one] { $n } plainte est comptée dans les chiffres sans être montrée.
       *[other] { $n } plaintes sont comptées dans les chiffres sans être montrées.
    }
series-page-all-values = Montrer les { $n } valeurs
series-page-here-of = { $shown } sur { $here }
series-page-column-rarity = Ailleurs
series-page-column-status = Emploi
series-page-column-since = Depuis le
series-page-rarity =
    { $n ->
        [0] vue nulle part ailleurs
        [one] { $n } plainte ailleurs
       *[other] { $n } plaintes ailleurs
    }
series-page-graph-title = Le graphe
series-page-graph-alt = Graphe des plaintes et des valeurs qu’elles ont en commun
series-page-graph-whole =
    { $all ->
        [0] Rien à dessiner : aucune plainte que vos droits ouvrent n’est sous ce filtre.
        [one] { $all } nœud dessiné : tout y est.
       *[other] { $all } nœuds dessinés : tout y est.
    }
series-page-graph-slice = { $drawn } nœuds dessinés sur { $all }, les plus reliés d’abord : tranche { $slice } sur { $slices }. Chaque tranche dessine ses plaintes avec toutes leurs valeurs.
series-page-graph-around = { $drawn } nœuds dessinés : un nœud, ses voisins et les voisins de ceux-ci ; tranche { $slice } sur { $slices }.
series-page-graph-hidden =
    { $n ->
        [one] { $n } plainte que vos droits n’ouvrent pas n’est pas dessinée.
       *[other] { $n } plaintes que vos droits n’ouvrent pas ne sont pas dessinées.
    }
series-page-graph-legend = Cercle : une plainte. Double cercle : plusieurs plaintes aux mêmes valeurs. Carré avec une lettre : une valeur. Trait plein : la valeur réunit ; tirets : à examiner ; points : elle ne réunit pas. Un nœud mène à ses voisins.
series-page-graph-open = Ouvrir le dossier { $reference }
series-page-graph-open-value = Ouvrir la page de { $value }
series-page-graph-back = Revenir au graphe entier
series-page-graph-slices = Tranches du graphe
series-page-graph-before = Tranche précédente
series-page-graph-after = Tranche suivante
series-page-graph-as-list = Le même graphe en liste
series-page-graph-list = Valeurs dessinées et plaintes dessinées à côté
series-page-graph-drawn = Nombre
series-page-graph-complaints = Plaintes
series-page-node-complaint =
    { $n ->
        [0] { $reference }, reçue le { $day }, reliée à aucune valeur commune
        [one] { $reference }, reçue le { $day }, reliée à { $n } valeur
       *[other] { $reference }, reçue le { $day }, reliée à { $n } valeurs
    }
series-page-node-value =
    { $n ->
        [one] { $kind } { $value }, { $n } plainte dessinée ; emploi : { $class }
       *[other] { $kind } { $value }, { $n } plaintes dessinées ; emploi : { $class }
    }
series-page-node-person = { $name } ; { $person }
series-page-node-bundle = { $n } plaintes
series-page-node-bundle-name = { $n } plaintes qui emploient les mêmes valeurs : les montrer
series-page-as-table = Le même dessin en tableau
series-page-time-title = Dans le temps
series-page-time-lead =
    { $n ->
        [one] Une plainte selon sa réception, { $step } : le { $day }.
       *[other] { $n } plaintes selon leur réception, { $step } ; le plus : { $most }, à partir du { $day }.
    }
series-page-time-by-day = par jour
series-page-time-by-week = par semaine
series-page-time-by-month = par mois
series-page-time-when = Période
series-page-time-day =
    { $n ->
        [one] { $day } : { $n } plainte
       *[other] { $day } : { $n } plaintes
    }
series-page-time-week =
    { $n ->
        [one] semaine du { $day } : { $n } plainte
       *[other] semaine du { $day } : { $n } plaintes
    }
series-page-time-month =
    { $n ->
        [one] mois qui commence le { $day } : { $n } plainte
       *[other] mois qui commence le { $day } : { $n } plaintes
    }
series-page-time-first = Premiers faits connus : { $day }
series-page-time-last = Derniers faits connus : { $day }
series-page-time-formed = Série formée : { $day }
series-page-money-title = Pertes déclarées, en { $currency }
series-page-money-lead =
    { $n ->
        [one] Une plainte sur { $all } dit une perte : { $sum }.
       *[other] { $n } plaintes sur { $all } disent une perte : { $sum } en tout, la moitié d’entre elles au plus { $median }, la plus forte { $most }.
    }
series-page-money-below = moins de { $sum }
series-page-money-between = de { $from } à { $to }
series-page-money-above = { $sum } et plus
series-page-money-bar =
    { $n ->
        [one] { $class } : { $n } plainte
       *[other] { $class } : { $n } plaintes
    }
series-page-money-class = Perte
series-page-map-title = Par département
series-page-map-lead = { $areas } départements : celui des faits, à défaut celui de la victime. { $unknown } plaintes n’en disent aucun ; { $outside } sont hors de la carte. Plus la case est foncée, plus les plaintes sont nombreuses.
series-page-map-tile =
    { $n ->
        [one] Département { $code } : { $n } plainte
       *[other] Département { $code } : { $n } plaintes
    }
series-page-map-area = Département
series-page-map-unknown = Aucun département indiqué
series-page-texts-title = Textes et images semblables
series-page-texts-why = Comparer demande de lire les mots des victimes : cette lecture est inscrite au journal.
series-page-texts-show = Comparer les textes et les images
series-page-texts-lead =
    { $n ->
        [0] Aucun texte que vos droits ouvrent.
        [one] { $n } texte lu : il en faut au moins deux pour comparer.
       *[other] { $n } textes lus, les plus récents.
    }
series-page-texts-marks = Barré : dans le premier texte seulement. Souligné : dans ce texte seulement.
series-page-texts-group = { $n } textes presque semblables
series-page-texts-more =
    { $n ->
        [one] { $n } autre texte semblable n’est pas montré.
       *[other] { $n } autres textes semblables ne sont pas montrés.
    }
series-page-texts-alike = { $n } % des mots en commun
series-page-texts-missing = absent ici :
series-page-texts-added = ici seulement :
series-page-picture-title = Images
series-page-picture-none-alike = Aucune empreinte d’image proche d’une autre parmi celles que vos droits ouvrent.
series-page-picture-caption = Images qui se ressemblent : { $bits } bits différents au plus, sur 256
series-page-picture-group = Groupe
series-page-picture-hash = Début de l’empreinte
series-page-picture-bits = Bits différents de la première
series-page-export-title = Exporter ce qui est à l’écran
series-page-export-lead = Le fichier contient ce que montre cette page sous ce filtre, ni plus ni moins. L’export et sa raison sont inscrits au journal.
series-page-export-reason = Raison de l’export
series-page-export-reason-hint = Par exemple le numéro de la procédure
series-page-export-reason-error = Indiquez la raison de l’export, en 4 à 300 caractères.
series-page-export-filter-error = Le filtre n’est pas compris. Revenez à la page de la série et corrigez-le.
series-page-export-csv = Tableau (CSV)
series-page-export-graphml = Graphe (GraphML)
series-page-compare-link = Comparer avec une autre série
series-page-compare-title = Comparaison de deux séries
series-page-compare-titled = Séries { $one } et { $other }
series-page-compare-lead = Ce que deux séries ont en commun et ce qui les sépare.
series-page-compare-one = Première série
series-page-compare-other = Deuxième série
series-page-compare-hint = Référence ou identifiant de la série, tel qu’il est écrit sur sa page
series-page-compare-show = Comparer
series-page-compare-error = Aucune série que vos droits ouvrent ne porte cette référence.
series-page-compare-same = Choisissez deux séries différentes.
series-page-compare-caption = Les deux séries côte à côte
series-page-compare-what = Ce qui est comparé
series-page-compare-size = Plaintes
series-page-compare-period = Reçues
series-page-compare-formed = Formée le
series-page-compare-losses = Pertes
series-page-compare-median = Perte médiane
series-page-compare-types = Faits
series-page-compare-areas = Départements
series-page-compare-overlap = Jours en commun
series-page-compare-none = aucun
series-page-compare-days =
    { $n ->
        [0] aucun
        [one] { $n } jour
       *[other] { $n } jours
    }
series-page-compare-shared = Valeurs que les deux séries emploient
series-page-compare-column-one = Dans { $reference }
series-page-compare-verdict = Ce qui les réunirait, ce qui les sépare
series-page-compare-nothing = Les deux séries n’emploient aucune valeur commune : rien de ce que disent les plaintes ne les rapproche par les identifiants.
series-page-compare-only-common = Les valeurs communes aux deux séries ne réunissent pas : trop peu des plaintes qui les emploient s’accordent sur autre chose, ou elles sont encore à examiner.
series-page-compare-one-value = Une seule valeur qui réunit est employée des deux côtés. Deux groupes établis, de { $established } plaintes ou plus, ne sont jamais fondus par une valeur seule : c’est à une personne d’en décider.
series-page-compare-several =
    { $n ->
        [one] { $n } valeur qui réunit est employée des deux côtés, dont l’un n’est pas établi. Ce qui les sépare est dans l’emploi de cette valeur, ou dans une décision.
       *[other] { $n } valeurs qui réunissent sont employées des deux côtés. Ce qui sépare ces séries est dans la force de ces indices une fois additionnés, ou dans une décision.
    }
