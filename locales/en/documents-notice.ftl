# What a person sends in their own name.
documents-notice-own = Private letter: it comes from no authority, and the service that helps to write it is not its author.
documents-notice-reference = Sender’s reference:
documents-notice-facts = The facts
documents-notice-requests = What I ask of you
documents-notice-need = Why
documents-notice-grounds = Texts
documents-notice-head = Details
documents-notice-shown = Attached files and their digests
documents-notice-sign-here = Signature:
