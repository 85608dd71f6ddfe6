# Why complaints are together or not: the same sentences on screen, in the JSON interface and in the
# series file. A fact says what complaints mention; an inference says what the calculation draws from
# it. Never that a person is guilty.

# The strength of a clue, in a word. The limits: crates/series/src/said/strength.rs.
explanation-strength-very-strong = very strong
explanation-strength-strong = strong
explanation-strength-moderate = moderate
explanation-strength-weak = weak
explanation-strength-against = against
explanation-bits = { $bits } bits

# "This IBAN", inside a sentence.
explanation-this-iban = this IBAN
explanation-this-phone = this phone number
explanation-this-short = this short number
explanation-this-email = this email address
explanation-this-url = this web address
explanation-this-crypto = this crypto address
explanation-this-payref = this payment reference
explanation-this-label = this payment label
explanation-this-handle = this user name
explanation-this-ip = this IP address

# What a shared value is worth.
explanation-use-everywhere =
    { $users ->
        [one] In all, { $users } complaint uses it.
       *[other] In all, { $users } complaints use it, the first received on { $first }, the last on { $last }.
    }
explanation-use-within =
    { $within ->
        [one] { $within } of them is in this series.
       *[other] { $within } of them are in this series, the first received on { $first }, the last on { $last }.
    }
explanation-use-elsewhere =
    { $n ->
        [one] { $n } complaint outside this series uses it too.
       *[other] { $n } complaints outside this series use it too.
    }
explanation-corroborated =
    { $arrivals ->
        [1] { $corroborated ->
            [0] The next complaint that used { $this } shared nothing else precise with the first.
           *[other] The next complaint that used { $this } also shared something else precise with the first: another identifier, a similar message or picture.
        }
       *[other] { $corroborated ->
            [0] None of the { $arrivals } later complaints that used { $this } shared something else precise with one of those before it.
           *[other] { $corroborated } of { $arrivals } later complaints that used { $this } also shared something else precise with one of those before it: another identifier, a similar message or picture.
        }
    }
explanation-worth = Clue: { $strength } ({ $bits } bits).
explanation-value-links = Inference: the complaints that agree in this way are brought together by { $this }. { $worth }
explanation-value-decided = Inference: none. By { $decision }, this value belongs to one group only.

# Who is named, as far as the reader may know.
explanation-complaint-hidden = a complaint that your rights do not open
explanation-complaint = complaint { $reference }
explanation-value = { $kind } { $value }
explanation-decision-unknown = a recorded decision
explanation-decision-nobody = a closed account
explanation-decision-confirm = the confirmation by { $who } on { $day }
explanation-decision-merge = the merge decided by { $who } on { $day }
explanation-decision-split = the split decided by { $who } on { $day }
explanation-decision-forbid = the forbidden link decided by { $who } on { $day }
explanation-decision-shared = the decision of { $who } of { $day }
explanation-decision-owned = the decision of { $who } of { $day }

# The first sentence.
explanation-summary-member =
    { $others ->
        [one] { $complaint } is in series { $series }, with { $others } other complaint.
       *[other] { $complaint } is in series { $series }, with { $others } other complaints.
    }
explanation-summary-together =
    { $members ->
       *[other] { $one } and { $other } are in the same series { $series }, of { $members } complaints.
    }
explanation-summary-apart = { $one } and { $other } are not in the same series.
explanation-path-length =
    { $steps ->
        [1] The strongest link goes from one to the other directly.
       *[other] The strongest link takes { $steps } steps.
    }
explanation-path-cut =
    { $n ->
        [one] { $n } step is not shown.
       *[other] { $n } steps are not shown.
    }
explanation-more-grounds =
    { $n ->
        [one] { $n } other reason is not shown.
       *[other] { $n } other reasons are not shown.
    }
explanation-more-values =
    { $n ->
        [one] { $n } other value is not shown.
       *[other] { $n } other values are not shown.
    }
explanation-more-alternatives =
    { $n ->
        [one] { $n } other group is not shown.
       *[other] { $n } other groups are not shown.
    }

# A step, a reason.
explanation-step = From { $from } to { $to }
explanation-said-both = { $from } and { $to } mention the same value: { $value }.
explanation-said-one = { $complaint } mentions this value: { $value }.
explanation-group =
    { $size ->
        [1] { $complaint } alone
       *[other] the group of { $size } complaints that begins with { $complaint }
    }
