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
