# Après le dépôt : compléter, corriger, retirer, être prévenu, retrouver son code, demander un document.
# Phrases publiques : 15 mots au plus, au présent, « vous ».

# ---- Compléter ou corriger ----
after-change = Changer quelque chose
after-link-correct = Compléter ou corriger mes réponses
after-link-reply = Changer comment vous me contactez
after-link-withdraw = Retirer mon dossier
after-correct-title = Compléter ou corriger vos réponses
after-correct-lead = Changez ce que vous voulez. Rien n’est envoyé avant votre accord. L’ancienne version est gardée.
after-begun = Une correction est commencée.
after-begun-text = Elle n’est pas encore envoyée. Elle attend 30 jours.
after-check = Relire et envoyer la correction
after-give-up = Abandonner la correction
after-open = Questions encore sans réponse
after-answer = Répondre
after-files-apart = Les fichiers s’ajoutent à part, et ne sont jamais retirés.
after-files-link = Ajouter des pièces
after-keep = Garder cette réponse
after-not-sent-yet = Cette réponse n’est pas encore envoyée. Vous relirez tout avant.
after-send-title = Relire votre correction
after-send-lead = Voici ce qui change. Les documents déjà reçus restent valables.
after-before = Avant
after-now = Maintenant
after-nothing = Rien
after-missing-title = Il manque une réponse
after-missing = Répondez d’abord aux questions qui manquent. « Je ne sais pas » est une réponse.
after-nothing-changed = Aucune réponse n’a changé. Il n’y a rien à envoyer.
after-meanwhile = Le dossier a changé au même moment. Relisez avant d’envoyer.
after-send = Envoyer la correction
after-correct-more = Corriger autre chose
after-amended = Corrigée
after-done-amended = Votre correction est envoyée. L’agent voit l’ancienne et la nouvelle version.
after-done-given-up = La correction est abandonnée. Votre dossier n’a pas changé.

# ---- Retirer ----
after-withdraw-title = Retirer mon dossier
after-withdraw-ask = { $nature ->
    [report] Voulez-vous retirer votre signalement ?
   *[other] Voulez-vous retirer votre plainte ?
 }
after-withdraw-free = Vous êtes libre de le faire. Personne ne vous demandera pourquoi.
after-withdraw-does = Ce que cela fait
after-withdraw-does-close = Le dossier est fermé ici. Vous pouvez encore le lire et nous écrire.
after-withdraw-does-told = Un agent voit que vous l’avez retiré, et quand.
after-withdraw-does-not = Ce que cela ne fait pas
after-withdraw-does-not-erase = Ce que vous avez écrit n’est pas effacé.
after-withdraw-does-not-papers = Les documents déjà reçus restent authentiques.
after-withdraw-pressure = Si quelqu’un vous force à retirer, n’appuyez pas. Appelez le 17.
after-withdraw-yes = Oui, retirer
after-withdraw-no = Non, garder mon dossier
after-withdrawn-text = Vous avez retiré ce dossier. Vous pouvez encore nous écrire, ou déposer de nouveau.
after-done-withdrawn = Votre dossier est retiré.

# ---- Pour l’agent ----
after-version = Version { $number }, corrigée par la victime le { $at }
after-was = Avant : { $text }
after-is = Maintenant : { $text }
after-changed-elsewhere = Corrigé. À lire plus bas, avec le droit voulu.

# ---- Où en est le dossier ----
after-state-appointment-text = Un rendez-vous vous est proposé. Vous pouvez en demander un autre.
after-state-investigating-text = Votre dossier est étudié. Nous ne pouvons pas donner de détails.
after-state-transmitted-text = Le dossier est devant la justice. Sa date et son lieu sont plus bas.
after-state-decided-text = Une décision est prise. Sa raison, et ce que vous pouvez faire, sont plus bas.
after-transmitted-to = Au parquet : { $to }
after-outcome-prosecution = Poursuites devant un tribunal
after-outcome-alternative = Mesure à la place d’un procès
after-outcome-dismissal = Classement sans suite
after-contest-by = Vous pouvez contester jusqu’au { $date }.
after-appointment = Un rendez-vous
after-appointment-note = Vous pouvez l’accepter ou en demander un autre, sans dire pourquoi.
after-appointment-accept = Je viendrai
after-appointment-other = J’en demande un autre
after-appointment-accepted = Vous avez dit que vous viendrez.
after-appointment-accepted-words = Je viendrai au rendez-vous proposé.
after-appointment-other-words = Je demande un autre rendez-vous.
after-done-appointment = Votre réponse est envoyée.
after-news = Ce que nous vous avons dit
after-notice-received = Votre dossier est bien reçu.
after-notice-need-you = Nous avons besoin de vous.
after-notice-appointment = Un rendez-vous est proposé.
after-notice-recorded = Votre dossier est enregistré.
after-notice-investigating = Votre dossier est étudié.
after-notice-transmitted = Votre dossier est transmis à la justice.
after-notice-decided = Une décision est prise.
after-notice-closed = Votre dossier est fermé.
after-notice-message = Un agent vous a écrit.
after-notice-nothing-new = Rien de nouveau. Votre dossier est toujours ouvert.
after-notice-code-changed = Votre code a été changé.
after-how-sent = Vous avez été prévenu par e-mail.
after-how-refused = L’e-mail n’a pas été accepté. Vérifiez votre adresse.
after-how-failed = L’e-mail n’est pas parti.
after-how-waiting = L’e-mail partira au moment que vous avez choisi.

