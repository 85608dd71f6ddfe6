# Sign-in by an identity provider (OpenID Connect).

oidc-by = Sign in with { $provider }
oidc-or = Or with a password
oidc-local = Sign in another way
oidc-stopped-title = You are not signed in
oidc-stopped-text = You can start again, or sign in another way.
oidc-over = This sign-in is no longer valid. Start again from this window.
oidc-silent = The sign-in service does not answer. Try again in a few minutes.
oidc-wrong = The sign-in service did not confirm who you are.
oidc-no-account = No account is open to you here. Ask the administrator.
oidc-no-role = No role is given to you here. Ask the administrator.
oidc-left-title = You are signed out here
oidc-left-text = Your session on this service is closed. It may stay open elsewhere.
oidc-left-there = Sign out of { $provider } too
