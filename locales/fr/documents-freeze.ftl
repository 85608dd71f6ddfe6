# La lettre qu’une personne envoie elle-même à sa banque pour un paiement récent.
documents-freeze-title-recall = Demande urgente de rappel d’un virement
documents-freeze-title-dispute = Demande urgente d’opposition et de contestation d’un paiement
documents-freeze-from = De la part de
documents-freeze-to = À l’attention de
documents-freeze-blank = À compléter : …………………………………
documents-freeze-asked = Demande faite le { $moment }.
documents-freeze-clock-time = Paiement fait il y a { $days ->
    [0] { $hours } h { $minutes } min
    [one] { $days } jour et { $hours } h
   *[other] { $days } jours et { $hours } h
 }.
documents-freeze-clock-day = Paiement fait le { $day }.
documents-freeze-payment = Le paiement
documents-freeze-amount = Montant
documents-freeze-paid-at = Fait le
documents-freeze-method = Moyen de paiement
documents-freeze-from-iban = Compte débité
documents-freeze-to-iban = Compte qui a reçu l’argent
documents-freeze-to-bank = Banque de ce compte
documents-freeze-to-name = Nom du bénéficiaire
documents-freeze-merchant = Commerçant écrit sur le relevé
documents-freeze-card = Carte
documents-freeze-account = Compte ou service qui a reçu
documents-freeze-transaction = Numéro de transaction
documents-freeze-reference = Libellé ou référence
documents-freeze-request = Ce que je demande
documents-freeze-recall-call-back = Je conteste ce virement, fait à la suite d’une fraude. Je demande son rappel immédiat.
documents-freeze-recall-block = Je demande que la banque du bénéficiaire soit prévenue tout de suite, pour qu’elle bloque les fonds encore présents.
documents-freeze-recall-trace = Je demande que les informations sur ce virement et sur le compte qui l’a reçu soient conservées.
documents-freeze-dispute-stop = Je conteste ce paiement, fait à la suite d’une fraude. Je demande son blocage s’il n’est pas encore exécuté, et l’opposition sur le moyen de paiement.
documents-freeze-dispute-refund = Je demande l’ouverture d’une contestation et du remboursement selon les règles de ce moyen de paiement.
documents-freeze-dispute-trace = Je demande que les informations sur ce paiement et sur qui l’a reçu soient conservées.
documents-freeze-answer = Je demande une réponse écrite, avec l’heure à laquelle la demande a été transmise et son résultat.
documents-freeze-filed = J’ai déposé ces faits sous la référence { $reference }.
documents-freeze-sent-on = Envoyée le, à :
documents-freeze-signature = Signature :
documents-freeze-own = Lettre de la personne elle-même, préparée à partir de ses réponses. Ce n’est ni un document officiel ni une décision.
