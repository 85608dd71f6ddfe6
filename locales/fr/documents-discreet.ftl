# Le papier letters/discreet.typ.

documents-discreet-title = Votre demande
documents-discreet-what = Votre demande est reçue. Gardez cette référence : elle permet d’en suivre les suites.
