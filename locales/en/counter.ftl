# The counter: the files an officer holds open.
counter-nav = Counter
counter-title = Counter
counter-mine = Your open files
counter-file = File
counter-since = Opened on
counter-missing = Answers expected
counter-note = Word from a colleague
counter-note-hint = What is left to do, nothing of the facts
counter-none = No open file.
counter-new = Open a file
counter-type = What is it about?
counter-open = Open
counter-with-code = Take up a file begun online
counter-code = Code of the draft
counter-code-hint = The person wrote it down or received it by e-mail
counter-open-code = Take up
counter-others = Opened by your colleagues
counter-take = Take this file
counter-take-reason = Why?
counter-lacks = { $n ->
    [0] Nothing is missing to file.
    [one] One answer is missing to file.
   *[other] { $n } answers are missing to file.
}
counter-pass-title = Pass to a colleague
counter-colleague = To whom?
counter-pass = Pass the file
counter-close-title = Close without filing
counter-close-deleted = All answers are erased.
counter-close-left = The person keeps the draft and its code.
counter-close = Close this file
counter-refused-unknown-type = Choose what it is about
counter-refused-no-draft = This code opens no draft. Check it with the person: it has no I, L, O or U
counter-refused-with-colleague = A colleague already has this file open. Ask for it to be passed to you
counter-refused-too-many = Too many files are open. Close or pass one
counter-refused-not-a-colleague = Choose a colleague of your unit who takes complaints
counter-refused-no-reason = Write why you take this file
counter-refused-nothing-found = This value is no longer in the account, or an answer holds it already
counter-refused-not-taken = This question does not take that value
# The dense screens.
counter-fill = Fill in
counter-tabs = Your open files
counter-tabs-other = Another file
counter-tab = { $kind }, { $who }
counter-tab-tail = { $since }, { $lacks }
counter-tab-lacks = { $n ->
    [0] complete
   *[other] { $n } missing
}
counter-label-needed = { $label } *
counter-blocks = The blocks
counter-beside = Beside the questions
counter-block-done = done
counter-block-free = optional
counter-block-lacks = { $n } missing
counter-next = Save and continue
counter-keep = Save
counter-opened = An answer opened other questions.
counter-danger = These answers say that a person is in danger
counter-note-left = Word from your colleague:
counter-urgent = To do at once
counter-no-unknown = This question does not accept “I don’t know”
counter-found = Found in the account
counter-found-note = Nothing is filled in without you.
counter-found-nowhere = No question asked now takes this value.
counter-found-iban = Account
counter-found-phone = Telephone
counter-found-email = Email
counter-found-url = Address
counter-found-crypto = Crypto address
counter-found-day = Date
counter-found-sum = Sum
counter-into = { $block }: { $question }
counter-into-label = Question that receives { $value }
counter-accept = Accept
counter-exhaustive = Completeness
counter-exhaustive-note = Informs, blocks nothing.
counter-share = { $had } of { $whole }
counter-count = { $had } of { $whole }
counter-weight-3 = What links
counter-weight-2 = What qualifies
counter-weight-1 = The context
counter-left = { $n ->
    [one] One answer without a value
   *[other] { $n } answers without a value
}
counter-unasked = What is not asked yet
counter-more = { $n ->
    [one] and one more
   *[other] and { $n } more
}
counter-keys = By keyboard
counter-key-enter = Enter
counter-key-enter-does = next field; in a long text, a new line
counter-key-unknown = Alt + N
counter-key-unknown-does = “I don’t know”, then the next question
counter-key-next = Ctrl + Enter
counter-key-next-does = saves and opens the next block
counter-key-letter = a letter
counter-key-letter-does = in a list, chooses; among ticks, goes to the one that begins so
counter-key-slash-does = in a date, goes from the day to the month, then to the year
counter-keys-note = A star marks what is needed to file. Without a script: Tab, Space and the buttons.
