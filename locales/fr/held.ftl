# Le fichier de ce qui est gardé sur une personne, quand elle a demandé à le voir.
held-title = Ce qui est gardé sur vous
held-lead = Voici tout ce que ce service garde de votre dossier, le jour de ce document. Aucun agent et aucune autre plainte n’y sont nommés.
held-lead-keep = Ce document dit qui vous êtes et ce qui vous est arrivé : rangez-le à l’abri. Ce n’est pas un récépissé de plainte.
held-pdf = Tout ce qui est gardé sur moi (PDF)
held-json = Le même, pour un programme (JSON)
held-nothing = Rien.
held-about = Votre dossier
held-kind = Sujet
held-filed = Déposé le
held-unit = Service chargé du dossier
held-said = Ce que vous avez dit
held-said-before = Ce que vous aviez dit, jusqu’au { $until }
held-messages = Les messages
held-files = Les fichiers donnés
held-papers = Les documents faits
held-notices = Ce qui vous a été annoncé
held-requests = Vos demandes sur vos données
held-opened = Quand des agents ont ouvert votre dossier, et pour quel motif
held-concluded = Ce que le rapprochement conclut
held-column-at = Quand
held-column-from = De
held-column-words = En ces mots
held-column-file = Fichier
held-column-size = Taille
held-column-paper = Document
held-column-told = Annonce
held-column-asked = Demande
held-column-state = Où elle en est
held-column-purpose = Motif
held-column-kind = Donnée
held-column-value = Telle que votre dossier la dit
held-column-users = Plaintes qui la mentionnent
held-column-worth = Ce qu’elle vaut
held-value-links = Elle rapproche ces plaintes
held-value-links-not = Seule, elle ne rapproche rien
held-alone = Votre plainte n’est rapprochée d’aucune autre.
held-group =
    { $n ->
        [one] Votre plainte est rapprochée d’{ $n } autre.
       *[other] Votre plainte est rapprochée de { $n } autres.
    }
held-group-since = Elle l’est depuis le { $since }.
held-group-suggested = C’est une suggestion du programme : personne ne l’a encore validée pour votre plainte.
held-group-confirmed = Une personne l’a validé.
held-figures = Version des réglages du calcul : { $figures }.
held-concluded-means = Un rapprochement ne dit pas que quelqu’un est coupable. Vous pouvez le contester : une personne regarde et vous répond.
