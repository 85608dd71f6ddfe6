# Pourquoi des plaintes sont réunies ou non : les mêmes phrases à l’écran, dans l’interface JSON et
# dans le dossier de série. Un constat dit ce que les plaintes mentionnent ; une déduction dit ce que
# le calcul en tire. Jamais qu’une personne est coupable.

# La force d’un indice, en un mot. Les seuils : crates/series/src/said/strength.rs.
explanation-strength-very-strong = très fort
explanation-strength-strong = fort
explanation-strength-moderate = moyen
explanation-strength-weak = faible
explanation-strength-against = contraire
explanation-bits = { $bits } bits

# « Cet IBAN », dans une phrase.
explanation-this-iban = cet IBAN
explanation-this-phone = ce numéro de téléphone
explanation-this-short = ce numéro court
explanation-this-email = cette adresse e-mail
explanation-this-url = cette adresse web
explanation-this-crypto = cette adresse de cryptoactif
explanation-this-payref = cette référence de paiement
explanation-this-label = ce libellé de paiement
explanation-this-handle = ce pseudonyme
explanation-this-ip = cette adresse IP

# Ce qu’une valeur commune vaut.
explanation-use-everywhere =
    { $users ->
        [one] En tout, { $users } plainte l’emploie.
       *[other] En tout, { $users } plaintes l’emploient, la première reçue le { $first }, la dernière le { $last }.
    }
explanation-use-within =
    { $within ->
        [one] { $within } d’entre elles est dans cette série.
       *[other] { $within } d’entre elles sont dans cette série, la première reçue le { $first }, la dernière le { $last }.
    }
explanation-use-elsewhere =
    { $n ->
        [one] { $n } plainte hors de cette série l’emploie aussi.
       *[other] { $n } plaintes hors de cette série l’emploient aussi.
    }
explanation-corroborated =
    { $arrivals ->
        [1] { $corroborated ->
            [0] La plainte suivante qui emploie { $this } ne partage rien d’autre de précis avec la première.
           *[other] La plainte suivante qui emploie { $this } partage aussi avec la première autre chose de précis : un autre identifiant, un message proche ou une image semblable.
        }
       *[other] { $corroborated ->
            [0] Aucune des { $arrivals } plaintes suivantes qui emploient { $this } ne partage autre chose de précis avec l’une des précédentes.
            [1] { $corroborated } des { $arrivals } plaintes suivantes qui emploient { $this } partage aussi avec l’une des précédentes autre chose de précis : un autre identifiant, un message proche ou une image semblable.
           *[other] { $corroborated } des { $arrivals } plaintes suivantes qui emploient { $this } partagent aussi avec l’une des précédentes autre chose de précis : un autre identifiant, un message proche ou une image semblable.
        }
    }
explanation-worth = Indice { $strength } ({ $bits } bits).
explanation-value-links = Déduction : les plaintes qui s’accordent ainsi sont réunies par { $this }. { $worth }
explanation-value-decided = Déduction : aucune. Selon { $decision }, cette valeur est propre à un seul groupe.

# Qui est nommé, selon les droits du lecteur.
explanation-complaint-hidden = une plainte que vos droits n’ouvrent pas
explanation-complaint = la plainte { $reference }
explanation-value = { $kind } { $value }
explanation-decision-unknown = une décision enregistrée
explanation-decision-nobody = un compte fermé
explanation-decision-confirm = la confirmation prise par { $who } le { $day }
explanation-decision-merge = la réunion décidée par { $who } le { $day }
explanation-decision-split = la séparation décidée par { $who } le { $day }
explanation-decision-forbid = l’interdiction de lien décidée par { $who } le { $day }
explanation-decision-shared = la décision de { $who } du { $day }
explanation-decision-owned = la décision de { $who } du { $day }

# La première phrase.
explanation-summary-member =
    { $others ->
        [one] { $complaint } est dans la série { $series }, avec { $others } autre plainte.
       *[other] { $complaint } est dans la série { $series }, avec { $others } autres plaintes.
    }
explanation-summary-together =
    { $members ->
       *[other] { $one } et { $other } sont dans la même série { $series }, qui compte { $members } plaintes.
    }
