# The custody sheet of an exhibit.
documents-custody-title = Custody sheet: exhibit no. { $number }
documents-custody-item = The exhibit
documents-custody-digest = SHA-256 of the content that came in
documents-custody-chain = The chain
documents-custody-how = Each step bears the SHA-256 of its fields and of the step before it: changing one shows in those that follow. The digest of the last one is also in the journal of the instance.
documents-custody-steps = The steps
documents-custody-step-digest = Digest
documents-custody-left =
    { $n ->
        [one] { $n } more step is not printed here.
       *[other] { $n } more steps are not printed here.
    }
documents-custody-checklist = How it was collected
documents-custody-asked = What is asked
documents-custody-answer = Answer
documents-custody-told = In which words
documents-custody-challenges = Challenges
documents-custody-no-challenge = None is noted.
documents-custody-by-hand = Hand-overs signed by hand
documents-custody-by-hand-lead = For who has no account on the instance. To be copied into the custody of the exhibit afterwards.
documents-custody-when = Date, time, zone
documents-custody-from = Released by: name, function, signature
documents-custody-to = Received by: name, function, signature
documents-custody-why = Reason
documents-custody-condition = Seal, condition
documents-custody-made-for = Made for:
documents-custody-sealed = This file is signed whole: any change shows (faisceau receipt verify).
