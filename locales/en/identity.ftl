# Finding one’s cases again by an identity service. Always optional.

identity-title = Find your cases without a code
identity-optional = You never have to: the reference and the code are always enough.
identity-by = Find my cases with { $provider }
identity-keep = Keep this case with { $provider }
identity-files-title = Your cases
identity-none = No case is kept here. Open a case with its code, then come back.
identity-filed-on = Filed on { $day }
identity-open = Open this case
identity-detach = No longer keep this case here
identity-leave = Leave this list
identity-with-code = Open a case with its code
identity-stopped-title = Your cases cannot be found
