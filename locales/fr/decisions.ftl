# Les décisions sur les rapprochements : qui, quand, pourquoi, et comment y revenir.
decisions-nav = Décisions
decisions-title = Décisions sur les rapprochements
decisions-lead = Ce que des personnes ont décidé : qui, quand et pourquoi. Une décision retirée reste écrite.
decisions-of-series = Décisions sur la série { $reference }
decisions-of-series-lead = Les décisions prises sur cette série, ou qui nomment une de ses plaintes.
decisions-caption = Décisions, la dernière d’abord
decisions-column-kind = Décision
decisions-column-said = Ce qu’elle dit
decisions-column-by = Prise par
decisions-column-reason = Raison
decisions-column-state = État
decisions-by = { $name }, le { $day }
decisions-by-closed = un compte fermé
decisions-kind-confirm = Série confirmée
decisions-kind-split = Série partagée
decisions-kind-merge = Séries réunies
decisions-kind-forbid = Lien interdit
decisions-kind-shared = Valeur commune à beaucoup
decisions-kind-owned = Valeur propre à un groupe
decisions-kind-kept = Série laissée en l’état
decisions-kind-typed = Valeur bien saisie
decisions-said-confirm =
    { $n ->
        [one] { $n } plainte forme la série.
       *[other] { $n } plaintes forment une seule série.
    }
decisions-said-split =
    { $m ->
        [one] { $m } plainte n’est pas de la même série que { $n } autres.
       *[other] { $m } plaintes ne sont pas de la même série que { $n } autres.
    }
decisions-said-merge =
    { $m ->
        [one] { $n } et { $m } plainte forment une seule série.
       *[other] { $n } et { $m } plaintes forment une seule série.
    }
decisions-said-forbid =
    { $m ->
        [one] { $n } et { $m } plainte ne sont jamais de la même série.
       *[other] { $n } et { $m } plaintes ne sont jamais de la même série.
    }
decisions-said-shared = { $value } est employé par beaucoup de monde : cette valeur ne réunit personne.
decisions-said-owned = { $value } est propre à un groupe : cette valeur réunit qui l’emploie.
decisions-said-kept = { $n } plaintes restent une seule série, bien que les indices les séparent.
decisions-said-typed = { $value } est bien la valeur de la plainte, et non une faute de frappe.
decisions-the-confirm = la confirmation de
decisions-the-split = le partage de
decisions-the-merge = la réunion de
decisions-the-forbid = l’interdiction de
decisions-the-shared = la marque « commune » de
decisions-the-owned = la marque « propre » de
decisions-the-kept = le maintien de
decisions-the-typed = la mention « bien saisie » de
decisions-state-in-force = En vigueur
decisions-state-pending = En cours d’application
decisions-state-withdrawn = Retirée
decisions-withdrawn-by = Retirée par
decisions-withdrawn-reason = Raison du retrait
decisions-done-taken = Votre décision est enregistrée.
decisions-done-withdrawn = La décision est retirée.
decisions-done-soon = Le rapprochement en tient compte dans les secondes qui suivent.
decisions-side-confirm-0 = Plaintes confirmées
decisions-side-split-0 = Plaintes qui restent
decisions-side-split-1 = Plaintes mises à part
decisions-side-merge-0 = Plaintes d’un côté
decisions-side-merge-1 = Plaintes de l’autre
decisions-side-forbid-0 = Plaintes d’un côté
decisions-side-forbid-1 = Plaintes de l’autre
decisions-side-kept-0 = Plaintes de la série
decisions-side-typed-0 = Plainte qui porte la valeur
decisions-side-typed-1 = Plainte qui porte la valeur voisine
decisions-hidden =
    { $n ->
        [one] { $n } plainte nommée n’est pas montrée ici : effacée, hors de vos droits, ou au-delà des cinq cents premières.
       *[other] { $n } plaintes nommées ne sont pas montrées ici : effacées, hors de vos droits, ou au-delà des cinq cents premières.
    }
