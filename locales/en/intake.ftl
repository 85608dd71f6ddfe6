# Intake: public pages, the victim's space, the officer's decisions.
intake-next-read = A member of the organisation reads your statement.
intake-next-messages = We write to you in your follow-up space at each change.
intake-officer-quality = Officer in charge of receiving complaints
intake-complainant-unknown = Person identified by the source

# Public pages. 15 words a sentence at most, present tense, "you", never a reproach.
intake-continue = Continue
intake-optional = (optional)
intake-example = For example, { $example }
intake-hint-and-example = { $hint }. { $example }
intake-item-title = { $title } ({ $section } { $item })
intake-place = page { $place } of { $total }
intake-saved-label = Your resume code
intake-saved = Saved.
intake-saved-code = Code:
intake-saved-note = Note this code: it opens your draft again on any device.
intake-saved-erase = Delete this draft

intake-home-title = File a complaint about an online scam or attack
intake-home-lead = Allow 10 to 20 minutes. You can stop and resume with a code. No account is needed.
intake-home-start = Start
intake-home-resume = Resume with my code
intake-home-danger = Immediate danger?
intake-home-danger-text = Call 17 or 112. If you cannot speak, text 114.
intake-home-danger-more = All emergency numbers
intake-home-other = Other things you can do
intake-home-follow = Follow my case
intake-home-report = Report facts without filing a complaint
intake-home-verify = Check a document you received
intake-fake-police-title = Beware of false police officers and false lawyers.
intake-fake-police-text = No officer, judge or lawyer asks you for money to recover yours. A fee asked for a refund is a new deception.

intake-danger-title = You are in danger now
intake-danger-lead = Call at once. Your case can wait.
intake-danger-first = Someone is in danger: call first
intake-numbers-title = Useful numbers and sites
intake-numbers-lead = These services are free. You can call before, during or after filing.
intake-useful-numbers = Useful numbers

intake-orientation-none = Choose what is closest to your situation
intake-before-title = Before you start
intake-before-not-that = That is not it
intake-before-have = Keep your statements, messages and the addresses of sites near you. “I don’t know” is always an answer.
intake-before-start = Start my answers

intake-urgent-title = Do this at once
intake-urgent-not-guilty = What is happening to you is common. You are not responsible for what this person did.
intake-talk-now = Talk to someone right now
intake-ways = You can also
intake-urgent-done = Done
intake-urgent-go-on = Done, continue
intake-urgent-later = I will do it later
intake-clock-immediate = Now
intake-clock-minutes = In the next minutes
intake-clock-hours = In the next hours
intake-clock-hours-72 = Within 72 hours
intake-clock-days = In the next days
intake-clock-months-13 = Within 13 months

intake-date = The day
intake-time = The time, if you know it
intake-time-hint = For example, 9:30
intake-period-first = The start
intake-period-last = The end
intake-period-continuing = It is still going on
intake-card-first = The first 6 digits
intake-card-last = The last 4 digits
intake-handle-platform = The network or app
intake-handle-name = The name shown or the profile link
intake-chain = The network
intake-chain-address = The address or number, copied in full

intake-evidence-asked = The exhibits that help most:
intake-files-limits = Any type of file, { $size } each, { $files } at most.
intake-files-add = Add the chosen files
intake-files-received = { $n ->
    [one] { $n } file has been received.
   *[other] { $n } files have been received.
}
intake-file-unnamed = unnamed
intake-file-size = { $size }, { $type }
intake-no-files-title = No file is asked for here
intake-no-files-why = An address is enough to act. These services help at once, free of charge.

intake-check-title = Check your answers
intake-check-lead = Nothing is sent until you confirm.
intake-check-facts = Your situation
intake-check-type = Type
intake-check-files = { $n ->
    [one] One exhibit
   *[other] Exhibits ({ $n })
}
intake-check-unknown = { $n ->
    [one] What you do not know ({ $n } answer)
   *[other] What you do not know ({ $n } answers)
}
intake-check-unknown-note = This is not a problem. You can also complete it later.
intake-check-missing = These answers are still missing
intake-check-resume = Go on answering
intake-check-go-on = Continue to the declaration

intake-declare-title = Before you send
intake-declare-to-police = You are about to declare facts to the police or gendarmerie.
intake-declare-to-other = You are about to declare facts to { $controller }.
intake-declare-false = Knowingly stating false facts is an offence.
intake-declare-law = Read what the law says
intake-declare-controller = { $controller } is responsible for your data.
intake-declare-data-more = Read the notice about your data
intake-declare-what = What do you want to do?
intake-declare-complaint-means = A complaint asks for an investigation and, if possible, a prosecution.
intake-declare-complaint = I file a complaint about these facts
intake-declare-report-means = A report informs, and may stay without a name. A complaint remains possible later.
intake-declare-report = I report these facts without filing a complaint
intake-declare-choose = Choose between the complaint and the report
intake-declare-elsewhere = These facts are received by another service: see the addresses on this page
intake-declare-report-only = These facts are received here as a report: use the button of the report

intake-receipt-title-complaint = Your complaint is registered
intake-receipt-title-report = Your report is registered
intake-receipt-at = Registered on
intake-receipt-by = Registered by
intake-receipt-verification = Verification code of the document
intake-receipt-code = Your follow-up code, secret
intake-receipt-code-note = Note it now: it is shown only here. We never ask you for it by phone or email.
intake-receipt-pdf = Download the acknowledgement of registration (PDF)
intake-receipt-pdf-size = Download the acknowledgement of registration (PDF, { $size })
intake-receipt-noted = I have noted my code
intake-receipt-noted-first = Note your follow-up code, then tick “I have noted my code”
intake-receipt-follow = Close and open my follow-up space
intake-receipt-next = What happens next
intake-receipt-to-do = Still to do, if not done yet
intake-receipt-rights = Your rights

intake-resume-title = Resume with my code
intake-resume-lead = Your answers are saved. The code opens them on any device.
intake-resume-code = Your resume code
intake-resume-hint = 20 letters and digits, such as 7Q2K-M9PX-4HTD-WC6N-0ABC. Capitals and dashes are optional.
intake-resume-nothing = This draft is no longer open on this device. Enter your code to resume it.
intake-resume-erased = Your draft is deleted, with its files.
intake-resume-here = Continue the draft open on this device
intake-resume-lost = Without the code, the draft cannot be opened.
intake-resume-start-again = Start again

intake-erase-title = Delete your draft?
intake-erase-text = Your answers and files disappear at once. Nobody can get them back.
intake-erase-yes = Delete now
intake-erase-no = Keep my draft

intake-verify-title = Check a document
intake-verify-lead = Enter the code printed near the black and white square (QR code).
intake-verify-code = The verification code
intake-verify-hint = 16 letters and digits. Capitals and dashes are optional.
intake-verify-do = Check
intake-verify-not-a-code = This code is not complete, or is miscopied. Check each letter
intake-verify-yes = This document is authentic.
intake-verify-no = No authentic document bears this code.
intake-verify-replaced = This document is authentic, but a later document replaces it.
intake-verify-document = Document
intake-verify-acknowledgement = Acknowledgement of registration
intake-verify-recepisse = Récépissé (receipt of complaint)
intake-verify-series-file = Series file, a working document
intake-verify-series-identities = Annex of a series file, a working document
intake-verify-issued = Issued on
intake-verify-pages = Pages
intake-verify-digest = Digest of the file (SHA-256)
intake-verify-replaced-at = Replaced on
intake-verify-compare = Compare these lines with the document. This page shows nothing else of it.

intake-controller-title = Who answers for this service
intake-accessibility-title = Accessibility
intake-accessibility-state-title = State of conformance
intake-accessibility-state = This site does not conform to the RGAA: no full audit was done yet.
intake-accessibility-measured = With each version, tools check the pages, light and dark.
intake-accessibility-other-title = Does a page block you?
intake-accessibility-other = You can do the same in person, or ask for help.
intake-accessibility-tell = Tell us which page blocks you: we offer you another way.
intake-accessibility-defender-title = Without an answer from us
intake-accessibility-defender = You can write to the Défenseur des droits, free of charge.
intake-accessibility-defender-link = Site of the Défenseur des droits
intake-accessibility-defender-address = https://www.defenseurdesdroits.fr
intake-data-title = Your personal data
intake-data-law-title = What the law says
intake-data-draft-title = Your draft
intake-data-draft = { $n ->
    [one] A draft is kept { $n } day after the last answer, then deleted.
   *[other] A draft is kept { $n } days after the last answer, then deleted.
}
intake-data-draft-staff = No officer reads a draft. You can delete it at any time.
intake-data-cookies-title = Cookies
intake-data-cookies = This site only sets the cookies that keep your session and language. Nothing measures your visit.
intake-mentions-title = Legal notice
intake-mentions-software-title = Software
intake-mentions-software = This site runs Faisceau, free software under the EUPL-1.2 licence.
intake-map-title = Site map
intake-map-file = What you can do
intake-map-help = Getting help
intake-map-site = About the site
intake-link-home = Home
intake-link-orientation = File a complaint or a report
intake-link-resume = Resume with a code
intake-link-follow = Follow my case
intake-link-verify = Check a document
intake-link-danger = Immediate danger
intake-link-numbers = Useful numbers and sites
intake-link-help = Help
intake-link-accessibility = Accessibility
intake-link-data = Your personal data
intake-link-mentions = Legal notice
intake-help-title = Help
intake-help-stop-title = Stop and resume
intake-help-stop = Each page sent is saved. Note the code shown at the bottom.
intake-help-unknown-title = You cannot answer
intake-help-unknown = Choose “I don’t know”. It never blocks you.
intake-help-someone-title = Talk to someone
intake-help-someone = People answer by phone, free of charge.
intake-help-exit-title = Leave quickly
intake-help-exit = On sensitive subjects, the button “Leave this site” opens an ordinary page.
intake-urgent-of-case = Urgent actions
intake-urgent-done-at = Done on { $at }
intake-urgent-not-yet = Not done yet, or not said
