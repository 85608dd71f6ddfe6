# La santé de l’installation : ce qui ne va pas (health-CODE) et ce qu’il faut faire (health-CODE-do).
health-title = Santé de l’installation
health-lead = Ce qui ne va pas et ce qu’il faut faire, le plus grave d’abord. « faisceau config check » dit la même chose, et /readyz/findings la dit à la machine elle-même.
health-none = Tout va bien : disque, courriel, horloge, travaux, clés, sauvegarde, journal public, horodatage, certificat et pièces ont été regardés.
health-blocks = Ne fonctionne pas
health-presses = À traiter
health-advises = Bon à savoir
health-link = Ce qui ne va pas, en mots simples
health-disk-full = Le disque du dossier de données est plein : il reste { $megabytes } Mo. Les nouveaux fichiers sont refusés.
health-disk-full-do = Libérez de la place sur ce disque, ou agrandissez-le.
health-disk-low = Le disque du dossier de données est presque plein : il reste { $megabytes } Mo.
health-disk-low-do = Libérez de la place avant qu’il ne soit plein : les pièces seraient alors refusées.
health-mail-unset = Aucun serveur de courriel n’est réglé : on n’écrit à personne.
health-mail-unset-do = Réglez la table [mail] si les personnes doivent être prévenues par courriel ; sinon, ce qu’il y a à leur dire attend dans leur espace.
health-mail-silent = Le serveur de courriel ne répond pas : les messages attendent.
health-mail-silent-do = Vérifiez la table [mail] et ce serveur : adresse, port, nom et mot de passe.
health-antivirus-unset = Aucun antivirus n’est réglé : les fichiers sont donnés avec la mention qu’ils n’ont pas été analysés.
health-antivirus-unset-do = Installez clamd et réglez « clamd ».
health-antivirus-silent = L’antivirus ne répond pas : les fichiers attendent leur analyse.
health-antivirus-silent-do = Démarrez clamd, ou corrigez son adresse dans « clamd ».
health-clock-back = L’horloge de cette machine a été reculée : elle retarde de { $seconds } secondes sur ce qui a été écrit en dernier.
health-clock-back-do = Remettez-la à l’heure par un service de temps (NTP) avant tout dépôt : ce qui est délivré porte son heure.
health-clock-off = L’horloge de cette machine diffère de { $seconds } secondes de celle de { $authority }.
health-clock-off-do = Remettez-la à l’heure par un service de temps (NTP) : ce qui est délivré porte son heure.
health-jobs-dead = Travaux abandonnés après tous leurs essais : { $n }.
health-jobs-dead-do = À la page Installation, lisez la cause, puis relancez-les ou abandonnez-les pour de bon.
health-jobs-wait = Des travaux attendent depuis { $minutes } minutes : personne ne les fait.
health-jobs-wait-do = Démarrez « faisceau work », ou réglez « workers » au-dessus de 0 ; lisez le journal du service.
health-unsealed = Le journal n’est plus scellé depuis { $seconds } secondes.
health-unsealed-do = Lisez le journal du service : « serve » ou « work » doit tourner, et son disque doit accepter l’écriture.
health-key-missing = Le fichier de clé { $file } n’est plus dans le dossier des clés.
health-key-missing-do = Arrêtez le service et remettez le dossier « keys » depuis sa copie : sans lui, rien ne s’ouvre au prochain démarrage.
health-key-open = Le fichier de clé { $file } peut être lu par d’autres que son propriétaire.
health-key-open-do = Retirez ce droit (chmod 600), et cherchez qui a pu le lire.
health-backup-none = Aucune sauvegarde n’a jamais été faite.
health-backup-none-do = Lancez « faisceau backup » chaque jour, vers une autre machine (docs/backup.md).
health-backup-old = La dernière sauvegarde date de { $hours } heures.
health-backup-old-do = Cherchez pourquoi « faisceau backup » n’a pas tourné ; faites-en une maintenant.
health-log-refused = Le journal public ne signe plus rien : { $why }
health-log-refused-do = Ouvrez la page du journal public, ou lancez `faisceau log loss`. Si une sauvegarde plus récente existe, restaurez-la ; sinon, deux personnes déclarent la perte.
health-log-stays = Les points de contrôle du journal public restent dans { $folder }, sur le disque de la base de données.
health-log-stays-do = Réglez log.witnesses, log.mail_to, ou log.drop_dir vers un dossier d’un autre disque.
health-log-fails = Les points de contrôle du journal public ne sortent pas par { $way }, essais : { $n } ; cause : { $why }
health-log-fails-do = Réparez cette voie, ou réglez-en une autre dans la table [log].
health-syslog-fails = Le journal des actions n’arrive pas au collecteur syslog ; essais : { $n }, lignes en attente : { $waiting }, cause : { $why }
health-syslog-fails-do = Réparez le collecteur, ou corrigez la table [syslog]. Rien n’est perdu : ce qui attend partira dans l’ordre.
health-time-unset = Aucune autorité de temps : ce qui est délivré n’est daté que par l’horloge de cette machine.
health-time-unset-do = Nommez-en une dans time.authorities.
health-time-waits = Horodatages de { $authority } : faits { $held }, en attente { $n }, depuis { $hours } heures ({ $why }).
health-time-waits-do = Rien n’est perdu, la demande est refaite. Si elle reste muette, nommez une autre autorité.
health-certificate-ends = Le certificat de l’organisme prend fin dans { $days } jours.
health-certificate-ends-do = Demandez-en un nouveau dès maintenant, puis nommez-le dans la table [signature].
health-certificate-ended = Le certificat de l’organisme n’est plus valable : les documents ne sont plus signés avec lui.
health-certificate-ended-do = Nommez un certificat valable dans la table [signature].
health-tls-certificate-ends = Le certificat du site (HTTPS) prend fin dans { $days } jours.
health-tls-certificate-ends-do = Renouvelez-le dès maintenant dans les fichiers de la table [tls] : ils sont relus sans redémarrer.
health-tls-certificate-ended = Le certificat du site (HTTPS) n’est plus valable : les navigateurs refusent d’ouvrir les pages.
health-tls-certificate-ended-do = Mettez un certificat valable dans les fichiers de la table [tls] : ils sont relus sans redémarrer.
health-incidents = Pièces qui ne sont plus ce qui a été déposé, sans décision : { $n }.
health-incidents-do = La personne qui garde les pièces décide de chaque incident : page Incidents.
health-in-clear = https vaut false : codes et mots de passe circuleraient en clair.
health-in-clear-do = Placez TLS devant le service, puis réglez https = true.
health-no-contact = contact est vide : les documents ne disent pas à qui écrire.
health-no-contact-do = Réglez contact à l’adresse de l’organisme.
health-files-in-clear = { $why ->
    [bucket] s3 sans storage.identity_file : qui tient l’espace de stockage lit les fichiers.
    [key] storage.identity_file se trouve dans le dossier de données : qui prend l’un a les deux.
   *[volume] Le dossier de données n’est pas vu sur un volume chiffré.
}
health-files-in-clear-do = { $why ->
    [bucket] Faites une clé avec « faisceau storage key » et nommez-la dans storage.identity_file.
    [key] Mettez la clé ailleurs et changez storage.identity_file.
   *[volume] Mettez-le sur un tel volume, ou réglez storage.volume_is_encrypted = true s’il l’est.
}
health-no-wall = Un seul rôle de PostgreSQL possède les tables et rend le service : la base ne retient elle-même aucune ligne.
health-no-wall-do = Donnez à la base trois rôles, comme le dit docs/postgresql.md, puis réglez la table [roles].
