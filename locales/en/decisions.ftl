# Decisions on links: who, when, why, and how to go back on them.
decisions-nav = Decisions
decisions-title = Decisions on links
decisions-lead = What people decided: who, when and why. A decision withdrawn stays written.
decisions-of-series = Decisions on series { $reference }
decisions-of-series-lead = Decisions taken on this series, or that name one of its complaints.
decisions-caption = Decisions, the latest first
decisions-column-kind = Decision
decisions-column-said = What it says
decisions-column-by = Taken by
decisions-column-reason = Reason
decisions-column-state = State
decisions-by = { $name }, on { $day }
decisions-by-closed = a closed account
decisions-kind-confirm = Series confirmed
decisions-kind-split = Series split
decisions-kind-merge = Series merged
decisions-kind-forbid = Link forbidden
decisions-kind-shared = Value shared by many
decisions-kind-owned = Value owned by one group
decisions-kind-kept = Series left as it is
decisions-kind-typed = Value typed as meant
decisions-said-confirm =
    { $n ->
        [one] { $n } complaint is the series.
       *[other] { $n } complaints are one series.
    }
decisions-said-split =
    { $m ->
        [one] { $m } complaint is not of the same series as { $n } others.
       *[other] { $m } complaints are not of the same series as { $n } others.
    }
decisions-said-merge =
    { $m ->
        [one] { $n } and { $m } complaint are one series.
       *[other] { $n } and { $m } complaints are one series.
    }
decisions-said-forbid =
    { $m ->
        [one] { $n } and { $m } complaint are never of the same series.
       *[other] { $n } and { $m } complaints are never of the same series.
    }
decisions-said-shared = { $value } is used by many people: this value joins nobody.
decisions-said-owned = { $value } is one group’s own: this value joins whoever uses it.
decisions-said-kept = { $n } complaints stay one series, though the evidence parts them.
decisions-said-typed = { $value } is the value of the complaint, and no slip of the pen.
decisions-the-confirm = the confirmation by
decisions-the-split = the split by
decisions-the-merge = the merge by
decisions-the-forbid = the ban by
decisions-the-shared = the mark “shared” by
decisions-the-owned = the mark “owned” by
decisions-the-kept = the keeping by
decisions-the-typed = the mark “typed as meant” of
decisions-state-in-force = In force
decisions-state-pending = Being applied
decisions-state-withdrawn = Withdrawn
decisions-withdrawn-by = Withdrawn by
decisions-withdrawn-reason = Reason of the withdrawal
decisions-done-taken = Your decision is recorded.
decisions-done-withdrawn = The decision is withdrawn.
decisions-done-soon = Linking takes it into account within seconds.
decisions-side-confirm-0 = Complaints confirmed
decisions-side-split-0 = Complaints that stay
decisions-side-split-1 = Complaints set apart
decisions-side-merge-0 = Complaints of one side
decisions-side-merge-1 = Complaints of the other
decisions-side-forbid-0 = Complaints of one side
decisions-side-forbid-1 = Complaints of the other
decisions-side-kept-0 = Complaints of the series
decisions-side-typed-0 = Complaint with the value
decisions-side-typed-1 = Complaint with the value next to it
decisions-hidden =
    { $n ->
        [one] { $n } complaint named is not shown here: erased, beyond your rights, or after the first five hundred.
       *[other] { $n } complaints named are not shown here: erased, beyond your rights, or after the first five hundred.
    }
decisions-undo = Withdraw the decision
decisions-undo-title = Go back on this decision
decisions-undo-lead = Nothing is erased: the decision stays written, with your name, the date and the reason of the withdrawal.
decisions-undo-reason = Why withdraw it?
decisions-batch = Decisions taken together
decisions-batch-link = The decisions taken in the same gesture
decisions-panel = Decisions
decisions-panel-decide = Decide
decisions-none = Nothing was decided on this series.
decisions-all =
    { $n ->
        [one] See the decision
       *[other] See the { $n } decisions
    }
decisions-unconfirmed = Nobody has confirmed this series yet.
decisions-confirmed =
    { $n ->
        [one] { $n } complaint confirmed.
       *[other] { $n } complaints confirmed.
    }
decisions-attached =
    { $n ->
        [0] None has come since.
        [one] { $n } complaint attached since, not reviewed.
       *[other] { $n } complaints attached since, not reviewed.
    }
decisions-settled = Every complaint of the series is confirmed.
decisions-reason = Reason
decisions-reason-hint = Written with the decision and in the journal. No victim’s name.
decisions-confirm-title = Confirm the series
decisions-confirm-lead = The complaints you see are one series. Evidence alone will no longer merge it with another confirmed series. Those that come later are to be reviewed.
decisions-confirm-button = Confirm the series
decisions-review =
    { $n ->
        [one] Review { $n } attached complaint
       *[other] Review { $n } attached complaints
    }
