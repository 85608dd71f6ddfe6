# La liste des tâches d’un long questionnaire.
tasks-title = Votre dossier, étape par étape
tasks-lead = Faites ces étapes dans l’ordre que vous voulez, en plusieurs jours si besoin. Vos réponses sont gardées.
tasks-done-count = Étapes faites : { $done } sur { $total }
tasks-to-do = À faire
tasks-started = Commencé
tasks-done = Fait
tasks-optional = Facultatif
tasks-who = Pour envoyer, il faut seulement dire qui vous êtes. Le reste peut rester incomplet.
tasks-check = Vérifier et envoyer
