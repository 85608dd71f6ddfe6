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
space-code-malformed = This code is not recognised. Check the letters: it has no I, L, O or U.
space-opens-nothing = This reference and this code open no case. Check both.
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
    [authority] A police officer has yet to read it.
   *[other] A member of our staff has yet to read it.
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
space-file-empty = { $name } is empty.
space-file-large = { $name } is too big. The limit is { $limit }. Send an extract or bring it.
space-file-interrupted = { $name } could not be received. Try again: the rest is kept.
space-files-many = You can add { $limit } files at most.
space-files-refused = No file is accepted in this case.
space-files-refused-text = Send no image. Give the address of the page in a message. To talk about it:
space-done-files = Your exhibits are received.

space-papers = Your documents
space-paper-acknowledgement = Acknowledgement of registration
space-paper-recepisse = Récépissé of the complaint
space-size-unknown = size known on opening

space-false-police = Beware of false police officers and false lawyers.
space-false-police-text = Nobody will ask you for money to recover yours. If they do, it is another scam.
space-leave = Close my case
