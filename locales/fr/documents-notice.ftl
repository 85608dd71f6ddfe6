# Ce qu’une personne envoie en son nom.
documents-notice-own = Lettre privée : elle n’émane d’aucune autorité, et le service qui aide à l’écrire n’en est pas l’auteur.
documents-notice-reference = Référence de l’expéditeur :
documents-notice-facts = Les faits
documents-notice-requests = Ce que je vous demande
documents-notice-need = Pourquoi
documents-notice-grounds = Textes
documents-notice-head = Précisions
documents-notice-shown = Pièces jointes et leurs empreintes
documents-notice-sign-here = Signature :
