# Le dépôt : pages publiques, espace de la victime, décisions de l'agent.
intake-next-officer = Un policier ou un gendarme lit votre déclaration.
intake-next-proof = S’il la valide, vous recevez l’attestation signée de dépôt de plainte. Vous pouvez demander la copie du procès-verbal.
intake-next-read = Un agent de l’organisme lit votre déclaration.
intake-next-messages = Nous vous écrivons dans votre espace de suivi à chaque changement.
intake-officer-quality = Agent chargé de recevoir les plaintes
intake-complainant-unknown = Personne identifiée par la source