# ---- E-mails : aucun fait, aucun type ----
after-mail-subject = Votre demande du { $date }
after-mail-news = Il y a du nouveau sur votre demande.
after-mail-answer = Une réponse de votre part est attendue.
after-mail-nothing-new = Rien de nouveau pour le moment. Votre demande est toujours ouverte.
after-mail-code = Le code de votre demande vient d’être changé. Si ce n’est pas vous, dites-le vite.
after-mail-body =
    Bonjour,

    { $told }

    Pour lire la suite, ouvrez { $address } avec votre référence et votre code.

    Ce message ne dit rien d’autre, pour votre sécurité. Personne ne vous demandera votre code.
    Il est automatique : n’y répondez pas.
after-mail-draft =
    Bonjour,

    Ce que vous avez commencé est gardé jusqu’au { $date }. Ensuite, tout est effacé.

    Pour continuer, ouvrez { $address } avec votre code. Pour tout effacer, ne faites rien.

    Ce message ne dit rien d’autre, pour votre sécurité. Personne ne vous demandera votre code.
    Il est automatique : n’y répondez pas.

# ---- Pour l’agent : rendez-vous et suites ----
after-appoint = Proposer un rendez-vous
after-appoint-note = La victime peut l’accepter ou en demander un autre. Le dernier proposé remplace les autres.
after-appoint-next = { $when }, { $place }
after-appoint-proposed = Proposé, sans réponse.
after-appoint-accepted = La victime viendra.
after-appoint-meet-on = Jour
after-appoint-meet-on-hint = Par exemple 14 12 2026
after-appoint-meet-on-wrong = Écrivez un jour qui existe.
after-appoint-meet-at = Heure
after-appoint-meet-at-hint = Par exemple 14 h 30
after-appoint-meet-at-wrong = Écrivez une heure comme 14 h 30.
after-appoint-meet-where = Lieu
after-appoint-meet-where-hint = L’adresse, et qui demander en arrivant
after-appoint-send = Proposer
after-appoint-past = Choisissez un moment à venir.
after-appoint-place = Écrivez un lieu de { $min } à { $max } caractères.
after-appoint-closed = Ce dossier est fermé.
after-inform = Dire les suites à la victime
after-inform-not-yet = Les suites se disent d’un dossier validé et encore ouvert.
after-inform-already = C’est déjà ce qui a été dit en dernier.
after-inform-choose = Choisissez une réponse.
after-inform-words = Écrivez de { $min } à { $max } caractères. Il y en a { $found }.
after-inform-no-date = Cette date n’existe pas.
after-inform-course = Où en est le dossier
after-inform-course-office = Parquet saisi
after-inform-course-office-hint = Si le dossier est transmis. Par exemple : Lille
after-inform-course-outcome = Décision
after-inform-course-outcome-hint = Si une décision est prise.
after-inform-course-words = Raison, et ce que la victime peut faire
after-inform-course-words-hint = En mots simples. Jamais de note interne, de score ni de nom de série.
after-inform-course-contest = Dernier jour pour contester
after-inform-course-contest-hint = Facultatif
after-inform-send = Dire à la victime

