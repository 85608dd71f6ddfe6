# The desk of the staff: inbox, complaint page, search, journal, installation.

casework-nav-today = My day
casework-nav-inbox = Inbox
casework-when = { $year }-{ $month }-{ $day } { $time }
casework-colleague = { $name } ({ $unit })
casework-account-closed = Closed account

casework-state-filed = Received
casework-state-asked = To be completed
casework-state-validated = Recorded
casework-state-rejected = Closed with a reason
casework-state-withdrawn = Withdrawn
casework-nature-complaint = Complaint
casework-nature-report = Report
casework-channel-online = Online
casework-channel-counter = At the counter
casework-channel-import = Import ({ $source })
casework-central-queue = Central queue

casework-today-title = My day
casework-today-mine = My complaints
casework-today-asked = My complaints waiting for an answer
casework-today-new = New complaints with nobody in charge
casework-today-all-mine = All my complaints
casework-today-all-new = All new complaints
casework-today-elsewhere = Your purpose opens no complaint. This is what it opens.
casework-or-more = { $n } or more

casework-inbox-title = Inbox
casework-cases-caption = Complaints, newest first
casework-cases-none = No complaint to show.
casework-column-reference = Complaint
casework-column-received = Received
casework-column-type = Type
casework-column-state = State
casework-column-loss = Loss
casework-column-links = Links
casework-column-missing = Missing
casework-column-unit = Unit
casework-column-charge = In charge
casework-take = Take charge
casework-filter = Filter
casework-filter-none = Remove the filters
casework-filter-any = All
casework-filter-state = State
casework-filter-type = Type
casework-filter-unit = Unit
casework-filter-charge = In charge
casework-filter-me = Me
casework-filter-nobody = Nobody
casework-filter-source = Source
casework-filter-since = Received within (days)
casework-filter-over = Loss above (€)

casework-header-title = Summary
casework-fact-nature = Nature
casework-fact-filed = Registered here
casework-fact-received = Received by the source
casework-fact-occurred = Facts began
casework-fact-channel = Came by
casework-charge-nobody = Nobody
casework-assign = Change who is in charge
casework-assign-to = Entrust to
casework-assign-not-a-colleague = This account does not exist, or its rights do not open this complaint.
casework-assign-meanwhile = Who is in charge changed meanwhile. Read the complaint again.
casework-reason = Reason of this reading
casework-reason-hint = Optional. It is written in the journal.
casework-reason-give = Write the reason
casework-reason-missing = Write a reason, or leave this field aside.

casework-journal-title = Journal
casework-journal-caption = Who read or did what, and why
casework-journal-when = When
casework-journal-who = Who
casework-journal-what = What
casework-journal-why = Purpose and reason
casework-actor-victim = Victim
casework-actor-stranger = Person without an account
casework-actor-platform = The platform

casework-did-account-added = Account made
casework-did-account-purpose-changed = Purpose changed
casework-did-account-sign-in-refused = Sign-in refused
casework-did-account-signed-in = Signed in
casework-did-account-signed-out = Signed out
casework-did-complaint-asked = More was asked
casework-did-complaint-assigned = Person put in charge
casework-did-complaint-filed = Complaint registered
casework-did-complaint-read = Complaint read
casework-did-complaint-read-refused = Reading of the complaint refused
casework-did-complaint-reading-explained = Reason of a reading given
casework-did-complaint-rejected = Complaint closed with a reason
casework-did-complaint-released = Nobody in charge any more
casework-did-complaint-validated = Complaint validated
casework-did-inbox-read = Inbox read
casework-did-installation-read = Installation looked at
casework-did-job-given-up = Job given up
casework-did-job-retried = Job tried again
casework-did-journal-read = Journal read
casework-did-message-posted = Message written
casework-did-search-run = Search
casework-did-draft-answered = Answer saved
casework-did-draft-started = Questionnaire started
casework-did-draft-urgent-seen = Urgent steps seen
casework-did-exhibit-added = Exhibit added
casework-did-receipt-rendered = Acknowledgement typeset

casework-nav-search = Search
casework-search-title = Search
casework-search-term = What you look for
casework-search-term-hint = An identifier as written (IBAN, phone, address…), a reference, a name, words of the narrative.
casework-search-reason = Why do you search?
casework-search-reason-hint = The reason is written in the journal. What you look for is not written there in clear.
casework-search-go = Search
casework-search-no-term = Write what you look for
casework-search-term-too-long = This is too long for a search. Keep what matters
casework-search-no-reason = Write the reason of the search, in a few words
casework-search-values = Identifiers
casework-search-found = Complaints found, newest first
casework-search-complaints = { $n ->
    [one] { $n } complaint
   *[other] { $n } complaints
}
casework-search-more = There are other complaints.
casework-search-more-text = Narrow the search to see them.
