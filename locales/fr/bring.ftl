# Les fichiers d’un téléphone : le code montré à l’écran, et les pages que le téléphone ouvre avec lui.
bring-from-telephone = Les envoyer depuis un téléphone
bring-screen-title = Envoyer des fichiers depuis un téléphone
bring-screen-lead = Montrez le code, puis photographiez-le avec l’appareil photo du téléphone. Le téléphone enverra des fichiers dans cette plainte et n’en lira rien.
bring-show = Montrer un code
bring-show-another = Montrer un autre code
bring-stop = Ne plus recevoir
bring-qr = Code à photographier. Il mène à l’adresse écrite dessous.
bring-by-hand = Sans appareil photo, ouvrez cette adresse sur le téléphone et tapez le code :
bring-until = Ce code sert une seule fois, jusqu’à { $hour }.
bring-connected = Un téléphone est relié depuis { $since }, jusqu’à { $until }.
bring-arrived = Fichiers arrivés du téléphone
bring-came =
    { $n ->
        [0] Aucun fichier pour le moment.
        [one] { $n } fichier reçu.
       *[other] { $n } fichiers reçus.
    }
bring-refresh = Actualiser
bring-go-back = Revenir aux pièces
bring-too-many = Plus de { $n } codes ont été montrés pour cette plainte. Ajoutez les fichiers depuis cet ordinateur.

bring-title = Envoyer des fichiers
bring-lead = Tapez le code montré à l’écran de la personne qui vous reçoit, ou à celui de votre ordinateur.
bring-scanned = Continuez pour envoyer des fichiers depuis ce téléphone. Le code ne sert qu’une fois.
bring-code = Code montré à l’écran
bring-code-hint = 20 lettres et chiffres. Les tirets ne comptent pas
bring-malformed = Ce code n’est pas complet. Il compte 20 lettres et chiffres, sans I, L, O ni U
bring-opens-nothing = Ce code n’ouvre rien. Il ne sert qu’une fois, pendant 15 minutes. Demandez-en un autre
bring-no-file = Aucun fichier ne peut être reçu ici
bring-over = L’envoi est fermé. Demandez un autre code.
bring-closed-here = Aucun fichier n’est reçu pour ces faits : aucun code n’est montré. Notez l’adresse des pages, sans les ouvrir.
bring-what = Ce que vous envoyez rejoint la plainte en cours. Cette page ne montre que ce que ce téléphone a envoyé.
bring-files = Photos, captures d’écran, documents
bring-send = Envoyer
bring-given =
    { $n ->
        [0] Aucun fichier envoyé
        [one] { $n } fichier envoyé
       *[other] { $n } fichiers envoyés
    }
bring-open-until = L’envoi est ouvert jusqu’à { $hour }.
bring-end = J’ai terminé
bring-done = C’est terminé.
bring-done-text = Vous pouvez fermer cette page. Ce téléphone n’ouvre plus rien ici.

# « Cette personne a-t-elle déjà déposé ? », au guichet.
bring-deja-title = Cette personne a-t-elle déjà déposé ?
bring-deja-lead = Ce que la plainte en cours dit déjà de la personne et des faits est cherché aussi. Rien n’est montré des plaintes que vos droits n’ouvrent pas, sauf le service à qui demander. La recherche et son motif restent au journal, pas les mots cherchés.
bring-deja-reference = Référence de suivi
bring-deja-name = Nom de naissance
bring-deja-born = Date de naissance
bring-deja-phone = Téléphone
bring-deja-email = Adresse e-mail
bring-deja-reason = Motif de la recherche
bring-deja-reason-hint = Par exemple : la personne dit avoir déposé en mars
bring-deja-look = Chercher
bring-deja-name-lacks = Tapez aussi le nom de naissance : une date seule ne désigne personne
bring-deja-born-wrong = Tapez un nom, et le jour, le mois et l’année de naissance
bring-deja-contact-wrong = Vérifiez : cela n’a pas la forme attendue
bring-deja-no-reason = Écrivez pourquoi, en quelques mots
bring-deja-nothing-sought = Tapez au moins une référence, un nom, un téléphone ou une adresse e-mail
bring-deja-found = Ce qui a été trouvé
bring-deja-none = Aucune plainte n’a été trouvée.
bring-deja-none-text = Elle peut exister sous un autre nom, une autre adresse, ou dans un autre système.
bring-deja-elsewhere = Une plainte existe, que vos droits n’ouvrent pas
bring-deja-elsewhere-unit = Une plainte existe dans le service { $unit } : demandez-lui
bring-deja-by-reference = la référence
bring-deja-unit = Service
bring-deja-no-unit = File commune
bring-deja-state-filed = Reçue, à lire
bring-deja-state-asked = Complément demandé
bring-deja-state-validated = Validée
bring-deja-state-rejected = Classée
bring-deja-state-withdrawn = Retirée
bring-deja-same = Ce sont les mêmes faits
bring-deja-apart = Ce ne sont pas les mêmes
bring-deja-known = Reconnue : { $reference }
bring-deja-known-alike = La plainte en cours dit les mêmes faits. Déposée, elle sera jointe à ce dossier, et les deux compteront pour un.
bring-deja-known-not-alike = La plainte en cours ne dit pas encore les mêmes faits. Elle sera jointe si elle les dit au moment du dépôt.