explanation-summary-apart = { $one } et { $other } ne sont pas dans la même série.
explanation-path-length =
    { $steps ->
        [1] Le lien le plus solide va de l’une à l’autre sans intermédiaire.
       *[other] Le lien le plus solide passe par { $steps } étapes.
    }
explanation-path-cut =
    { $n ->
        [one] { $n } étape n’est pas montrée.
       *[other] { $n } étapes ne sont pas montrées.
    }
explanation-more-grounds =
    { $n ->
        [one] { $n } autre raison n’est pas montrée.
       *[other] { $n } autres raisons ne sont pas montrées.
    }
explanation-more-values =
    { $n ->
        [one] { $n } autre valeur n’est pas montrée.
       *[other] { $n } autres valeurs ne sont pas montrées.
    }
explanation-more-alternatives =
    { $n ->
        [one] { $n } autre groupe n’est pas montré.
       *[other] { $n } autres groupes ne sont pas montrés.
    }

# Une étape, une raison.
explanation-step = De { $from } à { $to }
explanation-said-both = { $from } et { $to } mentionnent la même valeur : { $value }.
explanation-said-one = { $complaint } mentionne cette valeur : { $value }.
explanation-group =
    { $size ->
        [1] { $complaint } seule
       *[other] le groupe de { $size } plaintes qui commence par { $complaint }
    }
explanation-shared-title = Ce que partagent { $one } et { $other }
explanation-shared-start = Au départ, rien ne rapproche deux groupes quelconques : { $bits } bits.
explanation-shared-value =
    { $groups ->
       *[other] { $value }, qui apparaît dans { $groups } groupes : { $bits } bits.
    }
explanation-shared-thin =
    { $groups ->
       *[other] { $value }, qui apparaît dans { $groups } groupes, mais que l’un des deux n’emploie guère ou seulement dans des plaintes tenues par d’autres valeurs : { $bits } bits.
    }
explanation-shared-more =
    { $n ->
        [one] { $n } autre valeur commune : { $bits } bits.
       *[other] { $n } autres valeurs communes : { $bits } bits.
    }
explanation-shared-picture = Une image semblable, présente dans { $groups } groupes : { $bits } bits.
explanation-shared-headings =
    { $compared ->
        [0] Aucune rubrique à comparer : { $bits } bits.
       *[other] Rubriques comparées : identiques { $same } fois sur { $compared } : { $bits } bits.
    }
explanation-shared-scripts = Messages comparés { $compared } fois ; au plus près, ils s’accordent sur { $best } des { $of } repères : { $bits } bits.
explanation-shared-size = Deux grands groupes partagent plus souvent quelque chose par hasard : { $bits } bits.
explanation-shared-enough = Total : { $sum } bits ; il en faut au moins { $threshold }. Déduction : indice { $strength }, les deux groupes sont rapprochés.
explanation-shared-short = Total : { $sum } bits ; il en faut au moins { $threshold }. Déduction : ce n’est pas assez pour les rapprocher.
explanation-shared-kept = Total : { $sum } bits ; il en faut au moins { $threshold }. Le seuil est atteint.
explanation-decided-title = Une décision
explanation-decided =
    { $n ->
       *[other] { $decision } tient ensemble { $n } plaintes de la série.
    }

# Ce qui n’a pas servi.
explanation-unused-title = { $value }, dans { $complaint }
explanation-unused-victim = Écarté : la plainte dit que cette valeur est à la victime.
explanation-unused-impersonated = Écarté : la plainte dit que cette valeur est à un tiers dont le nom est usurpé.
explanation-unused-alone = Aucune autre plainte ne l’emploie.
explanation-unused-never-alone = Écarté : une valeur de ce genre ne réunit jamais seule.
explanation-unused-lent = Écarté : une adresse IP est prêtée à d’autres d’un jour à l’autre. Elle ne compte qu’entre plaintes des mêmes jours, et jamais seule.
explanation-unused-listed = Écarté : valeur connue de tous, nommée par la liste « { $list } ».
explanation-unused-too-little = Écarté : les plaintes qui l’emploient s’accordent trop peu sur autre chose. À examiner par un analyste. { $worth }
explanation-unused-disagrees = Écarté : trop peu des plaintes qui l’emploient s’accordent sur autre chose, plusieurs groupes peuvent s’en servir. { $worth }
explanation-unused-marked-shared = Écarté : selon { $decision }, cette valeur est commune à beaucoup.
explanation-unused-apart = Cette valeur réunit d’autres plaintes, mais celle-ci ne s’accorde pas assez avec elles.
explanation-unused-occasional = Écarté : une autre valeur rattache fermement cette plainte à d’autres plaintes, qui n’emploient pas celle-ci ; ici elle ne s’accorde avec presque personne : cet emploi est tenu pour occasionnel.
explanation-unused-anew =
    { $n ->
       *[other] Écarté : aucune autre plainte n’emploie cette valeur à moins de { $n } jours de celle-ci. Restée si longtemps sans emploi, elle a pu changer de mains.
    }
