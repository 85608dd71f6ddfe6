# The same facts filed twice by the same person.

# While filing.
twice-ask-link = Have you already filed about these facts?
twice-ask-title = Have you already filed about these facts?
twice-ask-lead = Give the reference and the code of your first filing. You do not have to.
twice-ask-look = Find my first filing
twice-ask-no = No, back to my answers
twice-ask-known = You filed case { $reference } on { $day }.
twice-ask-same = Your answers tell the same facts. You can complete that case: nothing is to be done again. If you file anyway, both filings become one case.
twice-ask-other = Your answers tell other facts. Go on: it will be a new case.
twice-ask-complete = Complete my first filing
twice-ask-go-on = Go on with this filing
twice-space-title = Your filings together
twice-space-joined = This filing and your case { $reference } tell the same facts. They are treated together. Both your acknowledgements stay valid.
twice-space-state = Where that case stands: { $state }.

# What the officer sees.
twice-panel = Same facts, same person
twice-title = Maybe filed already
twice-is-case = Another filing of the same facts is joined to this case. They count as one.
twice-is-appendix = This filing is joined to another case, which counts and is decided for both.
twice-open = Open the other case
twice-found =
    { $n ->
        [one] { $n } other complaint seems to tell the same facts of the same person.
       *[other] { $n } other complaints seem to tell the same facts of the same person.
    }
twice-compare = Compare and decide
twice-compare-lead = Join them, or say that they are not the same facts.
twice-lead = Same person and same facts, by the answers. Namesakes and relatives look alike: read before you join. Joined, two complaints are one case that counts once; each keeps its reference and its acknowledgements.
twice-none = No other complaint looks like this one.
twice-elsewhere = A complaint that your rights do not open
twice-elsewhere-unit = A complaint of the unit { $unit }, that your rights do not open
twice-no-right = Ask the unit in charge to compare them: joining touches both cases.
twice-standing = State
twice-standing-found = To be decided
twice-standing-joined = Joined as one case
twice-standing-apart = Not the same facts
twice-because = What looks alike
twice-who-identity = birth name and birth date
twice-who-organisation = SIREN number
twice-who-email = the victim’s e-mail address
twice-who-phone = the victim’s telephone
twice-who-code = the person gave the code of the other filing
twice-who-officer = an officer recognised the person
twice-fact-value = a value in common (account, site, telephone…)
twice-fact-payment = a payment of the same sum on the same day
twice-kind = Facts
twice-filed = Filed on
twice-decided = Decided on
twice-by-code = The victim gave the code of their first filing.
twice-by-withdrawal = The victim withdrew one of the two.
twice-reason = Why
twice-reason-hint = Ten characters at least. The reason stays in the case.
twice-join = Join as one case
twice-not-same = Not the same facts
twice-part = Take apart again
twice-closed = One of the two is closed: it cannot be joined.
twice-entangled = One of the two is joined to another already, or both hold some: take those apart first.
twice-decided-there = This complaint is joined to another case: the decision is taken there for both.
