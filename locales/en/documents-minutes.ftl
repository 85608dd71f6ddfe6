# The paper letters/minutes.typ.

documents-minutes-title = Copy of the minutes of your complaint
documents-minutes-what = Here is what you were asked, and what you answered, in the version that the officer recorded.
documents-minutes-law = What the law says
documents-minutes-sealed = This file is signed as a whole: any change shows when it is checked. Keep the file, a printout does not bear the signature.