explanation-unused-hinge =
    { $groups ->
        [one] Écarté : à elle seule, cette valeur relierait { $own } à un autre groupe établi.
       *[other] Écarté : à elle seule, cette valeur relierait { $own } à { $groups } autres groupes.
    }
explanation-unused-hinge-group = Autre groupe : { $group }.
explanation-unused-hinge-why = Déduction : une valeur seule ne réunit pas deux groupes établis, elle peut être louée ou prêtée.
explanation-refused-wall = Écarté : { $decision } sépare ces plaintes.
explanation-refused-confirmed = Écarté : chaque côté tient une série confirmée ({ $one } ; { $other }). Leur réunion ne peut qu’être proposée.
explanation-refused-divided = Écarté : des décisions partagent l’un des groupes, et cet indice mène à l’autre part.

# Ce qui aurait pu être réuni.
explanation-alternative-title = Non réunie à { $group }
explanation-alternative-elsewhere = Déduction : { $group } ne rejoint qu’un autre groupe, celui avec lequel il partage le plus : { $joins }.
explanation-alternative-own = C’est le groupe de cette série.

# La méthode, toujours jointe.
explanation-caution = Un indice commun rapproche des plaintes. Il ne dit pas qui emploie la valeur, ni que quelqu’un est coupable : un compte, un numéro ou un site peut être usurpé, loué ou partagé.
explanation-facts = Constats
explanation-inference = Déductions
explanation-method-title = Comment lire ces chiffres
explanation-method-version = Règles de calcul : version { $version }. Le calcul ne dépend que des plaintes et des décisions, jamais de leur ordre d’arrivée.
explanation-method-bit = L’unité est le bit. Un bit de plus double la vraisemblance que les plaintes relèvent des mêmes faits plutôt que de faits sans rapport ; un bit de moins la divise par deux. Ces poids viennent d’un modèle éprouvé sur des données fictives : ils ordonnent des indices et ne sont pas la probabilité d’une culpabilité.
explanation-method-scale = Les mots : très fort à partir de { $very } bits, fort à partir de { $strong }, moyen à partir de { $moderate }, faible à partir de 0, contraire au-dessous.
explanation-method-value = Une valeur part de ce que vaut son genre, puis gagne ou perd à chaque plainte qui l’emploie, selon ce que celle-ci partage avec les { $hard } précédentes ({ $soft } pour un pseudonyme). « Autre chose de précis » veut dire : un autre compte, téléphone, e-mail, site, cryptoactif ou référence de paiement  ; un message proche ; ou une image semblable. Une plainte est réunie à une autre quand leur accord et la valeur atteignent ensemble { $link } bits.
explanation-method-groups = Deux groupes sont rapprochés quand tout ce qu’ils partagent atteint { $alone } bits pour une plainte seule, { $groups } bits entre groupes. Une valeur seule ne réunit pas deux groupes d’au moins { $established } plaintes.

