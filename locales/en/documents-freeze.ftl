# The letter that a person sends to their bank about a recent payment.
documents-freeze-title-recall = Urgent request to recall a transfer
documents-freeze-title-dispute = Urgent request to stop and dispute a payment
documents-freeze-from = From
documents-freeze-to = To
documents-freeze-blank = To be filled in: …………………………………
documents-freeze-asked = Asked on { $moment }.
documents-freeze-clock-time = Payment made { $days ->
    [0] { $hours } h { $minutes } min
    [one] { $days } day and { $hours } h
   *[other] { $days } days and { $hours } h
 } ago.
documents-freeze-clock-day = Payment made on { $day }.
documents-freeze-payment = The payment
documents-freeze-amount = Amount
documents-freeze-paid-at = Made on
documents-freeze-method = Means of payment
documents-freeze-from-iban = Account debited
documents-freeze-to-iban = Account that received the money
documents-freeze-to-bank = Bank of that account
documents-freeze-to-name = Name of the payee
documents-freeze-merchant = Merchant written on the statement
documents-freeze-card = Card
documents-freeze-account = Account or service that received
documents-freeze-transaction = Transaction number
documents-freeze-reference = Label or reference
documents-freeze-request = What I ask
documents-freeze-recall-call-back = I dispute this transfer, made as the result of a fraud. I ask for its immediate recall.
documents-freeze-recall-block = I ask that the bank of the payee be told at once, so that it blocks the money still there.
documents-freeze-recall-trace = I ask that what is known of this transfer and of the account that received it be kept.
documents-freeze-dispute-stop = I dispute this payment, made as the result of a fraud. I ask that it be stopped if it is not carried out yet, and the means of payment blocked.
documents-freeze-dispute-refund = I ask that a dispute and a refund be opened under the rules of this means of payment.
documents-freeze-dispute-trace = I ask that what is known of this payment and of who received it be kept.
documents-freeze-answer = I ask for a written answer, with the hour at which the request was passed on and its result.
documents-freeze-filed = I filed these facts under the reference { $reference }.
documents-freeze-sent-on = Sent on, at:
documents-freeze-signature = Signature:
documents-freeze-own = Letter of the person, prepared from their answers. It is neither an official document nor a decision.
