# Finding one’s files by an identity service. Always optional.

identity-title = Find your files without a code
identity-optional = This is optional. The reference and the code are always enough.
identity-how = An identity service can say that it is really you. You then find here the files you chose to keep with it. That service does not know which ones.
identity-by = Find my files with { $provider }
identity-again = Start again with { $provider }
identity-keep = Keep this file with { $provider }
identity-files-title = Your files
identity-here = A file opened in this browser
identity-here-text = This file is not kept here yet. If you keep it, you will find it again without a code.
identity-keep-here = Keep this file
identity-none = No file is kept here. Open a file with its code, then come back.
identity-filed-on = Filed on { $day }
identity-open = Open this file
identity-detach = Keep this file here no more
identity-detach-text = A file that is no longer kept here is not erased: it opens with its reference and its code.
identity-leave = Leave this list
identity-with-code = Open a file with its code
identity-stopped-title = Your files were not found
identity-stopped-text = Nothing is lost: the reference and the code open your file, and you can file a complaint without this service.
identity-over = This request is no longer valid. Start again from this window.
identity-silent = The identity service does not answer. Try again in a few minutes.
identity-denied = You gave up, or the identity service could not recognise you.
identity-wrong = The answer of the identity service is not safe. It was not taken.

identity-fill-title = Fill in with an identity service (optional)
identity-fill-text = Your name, first names and date of birth can be taken from an identity service. You can also write them yourself.
identity-fill = Take them from { $provider }
identity-filled = These details come from { $provider }
identity-filled-text = Check them. You can change or clear them. Nothing is saved before you continue.
# Who the victim is: a motive to read it, a seal, the agreement of custodians.
identity-nav = Identities under seal
identity-link = Identity of the victim: motive, seal
identity-title = Identity of the victim of case { $reference }
identity-is-open = You may read this identity on the page of the case.
identity-is-closed = You do not read this identity.
identity-is-sealed = It is under seal since { $at }, by { $by }: { $reason }
identity-custodians-needed = { $n } custodians must agree to open it.
identity-motive-title = Read it with a motive
identity-motive-lead = Values are enough to bring complaints together. If you must know who the victim is, say why: the identity opens for 8 hours, and the journal keeps the motive.
identity-motive = Why must it be known?
identity-give-motive = Read the identity
identity-seal-title = Seal
identity-seal-lead = For a person under threat or a protected witness: nobody reads who they are any more, you neither, until custodians open it. Their own space stays open to them.
identity-seal-reason = Why?
identity-reason-hint = No name: custodians and auditors read this sentence.
identity-seal = Put under seal
identity-ask-open = Ask the custodians to open it to me
identity-ask-lift = Ask the custodians to lift the seal
identity-withdraw = Take this request back
identity-wanted-open = Request to open
identity-wanted-lift = Request to lift the seal
identity-by = Asked by
identity-when = On
identity-reason = Reason
identity-agreed = Agreements
identity-agreed-of = { $agreed } of { $needed }
identity-state = Where it stands
identity-state-waits = Waits until { $until }
identity-state-late = Not answered in time
identity-state-open = Open until { $until }
identity-state-closed = Was open, is no more
identity-state-ended = Closed
identity-requests = Identities under seal
identity-requests-lead = Who asks to read an identity under seal, and why. An opening lasts { $hours } hours, for one person; a request waits { $waits } hours.
identity-requests-none = No request.
identity-agree = Agree
identity-day-waiting = { $n ->
    [0] No request waits for the custodians
    [one] One request waits for the custodians
   *[other] { $n } requests wait for the custodians
}
identity-day-open = { $n ->
    [0] No identity under seal is open.
    [one] One identity under seal is open.
   *[other] { $n } identities under seal are open.
}
identity-refused-no-reason = Say why, in { $min } characters at least.
identity-refused-open = You read this identity already.
identity-refused-sealed = This identity is under seal.
identity-refused-not-sealed = This identity is not under seal.
identity-refused-no-custodians = There are too few custodians to open it afterwards. The administrator must name some.
identity-refused-waiting = You asked already: the custodians have not answered yet.
identity-refused-no-request = This request is not yours, or it is closed.
identity-refused-near = You said to be too near to this case.
identity-refused-own = Nobody agrees to their own request.
identity-refused-twice = You agreed already.
identity-refused-over = This request is closed.
