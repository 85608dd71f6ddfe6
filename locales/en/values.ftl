# The values of complaints: those that are everybody's, those that look alike.
values-noise = Lists of values known to everybody, in force (version { $version })
values-noise-note = A value that a list names brings nobody together, and the explanation names the list. A person who says that it is one group's own is obeyed above the lists.
values-noise-column-name = List
values-noise-column-kinds = Of what
values-noise-column-entries = Entries
values-noise-column-source = Source, licence and date
values-noise-column-code = Name to switch it off by
values-noise-source = { $source }; { $licence }; { $dated }
values-noise-method =
    { $lists ->
        [0] No list leaves values out as known to everybody.
        [one] One list leaves out values known to everybody (version { $version }).
       *[other] { $lists } lists leave out values known to everybody (version { $version }).
    }
values-slips = Possible typing slips
values-slips-lead = A complaint has a value that differs by one sign from a value of other complaints. Nothing is brought together nor corrected before somebody answers.
values-slips-accept = It is one: bring the ticked complaints together
values-slips-refuse = The value is the right one
values-slip = { $kind } { $typed }: perhaps { $meant }, mistyped.
values-slip-changed = Sign { $place }: “{ $typed }” instead of “{ $meant }”.
values-slip-exchanged = Signs { $place } and { $next } are exchanged.
values-slip-extra = Sign { $place } is one too many: “{ $typed }”.
values-slip-forgotten = “{ $meant }” was forgotten before sign { $place }.
values-slip-forgotten-end = “{ $meant }” was forgotten at the end.
values-slip-masked = One sign tells them apart.
values-slip-changed-sign = “{ $typed }” instead of “{ $meant }”.
values-slip-exchanged-sign = Two neighbouring signs are exchanged.
values-slip-extra-sign = One “{ $typed }” too many.
values-slip-forgotten-sign = One “{ $meant }” was forgotten.
