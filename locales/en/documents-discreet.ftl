# The paper letters/discreet.typ.

documents-discreet-title = Your request
documents-discreet-what = Your request was received. Keep this reference: it lets you follow what comes next.
