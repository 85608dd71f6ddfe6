# Ce qui est dit quand le service ne peut plus recevoir de fichiers.
storage-no-room = Le service n’a plus de place pour recevoir des fichiers en ce moment. Gardez le vôtre : vous pourrez l’ajouter plus tard depuis votre espace de suivi. Vos réponses sont gardées et votre plainte peut être déposée sans lui.
