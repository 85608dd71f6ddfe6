# Ce que le régime ou le cadre du rapprochement interdit.
regime-forbids-keep-offences = Cet organisme n’a pas dit dans quel cas de la loi il garde des données sur des infractions : rien n’est enregistré.
regime-forbids-take-others-claims = Ces plaintes viennent d’une source qui n’est pas déclarée comme celle des personnes que cet organisme représente : elles ne sont pas prises.
regime-forbids-issue-official-paper = Cet organisme ne peut pas délivrer ce papier.
regime-forbids-draft-requisition = Cet organisme ne peut pas préparer de réquisition.
regime-forbids-name-before-match = Qui est cette personne reste masqué jusqu’au rapprochement.
regime-forbids-link-after-inquiry = Cette plainte est close ou trop ancienne pour être rapprochée.
regime-forbids-link-lesser-offence = L’infraction n’atteint pas le seuil de peine de ce cadre.