# ---- Documents demandés ensuite ----
after-paper-minutes = Copie du procès-verbal
after-paper-statement = Déclaration recueillie (pas un procès-verbal)
after-paper-attestation = Attestation pour un organisme
after-paper-attestation-number = Attestation pour un organisme, n° { $number }
after-paper-discreet = Preuve d’enregistrement
after-discreet = Une preuve discrète (PDF)
after-discreet-note = Aucun mot n’y dit de quoi il s’agit. À garder si quelqu’un lit vos papiers.
after-attest = Une attestation pour ma banque ou mon assurance
after-attest-note = Vous choisissez chaque fait qu’elle contient.
after-attest-lead = Cochez seulement ce que l’organisme a besoin de savoir. Rien n’est coché d’avance.
after-attest-never = Votre récit n’y est jamais, ni ce que vous avez fait d’un code reçu.
after-attest-label = Les faits à écrire sur l’attestation
after-attest-fact = { $part } : { $label }
after-attest-send = Faire l’attestation
after-attest-nothing = Choisissez au moins un fait.
after-attest-many = Vous avez déjà toutes les attestations possibles. Écrivez-nous pour une autre.
after-done-attestation = Votre attestation est prête, dans « Vos documents ».
after-sheet-received = Reçue le
after-sheet-file = Le dossier
after-sheet-minutes = Le procès-verbal
after-sheet-reference = Référence
after-sheet-filed = { $nature ->
    [report] Signalement enregistré le
   *[other] Plainte enregistrée le
 }
after-sheet-type = Type de faits
after-sheet-officer = Enregistrée par
after-sheet-recorded = Validée le
after-sheet-offences = Infractions retenues

# ---- Le brouillon ----
after-ends-soon = Ce brouillon est gardé jusqu’au { $date }.
after-ends-soon-text = Répondez à une question pour le garder 30 jours de plus.

# ---- Code perdu ----
after-lost = J’ai perdu mon code
after-lost-lead = Dites ce que vous seul savez. La même réponse est donnée à tout le monde.
after-lost-reference = Référence du dossier
after-lost-reference-wrong = Vérifiez la référence : un caractère manque ou n’est pas le bon.
after-lost-birth-name = Nom de naissance
after-lost-birth-name-wrong = Écrivez le nom de naissance.
after-lost-first-names = Prénoms, comme au dépôt
after-lost-first-names-wrong = Écrivez les prénoms.
after-lost-born-on = Date de naissance
after-lost-born-on-wrong = Écrivez une date qui existe, comme 14 3 1980.
after-lost-email = Adresse e-mail donnée au dépôt
after-lost-email-wrong = Écrivez une adresse e-mail comme nom@exemple.fr
after-lost-send = Demander un nouveau code
after-lost-else = Ce qui ne marche pas en ligne
after-lost-counter = Sans e-mail sûr ou sans référence, venez avec une pièce d’identité : un agent donne un nouveau code.
after-lost-anonymous = Un signalement sans nom ne se retrouve pas : rien ne dit qu’il est à vous.
after-lost-draft = Le code d’un brouillon ne se retrouve pas. Le brouillon est effacé après 30 jours.
after-new-code = Votre nouveau code
after-new-code-note = Notez-le maintenant. Il n’est affiché qu’une fois, et n’ouvre encore rien.
after-new-code-next = Si vos réponses sont celles d’un dossier, un e-mail part dans la minute. Il contient de quoi confirmer.
after-new-code-none = Rien reçu en une heure ? Vérifiez vos réponses, ou venez avec une pièce d’identité.
after-confirm = Confirmer mon nouveau code
after-confirm-code = Le code reçu par e-mail
after-confirm-hint = 16 caractères. Il sert une fois, pendant deux heures.
after-confirm-send = Confirmer
after-confirm-wrong = Ce code ne confirme rien, ou il est trop tard. Demandez-en un autre.
after-confirm-then = Ensuite, ouvrez votre dossier avec la référence et le nouveau code.
after-mail-confirm =
    Bonjour,

    Pour confirmer votre demande, ouvrez { $address } et écrivez : { $code }

    Ce code sert une fois, pendant deux heures. Seul, il n’ouvre rien.
    Si vous n’avez rien demandé, ne faites rien. Ce message est automatique : n’y répondez pas.
after-renew = Donner un nouveau code de suivi
after-renew-note = Pour une personne présente qui a perdu le sien. L’ancien n’ouvre plus rien ; elle en est prévenue.
after-renew-seen = J’ai vu sa pièce d’identité, et c’est bien la personne du dossier
after-renew-not-seen = Voyez d’abord une pièce d’identité, et cochez la case.
after-renew-send = Donner un nouveau code
after-renewed = Recopiez-le pour la personne, ou imprimez cette page pour elle.
after-renewed-once = Il n’est affiché qu’une fois et n’est gardé nulle part. Ne le notez pas pour vous.
after-files-closed = Les réponses corrigées disent que les images peuvent montrer un mineur : aucun fichier n’est gardé
after-closes = Vos fichiers seront mis à l’écart
after-closes-text = Avec ces réponses, aucun fichier n’est gardé ici. À l’envoi, ceux que vous aviez donnés ne seront plus lisibles par personne dans votre dossier. Cela ne se reprend pas.
