# Letters on paper: the words of letters/*.typ. Keys documents-frame-* serve every letter;
# documents-<letter>-* serve one. Articles of law are not written here: they come from law/.

documents-month-1 = janvier
documents-month-2 = février
documents-month-3 = mars
documents-month-4 = avril
documents-month-5 = mai
documents-month-6 = juin
documents-month-7 = juillet
documents-month-8 = août
documents-month-9 = septembre
documents-month-10 = octobre
documents-month-11 = novembre
documents-month-12 = décembre
documents-day = { $day ->
    [1] 1er
   *[other] { $day }
 } { $month } { $year }
documents-hour = { $hour } h { $minute }
documents-moment = { $date } à { $hour } h { $minute } min { $second } s ({ $zone })
documents-size-bytes = { $size } octets
documents-size-kilobytes = { $size } ko
documents-size-megabytes = { $size } Mo

documents-attached-payload = Données signées de ce document
documents-attached-signature = Signature de ces données (Ed25519)

documents-frame-what = Ce que c’est
documents-frame-to-do = Ce que vous devez faire
documents-frame-before = Avant quand
documents-frame-call = Qui appeler
documents-frame-reference = Référence
documents-frame-page = page %1 / %2
documents-frame-verify = Vérifier ce document
documents-frame-verify-how = Toute personne à qui vous remettez ce document peut vérifier qu’il est authentique, à l’adresse ci-dessous ou avec le code graphique. La page dit seulement si le document est authentique, son type, sa date et son nombre de pages.
documents-frame-verify-address = Adresse
documents-frame-verify-code = Code de vérification
documents-frame-verify-key = Clé de signature
documents-frame-qr-alt = Code QR qui ouvre la page de vérification avec le code
documents-frame-warning = Attention aux faux policiers et aux faux avocats.
documents-frame-warning-money = Aucun policier, gendarme, juge ou avocat ne vous demandera d’argent pour récupérer le vôtre. Si quelqu’un vous appelle pour vous rembourser contre des frais, c’est une nouvelle escroquerie.
documents-frame-warning-codes = Ne donnez jamais votre code de suivi, un mot de passe ou un code reçu par SMS, ni par téléphone ni par e-mail. Nous ne vous les demanderons jamais.
documents-frame-phone = Tél. :
documents-frame-email = E-mail :
documents-frame-exhibits = Les pièces
documents-frame-exhibits-count = { $n ->
    [0] Aucune pièce n’est jointe.
    [one] { $n } pièce jointe.
   *[other] { $n } pièces jointes.
 }
documents-frame-exhibit-number = N°
documents-frame-exhibit-name = Nom du fichier
documents-frame-exhibit-size = Taille
documents-frame-exhibit-digest = Repère de preuve
documents-frame-signatures = Les signatures

documents-receipt-title-complaint = Accusé d’enregistrement de votre plainte en ligne
documents-receipt-title-report = Accusé d’enregistrement de votre signalement
documents-receipt-what-complaint = La preuve que votre déclaration est enregistrée, à une date et une heure précises.
documents-receipt-what-report = La preuve que votre signalement est enregistré, à une date et une heure précises. Un signalement n’est pas une plainte.
documents-receipt-to-do-nothing = Rien de plus pour le moment. Gardez ce document et toutes vos preuves.
documents-receipt-before-none = Aucune date limite pour le moment.
documents-receipt-call-nobody = Écrivez-nous depuis votre espace de suivi, avec votre référence.
documents-receipt-awaits-officer = Ce document n’est pas encore l’attestation de dépôt de plainte : un policier ou un gendarme doit d’abord lire et valider votre déclaration.
documents-receipt-not-police = { $name } n’est pas un service de police ni de gendarmerie. Ce document atteste un enregistrement ; il ne vaut pas dépôt de plainte.
documents-receipt-registration = Ce qui est enregistré
documents-receipt-reference = Référence
documents-receipt-type = Type de faits
documents-receipt-received = Reçue le (selon la source : { $source })
documents-receipt-on-paper-complaint = Reçue sur papier le
documents-receipt-on-paper-report = Reçu sur papier le
documents-receipt-registered-complaint = Enregistrée ici le
documents-receipt-registered-report = Enregistré ici le
documents-receipt-exhibits = Vos pièces
documents-receipt-exhibits-count = { $n ->
    [0] Aucune pièce n’est jointe. Vous pourrez en ajouter depuis votre espace de suivi.
    [one] { $n } pièce jointe. Son repère et votre fichier de preuve montrent qu’elle n’a pas changé depuis son dépôt.
   *[other] { $n } pièces jointes. Leurs repères et votre fichier de preuve montrent qu’elles n’ont pas changé depuis leur dépôt.
 }
documents-receipt-exhibits-unlisted = { $count } autres pièces ne sont pas listées ici ; leurs repères sont dans les données jointes à ce fichier.
documents-receipt-next = Et maintenant
documents-receipt-law = Ce que la loi demande de vous dire
documents-receipt-exhibits-proof = Pour montrer plus tard qu’un fichier est bien celui que vous avez remis : gardez le fichier, et le fichier de preuve de votre espace de suivi. Le repère seul ne dit rien de vos fichiers.
documents-receipt-sealed = Ce fichier est signé en entier : toute modification se voit à la vérification. Gardez le fichier, une impression ne porte pas la signature. Il ne contient ni votre récit ni vos numéros de compte.

documents-recepisse-title = Récépissé de dépôt de plainte
documents-recepisse-what = La preuve que votre plainte a été reçue et validée par un service de police ou de gendarmerie.
documents-recepisse-to-do = Gardez ce document. Remettez-en une copie à votre banque ou à votre assureur s’ils le demandent.
documents-recepisse-before = Voyez plus bas le délai pour agir et comment il peut être interrompu.
documents-recepisse-call-service = Le service nommé en tête de ce document, avec votre référence.
documents-recepisse-filed-with = Dépôt de la plainte
documents-recepisse-reference = Référence
documents-recepisse-minutes = Procès-verbal n°
documents-recepisse-complainant = Plaignant
documents-recepisse-by = Déposée par
documents-recepisse-born = Date de naissance
documents-recepisse-filed = Plainte déposée le
documents-recepisse-facts-when = Faits commis
documents-recepisse-on = le { $day }
documents-recepisse-from-to = entre le { $from } et le { $to }
documents-recepisse-facts-undated = à une date non précisée
documents-recepisse-facts-place = Lieu des faits
documents-recepisse-against = Plainte
documents-recepisse-against-unknown = contre X
documents-recepisse-against-named = contre personne dénommée
documents-recepisse-known = Atteinte connue le
documents-recepisse-elapsed = Temps écoulé avant la plainte
documents-recepisse-hours = { $n ->
    [one] { $n } heure
   *[other] { $n } heures
 }
documents-recepisse-offences = Infractions retenues
documents-recepisse-limitation = Délai pour agir
documents-recepisse-interruption = Comment ce délai peut être interrompu
documents-recepisse-next = Et maintenant
documents-recepisse-signature = Signature
documents-recepisse-signed-at = Fait le
documents-recepisse-signed-how = Document numérique signé par le service, en une seule signature pour toutes ses pages. Le plaignant n’a pas à signer.
documents-recepisse-rights = Annexe : vos droits
