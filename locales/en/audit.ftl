# The auditor's check of accesses: figures to be explained, draws, parts taken out.
audit-nav = Check of accesses
audit-title = Check of accesses
audit-lead = Consultations to be explained, with the figures that make them appear. A figure is no reproach: it asks for an explanation.
audit-limits = The unit of a person and of a case are those of today; who was in charge of a case is as of that moment. The days of many consultations are counted in universal time.
audit-period = From { $from } to { $until }
audit-period-label = Period
audit-days-label = Length
audit-days =
    { $n ->
        [one] { $n } day
       *[other] { $n } days
    }
audit-end = Last day
audit-end-hint = Year-month-day, such as 2026-11-23. Empty: until now.
audit-end-error = Write a day that has begun, such as 2026-11-23.
audit-off-hours = Outside the usual hours, to be explained
audit-apart = Cases of another unit, read by somebody not in charge of them at that moment, to be explained
audit-again = One thing opened again by one person, to be explained
audit-many = One thing opened by many persons, to be explained
audit-hour = Many things opened in an hour, to be explained
audit-day = Many things opened in a day, to be explained
audit-off = Gestures outside the hours
audit-all = All their gestures
audit-first = First time
audit-last = Last time
audit-times = Consultations
audit-complaints = Cases
audit-all-complaints = All their consultations of cases
audit-by = By
audit-readers =
    { $n ->
        [one] { $n } person
       *[other] { $n } persons
    }
audit-things = Things opened
audit-usual = Usual for them
audit-peers = Usual for their role
audit-draws-title = Accesses drawn at random
audit-draws-lead = Accesses are drawn at random; each is explained by who made it. The seed of the draw is kept: it can be drawn again.
audit-draws-caption = Draws, the latest first
audit-draw-new = New draw
audit-draw-go = Draw
audit-draw-title = Draw of accesses
audit-draw-how = How this draw was made
audit-draw-nothing = Nobody opened anything in this period.
audit-draw = Draw of
audit-number = Number of accesses
audit-number-hint = From 1 to { $n }.
audit-number-error = Write a number from 1 to { $n }.
audit-reason = Reason
audit-reason-hint = It is kept in the journal. Name nobody.
audit-reason-error = Write the reason.
audit-among = Accesses of the period
audit-asked = Asked
audit-answered = Explained
audit-judged = Judged
audit-seed = Seed
audit-access = Access
audit-reader = Reader
audit-purpose = Declared purpose
audit-answer = Explanation
audit-answer-told = “{ $words }”, { $at }
audit-not-answered = Not given yet
audit-verdict = What the auditor finds
audit-found-enough = The explanation is enough
audit-found-not-enough = The explanation is not enough: { $why }
audit-enough = Enough
audit-not-enough = Not enough
audit-judge-reason = What lacks
audit-judge-reason-hint = To be written when the explanation is not enough. Name nobody.
audit-judge-reason-error = Write what the explanation lacks.
audit-judge-own = Nobody judges their own accesses.
audit-judge-not-answered = This access is not explained yet.
audit-judge-already = This explanation was judged already.
audit-explain-title = Accesses to explain
audit-explain-lead = These accesses of yours were drawn at random. It is no reproach. Say in a few words why you opened each; an answer does not change afterwards.
audit-explain-none = Nothing is asked of you.
audit-explain = Why did you open this?
audit-explain-hint = In a few words. Name nobody.
audit-explain-error = Write why.
audit-explain-go = Send
audit-explained-already = This access is explained already.
audit-waiting =
    { $n ->
        [one] { $n } access drawn at random waits for your explanation.
       *[other] { $n } accesses drawn at random wait for your explanation.
    }
audit-waiting-more = Explain
audit-exports-title = Parts for the supervisory authority
audit-exports-lead = A part gives rows of the journal: ids and codes, no name, no written reason. Its files are made again at each demand and compared with their digests.
audit-export-new = New part
audit-export-go = Take out
audit-entries = Rows
audit-subject = Thing concerned
audit-subject-hint = Its internal id, as the journal gives it. Empty: all.
audit-subject-error = Write an id as the journal gives it.
audit-too-many = More than { $n } rows: choose a shorter period.
audit-altered = The journal does not give any more what was taken out: it was altered. Run `faisceau verify`.
audit-terms-title = Terms searched
audit-terms-lead = The terms that staff search are kept encrypted, under a key of each day. You read them for one day, with a reason. That reading is written in the journal.
audit-terms-kept =
    { $n ->
        [0] This service keeps no term.
        [one] After { $n } day, the key of the day is destroyed and nobody reads them any more. A term also goes with an erased complaint that it had found.
       *[other] After { $n } days, the key of the day is destroyed and nobody reads them any more. A term also goes with an erased complaint that it had found.
    }
audit-terms-none = No search is kept.
audit-terms-read = Read the terms of a day
audit-terms-day = Day
audit-terms-day-hint = Days are counted in universal time.
audit-terms-day-of = { $day } (searches: { $n })
audit-terms-day-error = Choose a day of the list.
audit-terms-go = Read this day
audit-terms-caption = Searches of { $day }, from the latest to the oldest
audit-terms-at = When
audit-terms = Terms
audit-terms-unread = Unreadable: the key of that day is not here
