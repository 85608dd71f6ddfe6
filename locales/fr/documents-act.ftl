# Un acte d’enquête sur papier.
documents-act-to = À
documents-act-grounds = Vu
documents-act-head = Cadre
documents-act-facts = Les faits
documents-act-need = Ce qui rend la demande nécessaire
documents-act-requests = Ce qui est demandé
documents-act-request = Demande
documents-act-closing = Pour répondre
documents-act-shown = Pièces jointes et leurs empreintes
documents-act-signature = Signature
documents-act-call = Avant de répondre, appelez le service à un numéro que vous connaissez déjà, jamais à un numéro imprimé ici : des faussaires écrivent au nom des enquêteurs.
documents-act-verify-how = Vérifiez ce document à l’adresse ci-dessous ou avec le code graphique. La page dit s’il est authentique, son type, sa date et son nombre de pages, et rien d’autre.
