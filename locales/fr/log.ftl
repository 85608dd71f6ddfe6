# Le journal public : ce qu’en disent l’espace de la victime et la page du dossier.
log-panel-title = Inscription au journal public
log-panel-lead = Le journal public ne montre rien de ce qui y est inscrit : ni nom, ni fait. Gardez la preuve avec le document : ensemble, ils permettent à quiconque de vérifier, sans nous, que le document existait et n’a pas changé.
log-your-complaint = Votre plainte
log-your-report = Votre signalement
log-your-recepisse = Votre récépissé
log-the-complaint = La plainte
log-the-report = Le signalement
log-the-recepisse = Le récépissé
log-entry = { $document } est l’entrée { $number } sur { $of } du journal public.
log-soon = { $document } aura bientôt son entrée au journal public. Revenez dans quelques instants : la preuve sera ici.
log-proof = Preuve de l’entrée { $number }
log-proof-format = texte
log-proof-language = se vérifie par un programme
log-proof-soon = Aucune preuve n’est prête pour ce document : son inscription au journal public est en cours, ou il n’est pas d’ici.
log-mail-subject = Journal public : point de contrôle de { $origin }
log-mail-keep = Gardez ce message : il prouve l’état du journal à cette date.