explanation-shared-title = What { $one } and { $other } share
explanation-shared-start = To begin with, nothing brings any two groups together: { $bits } bits.
explanation-shared-value =
    { $groups ->
       *[other] { $value }, which appears in { $groups } groups: { $bits } bits.
    }
explanation-shared-thin =
    { $groups ->
       *[other] { $value }, which appears in { $groups } groups, but which one of the two hardly uses, or only in complaints held by other values: { $bits } bits.
    }
explanation-shared-more =
    { $n ->
        [one] { $n } other shared value: { $bits } bits.
       *[other] { $n } other shared values: { $bits } bits.
    }
explanation-shared-picture = A picture that looks the same, found in { $groups } groups: { $bits } bits.
explanation-shared-headings =
    { $compared ->
        [0] No heading to compare: { $bits } bits.
       *[other] Headings compared: the same in { $same } of { $compared }: { $bits } bits.
    }
explanation-shared-scripts = Messages compared, { $compared } in all: at the closest they agree on { $best } of { $of } marks: { $bits } bits.
explanation-shared-size = Two large groups share something by chance more often: { $bits } bits.
explanation-shared-enough = Total: { $sum } bits; at least { $threshold } are needed. Inference: clue { $strength }, the two groups are brought together.
explanation-shared-short = Total: { $sum } bits; at least { $threshold } are needed. Inference: not enough to bring them together.
explanation-shared-kept = Total: { $sum } bits; at least { $threshold } are needed. The threshold is reached.
explanation-decided-title = A decision
explanation-decided =
    { $n ->
       *[other] { $decision } holds { $n } complaints of the series together.
    }

# What was not used.
explanation-unused-title = { $value }, in { $complaint }
explanation-unused-victim = Left out: the complaint says that this value is the victim’s.
explanation-unused-impersonated = Left out: the complaint says that this value belongs to a third party whose name was borrowed.
explanation-unused-alone = No other complaint uses it.
explanation-unused-never-alone = Left out: a value of this kind never brings complaints together alone.
explanation-unused-lent = Left out: an IP address is lent to others from one day to the next. It counts only between complaints of the same days, and never alone.
explanation-unused-listed = Left out: a value known to everybody, named by the list “{ $list }”.
explanation-unused-too-little = Left out: the complaints that use it agree on too little else. To be examined by an analyst. { $worth }
explanation-unused-disagrees = Left out: too few of the complaints that use it agree on something else, several groups may use it. { $worth }
explanation-unused-marked-shared = Left out: by { $decision }, this value is shared by many.
explanation-unused-apart = This value brings other complaints together, but this one does not agree with them enough.
explanation-unused-occasional = Set aside: another value firmly binds this complaint to other complaints, which do not use this one; here it agrees with hardly anybody: its use of this value is taken as occasional.
explanation-unused-anew =
    { $n ->
       *[other] Left out: no other complaint uses this value within { $n } days of this one. Unused for so long, it may have changed hands.
    }
explanation-unused-hinge =
    { $groups ->
        [one] Left out: this value alone would join { $own } to another established group.
       *[other] Left out: this value alone would join { $own } to { $groups } other groups.
    }
explanation-unused-hinge-group = Other group: { $group }.
explanation-unused-hinge-why = Inference: one value alone does not join two established groups, for it may be rented or lent.
explanation-refused-wall = Left out: { $decision } keeps these complaints apart.
explanation-refused-confirmed = Left out: each side holds a confirmed series ({ $one }; { $other }). Joining them can only be proposed.
explanation-refused-divided = Left out: decisions divide one of the groups, and this clue leads to the other part.

# What could have been joined.
explanation-alternative-title = Not joined to { $group }
explanation-alternative-elsewhere = Inference: { $group } joins one other group only, the one with which it shares the most: { $joins }.
explanation-alternative-own = That is the group of this series.

