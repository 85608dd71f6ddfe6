# Ce que les administrateurs ont décidé : réglages en vigueur, changements, retour en arrière.
decided-title = Réglages en vigueur
decided-lead = Ce qui a été décidé pour cette installation, tel que le dernier démarrage l’a lu. Un réglage absent d’ici a sa valeur par défaut. Aucun secret n’est montré, ni ce qui n’appartient qu’à une machine.
decided-topic-units = Unités et territoires
decided-topic-profile = Profil et cadre juridique
decided-topic-retention = Limites et durées de conservation
decided-topic-contacts = Contacts
decided-topic-rest = Autres réglages
decided-history = Changements constatés à chaque démarrage
decided-none = Aucun changement n’est connu : cette installation n’a pas encore démarré comme service.
decided-line = { $key } : { $before } → { $after }
decided-default = valeur par défaut
decided-overlay = Fichier de la surcouche : { $file }
decided-altered = Ce fichier n’est plus celui qui a été signé ici
decided-back = Pour revenir à ces réglages, sur la machine, puis redémarrer :