# Les deux pages.
explanation-member-title = Pourquoi cette plainte est dans la série { $reference }
explanation-pair-title = Pourquoi deux plaintes sont réunies ou non
explanation-path-title = Le lien le plus solide
explanation-direct-title = Les autres raisons
explanation-unused-heading = Ce qui n’a pas servi, et pourquoi
explanation-alternatives-title = Ce qui aurait pu être réuni, et ne l’est pas
explanation-caution-title = Un indice, pas une preuve.
explanation-since = Calculé le { $day }, règles de calcul version { $version }.
explanation-waiting = Le calcul n’a pas encore répondu sur cette plainte. Rechargez la page dans un instant.
explanation-stored = Ce qui est enregistré à ce jour :
explanation-again = Recharger
explanation-link-member = Pourquoi cette plainte est dans cette série
explanation-open-complaint = Ouvrir la plainte
explanation-open-first = Ouvrir la première plainte
explanation-open-second = Ouvrir la seconde plainte
explanation-pair-heading = Comparer avec une autre plainte
explanation-pair-other = Référence de l’autre plainte
explanation-pair-other-hint = Telle qu’elle est imprimée, de cette série ou non. Exemple : FSC-2026-004127-K
explanation-pair-compare = Comparer
explanation-pair-same = Indiquez une autre plainte que celle-ci.
explanation-pair-unknown = Aucune plainte que vos droits ouvrent ne porte cette référence. Vérifiez la saisie.

# Le dossier de série : la page où il se demande, et ce qu’il dit.
explanation-file-title = Dossier de la série { $reference }
explanation-file-lead = Un PDF signé de ce que vos droits ouvrent aujourd’hui : périmètre, méthode, indices, graphe, chronologie, plaintes, pièces, décisions. Document de travail, sans l’identité des victimes.
explanation-file-motive = Motif
explanation-file-motive-hint = Pourquoi ce dossier est demandé, huit caractères au moins. Il figure dans le dossier et au journal.
explanation-file-motive-error = Indiquez pourquoi ce dossier est demandé, en huit caractères au moins.
explanation-file-lang = Langue du dossier
explanation-file-identities = Avec l’annexe des identités, dans un PDF séparé
explanation-file-identities-hint = Seules les identités que vos droits ouvrent y figurent ; chacune est inscrite au journal.
explanation-file-identities-error = Vos droits n’ouvrent l’identité d’aucun plaignant de cette série. Décochez l’annexe pour demander le dossier seul.
explanation-file-make = Demander le dossier
explanation-file-made = Vos dossiers de cette série
explanation-file-made-lead = Chacun dit ce qui était vrai quand vous l’avez demandé. Chaque téléchargement est inscrit au journal.
explanation-file-asked = Demandé le { $day }. Motif : { $motive }
explanation-file-being-made = en préparation
explanation-file-panel = Dossier de série
explanation-file-panel-lead = Un PDF signé, document de travail, avec ou sans l’annexe des identités.
explanation-file-panel-link = Demander le dossier de cette série
explanation-file-size = Plaintes de la série
explanation-file-attached = Dont rattachées, pas encore examinées
explanation-file-units = Services saisis
explanation-file-period = Période
explanation-file-losses = Pertes déclarées
explanation-file-hidden =
    { $n ->
        [one] { $n } plainte n’est pas listée : les droits de la personne qui a demandé ce dossier ne l’ouvrent pas.
       *[other] { $n } plaintes ne sont pas listées : les droits de la personne qui a demandé ce dossier ne les ouvrent pas.
    }
explanation-file-beyond =
    { $n ->
        [one] { $n } plainte plus récente n’est pas listée : un dossier en liste mille.
       *[other] { $n } plaintes plus récentes ne sont pas listées : un dossier en liste mille.
    }
explanation-file-identities-closed =
    { $n ->
        [one] { $n } identité ne figure pas ici : les droits de la personne qui a demandé cette annexe ne l’ouvrent pas.
       *[other] { $n } identités ne figurent pas ici : les droits de la personne qui a demandé cette annexe ne les ouvrent pas.
    }
explanation-file-identity-unsaid = Non déclarée
explanation-file-withdrawn = Retirée par { $who } le { $day }. Motif : { $why }
explanation-file-graph =
    { $of ->
       *[other] Plaintes et valeurs qu’elles partagent : { $nodes } nœuds dessinés sur { $of }. Trait plein : la valeur réunit ; tirets : à examiner ; pointillé : elle ne réunit pas. Les mêmes liens sont dans les tableaux ci-dessus.
    }
explanation-file-timeline = Plaintes reçues, sur { $periods } périodes. Les mêmes nombres sont dans le tableau ci-dessous.
explanation-file-week = semaine du { $day }
explanation-file-month = mois commençant le { $day }
