# The legal frame of linkage, for staff.
frame-title = Legal frame of linkage
frame-basis = Frame
frame-basis-own-act = own act of the body
frame-basis-rapprochement = judicial linkage software
frame-basis-serial-analysis = serial analysis file
frame-basis-own-claims = claims of the persons represented (private body)
frame-law = What the law says
frame-unconfirmed = { $citation } – reading not confirmed by a jurist
frame-act = Act
frame-act-missing = Not stated by the operator: to be written in the configuration (linkage_act).
frame-asks = What the platform applies
frame-asks-masked = Who people are stays masked, for who brings complaints together, until the complaint is in a series.
frame-masked = Answered. Masked by the legal frame of linkage, until the complaint is in a series.
frame-asks-closed = A complaint rejected or withdrawn leaves linkage.
frame-asks-kept =
    { $n ->
        [one] A complaint leaves linkage { $n } year after it was recorded.
       *[other] A complaint leaves linkage { $n } years after it was recorded.
    }
frame-asks-penalty =
    { $n ->
        [one] Only complaints whose main offence is punished by at least { $n } year of prison are linked.
       *[other] Only complaints whose main offence is punished by at least { $n } years of prison are linked.
    }
frame-asks-nothing = Neither mask, nor period, nor penalty threshold of its own.
frame-out = Out of linkage: { $reason } (frame: { $basis }).
frame-out-closed = the complaint is rejected or withdrawn
frame-out-kept =
    { $n ->
        [one] the complaint was recorded more than { $n } year ago
       *[other] the complaint was recorded more than { $n } years ago
    }
frame-out-penalty =
    { $n ->
        [one] the main offence of this type of facts is not known to be punished by at least { $n } year of prison
       *[other] the main offence of this type of facts is not known to be punished by at least { $n } years of prison
    }
