# Money first aid: the letter to the bank, and the request an officer sees first.

# For the victim.
freeze-sheet-link = Prepare the letter to my bank
freeze-sheet-title = The letter to your bank
freeze-sheet-lead = Call your bank, then send it this letter. Every hour counts.
freeze-sheet-own = It is your letter. Your bank alone decides what follows.
freeze-sheet-none = No payment of less than ten days is in your answers.
freeze-sheet-pdf = The letter, to print or to send
freeze-sheet-text = The same text, to copy into a message
freeze-sheet-panel = Your money: the letter to the bank
freeze-sheet-call = Your bank’s number is on the back of your card or on your statement.

# For the officer.
freeze-title = Freeze tickets
freeze-lead = Payments less than ten days old at filing: a bank may still call them back or block them. The victim may send a letter of their own; you may call the bank.
freeze-told = { $amount }, { $method }, paid on { $paid }: { $ask }
freeze-amount-unknown = amount unknown
freeze-ask-recall = recall of the transfer
freeze-ask-dispute = stop or dispute
freeze-left = { $days ->
    [0] { $hours } h { $minutes } min
    [one] { $days } day { $hours } h
   *[other] { $days } days { $hours } h
 } left
freeze-over = ten days gone
freeze-caption = What is asked of banks
freeze-column-payment = Payment
freeze-column-state = Where it stands
freeze-column-settled = What was written
freeze-outcome-done = Blocked or given back
freeze-outcome-too-late = Too late
freeze-outcome-refused = Refused by the bank
freeze-settled = On { $at }, by { $by }.
freeze-settle-title = Write what became of a request to the bank
freeze-words = What the bank answered
freeze-words-hint = Ten characters at least for a refusal
freeze-words-wrong = Write what the bank answered, in 10 to 2,000 characters.
freeze-mark-done = Blocked or given back
freeze-mark-too-late = Too late
freeze-mark-refused = Refused
