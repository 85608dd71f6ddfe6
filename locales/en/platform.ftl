# The frame around every page, the parts of forms, the pages of failure.

platform-title = { $title } – { $service }
platform-title-in-error = Error: { $title } – { $service }
# Shown in the browser's tab and history on sensitive pages: says nothing of the subject.
platform-neutral-title = Form
platform-skip = Skip to content
platform-specimen-label = Demonstration
platform-specimen = SPECIMEN: demonstration site. Nothing is sent to the police or to a court.
platform-languages = Language
platform-language-fr = Français
platform-language-en = English
platform-back = Back
platform-back-label = Previous page
platform-home = Back to the first page
platform-exit = Leave this site
# Where the quick exit leads: a page nobody wonders about.
platform-exit-address = https://meteofrance.com/
platform-exit-label = Leave quickly
platform-exit-note = Or press the Escape key 3 times.

platform-footer-help = Need help?
platform-footer-danger = Immediate danger: 17 or 112. By text message: 114.
# "not compliant" until an audit says otherwise; the operator corrects this line after it.
platform-footer-accessibility = Accessibility: not compliant
platform-footer-data = Your data
platform-footer-mentions = Legal notice
platform-footer-map = Site map
platform-footer-controller = Service offered by { $controller }

platform-nav = Main navigation
platform-search = Search
platform-search-label = Search for an identifier, a case, a name
platform-purpose-in-force = Purpose: { $purpose }
platform-sign-out = Sign out

platform-why = Why this question?
platform-error-word = Error:
platform-unknown = I don’t know
platform-or = or
platform-choose = Choose
platform-day = Day
platform-month = Month
platform-year = Year
platform-amount = Amount
platform-currency = Currency
platform-files-received = { $n ->
    [one] { $n } file received
   *[other] { $n } files received
}
platform-file-digest = Fingerprint
platform-file-remove = Remove
platform-file-aside = May show a minor: set aside
platform-errors-title = { $n ->
    [one] There is a problem
   *[other] There are { $n } problems
}
platform-change = Change
platform-pages = Pages of the list
platform-previous = Previous page
platform-next = Next page
platform-reference = Case
platform-copy = Copy
platform-print = Print
platform-table-empty = Nothing to show.
platform-steps = Where the case stands
platform-step-done = (done)
platform-download = { $name } ({ $format }, { $size }, { $language })
platform-download-apart = Signature apart of “{ $name }” (CMS, .p7s)
platform-panel-broken = This part could not be shown.
platform-panel-broken-text = Its content may exist. Load the page again.
platform-unread = New
platform-thread-empty = No message.

platform-pivot-iban = IBAN
platform-pivot-phone = Phone
platform-pivot-email = Email address
platform-pivot-url = Site
platform-pivot-handle = User name
platform-pivot-crypto = Crypto address
platform-pivot-address = Postal address
platform-pivot-device = Device or IP address
platform-pivot-image = Image
platform-pivot-reference = Payment reference

platform-role-officer = Officer
platform-role-analyst = Analyst
platform-role-investigator = Investigator
platform-role-prosecutor = Prosecutor
platform-role-auditor = Auditor
platform-role-administrator = Administrator
platform-role-custodian = Custodian of files set aside

platform-purpose-intake = Receiving and completing complaints
platform-purpose-linkage = Linking complaints
platform-purpose-inquiry = Inquiry
platform-purpose-victim-support = Answering a victim
platform-purpose-audit = Audit
platform-purpose-administration = Administration

platform-error-400-title = This request cannot be read
platform-error-400-text = Your browser sent an incomplete request. Nothing was changed.
platform-error-400-do = Go back to the previous page and try again.
platform-error-403-title = This page is not open to you
platform-error-403-text = Your rights, or the purpose you chose, do not open this page.
platform-error-403-do = Change your purpose, or ask the person who manages accounts.
platform-error-session-over-title = Your session has ended
platform-error-session-over-text = Answers already saved are kept. Nothing else was changed.
platform-error-session-over-do = Sign in again, or enter your code to resume.
platform-error-sensitive-title = This case is sensitive
platform-error-sensitive-text = It concerns the private life of a person, or a minor. Only its unit, the person in charge and the task force of its series open it.
platform-error-sensitive-do = Ask the unit that handles it.
platform-error-proof-wanted-title = Prove first that it is you
platform-error-proof-wanted-text = This needs a recent proof of who you are. Nothing was changed.
platform-error-proof-wanted-do = Open the page of proof in another tab, then come back here and send again.
platform-error-proof-wanted-link = Open the page of proof (new tab)
platform-error-stale-form-title = This page is out of date
platform-error-stale-form-text = The form belongs to another session. To be safe, nothing was saved.
platform-error-stale-form-do = Open the form’s page again, then send again. Cookies of this site must be accepted.
platform-error-cross-site-title = This request comes from another site
platform-error-cross-site-text = Another site tried to send a form in your place. Nothing was changed.
platform-error-cross-site-do = If it was you, start again from the first page of this site.
platform-error-404-title = This page does not exist
platform-error-404-text = The address may be wrong, or the page was removed.
platform-error-404-do = Check the address, or start from the first page.
platform-error-405-title = This page does not open this way
platform-error-405-text = The page exists, but not for this kind of request. Nothing was changed.
platform-error-405-do = Start from the first page.
platform-error-409-title = This has changed meanwhile
platform-error-409-text = Someone changed the same thing, or it is already done.
platform-error-409-do = Open the page again to see how things stand.
platform-error-410-title = This page no longer exists
platform-error-410-text = It existed. Its content was erased.
platform-error-410-do = Start from the first page.
platform-error-413-title = This is too large
platform-error-413-text = The file or the text is over the size we take. Your other answers are kept.
platform-error-413-do = Go back to the previous page and send a smaller file.
platform-error-415-title = This format is not accepted
platform-error-415-text = The request has a form this page does not read. Nothing was changed.
platform-error-415-do = Go back to the previous page and try again.
platform-error-422-title = This answer cannot be accepted
platform-error-422-text = The request can be read, but a rule prevents it. Nothing was changed.
platform-error-422-do = Go back to the previous page and correct your answer.
platform-error-429-title = Too many attempts
platform-error-429-text = Your answers are kept. Too many requests came from your network in a short time.
platform-error-429-do = Wait a little, then try again.
platform-error-500-title = The service met a problem
platform-error-500-text = This problem is ours, not yours. Answers already saved are kept.
platform-error-500-do = Try again in a few minutes. If it comes back, give us the reference below.
platform-error-503-title = The service does not answer for now
platform-error-503-text = It is starting again, or it is too busy. Answers already saved are kept.
platform-error-503-do = Try again in a few minutes.
platform-error-no-room-title = The service has no room left
platform-error-no-room-text = What you just sent was not recorded. What was recorded before is kept.
platform-error-no-room-do = Try again later: the service must find room first.
platform-error-wait = { $n ->
    [one] Try again in one minute.
   *[other] Try again in { $n } minutes.
}
platform-error-incident = Reference of the problem: { $id }
platform-kept = What you had written
platform-resend-with-code = Enter my code and keep what I wrote
platform-resend = Send again

