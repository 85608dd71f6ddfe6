# Alerts and watches of staff.
alerts-nav = Alerts
alerts-title = Alerts
alerts-caption = Alerts, the latest first
alerts-all = All alerts, read ones too
alerts-only-unread = Only those not read
alerts-none = No alert.
alerts-unread = Not read
alerts-choose = Choose:
alerts-column-what = Alert
alerts-column-when = On
alerts-column-told = What is told
alerts-column-where = Where
alerts-person = Person behind the value: { $said }.
alerts-ended = This series has ended.
alerts-several-title = For the alerts ticked
alerts-read = Mark as read
alerts-mute = Tell no more of these series
alerts-mute-reason = Why tell no more of these series
alerts-mute-reason-hint = Only for the second button. Kept in the journal. You alone will be told no more.
alerts-mute-no-reason = Write why, in a few words.
alerts-mute-no-series = None of the alerts ticked is about a series.
alerts-none-ticked = Tick at least one alert.
alerts-muted-title = Series you want to hear no more of
alerts-unmute = Tell again
alerts-see-value = See the value
alerts-day-title = Alerts not read
alerts-day-all = All alerts
alerts-kind-series-born = Series born
alerts-kind-series-growing = Fast growth
alerts-kind-series-loss = Loss threshold
alerts-kind-series-units = Another unit
alerts-kind-watch-hit = Watch
alerts-kind-watch-unit = Another unit
alerts-kind-value-unit = Another unit
alerts-told-series-born =
    { $n ->
        [one] Series { $reference } holds { $n } complaint.
       *[other] Series { $reference } holds { $n } complaints.
    }
alerts-told-series-growing =
    { $windows ->
        [one] Series { $reference } grows fast: { $n } complaints received in { $days } days, against { $before } over the equal period before.
       *[other] Series { $reference } grows fast: { $n } complaints received in { $days } days, against { $before } over the { $windows } equal periods before.
    }
alerts-told-series-loss = The losses of series { $reference } reach { $loss } or more.
alerts-told-series-units = Other units also have complaints of series { $reference }: { $units }.
alerts-told-watch-hit = A complaint bears the value you watch: { $kind } { $value }.
alerts-told-watch-hit-closed = A complaint that your rights do not open bears the value you watch: { $kind } { $value }. It is here: { $units }.
alerts-told-watch-unit = Another unit has the value you watch, or watches it too ({ $kind } { $value }): { $units }.
alerts-told-value-unit = Another unit watches a value that is in complaints of your unit: { $units }.
alerts-contact = { $unit }: { $contact }
alerts-contact-unknown = { $unit }: contact not given by the operator
alerts-value-iban = IBAN
alerts-value-phone = Telephone
alerts-value-email = E-mail address
alerts-value-url = Site
alerts-value-crypto = Crypto address
alerts-value-handle = Handle
alerts-value-ip = IP address
alerts-value-payref = Payment reference
alerts-watches-title = My watches
alerts-watches-lead = You are told when a complaint bears a value you watch. You alone see it; another unit that has it too is told of nothing but your unit and how to reach it.
alerts-watches-caption = Values watched, the latest first
alerts-watches-none = No value watched.
alerts-watch-this = Be told when this value comes back
alerts-watch-title = Watch a value
alerts-watch-met = The value of the page you come from.
alerts-watch-kind = Kind
alerts-watch-no-kind = Choose the kind of the value.
alerts-watch-value = Value
alerts-watch-value-hint = IBAN, telephone, address, site… as you know it
alerts-watch-not-a-value = This text is no value of that kind. Check what you typed and the kind.
alerts-watch-already = You watch this value already.
alerts-watch-too-many = You watch as many values as allowed. Remove one first.
alerts-watch-reason = Reason
alerts-watch-reason-hint = Kept in the journal. Example: number of the procedure
alerts-watch-no-reason = Write the reason, in a few words.
alerts-watch-days = Length in days
alerts-watch-days-hint = { $n } at most. Then the watch is erased.
alerts-watch-days-error = Give a number of days, from 1 to { $n }.
alerts-watch-add = Watch
alerts-watch-why = Reason
alerts-watch-since = Since
alerts-watch-until = Until
alerts-watch-end = End
alerts-watch-remove = Watch no more
alerts-watch-added = Value watched
alerts-watch-told =
    { $n ->
        [0] No complaint bears it today.
        [one] It is known already: { $n } alert waits for you.
       *[other] It is known already: { $n } alerts came of it.
    }
