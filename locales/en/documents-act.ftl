# An act of an inquiry on paper.
documents-act-to = To
documents-act-grounds = Having regard to
documents-act-head = Frame
documents-act-facts = The facts
documents-act-need = What makes the request necessary
documents-act-requests = What is asked
documents-act-request = Request
documents-act-closing = To answer
documents-act-shown = Attached files and their digests
documents-act-signature = Signature
documents-act-call = Before you answer, call the service at a number you already know, not at one printed here: forgers write in the name of investigators.
documents-act-verify-how = Check this document at the address below or with the square code. The page says whether it is authentic, its type, its date and its number of pages, and nothing else.
