# After filing: complete, correct, withdraw, be told, find one's code again, ask for a paper.

# ---- Complete or correct ----
after-change = Change something
after-link-correct = Complete or correct my answers
after-link-reply = Change how you contact me
after-link-withdraw = Withdraw my file
after-correct-title = Complete or correct your answers
after-correct-lead = Change what you want. Nothing is sent before you agree. The old version is kept.
after-begun = A correction is under way.
after-begun-text = It is not sent yet. It waits for 30 days.
after-check = Read again and send the correction
after-give-up = Give up the correction
after-open = Questions still without an answer
after-answer = Answer
after-files-apart = Files are added apart, and are never taken back.
after-files-link = Add exhibits
after-keep = Keep this answer
after-not-sent-yet = This answer is not sent yet. You will read everything again first.
after-send-title = Read your correction again
after-send-lead = This is what changes. The papers you already have stay valid.
after-before = Before
after-now = Now
after-nothing = Nothing
after-missing-title = An answer is missing
after-missing = First answer the missing questions. “I don’t know” is an answer.
after-nothing-changed = No answer changed. There is nothing to send.
after-meanwhile = The file changed at the same moment. Read it again before sending.
after-send = Send the correction
after-correct-more = Correct something else
after-amended = Corrected
after-done-amended = Your correction is sent. The officer sees the old and the new version.
after-done-given-up = The correction is given up. Your file did not change.

# ---- Withdraw ----
after-withdraw-title = Withdraw my file
after-withdraw-ask = { $nature ->
    [report] Do you want to withdraw your report?
   *[other] Do you want to withdraw your complaint?
 }
after-withdraw-free = You are free to do it. Nobody will ask you why.
after-withdraw-does = What it does
after-withdraw-does-close = The file is closed here. You can still read it and write to us.
after-withdraw-does-told = An officer sees that you withdrew it, and when.
after-withdraw-does-not = What it does not do
after-withdraw-does-not-erase = What you wrote is not erased.
after-withdraw-does-not-papers = The papers you already have stay authentic.
after-withdraw-pressure = If somebody forces you to withdraw, do not press. Call 17.
after-withdraw-yes = Yes, withdraw
after-withdraw-no = No, keep my file
after-withdrawn-text = You withdrew this file. You can still write to us, or file again.
after-done-withdrawn = Your file is withdrawn.

# ---- For the officer ----
after-version = Version { $number }, corrected by the victim on { $at }
after-was = Before: { $text }
after-is = Now: { $text }
after-changed-elsewhere = Corrected. To be read below, with the right needed.

# ---- Where the file stands ----
after-state-appointment-text = An appointment is proposed to you. You can ask for another one.
after-state-investigating-text = Your file is being looked into. We cannot give details.
after-state-transmitted-text = The file is before the courts. When and where is written below.
after-state-decided-text = A decision was made. Its reason, and what you can do, are below.
after-transmitted-to = To the prosecutor’s office of { $to }
after-outcome-prosecution = Prosecution before a court
after-outcome-alternative = A measure in place of a trial
after-outcome-dismissal = Closed without prosecution
after-contest-by = You can contest it until { $date }.
after-appointment = An appointment
after-appointment-note = You can accept it or ask for another one, without saying why.
after-appointment-accept = I will come
after-appointment-other = I ask for another one
after-appointment-accepted = You said that you will come.
after-appointment-accepted-words = I will come to the appointment proposed.
after-appointment-other-words = I ask for another appointment.
after-done-appointment = Your answer is sent.
after-news = What we told you
after-notice-received = Your file was received.
after-notice-need-you = We need you.
after-notice-appointment = An appointment is proposed.
after-notice-recorded = Your file is recorded.
after-notice-investigating = Your file is being looked into.
after-notice-transmitted = Your file went to the courts.
after-notice-decided = A decision was made.
after-notice-closed = Your file is closed.
after-notice-message = An officer wrote to you.
after-notice-nothing-new = Nothing new. Your file is still open.
after-notice-code-changed = Your code was changed.
after-how-sent = You were told by email.
after-how-refused = The email was not accepted. Check your address.
after-how-failed = The email did not leave.
after-how-waiting = The email will leave at the time you chose.

# ---- Emails: no fact, no type ----
after-mail-subject = Your request of { $date }
after-mail-news = There is something new about your request.
after-mail-answer = An answer from you is awaited.
after-mail-nothing-new = Nothing new for now. Your request is still open.
after-mail-code = The code of your request was just changed. If it was not you, say so quickly.
after-mail-body =
    Hello,

    { $told }

    To read more, open { $address } with your reference and your code.

    This message says nothing else, for your safety. Nobody will ask you for your code.
    It is automatic: do not answer it.
after-mail-draft =
    Hello,

    What you began is kept until { $date }. After that, everything is erased.

    To go on, open { $address } with your code. To erase everything, do nothing.

    This message says nothing else, for your safety. Nobody will ask you for your code.
    It is automatic: do not answer it.

