# Names of accounts that may be one.
handles-proposal = Resembling name
handles-perhaps = { $kind } { $typed }: perhaps { $meant }.
handles-looks-same = The two names read the same: signs taken for each other, separators, or a platform that one of them does not say.
handles-resembles = The same figures at the end, and nearly the same name before: { $n } of 100 (Jaro-Winkler).
handles-masked = The two names resemble each other.
handles-title = Resembling names
handles-lead = A complaint has a name of an account that resembles that of other complaints. Nothing is brought together nor corrected before somebody answers: two strangers may have nearly the same name.
handles-accept = It is the same: bring the ticked complaints together
handles-refuse = They are two names