# The method, always attached.
explanation-caution = A shared clue brings complaints together. It does not say who uses the value, nor that anybody is guilty: an account, a number or a site may be stolen, rented or shared.
explanation-facts = Facts
explanation-inference = Inferences
explanation-method-title = How to read these figures
explanation-method-version = Rules of calculation: version { $version }. The calculation depends on the complaints and the decisions only, never on their order of arrival.
explanation-method-bit = The unit is the bit. One bit more doubles the likelihood that the complaints come from the same facts rather than from unrelated ones; one bit less halves it. These weights come from a model tried on invented data: they put clues in order and are not the probability that anybody is guilty.
explanation-method-scale = The words: very strong from { $very } bits, strong from { $strong }, moderate from { $moderate }, weak from 0, against below.
explanation-method-value = A value starts with what its kind is worth, then gains or loses with each complaint that uses it, by what that one shares with the { $hard } before it ({ $soft } for a user name). “Something else precise” means: another account, phone, email, site, crypto address or payment reference; a similar message; or a picture that looks the same. A complaint is joined to another when their agreement and the value together reach { $link } bits.
explanation-method-groups = Two groups are brought together when all they share reaches { $alone } bits for a complaint alone, { $groups } bits between groups. One value alone does not join two groups of at least { $established } complaints.

# The two pages.
explanation-member-title = Why this complaint is in series { $reference }
explanation-pair-title = Why two complaints are together or not
explanation-path-title = The strongest link
explanation-direct-title = The other reasons
explanation-unused-heading = What was not used, and why
explanation-alternatives-title = What could have been joined, and is not
explanation-caution-title = A clue, not a proof.
explanation-since = Calculated on { $day }, rules of calculation version { $version }.
explanation-waiting = The calculation has not answered on this complaint yet. Load the page again in a moment.
explanation-stored = What is recorded to this day:
explanation-again = Load again
explanation-link-member = Why this complaint is in this series
explanation-open-complaint = Open the complaint
explanation-open-first = Open the first complaint
explanation-open-second = Open the second complaint
explanation-pair-heading = Compare with another complaint
explanation-pair-other = Reference of the other complaint
explanation-pair-other-hint = As printed, of this series or not. Example: FSC-2026-004127-K
explanation-pair-compare = Compare
explanation-pair-same = Give another complaint than this one.
explanation-pair-unknown = No complaint that your rights open bears this reference. Check what you typed.

# The file of a series: the page where it is asked for, and what it says.
explanation-file-title = File of series { $reference }
explanation-file-lead = A signed PDF of what your rights open today: scope, method, clues, graph, timeline, complaints, exhibits, decisions. A working document, without the identity of the victims.
explanation-file-motive = Reason
explanation-file-motive-hint = Why this file is asked for, in eight characters at least. It stands in the file and in the journal.
explanation-file-motive-error = Say why this file is asked for, in eight characters at least.
explanation-file-lang = Language of the file
explanation-file-identities = With the annex of identities, in a separate PDF
explanation-file-identities-hint = It holds only the identities that your rights open; each is written in the journal.
explanation-file-identities-error = Your rights open the identity of no complainant of this series. Untick the annex to ask for the file alone.
explanation-file-make = Ask for the file
explanation-file-made = Your files of this series
explanation-file-made-lead = Each says what was true when you asked for it. Each download is written in the journal.
explanation-file-asked = Asked for on { $day }. Reason: { $motive }
explanation-file-being-made = being made
explanation-file-panel = Series file
explanation-file-panel-lead = A signed PDF, a working document, with or without the annex of identities.
explanation-file-panel-link = Ask for the file of this series
explanation-file-size = Complaints of the series
explanation-file-attached = Of which attached, not yet reviewed
explanation-file-units = Units in charge
explanation-file-period = Period
explanation-file-losses = Stated losses
explanation-file-hidden =
    { $n ->
        [one] { $n } complaint is not listed: the rights of the person who asked for this file do not open it.
       *[other] { $n } complaints are not listed: the rights of the person who asked for this file do not open them.
    }
explanation-file-beyond =
    { $n ->
        [one] { $n } later complaint is not listed: a file lists a thousand.
       *[other] { $n } later complaints are not listed: a file lists a thousand.
    }
explanation-file-identities-closed =
    { $n ->
        [one] { $n } identity is not in it: the rights of the person who asked for this annex do not open it.
       *[other] { $n } identities are not in it: the rights of the person who asked for this annex do not open them.
    }
explanation-file-identity-unsaid = Not stated
explanation-file-withdrawn = Withdrawn by { $who } on { $day }. Reason: { $why }
explanation-file-graph =
    { $of ->
       *[other] Complaints and the values they share: { $nodes } nodes drawn of { $of }. Whole line: the value joins; dashes: to be examined; dots: it does not bring together. The same links are in the tables above.
    }
explanation-file-timeline = Complaints received, over { $periods } periods. The same numbers are in the table below.
explanation-file-week = week of { $day }
explanation-file-month = month beginning on { $day }
