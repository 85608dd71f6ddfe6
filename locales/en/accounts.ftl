# The door of the staff: signing in, choosing why one works.

accounts-sign-in-title = Sign in
accounts-sign-in-lead = This page is for staff. Every gesture is written in the journal.
accounts-login = Login
accounts-password = Password
accounts-purpose = For which purpose do you work?
accounts-purpose-hint = Without a choice, your usual purpose is taken.
accounts-purpose-journal = The purpose is written in the journal with every reading.
accounts-purpose-title = Purpose of work
accounts-purpose-change = Work for this purpose
accounts-enter = Sign in
accounts-refused = The login or the password does not match. Check them and try again.
