# The door of the staff: signing in, choosing why one works.

accounts-sign-in-title = Se connecter
accounts-sign-in-lead = Cette page est réservée aux agents. Chaque geste est inscrit au journal.
accounts-login = Identifiant
accounts-password = Mot de passe
accounts-purpose = Pour quel motif travaillez-vous ?
accounts-purpose-hint = Sans choix, votre motif habituel est pris.
accounts-purpose-journal = Le motif est inscrit au journal avec chaque lecture.
accounts-purpose-title = Motif de travail
accounts-purpose-change = Travailler pour ce motif
accounts-enter = Se connecter
accounts-refused = L’identifiant ou le mot de passe ne correspond pas. Vérifiez-les et essayez encore.
