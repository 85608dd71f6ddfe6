# The paper letters/statement.typ.

documents-statement-title = Statement taken down
documents-statement-not-minutes = This document is not official minutes, and does not stand for a complaint filed. The body that made it is neither a police service nor a gendarmerie unit.
documents-statement-what = It reports every question put and, for each, the answer given, refused or unknown.
documents-statement-law = What the law says
documents-statement-sealed = This file is signed as a whole: any change shows when it is checked. Keep the file, a printout does not bear the digital signature.
