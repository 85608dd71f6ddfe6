# Connexion par un fournisseur d’identité (OpenID Connect).

oidc-by = Se connecter avec { $provider }
oidc-or = Ou avec un mot de passe
oidc-local = Se connecter autrement
oidc-stopped-title = Vous n’êtes pas connecté
oidc-stopped-text = Vous pouvez recommencer, ou vous connecter autrement.
oidc-over = Cette connexion n’est plus valable. Recommencez depuis cette fenêtre.
oidc-silent = Le service de connexion ne répond pas. Réessayez dans quelques minutes.
oidc-wrong = Le service de connexion n’a pas confirmé votre identité.
oidc-no-account = Aucun compte ne vous est ouvert ici. Adressez-vous à l’administrateur.
oidc-no-role = Aucun rôle ne vous est donné ici. Adressez-vous à l’administrateur.
oidc-left-title = Vous êtes déconnecté ici
oidc-left-text = Votre session est fermée sur ce service. Elle peut rester ouverte ailleurs.
oidc-left-there = Se déconnecter aussi de { $provider }
