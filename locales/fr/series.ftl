# Les séries et les identifiants : listes, pages, panneaux du dossier.
series-nav = Séries
series-list-title = Séries
series-list-lead = Des plaintes réunies par les identifiants qu’elles ont en commun.
series-list-caption = Séries, la dernière modifiée d’abord
series-filter-size = Taille minimale
series-filter-size-hint = Nombre de plaintes. Exemple : 3
series-filter-size-error = Indiquez un nombre entier de plaintes.
series-filter-since = Modifiées depuis
series-filter-since-hint = Année-mois-jour. Exemple : 2026-03-16
series-filter-since-error = Indiquez une date qui existe, comme 2026-03-16.
series-filter-value = Qui contiennent l’identifiant
series-filter-value-hint = IBAN, téléphone, adresse e-mail, site… tel que vous le connaissez
series-filter-value-error = Ce texte n’est pas un identifiant reconnu. Vérifiez la saisie.
series-filter-kept = Seules les séries qui contiennent l’identifiant cherché sont listées.
series-filter-show = Afficher
series-filter-all = Toutes les séries
series-column-reference = Série
series-column-size = Plaintes
series-column-formed = Formée le
series-column-changed = Modifiée le
series-column-identifier = Identifiant
series-column-because = Raison
series-column-class = Emploi
series-column-why = Pourquoi
series-column-complaint = Dossier
series-column-received = Reçue le
series-column-type = Faits
series-column-loss = Perte
series-column-unit = Service
series-column-joined = Dans la série depuis le
series-column-role = Rôle déclaré
series-title = Série { $reference }
series-ended = Cette série a pris fin le { $day }.
series-successor = Voir la série qui la suit
series-figure-size =
    { $n ->
        [one] { $n } plainte
       *[other] { $n } plaintes
    }
series-figure-units =
    { $n ->
        [0] aucun service saisi
        [one] { $n } service saisi
       *[other] { $n } services saisis
    }
series-figure-formed = série formée le { $day }
series-period = reçues du { $first } au { $last }
series-central-queue = File centrale
series-evidence-title = Pourquoi ces plaintes sont réunies
series-evidence-lead = Une valeur commune est un indice. Elle ne dit pas qui l’utilise.
series-evidence-caption = Valeurs qui réunissent ces plaintes
series-unused-caption = Valeurs communes qui ne réunissent pas
series-because =
    { $n ->
        [one] Parce que : { $kind } { $value } dans { $n } plainte, reçue le { $first }.
       *[other] Parce que : { $kind } { $value } dans { $n } plaintes, la première le { $first }, la dernière le { $last }.
    }
series-members-title = Les plaintes
series-members-caption = Plaintes de la série, la plus ancienne d’abord
series-members-hidden = Certaines plaintes de la série ne sont pas listées : vos droits ne les ouvrent pas.
series-class-link = Réunit
series-class-propose = À examiner
series-class-shared = Ne réunit pas
series-reason-agrees = Les plaintes qui l’emploient s’accordent aussi sur autre chose.
series-reason-agrees-too-little = Les plaintes qui l’emploient s’accordent trop peu pour qu’elle les réunisse.
series-reason-disagrees = Trop peu des plaintes qui l’emploient s’accordent sur autre chose : plusieurs groupes peuvent s’en servir.
series-reason-never-alone = Une valeur de ce genre ne réunit jamais seule.
series-reason-listed = Valeur connue de tous, nommée par la liste « { $list } ».
series-reason-marked-shared = Un analyste a dit qu’elle est commune à beaucoup.
series-reason-marked-owned = Un analyste a dit qu’elle est propre à un groupe.
series-reason-alone = Aucune autre plainte ne l’emploie.
series-reason-role = Ne sert pas à réunir : elle est à la victime ou à un tiers.
series-role-offender = Employé dans les faits
series-role-victim = À la victime
series-role-impersonated = À un tiers dont le nom est usurpé
series-role-unknown = Non précisé
series-pivot-title = { $kind } : où cette valeur apparaît
series-pivot-masked = Valeur masquée : vos droits n’ouvrent aucune plainte qui la porte.
series-pivot-caution = Un compte, un numéro ou un site peut être usurpé ou partagé.
series-appearances-caption = Plaintes où cette valeur apparaît, la dernière d’abord
series-panel-identifiers = Identifiants
series-panel-identifiers-caption = Identifiants de la plainte
series-panel-series = Série
series-panel-link = Série { $reference }
series-pending = Rapprochement en cours.
series-alone = Cette plainte n’est réunie à aucune autre.
