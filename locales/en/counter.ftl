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
