# The paper letters/minutes.typ.

documents-minutes-title = Minutes of a complaint
documents-minutes-what = These minutes report every question put and, for each, the answer given, refused or unknown, in the version that the officer recorded.
documents-minutes-law = What the law says
documents-minutes-sealed = This file is signed as a whole: any change shows when it is checked. Keep the file, a printout does not bear the digital signature.