decisions-review-lead = They joined the series after it was confirmed. Confirming puts them with the others; otherwise, set them apart.
decisions-review-button = Confirm with the attached complaints
decisions-merge-title = Merge with another series
decisions-merge-lead = All complaints of both sides are one series, whatever the evidence says.
decisions-merge-with = Reference of the other series, or of a complaint
decisions-merge-with-hint = As it is printed. Example: SER-2026-000123
decisions-merge-button = Merge
decisions-split-title = Set complaints apart
decisions-split-lead = Tick those that are not of this series.
decisions-split-page = Set apart complaints of series { $reference }
decisions-split-page-lead = Tick the complaints that are not of this series. Ticks are kept from page to page.
decisions-split-caption = Complaints of the series, the earliest first
decisions-split-choose = Choose
decisions-split-chosen =
    { $n ->
        [0] No complaint is ticked.
        [one] { $n } complaint ticked.
       *[other] { $n } complaints ticked.
    }
decisions-split-value = Tick those that use
decisions-split-value-hint = In brackets, how many complaints of the series.
decisions-split-by-value = Tick
decisions-split-earlier = Previous page
decisions-split-later = Next page
decisions-split-button = Set the ticked complaints apart
decisions-split-forbid = Forbid the link between the two ticked
decisions-value-title = What this value is
decisions-value-lead = What is said holds wherever this value appears, however it is written.
decisions-value-asked = What do you say of this value?
decisions-value-shared-hint = A public service, a platform, an account rented to several groups: it will join nobody.
decisions-value-owned-hint = One group alone uses it: it will join whoever uses it.
decisions-value-button = Record
decisions-refused-title = Nothing was decided
decisions-refused-no-series = No series and no complaint known to you bears this reference.
decisions-refused-no-decision = This decision does not exist, or your rights do not open it.
decisions-refused-no-complaint = One of the complaints chosen is no longer in the series, or your rights do not open it.
decisions-refused-no-identifier = This identifier was never met.
decisions-refused-no-proposal = This proposal is no longer current.
decisions-refused-not-allowed = Your rights do not allow this decision.
decisions-refused-no-reason = Write the reason of your decision.
decisions-refused-ended = This series has ended: decide on the one that follows.
decisions-refused-too-many = Too many complaints for one gesture.
decisions-refused-one-side = Choose at least one complaint, and not all of them; to forbid a link, exactly two.
decisions-refused-same = Both sides are the same.
decisions-refused-never-links = A value of this kind never joins alone: nothing is to be said of it.
decisions-refused-already-so = It is decided so already.
decisions-refused-meanwhile = This gesture was used for something else already. Go back to the page and start again.
decisions-refused-contradicts = Decisions in force say the contrary.
decisions-proof-title = What prevents it
decisions-proof-lead = Withdraw first the decision that no longer holds, then start again.
decisions-proof-see = See this decision
decisions-proof-tied = { $from } and { $to } are tied by { $by }.
decisions-proof-apart = { $from } and { $to } are kept apart by { $by }.
decisions-proof-shared = The value is said to be shared by many by { $by }.
decisions-proof-owned = The value is said to be one group’s own by { $by }.
decisions-proof-this = the decision you are taking
decisions-proof-hidden = a complaint beyond your rights
decisions-again = Decide
decisions-back = Back to the page
decisions-standing-candidate = To be confirmed
decisions-standing-confirmed = Confirmed
decisions-standing-attached = Attached, to be reviewed
decisions-column-standing = Review
decisions-to-review =
    { $n ->
        [one] Confirmed, { $n } to review
       *[other] Confirmed, { $n } to review
    }
decisions-nav-proposals = Proposals
decisions-proposals = Proposed links
decisions-proposals-lead = What linkage leaves to your judgement. First, what an answer may bring most: the probability, times the complaints and losses at stake.
decisions-proposals-none = Nothing awaits your judgement.
decisions-proposals-caption = Proposals, the most useful first
decisions-proposals-column-what = Proposal
decisions-proposals-column-of = Of what
decisions-proposals-column-why = Why it is not done
decisions-proposals-column-bits = Evidence (bits)
decisions-proposals-column-stake = At stake
decisions-proposals-join = Merge
decisions-proposals-part = Split
decisions-proposals-value = Say that one group owns the value
decisions-proposals-slip = Slip of the pen
decisions-proposals-alone = Complaint { $reference }
decisions-proposals-why-below = The evidence points that way, and does not suffice.
decisions-proposals-why-elsewhere = The smaller side joined another series, for which more evidence speaks.
decisions-proposals-why-both-confirmed = Both series are confirmed: only a person can merge them.
decisions-proposals-why-held-by-confirmation = Nothing but the confirmation still holds these complaints together.
decisions-proposals-why-too-little = The complaints that use it agree on too little for it to join them.
decisions-proposals-size-join = Complaints: { $n } and { $m }.
decisions-proposals-size-part = Complaints: { $n } and { $m }.
decisions-proposals-size-value = { $n } complaints, { $m } series or complaints alone.
decisions-proposals-size-slip =
    { $m ->
        [one] 1 complaint, and { $m } that uses the other value.
       *[other] 1 complaint, and { $m } that use the other value.
    }
decisions-proposals-accept = Accept the ticked proposals
decisions-proposals-refuse = Refuse the ticked proposals
decisions-proposals-left = Some proposals were left without an answer
decisions-proposals-answered =
    { $n ->
        [0] No answer was recorded.
        [one] { $n } answer recorded.
       *[other] { $n } answers recorded.
    }
decisions-proposals-back = Back to the proposals
decisions-proposals-compare = Compare the two series