platform-problem-bad-request = Request not understood
platform-problem-bad-request-detail = The address or the body of the request cannot be understood. The description is at /api/v1/openapi.json.
platform-problem-refused = Request refused
platform-problem-refused-detail = The request is not accepted in this form. The description is at /api/v1/openapi.json.
platform-problem-signed-out = Nobody is signed in
platform-problem-signed-out-detail = Sign in at /connexion for a purpose, then send the session cookie with the request.
platform-problem-no-key = Key of a partner missing or refused
platform-problem-no-key-detail = Send the header Authorization with the word Bearer and a key of a partner that is in force.
platform-problem-session-over = Session over
platform-problem-session-over-detail = The session sent with the request is no longer valid. Sign in again at /connexion.
platform-problem-forbidden = Closed to this role or this purpose
platform-problem-forbidden-detail = Change the purpose, or ask whoever manages the accounts.
platform-problem-regime-forbids = The regime of this installation forbids it
platform-problem-regime-forbids-detail = The detail says why and where it is written.
platform-problem-sensitive = Sensitive case
platform-problem-sensitive-detail = It is open only to its unit, to the person in charge and to the task force of its series. Ask them.
platform-problem-proof-wanted = Proof of identity too old
platform-problem-proof-wanted-detail = Prove again who you are at /agent/preuve, then start again. Nothing was changed.
platform-problem-stale-form = Token missing or of another session
platform-problem-stale-form-detail = Send the token of the session in the x-csrf-token header. Nothing was changed.
platform-problem-cross-site = Request from another site
platform-problem-cross-site-detail = The request comes from a page of another site. Nothing was changed.
platform-problem-not-found = Not found
platform-problem-not-found-detail = Nothing at this address, or nothing your rights and your purpose open.
platform-problem-method-not-allowed = Method refused
platform-problem-method-not-allowed-detail = The address exists and takes another method: see the Allow header.
platform-problem-conflict = Changed meanwhile
platform-problem-conflict-detail = Somebody changed the same thing, or it is already done. Read again before trying again.
platform-problem-gone = No longer there
platform-problem-gone-detail = The content existed and was deleted.
platform-problem-too-large = Too large
platform-problem-too-large-detail = The body of the request is larger than what is accepted.
platform-problem-unsupported-media-type = Format refused
platform-problem-unsupported-media-type-detail = Announce the body of the request as application/json.
platform-problem-unprocessable = Request of another shape
platform-problem-unprocessable-detail = The body can be read, but does not have the shape described at /api/v1/openapi.json.
platform-problem-no-term = Nothing to search
platform-problem-no-term-detail = Write what you are looking for.
platform-problem-term-too-long = Search too long
platform-problem-term-too-long-detail = Keep the essential part of what you are looking for.
platform-problem-no-reason = No reason
platform-problem-no-reason-detail = Write the reason of the search, in a few words.
platform-problem-too-many = Too many requests
platform-problem-too-many-detail = Wait for the number of seconds of the Retry-After header, then try again.
platform-problem-fault = Problem of the service
platform-problem-fault-detail = This problem is on our side. Try again later, and quote request_id if it comes back.
platform-problem-bug = Error of the program
platform-problem-bug-detail = This error is in the program. Quote request_id when reporting it.
platform-problem-unavailable = Service unavailable
platform-problem-unavailable-detail = The service is starting or too busy. Try again later.
platform-problem-no-room = No room left
platform-problem-no-room-detail = The disk of the service is full: nothing was recorded. Try again later.
