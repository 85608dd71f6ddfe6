# Les formulaires vierges, à imprimer ou à remplir à l’écran.
blank-title = Formulaires vierges
blank-lead = Pour remplir sans réseau, ou avant d’aller au guichet.
blank-not-filed = Un formulaire rempli n’est pas encore une plainte. Remettez-le à un agent, qui le saisit et vous donne une référence.
blank-of = Formulaire : { $label }
blank-print-title = À imprimer
blank-print-lead = À remplir au stylo.
blank-fill-title = À remplir à l’écran
blank-fill-lead = Les cases se remplissent dans votre lecteur de PDF. Enregistrez le fichier avant de le fermer.
blank-online-title = En ligne
blank-online = Répondre aux mêmes questions en ligne
blank-link = Formulaires à imprimer
blank-told-version = Le formulaire a changé depuis que cette feuille a été imprimée. Comparez les questions.
blank-told-refused = { $question } : non repris. { $why } Écrit sur la feuille : { $written }
blank-told-doubt = { $question } : repris, à vérifier. { $why }
blank-told-not-asked = { $question } : non repris, les autres réponses ne mènent pas à cette question. Écrit sur la feuille : { $written }
blank-told-strange = Case inconnue { $name }, non reprise. Écrit sur la feuille : { $written }
blank-told-joined = { $question } : pièces annoncées sur la feuille, à ajouter. { $written }
