# Files of a telephone: the code shown on a screen, and the pages the telephone opens with it.
bring-from-telephone = Send them from a phone
bring-screen-title = Send files from a phone
bring-screen-lead = Show the code, then point the camera of the phone at it. The phone will send files to this complaint and read nothing of it.
bring-show = Show a code
bring-show-another = Show another code
bring-stop = Receive no more
bring-qr = Code to point a camera at. It leads to the address written below.
bring-by-hand = Without a camera, open this address on the phone and type the code:
bring-until = This code works once, until { $hour }.
bring-connected = A phone has been connected since { $since }, until { $until }.
bring-arrived = Files that came from the phone
bring-came =
    { $n ->
        [0] No file yet.
        [one] { $n } file received.
       *[other] { $n } files received.
    }
bring-refresh = Refresh
bring-go-back = Back to the exhibits
bring-too-many = More than { $n } codes were shown for this complaint. Add the files from this computer.

bring-title = Send files
bring-lead = Type the code shown on the screen of the person in front of you, or on your own computer.
bring-scanned = Continue to send files from this phone. The code works only once.
bring-code = Code shown on the screen
bring-code-hint = 20 letters and figures. Dashes do not matter
bring-malformed = This code is not complete. It has 20 letters and figures, without I, L, O or U
bring-opens-nothing = This code opens nothing. It works once, for 15 minutes. Ask for another one
bring-no-file = No file can be received here
bring-over = Sending is closed. Ask for another code.
bring-closed-here = No file is received for these facts: no code is shown. Note the address of the pages, without opening them.
bring-what = What you send joins the complaint in progress. This page shows only what this phone has sent.
bring-files = Photos, screenshots, documents
bring-send = Send
bring-given =
    { $n ->
        [0] No file sent
        [one] { $n } file sent
       *[other] { $n } files sent
    }
bring-open-until = Sending is open until { $hour }.
bring-end = I have finished
bring-done = It is done.
bring-done-text = You can close this page. This phone opens nothing here any more.

# “Has this person already filed?”, at the counter.
bring-deja-title = Has this person already filed?
bring-deja-lead = What the open file already says of the person and of the facts is looked for too. Nothing is shown of complaints that your rights do not open, save the unit to ask. The search and its reason stay in the journal, not the words looked for.
bring-deja-reference = Follow-up reference
bring-deja-name = Birth name
bring-deja-born = Date of birth
bring-deja-phone = Phone
bring-deja-email = E-mail address
bring-deja-reason = Reason for the search
bring-deja-reason-hint = For example: the person says a complaint was filed in March
bring-deja-look = Search
bring-deja-name-lacks = Type the birth name too: a date alone points to nobody
bring-deja-born-wrong = Type a name, and the day, month and year of birth
bring-deja-contact-wrong = Check this: it does not have the expected form
bring-deja-no-reason = Write why, in a few words
bring-deja-nothing-sought = Type at least a reference, a name, a phone or an e-mail address
bring-deja-found = What was found
bring-deja-none = No complaint was found.
bring-deja-none-text = One may exist under another name, another address, or in another system.
bring-deja-elsewhere = A complaint exists that your rights do not open
bring-deja-elsewhere-unit = A complaint exists in the unit { $unit }: ask it
bring-deja-by-reference = the reference
bring-deja-unit = Unit
bring-deja-no-unit = Common queue
bring-deja-state-filed = Received, to be read
bring-deja-state-asked = More was asked
bring-deja-state-validated = Validated
bring-deja-state-rejected = Closed
bring-deja-state-withdrawn = Withdrawn
bring-deja-same = These are the same facts
bring-deja-apart = These are not the same
bring-deja-known = Recognised: { $reference }
bring-deja-known-alike = The open file tells the same facts. Once filed, it will be joined to that case, and both will count as one.
bring-deja-known-not-alike = The open file does not tell the same facts yet. It will be joined if it tells them when it is filed.
