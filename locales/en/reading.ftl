# What is read fast, before the first question.
reading-law = The texts of law
reading-fake-police = No police officer, judge or lawyer asks for money to recover yours.