decisions-undo = Retirer la décision
decisions-undo-title = Revenir sur cette décision
decisions-undo-lead = Rien n’est effacé : la décision reste écrite, avec votre nom, la date et la raison du retrait.
decisions-undo-reason = Pourquoi la retirer ?
decisions-batch = Décisions prises ensemble
decisions-batch-link = Les décisions prises dans le même geste
decisions-panel = Décisions
decisions-panel-decide = Décider
decisions-none = Aucune décision n’a été prise sur cette série.
decisions-all =
    { $n ->
        [one] Voir la décision
       *[other] Voir les { $n } décisions
    }
decisions-unconfirmed = Personne n’a encore confirmé cette série.
decisions-confirmed =
    { $n ->
        [one] { $n } plainte confirmée.
       *[other] { $n } plaintes confirmées.
    }
decisions-attached =
    { $n ->
        [0] Aucune n’est venue depuis.
        [one] { $n } plainte rattachée depuis, non relue.
       *[other] { $n } plaintes rattachées depuis, non relues.
    }
decisions-settled = Toutes les plaintes de la série sont confirmées.
decisions-reason = Raison
decisions-reason-hint = Écrite avec la décision et au journal. Sans nom de victime.
decisions-confirm-title = Confirmer la série
decisions-confirm-lead = Les plaintes que vous voyez forment une seule série. Les indices ne la réuniront plus d’eux-mêmes à une autre série confirmée. Celles qui viendront ensuite seront à relire.
decisions-confirm-button = Confirmer la série
decisions-review =
    { $n ->
        [one] Relire { $n } plainte rattachée
       *[other] Relire { $n } plaintes rattachées
    }
decisions-review-lead = Elles ont rejoint la série après sa confirmation. Les confirmer les range avec les autres ; sinon, mettez-les à part.
decisions-review-button = Confirmer avec les plaintes rattachées
decisions-merge-title = Réunir avec une autre série
decisions-merge-lead = Toutes les plaintes des deux côtés forment une seule série, quoi que disent les indices.
decisions-merge-with = Référence de l’autre série, ou d’une plainte
decisions-merge-with-hint = Telle qu’elle est imprimée. Exemple : SER-2026-000123
decisions-merge-button = Réunir
decisions-split-title = Mettre des plaintes à part
decisions-split-lead = Cochez celles qui ne sont pas de cette série.
decisions-split-page = Mettre à part des plaintes de la série { $reference }
decisions-split-page-lead = Cochez les plaintes qui ne sont pas de cette série. Les coches sont gardées d’une page à l’autre.
decisions-split-caption = Plaintes de la série, la plus ancienne d’abord
decisions-split-choose = Choisir
decisions-split-chosen =
    { $n ->
        [0] Aucune plainte n’est cochée.
        [one] { $n } plainte cochée.
       *[other] { $n } plaintes cochées.
    }
