# Who the victim is: a motive to read it, a seal, the agreement of custodians.
sealed-nav = Identities under seal
sealed-link = Identity of the victim: motive, seal
sealed-title = Identity of the victim of case { $reference }
sealed-is-open = You may read this identity on the page of the case.
sealed-is-closed = You do not read this identity.
sealed-is-sealed = It is under seal since { $at }, by { $by }: { $reason }
sealed-custodians-needed = { $n } custodians must agree to open it.
sealed-motive-title = Read it with a motive
sealed-motive-lead = Values are enough to bring complaints together. If you must know who the victim is, say why: the identity opens for 8 hours, and the journal keeps the motive.
sealed-motive = Why must it be known?
sealed-give-motive = Read the identity
sealed-seal-title = Seal
sealed-seal-lead = For a person under threat or a protected witness: nobody reads who they are any more, you neither, until custodians open it. Their own space stays open to them.
sealed-seal-reason = Why?
sealed-reason-hint = No name: custodians and auditors read this sentence.
sealed-seal = Put under seal
sealed-ask-open = Ask the custodians to open it to me
sealed-ask-lift = Ask the custodians to lift the seal
sealed-withdraw = Take this request back
sealed-wanted-open = Request to open
sealed-wanted-lift = Request to lift the seal
sealed-by = Asked by
sealed-when = On
sealed-reason = Reason
sealed-agreed = Agreements
sealed-agreed-of = { $agreed } of { $needed }
sealed-state = Where it stands
sealed-state-waits = Waits until { $until }
sealed-state-late = Not answered in time
sealed-state-open = Open until { $until }
sealed-state-closed = Was open, is no more
sealed-state-ended = Closed
sealed-requests = Identities under seal
sealed-requests-lead = Who asks to read an identity under seal, and why. An opening lasts { $hours } hours, for one person; a request waits { $waits } hours.
sealed-requests-none = No request.
sealed-agree = Agree
sealed-day-waiting = { $n ->
    [0] No request waits for the custodians
    [one] One request waits for the custodians
   *[other] { $n } requests wait for the custodians
}
sealed-day-open = { $n ->
    [0] No identity under seal is open.
    [one] One identity under seal is open.
   *[other] { $n } identities under seal are open.
}
sealed-refused-no-reason = Say why, in { $min } characters at least.
sealed-refused-open = You read this identity already.
sealed-refused-sealed = This identity is under seal.
sealed-refused-not-sealed = This identity is not under seal.
sealed-refused-no-custodians = There are too few custodians to open it afterwards. The administrator must name some.
sealed-refused-waiting = You asked already: the custodians have not answered yet.
sealed-refused-no-request = This request is not yours, or it is closed.
sealed-refused-near = You said to be too near to this case.
sealed-refused-own = Nobody agrees to their own request.
sealed-refused-twice = You agreed already.
sealed-refused-over = This request is closed.
