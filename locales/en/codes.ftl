# How a complaint is classified, filing by another body's software.
codes-title = Classification
codes-scheme = { $name }, version { $version }
codes-code = { $code }: { $label }
codes-unchecked = { $code }: { $label } (code to be checked)

codes-no-request = Give each request a name of your own in the header Idempotency-Key, 1 to 200 visible characters.
codes-body-shape = The body is not of the shape expected: { $cause }
codes-wrong = { $n ->
    [one] One thing is to be corrected. It is shown at its place.
   *[other] { $n } things are to be corrected. Each is shown at its place.
}
codes-nature = Write “complaint” or “report”.
codes-lang = Write “fr” or “en”.
codes-layout = This version of the layout of answers is not known. Write 1.
codes-key = This is not the name of a question, such as payment[0].to_iban.
codes-shape = The answer is not of the shape expected: { $cause }
codes-other-body = Another request already has this name, with other content. Nothing was changed.
codes-unknown-form = No open questionnaire has this code.
codes-form-changed = The questionnaire has changed. Version { $version }, digest { $hash }. Read it again, then send again.
codes-missing = An answer is expected here, even “I don't know”.
codes-not-asked = The other answers do not lead to this question.
codes-kind = This question does not take this kind of answer.
codes-no-file = Attach a file with its name, in a part “file”.
