# Les pièces après leur dépôt : ce que l’appareil y a écrit, l’envoi repris, l’antivirus, la mise à l’écart.
exhibits-devices-title = Ce que les appareils ont écrit dans les images
exhibits-devices-lead = Ces mentions viennent du fichier lui-même : chacun peut les changer. Elles orientent, elles ne prouvent pas seules. La victime ne les voit pas.
exhibits-device-model = Appareil : { $told }
exhibits-device-program = Écrit par : { $told }
exhibits-device-taken = Prise le, selon l’appareil : { $told }
exhibits-device-place = Lieu, latitude et longitude : { $told }
exhibits-aside-title = Une pièce peut montrer un mineur
exhibits-aside-open = Mettre une pièce à l’écart
exhibits-aside-lead = Ne l’ouvrez pas pour vérifier. Mise à l’écart, la pièce n’est plus lisible par personne ici, sauf par son dépositaire ; son aperçu et tout ce qui en était tiré sont détruits à l’instant ; l’original est scellé pour l’autorité, ou détruit, selon le régime de l’instance. Cela ne se reprend pas.
exhibits-aside-which = Pièce
exhibits-aside-reason = Motif
exhibits-aside-reason-hint = Gardé dans le journal, en quelques mots, sans décrire l’image
exhibits-aside = Mettre à l’écart
exhibits-aside-no-choice = Choisissez la pièce.
exhibits-aside-no-reason = Indiquez le motif, en quelques mots.
exhibits-aside-number =
    { $n ->
        [one] { $n } pièce mise à l’écart : elle peut montrer un mineur.
       *[other] { $n } pièces mises à l’écart : elles peuvent montrer un mineur.
    }
exhibits-custody-title = Pièces mises à l’écart
exhibits-custody-lead = Ces fichiers peuvent montrer un mineur. Aucun n’est affiché ici, et aucun n’est à ouvrir : un original scellé se remet à l’autorité, puis se détruit sur son ordre. Chaque geste est inscrit au journal avec son motif.
exhibits-custody-none = Aucune pièce n’est mise à l’écart.
exhibits-custody-file = { $of }, le { $at }
exhibits-custody-draft = Brouillon non déposé
exhibits-custody-by = Signalé par
exhibits-custody-by-victim = La personne qui l’a donné
exhibits-custody-by-staff = Un agent
exhibits-custody-by-platform = L’instance, après une restauration
exhibits-custody-kind = Fichier
exhibits-custody-kind-told = { $type }, { $size }
exhibits-custody-original = Original
exhibits-custody-sealed = Scellé : lui seul existe encore
exhibits-custody-destroyed = Détruit
exhibits-custody-handle = Remettre ou détruire un original
exhibits-custody-handle-lead = Remettre : le fichier scellé est enregistré tel quel, sous un nom neutre, pour l’autorité qui le demande. Détruire : il ne reste que la ligne ci-dessus.
exhibits-custody-which = Original
exhibits-custody-hand-over = Remettre à l’autorité
exhibits-custody-destroy = Détruire
exhibits-aside-victim = Si une image que vous avez donnée montre une personne de moins de 18 ans, dites-le ici. Ce n’est pas une faute de votre part. Le fichier est mis à l’écart à l’instant : plus personne ne le voit dans votre dossier. Cela ne se reprend pas. Ne l’envoyez pas de nouveau.
exhibits-aside-done = Le fichier est mis à l’écart. Plus personne ne le voit dans votre dossier. Ne l’envoyez pas de nouveau : donnez l’adresse de la page.
exhibits-scan-not-scanned = Quarantaine : aucun antivirus ne l’a encore examinée
exhibits-scan-clean = Antivirus : rien trouvé
exhibits-scan-infected = Antivirus : programme dangereux ({ $signature })
exhibits-scan-failed = Antivirus : examen impossible
exhibits-scan-not-yet = L’antivirus n’a pas encore examiné cette pièce. Réessayez dans quelques minutes.
exhibits-apart = L’antivirus garde cette pièce à part. La télécharger demande un droit particulier et un motif, gardé dans le journal.
exhibits-apart-take = Télécharger malgré tout
exhibits-apart-reason = Motif
exhibits-upload-many = Trop de fichiers sont déjà en cours d’envoi. Attendez la fin de l’un d’eux, puis réessayez.
exhibits-upload-sending = Envoi de { $name } : { $percent } %
exhibits-upload-cut = Connexion coupée. L’envoi de { $name } reprendra où il s’est arrêté.
exhibits-upload-done = Tous les fichiers sont reçus.
