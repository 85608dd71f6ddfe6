# La fiche de garde d’une pièce.
documents-custody-title = Fiche de garde : pièce n° { $number }
documents-custody-item = La pièce
documents-custody-digest = Empreinte SHA-256 du contenu entré
documents-custody-chain = La chaîne
documents-custody-how = Chaque étape porte l’empreinte SHA-256 de ses champs et de l’étape d’avant : en changer une se voit aux suivantes. L’empreinte de la dernière figure aussi au journal de l’instance.
documents-custody-steps = Les étapes
documents-custody-step-digest = Empreinte
documents-custody-left =
    { $n ->
        [one] { $n } étape de plus n’est pas imprimée ici.
       *[other] { $n } étapes de plus ne sont pas imprimées ici.
    }
documents-custody-checklist = Comment elle a été recueillie
documents-custody-asked = Ce qui est demandé
documents-custody-answer = Réponse
documents-custody-told = Précisions
documents-custody-challenges = Contestations
documents-custody-no-challenge = Aucune n’est notée.
documents-custody-by-hand = Remises signées à la main
documents-custody-by-hand-lead = Pour qui n’a pas de compte sur l’instance. À recopier ensuite dans la garde de la pièce.
documents-custody-when = Date, heure, fuseau
documents-custody-from = Remis par : nom, fonction, signature
documents-custody-to = Reçu par : nom, fonction, signature
documents-custody-why = Motif
documents-custody-condition = Scellé, état
documents-custody-made-for = Établie pour :
documents-custody-sealed = Ce fichier est signé en entier : toute modification se voit (faisceau receipt verify).
