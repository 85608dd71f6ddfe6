# L’espace de la victime, et les parties d’un dossier que l’agent voit.
# Phrases publiques : 15 mots au plus, au présent, « vous ».

space-instant = { $date }, { $hour } h { $minute }

space-door-title = Suivre mon dossier
space-door-lead = Entrez la référence et le code notés à la fin de votre dépôt.
space-reference = Référence du dossier
space-reference-hint = Elle est sur votre accusé d’enregistrement. Exemple : FSC-2026-000001-K
space-code = Code de suivi
space-code-hint = 20 caractères, avec ou sans tirets. Il n’y a ni I, ni L, ni O, ni U.
space-enter = Ouvrir mon dossier
space-reference-malformed = Vérifiez la référence : un caractère manque ou n’est pas le bon.
space-code-malformed = Ce code n’est pas reconnu. Vérifiez les lettres : il n’y a ni I, ni L, ni O, ni U.
space-opens-nothing = Cette référence et ce code n’ouvrent aucun dossier. Vérifiez chaque caractère des deux. Après plusieurs essais, attendez une minute.
space-door-draft = Reprendre un dépôt pas encore envoyé
space-door-lost = J’ai perdu mon code
space-code-never-asked = Gardez votre code secret.
space-code-never-asked-text = Nous ne vous demanderons jamais votre code par téléphone ou par e-mail.

space-case-title = Votre dossier
space-no-news = « Pas de nouvelle » ne veut pas dire « abandonné ».
space-state-received = Reçue
space-state-received-text = Nous avons bien reçu votre { $nature ->
    [report] signalement
   *[other] plainte
 } le { $date }. { $regime ->
    [authority] Un policier ou un gendarme doit lire ce dossier.
   *[other] Un agent de l’organisme doit lire ce dossier.
 }
space-state-need-you = Nous avons besoin de vous
space-state-need-you-text = Un agent vous demande quelque chose. Vous pouvez répondre « Je ne l’ai pas ».
space-state-appointment = Rendez-vous proposé
space-state-recorded = Enregistrée
space-state-recorded-text = { $regime ->
    [authority] Un agent l’a enregistrée. Votre récépissé est plus bas, dans « Vos documents ».
   *[other] Un agent de l’organisme l’a lue et gardée. L’organisme n’est pas un service de police.
 }
space-state-investigating = En enquête
space-state-transmitted = Transmise à la justice
space-state-decided = Décision
space-state-closed = Fermée
space-state-closed-text = Le dossier est fermé. La raison est écrite ci-dessous. Vous pouvez encore nous écrire.
space-dates = Les étapes
space-received-by-source = Reçue par le service d’origine
space-reason = Raison
space-last-news = Dernière nouvelle

space-need-title = Ce que nous vous demandons
space-need-how = Répondez par un message ou ajoutez un fichier, plus bas. Rien n’est perdu si vous ne l’avez pas.
space-not-have = Je ne l’ai pas
space-not-have-words = Je ne l’ai pas.

space-messages = Messages
space-message = Écrire un message
space-message-hint = Un agent le lit avec votre dossier. 5 000 caractères au plus.
space-send = Envoyer
space-message-empty = Écrivez votre message avant de l’envoyer.
space-message-long = Le message doit faire { $max } caractères au plus. Il y en a { $found }.
space-done-message = Votre message est envoyé.
space-from-you = Vous
space-from-victim = La victime
space-from-officer = Un agent

space-exhibits = Vos pièces
space-files-received = { $n ->
    [0] Aucune pièce pour le moment
    [one] { $n } pièce reçue
   *[other] { $n } pièces reçues
}
space-files = Ajouter des pièces
space-files-hint = Captures, e-mails, relevés. Le fichier d’origine vaut mieux qu’une capture.
space-files-limits = Tous les formats. { $size } au plus par envoi, { $count } fichiers au plus par dossier.
space-never-send = N’envoyez jamais un numéro de carte complet, un mot de passe ou un code reçu.
space-add = Ajouter
space-file-digest = Empreinte { $digest }…
space-files-none = Choisissez un fichier, puis appuyez sur « Ajouter ».
space-files-refused = Aucun fichier n’est accepté dans ce dossier.
space-files-refused-text = N’envoyez aucune image. Donnez l’adresse de la page dans un message. Pour en parler :
space-done-files = Vos pièces sont reçues.

