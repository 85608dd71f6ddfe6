# Intake: public pages, the victim's space, the officer's decisions.
intake-next-officer = A police officer or gendarme reads your statement.
intake-next-proof = If they validate it, you receive the signed proof of complaint. You may ask for a copy of the minutes.
intake-next-read = A member of the organisation reads your statement.
intake-next-messages = We write to you in your follow-up space at each change.
intake-officer-quality = Officer in charge of receiving complaints
intake-complainant-unknown = Person identified by the source
