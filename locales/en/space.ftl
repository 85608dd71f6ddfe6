# The victim's space, and the parts of a case that staff see.
# Public sentences: 15 words at most, present tense, "you".

space-instant = { $date }, { $hour }:{ $minute }

space-door-title = Follow my case
space-door-lead = Enter the reference and the code you noted when you filed.
space-reference = Case reference
space-reference-hint = It is on your acknowledgement. Example: FSC-2026-000001-K
space-code = Follow-up code
space-code-hint = 20 characters, with or without dashes. It has no I, L, O or U.
space-enter = Open my case
space-reference-malformed = Check the reference: a character is missing or wrong.
space-code-malformed = This code is not recognised. It has no I, L, O or U.
space-opens-nothing = This reference and this code open no case. Check each character of both. After several tries, wait a minute.
space-door-draft = Resume a form not sent yet
space-door-lost = I have lost my code
space-code-never-asked = Keep your code secret.
space-code-never-asked-text = We will never ask you for your code by phone or by email.

space-case-title = Your case
space-no-news = “No news” does not mean “abandoned”.
space-state-received = Received
space-state-received-text = We received your { $nature ->
    [report] report
   *[other] complaint
 } on { $date }. { $regime ->
    [authority] A police officer has yet to read this case.
   *[other] A member of our staff has yet to read this case.
 }
space-state-need-you = We need you
space-state-need-you-text = An officer is asking you for something. You may answer “I don’t have it”.
space-state-appointment = Appointment proposed
space-state-recorded = Recorded
space-state-recorded-text = { $regime ->
    [authority] An officer recorded it. Your récépissé is below, in “Your documents”.
   *[other] A member of our staff read and kept it. This body is not a police service.
 }
space-state-investigating = Under investigation
space-state-transmitted = Sent to the courts
space-state-decided = Decision
space-state-closed = Closed
space-state-closed-text = The case is closed. The reason is written below. You can still write to us.
space-dates = The steps
space-received-by-source = Received by the first service
space-reason = Reason
space-last-news = Last news

space-need-title = What we ask of you
space-need-how = Answer by message or add a file, below. Nothing is lost if you don’t have it.
space-not-have = I don’t have it
space-not-have-words = I don’t have it.

space-messages = Messages
space-message = Write a message
space-message-hint = An officer reads it with your case. 5,000 characters at most.
space-send = Send
space-message-empty = Write your message before you send it.
space-message-long = The message must be { $max } characters or less. It has { $found }.
space-done-message = Your message is sent.
space-from-you = You
space-from-victim = The victim
space-from-officer = An officer

space-exhibits = Your exhibits
space-files-received = { $n ->
    [0] No exhibit yet
    [one] { $n } exhibit received
   *[other] { $n } exhibits received
}
space-files = Add exhibits
space-files-hint = Screenshots, emails, statements. The original file is better than a screenshot.
space-files-limits = All formats. { $size } at most each time, { $count } files at most per case.
space-never-send = Never send a full card number, a password or a code you received.
space-add = Add
space-file-digest = Digest { $digest }…
space-files-none = Choose a file, then press “Add”.
space-files-refused = No file is accepted in this case.
space-files-refused-text = Send no image. Give the address of the page in a message. To talk about it:
space-done-files = Your exhibits are received.

space-papers = Your documents
space-paper-acknowledgement = Acknowledgement of registration
space-paper-acknowledgement-complaint = Acknowledgement of the complaint
space-paper-recepisse = Récépissé of the complaint
space-paper-proof = Proof file of your exhibits, to keep with your files
space-proof-line-1 = Keep this file with the files you gave.
space-proof-line-2 = It lets you show later that a file is the one you gave.
space-proof-line-3 = Do not change it. Should an exhibit be erased one day, only this file will still allow it.
space-size-unknown = size known on opening

space-false-police = Beware of false police officers and false lawyers.
space-false-police-text = Nobody will ask you for money to recover yours. If they do, it is another scam.
space-leave = Close my case

# ---- The case, for staff ----
space-facts = The facts
space-narrative = The account and sensitive details
space-identity = The victim’s identity
space-case-exhibits = The exhibits
space-case-papers = The documents
space-nothing-said = Nothing was said.
space-answered = Answered. To be read below, with the right for it.
space-mode = What may follow
space-received-at = Received by the source on
space-source = Source
space-heading = Type according to the source
space-line = Data of the source
space-text = Text
space-image = Image fingerprint
space-identifier = { $kind } ({ $role })
space-identifier-iban = IBAN
space-identifier-phone = Phone
space-identifier-email = Email address
space-identifier-url = Site address
space-identifier-crypto = Crypto address
space-identifier-handle = Handle
space-identifier-ip = IP address
space-identifier-payref = Payment reference
space-role-offender = from the other person
space-role-victim = from the victim
space-role-impersonated = impersonated
space-role-unknown = unknown role

space-no-exhibit = No exhibit.
space-exhibit-warning = These files come from outside. They may be dangerous or distressing. Each opening is written in the journal.
space-sha256 = SHA-256

space-write = Write to the victim
space-write-label = Message
space-write-hint = The victim reads this message without your name. 5,000 characters at most.

space-validate = Validate
space-validate-authority = Validation issues the récépissé, signed in your name.
space-validate-private = Validation keeps the statement. No récépissé is issued: this body is not an authority.
space-offences = Offences retained
space-offences-hint = Suggested from the type. You decide.
space-offence-other = Another offence
space-offence-other-hint = Its name, without a number. 300 characters at most.
space-offence-missing = Choose or write at least one offence.
space-offence-fr-cp-escroquerie = Fraud (escroquerie)
space-offence-fr-cp-escroquerie-bande-organisee = Fraud by an organised group
space-offence-fr-cp-acces-frauduleux = Unlawful access to a data system
space-offence-fr-cp-faux = Forgery and use of forgeries
space-offence-fr-cp-chantage = Blackmail
space-offence-fr-cp-extorsion = Extortion
space-offence-fr-cp-diffusion-images-intimes = Spreading intimate images without consent
space-offence-fr-cp-hypertrucage-sexuel = Sexual deepfake
space-offence-fr-cp-escroquerie-aggravee = Aggravated fraud
space-offence-fr-cp-collecte-deloyale = Unfair collection of personal data
space-offence-fr-cp-usurpation-identite = Identity theft
space-offence-fr-cp-vol = Theft
space-offence-fr-cp-atteinte-donnees = Interference with the data of a system
space-ask = Ask
space-ask-label = What you ask of the victim
space-ask-hint = One thing at a time, in plain words. 10 characters at least.
space-ask-note = The victim reads these words in their space and may answer “I don’t have it”.
space-reject = Reject
space-reject-label = The reason, for the victim
space-reject-hint = In plain words, with what they can do. 10 characters at least.
space-reject-note = The case is closed. The victim reads this reason, without your name.
space-words-missing = Write at least { $min } characters: the victim must understand.
space-words-long = Write { $max } characters at most. There are { $found }.
space-decided-validated = This case is already validated.
space-decided-rejected = This case is already rejected.
space-decided-withdrawn = The victim withdrew this case.
space-decided-meanwhile = Someone decided at the same moment. Open the case again before you go on.
space-not-an-authority = This document is reserved to an authority. This body is not one.
