# Cases opened in an emergency, beyond one’s rights.
glass-nav = Emergency opening
glass-title = Open a case in an emergency
glass-lead = Somebody in danger calls, and their case is another unit’s? You may read it for { $hours } hours.
glass-reference = Reference of the case
glass-reference-hint = For instance FSC-2026-000001-K
glass-reason = Why this cannot wait
glass-reason-hint = Without names: auditors read this sentence at once.
glass-means = You read, and decide or write nothing. The opening is written in the journal under your name.
glass-open = Open the case
glass-refused-no-reason = Say why, in { $min } characters at least.
glass-refused-no-reference = This is not the reference of a case. Copy it from the victim’s document.
glass-refused-no-complaint = No case opens to you under this reference.
glass-refused-examined = There is no such opening, or it was examined meanwhile.
glass-list-nav = Emergency openings
glass-list-title = Emergency openings
glass-list-lead = Each case opened beyond the person’s rights. Say whether the emergency justified it.
glass-list-caption = Openings, the newest first
glass-list-none = No case was opened in an emergency.
glass-column-when = When
glass-column-who = By whom
glass-column-complaint = Case
glass-column-reason = Reason given
glass-column-verdict = Examination
glass-until = until
glass-justified = Justified, says { $by }, { $at }
glass-unjustified = Not justified, says { $by }, { $at }
glass-say-justified = Justified
glass-say-unjustified = Not justified
glass-day = { $n ->
    [one] A case was opened in an emergency and waits for your examination
   *[other] { $n } cases were opened in an emergency and wait for your examination
}
glass-day-do = Read the reason given, and say whether it suffices.
