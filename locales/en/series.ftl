# Series and identifiers: lists, pages, panels of a case.
series-nav = Series
series-list-title = Series
series-list-lead = Complaints brought together by the identifiers they have in common.
series-list-caption = Series, the last changed first
series-filter-size = Smallest size
series-filter-size-hint = Number of complaints. Example: 3
series-filter-size-error = Give a whole number of complaints.
series-filter-since = Changed since
series-filter-since-hint = Year-month-day. Example: 2026-03-16
series-filter-since-error = Give a date that exists, such as 2026-03-16.
series-filter-value = That contain the identifier
series-filter-value-hint = IBAN, phone, email address, site… as you know it
series-filter-value-error = This text is not an identifier we recognise. Check it.
series-filter-kept = Only the series that contain the identifier sought are listed.
series-filter-show = Show
series-filter-all = All series
series-column-reference = Series
series-column-size = Complaints
series-column-formed = Formed on
series-column-changed = Changed on
series-column-identifier = Identifier
series-column-because = Reason
series-column-class = Use
series-column-why = Why
series-column-complaint = Case
series-column-received = Received on
series-column-type = Facts
series-column-loss = Loss
series-column-unit = Unit
series-column-joined = In the series since
series-column-role = Stated role
series-title = Series { $reference }
series-ended = This series ended on { $day }.
series-successor = See the series that follows it
series-figure-size =
    { $n ->
        [one] { $n } complaint
       *[other] { $n } complaints
    }
series-figure-units =
    { $n ->
        [0] no unit in charge
        [one] { $n } unit in charge
       *[other] { $n } units in charge
    }
series-figure-formed = series formed on { $day }
series-period = received from { $first } to { $last }
series-central-queue = Central queue
series-evidence-title = Why these complaints are together
series-evidence-lead = A shared value is a clue. It does not say who uses it.
series-evidence-caption = Values that bring these complaints together
series-unused-caption = Shared values that do not
series-because =
    { $n ->
        [one] Because: { $kind } { $value } in { $n } complaint, received on { $first }.
       *[other] Because: { $kind } { $value } in { $n } complaints, the first on { $first }, the last on { $last }.
    }
series-members-title = The complaints
series-members-caption = Complaints of the series, the earliest first
series-members-hidden = Some complaints of the series are not listed: your rights do not open them.
series-class-link = Brings together
series-class-propose = To be examined
series-class-shared = Does not bring together
series-reason-agrees = The complaints that use it agree on something else too.
series-reason-agrees-too-little = The complaints that use it agree too little for it to bring them together.
series-reason-disagrees = Too few of the complaints that use it agree on something else: several groups may use it.
series-reason-never-alone = A value of this kind is never enough alone.
series-reason-listed = A value known to all, named by the list “{ $list }”.
series-reason-marked-shared = An analyst said that it is common to many.
series-reason-marked-owned = An analyst said that one group owns it.
series-reason-alone = No other complaint uses it.
series-reason-role = Not used to bring together: it belongs to the victim or to a third party.
series-role-offender = Used in the facts
series-role-victim = The victim’s
series-role-impersonated = A third party’s whose name was borrowed
series-role-unknown = Not stated
series-pivot-title = { $kind }: where this value appears
series-pivot-masked = Masked value: your rights open no complaint that bears it.
series-pivot-caution = An account, a number or a site may be spoofed or shared.
series-appearances-caption = Complaints where this value appears, the latest first
series-panel-identifiers = Identifiers
series-panel-identifiers-caption = Identifiers of the complaint
series-panel-series = Series
series-panel-link = Series { $reference }
series-pending = Being brought together.
series-alone = This complaint is not together with any other.
