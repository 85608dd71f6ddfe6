# Ce qui est pris au guichet : qui est là, la relecture, le dépôt, ce qui est remis ; et le relevé des réponses
# (procès-verbal, ou déclaration recueillie par un organisme qui n’est pas une autorité).

# Qui est là
minutes-presence-title = Qui est là
minutes-presence-lead = Notez ce que vous voyez : le papier qu’on vous montre, et chaque personne présente. Ces noms figurent au procès-verbal.
minutes-presence-send = Noter et passer à la relecture
minutes-presence-change = Changer qui est là
minutes-document = Pièce d’identité
minutes-document-seen = Une pièce d’identité m’est montrée
minutes-document-not-shown = Aucune pièce ne m’est montrée
minutes-document-not-asked = Je n’en demande pas : c’est un signalement
minutes-document-kind = Quelle pièce
minutes-document-kind-identity-card = Carte d’identité
minutes-document-kind-passport = Passeport
minutes-document-kind-residence-permit = Titre de séjour
minutes-document-kind-driving-licence = Permis de conduire
minutes-document-kind-other = Autre pièce
minutes-document-number = Numéro de la pièce
minutes-document-issued-by = Délivrée par
minutes-document-reason = Pourquoi aucune pièce n’est montrée
minutes-document-seen-as = { $kind } n° { $number }, délivrée par : { $issuer }
minutes-document-not-shown-as = Aucune pièce montrée. Raison donnée : « { $reason } »
minutes-document-not-asked-as = Non demandée
minutes-language = Langue que parle la personne
minutes-language-usual = français
minutes-interpreter = Un interprète intervient-il ?
minutes-interpreter-no = Aucun interprète
minutes-interpreter-yes = Oui
minutes-interpreter-who = Interprète
minutes-interpreter-name = Nom ou numéro de l’interprète
minutes-interpreter-language = Langue interprétée
minutes-interpreter-oath = Serment de l’interprète
minutes-interpreter-oath-listed = assermenté, inscrit sur une liste
minutes-interpreter-oath-taken-here = a prêté serment pour cette audition
minutes-interpreter-oath-none = non assermenté
minutes-interpreter-reach = Où est l’interprète
minutes-interpreter-reach-here = présent
minutes-interpreter-reach-telephone = par téléphone
minutes-interpreter-reach-video = par visioconférence
minutes-others = Les autres personnes présentes
minutes-others-lead = Avocat, parent, tuteur, proche choisi par la personne. Laissez vide s’il n’y a personne.
minutes-other = Personne présente n° { $n }
minutes-other-part = Sa place
minutes-other-part-lawyer = Avocat
minutes-other-part-representative = Représentant légal
minutes-other-part-companion = Adulte accompagnant
minutes-other-part-other = Autre personne
minutes-other-name = Nom et prénoms
minutes-other-quality = Qualité (mère, barreau de Lille…)
minutes-missing = Indiquez : { $what }
minutes-too-long = { $what } : { $max } caractères au plus

# La relecture
minutes-reading-title = Relire à la personne
minutes-reading-lead = Lisez à voix haute ce qui suit, ou faites-le lire. Une réponse à changer se change dans le dossier, puis tout se relit.
minutes-reading-interpreted = L’interprète traduit cette lecture en : { $language }.
minutes-reading-lacks = { $n ->
    [one] { $n } question attend encore une réponse : le dossier ne pourra pas être déposé ainsi.
   *[other] { $n } questions attendent encore une réponse : le dossier ne pourra pas être déposé ainsi.
 }
minutes-reading-send = Garder la relecture
minutes-there = Qui est là
minutes-unanswered = { $n ->
    [one] { $n } question posée sans réponse
   *[other] { $n } questions posées sans réponse
 }
minutes-word = Que dit la personne après la lecture ?
minutes-word-confirmed = C’est bien ce qu’elle a dit : elle signera
minutes-word-refused = Elle ne veut pas signer
minutes-word-refused-hint = Sa plainte est prise tout de même.
minutes-refusal-reason = Raison donnée
minutes-refusal-reason-hint = Avec ses mots. Écrivez « sans raison donnée » si elle n’en dit pas.
minutes-word-missing = Choisissez ce que la personne a dit après la lecture
minutes-reason-missing = Écrivez la raison donnée ({ $min } caractères au moins)
minutes-reason-long = La raison a { $max } caractères au plus
minutes-read-at = Relu le { $at }
minutes-read-confirmed = Relu et confirmé : la personne signera.
minutes-read-refused = Relu. La personne ne veut pas signer.
minutes-read-stale = Quelque chose a changé depuis cette lecture : relisez tout.
minutes-not-yet-nobody-noted = Notez d’abord qui est là et quelle pièce d’identité vous avez vue
minutes-not-yet-document-not-asked = Pour une plainte, notez la pièce d’identité vue, ou pourquoi aucune n’est montrée
minutes-not-yet-not-read = Relisez d’abord les réponses à la personne
minutes-not-yet-stale = Quelque chose a changé depuis la lecture : relisez tout à la personne

