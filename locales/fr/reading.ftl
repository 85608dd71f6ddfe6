# Ce qui se lit vite, avant la première question.
reading-law = Les textes de loi
reading-fake-police = Aucun policier, juge ou avocat ne demande d’argent pour récupérer le vôtre.
