# L’ordre dans lequel les plaintes et les séries sont regardées, et pourquoi.
priority-title = Priorité
priority-points = Points et raisons
priority-version = Version des poids
priority-told = Priorité { $points } : { $reasons }
priority-part = { $reason } ({ $points })
priority-none = Aucune raison de la regarder avant les autres.
priority-caution = Ces points trient une liste. Ils ne rejettent rien et ne décident de rien.
priority-life = danger pour une personne
priority-minor = mineur ou âge non dit
priority-threat = menace
priority-recall = rappel bancaire encore possible
priority-loss = perte
priority-series = taille de la série
priority-growing = série qui grandit vite
