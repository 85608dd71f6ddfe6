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
