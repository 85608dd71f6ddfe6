# The public log: what the victim’s space and the page of a complaint say of it.
log-panel-title = Entry in the public log
log-panel-lead = The public log shows nothing of what is entered: no name, no fact. Keep the proof with the document: together they let anybody check, without us, that the document existed and has not changed.
log-your-complaint = Your complaint
log-your-report = Your report
log-your-recepisse = Your récépissé
log-the-complaint = The complaint
log-the-report = The report
log-the-recepisse = The récépissé
log-entry = { $document } is entry { $number } of { $of } in the public log.
log-soon = { $document } will be in the public log soon. Come back in a moment: the proof will be here.
log-proof = Proof of entry { $number }
log-proof-format = text
log-proof-language = checked by a program
log-proof-soon = No proof is ready for this document: its entry in the public log is under way, or it is not from here.
log-mail-subject = Public log: checkpoint of { $origin }
log-mail-keep = Keep this message: it proves the state of the log on this day.
