# Les premiers gestes pour l’argent : la lettre à la banque, et la demande que l’agent voit d’abord.

# Pour la victime. Phrases publiques : 15 mots au plus, au présent, « vous ».
freeze-sheet-link = Préparer la lettre à ma banque
freeze-sheet-title = La lettre à votre banque
freeze-sheet-lead = Appelez votre banque, puis envoyez-lui cette lettre. Chaque heure compte.
freeze-sheet-own = C’est votre lettre. Votre banque décide seule de la suite.
freeze-sheet-none = Aucun paiement de moins de dix jours n’est dans vos réponses.
freeze-sheet-pdf = La lettre, à imprimer ou à envoyer
freeze-sheet-text = Le même texte, à copier dans un message
freeze-sheet-panel = Votre argent : la lettre à la banque
freeze-sheet-call = Le numéro de votre banque est au dos de votre carte ou sur votre relevé.

# Pour l’agent.
freeze-title = Demandes de gel
freeze-lead = Paiements de moins de dix jours au dépôt : une banque peut encore les rappeler ou les bloquer. La victime peut envoyer sa propre lettre ; vous pouvez appeler la banque.
freeze-told = { $amount }, { $method }, payé le { $paid } : { $ask }
freeze-amount-unknown = montant inconnu
freeze-ask-recall = rappel du virement
freeze-ask-dispute = blocage ou contestation
freeze-left = reste { $days ->
    [0] { $hours } h { $minutes } min
    [one] { $days } jour { $hours } h
   *[other] { $days } jours { $hours } h
 }
freeze-over = dix jours passés
freeze-caption = Ce qui est demandé aux banques
freeze-column-payment = Paiement
freeze-column-state = Où on en est
freeze-column-settled = Suite écrite
freeze-outcome-done = Bloqué ou rendu
freeze-outcome-too-late = Trop tard
freeze-outcome-refused = Refusé par la banque
freeze-settled = Le { $at }, par { $by }.
freeze-settle-title = Écrire la suite d’une demande à la banque
freeze-words = Ce que la banque a répondu
freeze-words-hint = Dix caractères au moins pour un refus
freeze-words-wrong = Écrivez ce que la banque a répondu, en 10 à 2 000 caractères.
freeze-mark-done = Bloqué ou rendu
freeze-mark-too-late = Trop tard
freeze-mark-refused = Refusé