decisions-split-value = Cocher celles qui emploient
decisions-split-value-hint = Entre parenthèses, le nombre de plaintes de la série.
decisions-split-by-value = Cocher
decisions-split-earlier = Page précédente
decisions-split-later = Page suivante
decisions-split-button = Mettre à part les plaintes cochées
decisions-split-forbid = Interdire le lien entre les deux cochées
decisions-value-title = Ce que cette valeur est
decisions-value-lead = Le dire vaut partout où cette valeur apparaît, sous toutes ses écritures.
decisions-value-asked = Que dites-vous de cette valeur ?
decisions-value-shared-hint = Un service public, une plateforme, un compte loué à plusieurs groupes : elle ne réunira personne.
decisions-value-owned-hint = Un seul groupe s’en sert : elle réunira qui l’emploie.
decisions-value-button = Enregistrer
decisions-refused-title = Rien n’a été décidé
decisions-refused-no-series = Aucune série ni plainte connue de vous ne porte cette référence.
decisions-refused-no-decision = Cette décision n’existe pas, ou vos droits ne l’ouvrent pas.
decisions-refused-no-complaint = Une des plaintes choisies n’est plus dans la série, ou vos droits ne l’ouvrent pas.
decisions-refused-no-identifier = Cet identifiant n’a jamais été rencontré.
decisions-refused-no-proposal = Cette proposition n’est plus d’actualité.
decisions-refused-not-allowed = Vos droits ne permettent pas cette décision.
decisions-refused-no-reason = Écrivez la raison de votre décision.
decisions-refused-ended = Cette série a pris fin : décidez sur celle qui la suit.
decisions-refused-too-many = Trop de plaintes pour un seul geste.
decisions-refused-one-side = Choisissez au moins une plainte, sans les prendre toutes ; pour interdire un lien, deux exactement.
decisions-refused-same = Les deux côtés sont les mêmes.
decisions-refused-never-links = Une valeur de ce genre ne réunit jamais seule : rien n’est à dire d’elle.
decisions-refused-already-so = C’est déjà décidé ainsi.
decisions-refused-meanwhile = Ce geste a déjà servi à autre chose. Revenez à la page et recommencez.
decisions-refused-contradicts = Des décisions en vigueur disent le contraire.
decisions-proof-title = Ce qui l’empêche
decisions-proof-lead = Retirez d’abord la décision qui ne vaut plus, puis recommencez.
decisions-proof-see = Voir cette décision
decisions-proof-tied = { $from } et { $to } sont liées par { $by }.
decisions-proof-apart = { $from } et { $to } sont tenues à part par { $by }.
decisions-proof-shared = La valeur est dite commune à beaucoup par { $by }.
decisions-proof-owned = La valeur est dite propre à un groupe par { $by }.
decisions-proof-this = la décision que vous prenez
decisions-proof-hidden = une plainte hors de vos droits
decisions-again = Décider
decisions-back = Revenir à la page
decisions-standing-candidate = À confirmer
decisions-standing-confirmed = Confirmée
decisions-standing-attached = Rattachée, à relire
decisions-column-standing = Relecture
decisions-to-review =
    { $n ->
        [one] Confirmée, { $n } à relire
       *[other] Confirmée, { $n } à relire
    }
decisions-nav-proposals = Propositions
decisions-proposals = Propositions de rapprochement
decisions-proposals-lead = Ce que le rapprochement laisse à votre jugement. En tête, ce qu’une réponse peut apporter de plus : la probabilité, multipliée par les plaintes et les pertes en jeu.
decisions-proposals-none = Rien n’attend votre jugement.
decisions-proposals-caption = Propositions, la plus utile d’abord
decisions-proposals-column-what = Proposition
decisions-proposals-column-of = De quoi
decisions-proposals-column-why = Pourquoi ce n’est pas fait
decisions-proposals-column-bits = Indices (bits)
decisions-proposals-column-stake = En jeu
decisions-proposals-join = Réunir
decisions-proposals-part = Partager
decisions-proposals-value = Dire la valeur propre à un groupe
decisions-proposals-slip = Faute de frappe
decisions-proposals-alone = Plainte { $reference }
decisions-proposals-why-below = Les indices vont dans ce sens, sans suffire.
decisions-proposals-why-elsewhere = Le plus petit côté a rejoint une autre série, pour laquelle plus d’indices parlent.
decisions-proposals-why-both-confirmed = Les deux séries sont confirmées : seule une personne peut les réunir.
decisions-proposals-why-held-by-confirmation = Seule la confirmation tient encore ces plaintes ensemble.
decisions-proposals-why-too-little = Les plaintes qui l’emploient s’accordent trop peu pour qu’elle les réunisse.
decisions-proposals-size-join = Plaintes : { $n } et { $m }.
decisions-proposals-size-part = Plaintes : { $n } et { $m }.
decisions-proposals-size-value = { $n } plaintes, { $m } séries ou plaintes seules.
decisions-proposals-size-slip =
    { $m ->
        [one] 1 plainte, et { $m } qui emploie l’autre valeur.
       *[other] 1 plainte, et { $m } qui emploient l’autre valeur.
    }
decisions-proposals-accept = Accepter les propositions cochées
decisions-proposals-refuse = Refuser les propositions cochées
decisions-proposals-left = Certaines propositions sont restées sans réponse
decisions-proposals-answered =
    { $n ->
        [0] Aucune réponse n’a été enregistrée.
        [one] { $n } réponse enregistrée.
       *[other] { $n } réponses enregistrées.
    }
decisions-proposals-back = Revenir aux propositions
decisions-proposals-compare = Comparer les deux séries
