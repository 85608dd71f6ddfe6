# What is taken at a counter: who is there, the reading back, the filing, what is handed out; and the record of
# the answers (minutes, or the statement taken down by a body that is no authority).

# Who is there
minutes-presence-title = Who is there
minutes-presence-lead = Note what you see: the document you are shown, and each person present. These names are in the minutes.
minutes-presence-send = Note and go on to the reading
minutes-presence-change = Change who is there
minutes-document = Identity document
minutes-document-seen = I am shown an identity document
minutes-document-not-shown = I am shown none
minutes-document-not-asked = I ask for none: this is a report
minutes-document-kind = Which document
minutes-document-kind-identity-card = Identity card
minutes-document-kind-passport = Passport
minutes-document-kind-residence-permit = Residence permit
minutes-document-kind-driving-licence = Driving licence
minutes-document-kind-other = Another document
minutes-document-number = Number of the document
minutes-document-issued-by = Issued by
minutes-document-reason = Why no document is shown
minutes-document-seen-as = { $kind } no. { $number }, issued by: { $issuer }
minutes-document-not-shown-as = No document shown. Reason given: “{ $reason }”
minutes-document-not-asked-as = Not asked for
minutes-language = Language the person speaks
minutes-language-usual = French
minutes-interpreter = Does an interpreter take part?
minutes-interpreter-no = No interpreter
minutes-interpreter-yes = Yes
minutes-interpreter-who = Interpreter
minutes-interpreter-name = Name or number of the interpreter
minutes-interpreter-language = Language interpreted
minutes-interpreter-oath = Oath of the interpreter
minutes-interpreter-oath-listed = sworn, on a list
minutes-interpreter-oath-taken-here = swore for this hearing
minutes-interpreter-oath-none = not sworn
minutes-interpreter-reach = Where the interpreter is
minutes-interpreter-reach-here = in the room
minutes-interpreter-reach-telephone = by telephone
minutes-interpreter-reach-video = by video
minutes-others = Other persons present
minutes-others-lead = Lawyer, parent, guardian, somebody the person chose. Leave empty if there is nobody.
minutes-other = Person present no. { $n }
minutes-other-part = Their place
minutes-other-part-lawyer = Lawyer
minutes-other-part-representative = Legal representative
minutes-other-part-companion = Accompanying adult
minutes-other-part-other = Another person
minutes-other-name = Name and first names
minutes-other-quality = Quality (mother, bar of Lille…)
minutes-missing = Say: { $what }
minutes-too-long = { $what }: { $max } characters at most

# The reading back
minutes-reading-title = Read back to the person
minutes-reading-lead = Read aloud what follows, or have it read. An answer to change is changed in the file, then everything is read again.
minutes-reading-interpreted = The interpreter translates this reading into: { $language }.
minutes-reading-lacks = { $n ->
    [one] { $n } question still waits for an answer: the file cannot be filed as it is.
   *[other] { $n } questions still wait for an answer: the file cannot be filed as it is.
 }
minutes-reading-send = Keep the reading
minutes-there = Who is there
minutes-unanswered = { $n ->
    [one] { $n } question asked and left without an answer
   *[other] { $n } questions asked and left without an answer
 }
minutes-word = What does the person say after the reading?
minutes-word-confirmed = This is what they said: they will sign
minutes-word-refused = They do not wish to sign
minutes-word-refused-hint = Their complaint is taken all the same.
minutes-refusal-reason = Reason given
minutes-refusal-reason-hint = In their words. Write “no reason given” if they give none.
minutes-word-missing = Choose what the person said after the reading
minutes-reason-missing = Write the reason given ({ $min } characters at least)
minutes-reason-long = The reason has { $max } characters at most
minutes-read-at = Read back on { $at }
minutes-read-confirmed = Read back and confirmed: the person will sign.
minutes-read-refused = Read back. The person does not wish to sign.
minutes-read-stale = Something changed after this reading: read everything again.
minutes-not-yet-nobody-noted = First note who is there and which identity document you saw
minutes-not-yet-document-not-asked = For a complaint, note the identity document seen, or why none is shown
minutes-not-yet-not-read = First read the answers back to the person
minutes-not-yet-stale = Something changed after the reading: read everything back to the person again

# The filing
minutes-filing-title = File
minutes-lacks-title = Before filing
minutes-lacks = { $n ->
    [one] Answer { $n } question, if only by “I don’t know”
   *[other] Answer { $n } questions, if only by “I don’t know”
 }
minutes-say-title = To be said to the person
minutes-behalf = Files for somebody else:
minutes-declares = Put the question to the person and tick what they declare.
minutes-file-complaint = File the complaint
minutes-file-report = File a report, without a complaint
minutes-incomplete = Some questions have no answer yet
minutes-elsewhere = These facts are received by another service
minutes-report-only = These facts are received here as a report

# What is handed out
minutes-slip-title = To hand to the person
minutes-slip-lead = Print this slip and hand it over. The code is shown on this page only, until you say that it was handed over.
minutes-slip-sensitive = This slip does not say what it is about: somebody else may read it at home.
minutes-slip-whole = Show the whole slip
minutes-slip-neutral = Show the neutral slip
minutes-slip-complaint = Your complaint is filed
minutes-slip-report = Your report is filed
minutes-slip-number = Your number
minutes-slip-code = Code
minutes-slip-at = On
minutes-slip-where = Address
minutes-slip-use = At this address, with the reference and the code, you read what happens next, add exhibits, correct and receive your documents.
minutes-slip-replaces = This code replaces that of the draft begun online, which opens nothing any more.
minutes-slip-keep = Keep this code to yourself. Nobody will ask you for it, neither by phone nor by email.
minutes-slip-gone = The code is shown no more.
minutes-slip-renew = Give a new code from the complaint
minutes-slip-then = Once the slip is handed over:
minutes-slip-given = It is handed over: go on to validation
minutes-slip-case = Open the complaint

# The record: minutes, or a statement taken down
minutes-how = How this statement was taken
minutes-officer-opened = File opened by
minutes-officer-handed-over = File handed over by
minutes-officer-filed = File filed by
minutes-officer-at = { $name }, on { $at }
minutes-begun = Hearing began
minutes-ended = Hearing ended
minutes-reading = Reading back
minutes-read-on = The answers were read back to the person on { $at }.
minutes-said-confirmed = The person confirmed that this is what they said.
minutes-said-refused = The person did not wish to sign. Reason given: “{ $reason }”
minutes-sign-person = Person heard
minutes-sign-officer = Officer
minutes-sign-away = At a distance: does not sign this document.
minutes-signed-digitally = Digital signature of the file, valid for all its pages.
minutes-sheet-statement = The statement
minutes-panel = Record of the answers
minutes-panel-authority = Every question put, with its answer, for the drafting software of the service. The signed minutes join the documents at validation.
minutes-panel-other = Every question put, with its answer, for another program. This record is not official minutes.
minutes-panel-json = Record as JSON
minutes-panel-csv = Record as CSV, one line a question
minutes-panel-schema = Published schema
minutes-panel-import = This complaint comes from another system: no question was put here.
