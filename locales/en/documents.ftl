# Letters on paper: the words of letters/*.typ. Keys documents-frame-* serve every letter;
# documents-<letter>-* serve one. Articles of law are not written here: they come from law/.

documents-month-1 = January
documents-month-2 = February
documents-month-3 = March
documents-month-4 = April
documents-month-5 = May
documents-month-6 = June
documents-month-7 = July
documents-month-8 = August
documents-month-9 = September
documents-month-10 = October
documents-month-11 = November
documents-month-12 = December
documents-day = { $day } { $month } { $year }
documents-hour = { $hour }:{ $minute }
documents-moment = { $date } at { $hour }:{ $minute }:{ $second } ({ $zone })
documents-size-bytes = { $size } bytes
documents-size-kilobytes = { $size } kB
documents-size-megabytes = { $size } MB

documents-attached-payload = Signed data of this document
documents-attached-signature = Signature of these data (Ed25519)

documents-frame-what = What this is
documents-frame-to-do = What you must do
documents-frame-before = Before when
documents-frame-call = Whom to call
documents-frame-reference = Reference
documents-frame-page = page %1 / %2
documents-frame-verify = Check this document
documents-frame-verify-how = Anyone you give this document to can check that it is authentic, at the address below or with the square code. The page only says whether the document is authentic, its type, its date and its number of pages.
documents-frame-verify-address = Address
documents-frame-verify-code = Verification code
documents-frame-verify-key = Signing key
documents-frame-qr-alt = QR code that opens the verification page with the code
documents-frame-warning = Beware of false police officers and false lawyers.
documents-frame-warning-money = No police officer, gendarme, judge or lawyer will ask you for money to get yours back. If someone calls to refund you against a fee, it is a new fraud.
documents-frame-warning-codes = Never give your follow-up code, a password or a code received by text message, by telephone or by email. We will never ask you for them.
documents-frame-phone = Tel.
documents-frame-email = Email:
documents-frame-exhibits = The exhibits
documents-frame-exhibits-count = { $n ->
    [0] No exhibit is attached.
    [one] { $n } exhibit attached.
   *[other] { $n } exhibits attached.
 }
documents-frame-exhibit-number = No.
documents-frame-exhibit-name = File name
documents-frame-exhibit-size = Size
documents-frame-exhibit-digest = Proof mark
documents-frame-signatures = Signatures

documents-receipt-title-complaint = Acknowledgement of your online complaint
documents-receipt-title-report = Acknowledgement of your report
documents-receipt-what-complaint = Proof that your statement is registered, at an exact date and time.
documents-receipt-what-report = Proof that your report is registered, at an exact date and time. A report is not a complaint.
documents-receipt-to-do-nothing = Nothing more for now. Keep this document and all your evidence.
documents-receipt-before-none = There is no deadline for now.
documents-receipt-call-nobody = Write to us from your follow-up space, with your reference.
documents-receipt-awaits-officer = This document is not yet the certificate that a complaint was filed: an officer must first read and validate your statement.
documents-receipt-not-police = { $name } is not a police or gendarmerie service. This document attests a registration; it does not stand for filing a complaint.
documents-receipt-registration = What is registered
documents-receipt-reference = Reference
documents-receipt-type = Type of facts
documents-receipt-received = Received on (as stated by the source: { $source })
documents-receipt-on-paper-complaint = Received on paper on
documents-receipt-on-paper-report = Received on paper on
documents-receipt-registered-complaint = Registered here on
documents-receipt-registered-report = Registered here on
documents-receipt-exhibits = Your exhibits
documents-receipt-exhibits-count = { $n ->
    [0] No exhibit is attached. You can add some from your follow-up space.
    [one] { $n } exhibit attached. Its mark and your proof file show that it has not changed since it was given.
   *[other] { $n } exhibits attached. Their marks and your proof file show that they have not changed since they were given.
 }
documents-receipt-exhibits-unlisted = { $count } more exhibits are not listed here; their marks are in the data attached to this file.
documents-receipt-next = What happens now
documents-receipt-law = What the law requires us to tell you
documents-receipt-exhibits-proof = To show later that a file is the one you gave: keep the file, and the proof file from your follow-up space. The mark alone says nothing of your files.
documents-receipt-sealed = This file is signed as a whole: any change shows when it is checked. Keep the file, a print does not carry the signature. It holds neither your account of the facts nor your account numbers.

documents-recepisse-title = Récépissé: certificate that a complaint was filed
documents-recepisse-what = Proof that your complaint was received and validated by a police or gendarmerie service.
documents-recepisse-to-do = Keep this document. Give a copy to your bank or insurer if they ask for it.
documents-recepisse-before = See below the time limit to act and how it can be interrupted.
documents-recepisse-call-service = The service named at the head of this document, with your reference.
documents-recepisse-filed-with = Filing of the complaint
documents-recepisse-reference = Reference
documents-recepisse-minutes = Minutes (procès-verbal) no.
documents-recepisse-complainant = Complainant
documents-recepisse-by = Filed by
documents-recepisse-born = Date of birth
documents-recepisse-filed = Complaint filed on
documents-recepisse-facts-when = Facts committed
documents-recepisse-on = on { $day }
documents-recepisse-from-to = between { $from } and { $to }
documents-recepisse-facts-undated = on a date not stated
documents-recepisse-facts-place = Place of the facts
documents-recepisse-against = Complaint
documents-recepisse-against-unknown = against a person unknown
documents-recepisse-against-named = against a named person
documents-recepisse-known = Attack known on
documents-recepisse-elapsed = Time before the complaint
documents-recepisse-hours = { $n ->
    [one] { $n } hour
   *[other] { $n } hours
 }
documents-recepisse-offences = Offences retained
documents-recepisse-limitation = Time limit to act
documents-recepisse-interruption = How this time limit can be interrupted
documents-recepisse-next = What happens now
documents-recepisse-signature = Signature
documents-recepisse-signed-at = Made on
documents-recepisse-signed-how = Digital document signed by the service, with one signature for all its pages. The complainant does not sign.
documents-recepisse-rights = Annex: your rights