# ---- For the officer: appointments and course ----
after-appoint = Propose an appointment
after-appoint-note = The victim can accept it or ask for another one. The last one proposed replaces the others.
after-appoint-next = { $when }, { $place }
after-appoint-proposed = Proposed, not answered.
after-appoint-accepted = The victim will come.
after-appoint-meet-on = Day
after-appoint-meet-on-hint = For example 14 12 2026
after-appoint-meet-on-wrong = Enter a day that exists.
after-appoint-meet-at = Time
after-appoint-meet-at-hint = For example 14:30
after-appoint-meet-at-wrong = Enter a time like 14:30.
after-appoint-meet-where = Place
after-appoint-meet-where-hint = The address, and whom to ask for on arrival
after-appoint-send = Propose
after-appoint-past = Choose a time to come.
after-appoint-place = Enter a place of { $min } to { $max } characters.
after-appoint-closed = This file is closed.
after-inform = Tell the victim what became of it
after-inform-not-yet = This is told of a file that is validated and still open.
after-inform-already = This is what was told last already.
after-inform-choose = Choose an answer.
after-inform-words = Enter { $min } to { $max } characters. There are { $found }.
after-inform-no-date = This date does not exist.
after-inform-course = Where the file stands
after-inform-course-office = Prosecutor’s office
after-inform-course-office-hint = If the file was transmitted. For example: Lille
after-inform-course-outcome = Decision
after-inform-course-outcome-hint = If a decision was made.
after-inform-course-words = Reason, and what the victim can do
after-inform-course-words-hint = In simple words. Never an internal note, a score or the name of a series.
after-inform-course-contest = Last day to contest
after-inform-course-contest-hint = Optional
after-inform-send = Tell the victim

# ---- Papers asked for afterwards ----
after-paper-minutes = Copy of the minutes
after-paper-statement = Statement taken down (not official minutes)
after-paper-attestation = Attestation for an organisation
after-paper-attestation-number = Attestation for an organisation, no. { $number }
after-paper-discreet = Proof of registration
after-discreet = A discreet proof (PDF)
after-discreet-note = No word in it says what it is about. To keep if somebody reads your papers.
after-attest = An attestation for my bank or insurer
after-attest-note = You choose every fact in it.
after-attest-lead = Tick only what the organisation needs to know. Nothing is ticked beforehand.
after-attest-never = Your story is never in it, nor what you did with a code you received.
after-attest-label = The facts to write on the attestation
after-attest-fact = { $part }: { $label }
after-attest-send = Make the attestation
after-attest-nothing = Choose at least one fact.
after-attest-many = You already have all the attestations you can have. Write to us for another one.
after-done-attestation = Your attestation is ready, in “Your documents”.
after-sheet-received = Received on
after-sheet-file = The file
after-sheet-minutes = The minutes
after-sheet-reference = Reference
after-sheet-filed = { $nature ->
    [report] Report registered on
   *[other] Complaint registered on
 }
after-sheet-type = Type of facts
after-sheet-officer = Recorded by
after-sheet-recorded = Validated on
after-sheet-offences = Offences retained

# ---- The draft ----
after-ends-soon = This draft is kept until { $date }.
after-ends-soon-text = Answer one question to keep it 30 days more.

# ---- Lost code ----
after-lost = I lost my code
after-lost-lead = Say what only you know. Everybody gets the same answer.
after-lost-reference = Reference of the file
after-lost-reference-wrong = Check the reference: a character is missing or wrong.
after-lost-birth-name = Birth name
after-lost-birth-name-wrong = Enter the birth name.
after-lost-first-names = First names, as when filing
after-lost-first-names-wrong = Enter the first names.
after-lost-born-on = Date of birth
after-lost-born-on-wrong = Enter a date that exists, like 14 3 1980.
after-lost-email = Email address given when filing
after-lost-email-wrong = Enter an email address like name@example.com
after-lost-send = Ask for a new code
after-lost-else = What does not work online
after-lost-counter = Without a safe email or a reference, come with an identity document: an officer gives a new code.
after-lost-anonymous = A report without a name cannot be found again: nothing says that it is yours.
after-lost-draft = The code of a draft cannot be found again. The draft is erased after 30 days.
after-new-code = Your new code
after-new-code-note = Write it down now. It is shown once, and opens nothing yet.
after-new-code-next = If your answers are those of a file, an email leaves within the minute. It holds what confirms.
after-new-code-none = Nothing after an hour? Check your answers, or come with an identity document.
after-confirm = Confirm my new code
after-confirm-code = The code received by email
after-confirm-hint = 16 characters. It works once, for two hours.
after-confirm-send = Confirm
after-confirm-wrong = This code confirms nothing, or it is too late. Ask for another one.
after-confirm-then = Then open your file with the reference and the new code.
after-mail-confirm =
    Hello,

    To confirm your request, open { $address } and enter: { $code }

    This code works once, for two hours. Alone, it opens nothing.
    If you asked for nothing, do nothing. This message is automatic: do not answer it.
after-renew = Give a new follow-up code
after-renew-note = For a person who is here and lost theirs. The old one opens nothing any more; they are told.
after-renew-seen = I saw their identity document, and it is the person of the file
after-renew-not-seen = First see an identity document, and tick the box.
after-renew-send = Give a new code
after-renewed = Copy it for the person, or print this page for them.
after-renewed-once = It is shown once and kept nowhere. Do not note it for yourself.
after-files-closed = The corrected answers say that images may show a minor: no file is kept
after-closes = Your files will be set aside
after-closes-text = With these answers, no file is kept here. When you send, nobody will be able to read those you had given in your case. This cannot be undone.
