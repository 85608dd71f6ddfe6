# Blank forms, to print or to fill in on a screen.
blank-title = Blank forms
blank-lead = To fill in without a network, or before going to the counter.
blank-not-filed = A form filled in is not a complaint yet. Hand it to an officer, who types it in and gives you a reference.
blank-of = Form: { $label }
blank-print-title = To print
blank-print-lead = To fill in with a pen.
blank-fill-title = To fill in on a screen
blank-fill-lead = The boxes are filled in with your PDF reader. Save the file before you close it.
blank-online-title = Online
blank-online = Answer the same questions online
blank-link = Forms to print
blank-told-version = The form has changed since this sheet was printed. Compare the questions.
blank-told-refused = { $question }: not taken. { $why } Written on the sheet: { $written }
blank-told-doubt = { $question }: taken, to be checked. { $why }
blank-told-not-asked = { $question }: not taken, the other answers do not lead to this question. Written on the sheet: { $written }
blank-told-strange = Unknown box { $name }, not taken. Written on the sheet: { $written }
blank-told-joined = { $question }: exhibits announced on the sheet, to be added. { $written }