# Le dépôt
minutes-filing-title = Déposer
minutes-lacks-title = Avant de déposer
minutes-lacks = { $n ->
    [one] Répondre à { $n } question, ne serait-ce que par « je ne sais pas »
   *[other] Répondre à { $n } questions, ne serait-ce que par « je ne sais pas »
 }
minutes-say-title = À dire à la personne
minutes-behalf = Dépose pour autrui :
minutes-declares = Posez la question à la personne et cochez ce qu’elle déclare.
minutes-file-complaint = Déposer la plainte
minutes-file-report = Déposer un signalement, sans plainte
minutes-incomplete = Il reste des questions sans réponse
minutes-elsewhere = Ces faits sont reçus par un autre service
minutes-report-only = Ces faits sont reçus ici comme un signalement

# Ce qui est remis
minutes-slip-title = À remettre à la personne
minutes-slip-lead = Imprimez ce bordereau et remettez-le. Le code ne se montre que sur cette page, jusqu’à ce que vous disiez qu’il est remis.
minutes-slip-sensitive = Ce bordereau ne dit pas de quoi il s’agit : quelqu’un d’autre peut le lire au domicile.
minutes-slip-whole = Montrer le bordereau entier
minutes-slip-neutral = Montrer le bordereau neutre
minutes-slip-complaint = Votre plainte est déposée
minutes-slip-report = Votre signalement est déposé
minutes-slip-number = Votre numéro
minutes-slip-code = Code
minutes-slip-at = Le
minutes-slip-where = Adresse
minutes-slip-use = À cette adresse, avec la référence et le code, vous lisez les suites, ajoutez des pièces, corrigez et recevez vos documents.
minutes-slip-replaces = Ce code remplace celui du brouillon commencé en ligne, qui n’ouvre plus rien.
minutes-slip-keep = Gardez ce code pour vous. Personne ne vous le demandera, ni par téléphone ni par e-mail.
minutes-slip-gone = Le code n’est plus montré.
minutes-slip-renew = Donner un nouveau code depuis le dossier
minutes-slip-then = Une fois le bordereau remis :
minutes-slip-given = C’est remis : passer à la validation
minutes-slip-case = Ouvrir le dossier

# Le relevé : procès-verbal, ou déclaration recueillie
minutes-how = Comment cette déclaration a été prise
minutes-officer-opened = Dossier ouvert par
minutes-officer-handed-over = Dossier passé par
minutes-officer-filed = Dossier déposé par
minutes-officer-at = { $name }, le { $at }
minutes-begun = Début de l’audition
minutes-ended = Fin de l’audition
minutes-reading = Relecture
minutes-read-on = Les réponses ont été relues à la personne le { $at }.
minutes-said-confirmed = La personne a confirmé que c’est ce qu’elle a dit.
minutes-said-refused = La personne n’a pas voulu signer. Raison donnée : « { $reason } »
minutes-sign-person = Personne entendue
minutes-sign-officer = Agent
minutes-sign-away = À distance : ne signe pas sur ce document.
minutes-signed-digitally = Signature numérique du fichier, valable pour toutes ses pages.
minutes-sheet-statement = La déclaration
minutes-panel = Relevé des réponses
minutes-panel-authority = Toutes les questions posées avec leurs réponses, pour le logiciel de rédaction du service. Le procès-verbal signé s’ajoute aux documents à la validation.
minutes-panel-other = Toutes les questions posées avec leurs réponses, pour un autre logiciel. Ce relevé n’est pas un procès-verbal.
minutes-panel-json = Relevé en JSON
minutes-panel-csv = Relevé en CSV, une ligne par question
minutes-panel-schema = Schéma publié
minutes-panel-import = Ce dossier vient d’un autre système : aucune question n’a été posée ici.
