# Les mêmes faits déposés deux fois par la même personne.

# Pendant le dépôt. Phrases publiques : 15 mots au plus, au présent, « vous ».
twice-ask-link = Vous avez déjà déposé pour ces faits ?
twice-ask-title = Avez-vous déjà déposé pour ces faits ?
twice-ask-lead = Donnez la référence et le code de votre premier dépôt. Rien ne vous y oblige.
twice-ask-look = Retrouver mon premier dépôt
twice-ask-no = Non, revenir à mes réponses
twice-ask-known = Vous avez déposé le dossier { $reference } le { $day }.
twice-ask-same = Vos réponses disent les mêmes faits. Vous pouvez compléter ce dossier : rien n’est à refaire. Si vous déposez quand même, les deux dépôts sont réunis en un seul dossier.
twice-ask-other = Vos réponses disent d’autres faits. Continuez : ce sera un nouveau dossier.
twice-ask-complete = Compléter mon premier dépôt
twice-ask-go-on = Continuer ce dépôt
twice-space-title = Vos dépôts réunis
twice-space-joined = Ce dépôt et votre dossier { $reference } disent les mêmes faits. Ils sont traités ensemble. Vos deux accusés restent valables.
twice-space-state = Où en est ce dossier : { $state }.

# Ce que l’agent voit.
twice-panel = Mêmes faits, même personne
twice-title = Peut-être déjà déposée
twice-is-case = Un autre dépôt des mêmes faits est joint à ce dossier. Ils comptent pour un.
twice-is-appendix = Ce dépôt est joint à un autre dossier, qui compte et se décide pour les deux.
twice-open = Ouvrir l’autre dossier
twice-found =
    { $n ->
        [one] { $n } autre plainte semble dire les mêmes faits de la même personne.
       *[other] { $n } autres plaintes semblent dire les mêmes faits de la même personne.
    }
twice-compare = Comparer et décider
twice-compare-lead = Joindre, ou dire que ce ne sont pas les mêmes faits.
twice-lead = Même personne et mêmes faits, d’après les réponses. Des homonymes et des proches se ressemblent : lisez avant de joindre. Jointes, deux plaintes forment un dossier qui compte une fois ; chacune garde sa référence et ses accusés.
twice-none = Aucune autre plainte ne ressemble à celle-ci.
twice-elsewhere = Une plainte que vos droits n’ouvrent pas
twice-elsewhere-unit = Une plainte du service { $unit }, que vos droits n’ouvrent pas
twice-no-right = Demandez au service qui la suit de comparer : joindre touche les deux dossiers.
twice-standing = État
twice-standing-found = À décider
twice-standing-joined = Jointes en un dossier
twice-standing-apart = Pas les mêmes faits
twice-because = Ce qui se ressemble
twice-who-identity = nom et date de naissance
twice-who-organisation = numéro SIREN
twice-who-email = adresse e-mail de la victime
twice-who-phone = téléphone de la victime
twice-who-code = la personne a donné le code de l’autre dépôt
twice-who-officer = un agent a reconnu la personne
twice-fact-value = une valeur en commun (compte, site, téléphone…)
twice-fact-payment = un paiement de même montant le même jour
twice-kind = Faits
twice-filed = Déposée le
twice-decided = Décidé le
twice-by-code = La victime a donné le code de son premier dépôt.
twice-by-withdrawal = La victime a retiré l’une des deux.
twice-reason = Pourquoi
twice-reason-hint = Dix caractères au moins. La raison reste au dossier.
twice-join = Joindre en un dossier
twice-not-same = Pas les mêmes faits
twice-part = Séparer à nouveau
twice-closed = L’une des deux est fermée : elle ne peut pas être jointe.
twice-entangled = L’une des deux est déjà jointe à une autre, ou les deux en tiennent : séparez-les d’abord.
twice-decided-there = Cette plainte est jointe à un autre dossier : la décision s’y prend pour les deux.