space-papers = Vos documents
space-paper-acknowledgement = Accusé d’enregistrement
space-paper-acknowledgement-complaint = Accusé d’enregistrement de la plainte
space-paper-recepisse = Récépissé de plainte
space-paper-proof = Fichier de preuve de vos pièces, à garder avec vos fichiers
space-proof-line-1 = Ce fichier est à garder avec les fichiers que vous avez remis.
space-proof-line-2 = Il permet de montrer plus tard qu’un fichier est bien celui que vous avez remis.
space-proof-line-3 = Ne le modifiez pas. Si une pièce est effacée un jour, seul ce fichier le permettra encore.
space-size-unknown = taille connue à l’ouverture

space-false-police = Attention aux faux policiers et aux faux avocats.
space-false-police-text = Personne ne vous demandera d’argent pour récupérer le vôtre. Si on le fait, c’est une nouvelle escroquerie.
space-leave = Fermer mon dossier

# ---- Le dossier, pour l’agent ----
space-facts = Les faits
space-narrative = Le récit et les détails sensibles
space-identity = L’identité de la victime
space-case-exhibits = Les pièces
space-case-papers = Les documents
space-nothing-said = Rien n’a été dit.
space-answered = Rempli. À lire plus bas, avec le droit voulu.
space-mode = Suite possible
space-received-at = Reçue par la source le
space-source = Source
space-heading = Type selon la source
space-line = Données de la source
space-text = Texte
space-image = Empreinte d’image
space-identifier = { $kind } ({ $role })
space-identifier-iban = IBAN
space-identifier-phone = Téléphone
space-identifier-email = Adresse e-mail
space-identifier-url = Adresse de site
space-identifier-crypto = Adresse crypto
space-identifier-handle = Pseudonyme
space-identifier-ip = Adresse IP
space-identifier-payref = Référence de paiement
space-role-offender = de l’autre personne
space-role-victim = de la victime
space-role-impersonated = usurpé
space-role-unknown = rôle inconnu

space-no-exhibit = Aucune pièce.
space-exhibit-warning = Ces fichiers viennent de l’extérieur. Ils peuvent être dangereux ou choquants. Chaque ouverture est inscrite au journal.
space-sha256 = SHA-256

space-write = Écrire à la victime
space-write-label = Message
space-write-hint = La victime lit ce message sans voir votre nom. 5 000 caractères au plus.

space-validate = Valider
space-validate-authority = La validation établit le récépissé, signé à votre nom.
space-validate-private = La validation garde la déclaration. Aucun récépissé n’est établi : cet organisme n’est pas une autorité.
space-offences = Infractions retenues
space-offences-hint = Proposées d’après le type. Vous décidez.
space-offence-other = Autre infraction
space-offence-other-hint = Son nom, sans numéro. 300 caractères au plus.
space-offence-missing = Choisissez ou écrivez au moins une infraction.
space-offence-fr-cp-escroquerie = Escroquerie
space-offence-fr-cp-escroquerie-bande-organisee = Escroquerie en bande organisée
space-offence-fr-cp-acces-frauduleux = Accès frauduleux à un système de données
space-offence-fr-cp-faux = Faux et usage de faux
space-offence-fr-cp-chantage = Chantage
space-offence-fr-cp-extorsion = Extorsion
space-offence-fr-cp-diffusion-images-intimes = Diffusion d’images intimes sans accord
space-offence-fr-cp-hypertrucage-sexuel = Hypertrucage à caractère sexuel
space-offence-fr-cp-escroquerie-aggravee = Escroquerie aggravée
space-offence-fr-cp-collecte-deloyale = Collecte déloyale de données personnelles
space-offence-fr-cp-usurpation-identite = Usurpation d’identité
space-offence-fr-cp-vol = Vol
space-offence-fr-cp-atteinte-donnees = Atteinte aux données d’un système
space-ask = Demander
space-ask-label = Ce que vous demandez à la victime
space-ask-hint = Une seule chose à la fois, en mots simples. 10 caractères au moins.
space-ask-note = La victime lit ces mots dans son espace et peut répondre « Je ne l’ai pas ».
space-reject = Rejeter
space-reject-label = La raison, pour la victime
space-reject-hint = En mots simples, avec ce qu’elle peut faire. 10 caractères au moins.
space-reject-note = Le dossier est fermé. La victime lit cette raison, sans votre nom.
space-words-missing = Écrivez au moins { $min } caractères : la victime doit comprendre.
space-words-long = Écrivez { $max } caractères au plus. Il y en a { $found }.
space-decided-validated = Ce dossier est déjà validé.
space-decided-rejected = Ce dossier est déjà rejeté.
space-decided-withdrawn = La victime a retiré ce dossier.
space-decided-meanwhile = Quelqu’un a décidé au même moment. Rouvrez le dossier avant de continuer.
space-not-an-authority = Ce document est réservé à une autorité. Cet organisme n’en est pas une.
