# The file of what is held on a person, when they asked to see it.
held-title = What is held on you
held-lead = Here is all that this service keeps of your case, on the day of this document. No officer and no other complaint is named in it.
held-lead-keep = This document says who you are and what happened to you: keep it safe. It is not a receipt of a complaint.
held-pdf = All that is held on me (PDF)
held-json = The same, for a program (JSON)
held-nothing = Nothing.
held-about = Your case
held-kind = Subject
held-filed = Filed on
held-unit = Service in charge of the case
held-said = What you said
held-said-before = What you had said, until { $until }
held-messages = Messages
held-files = Files given
held-papers = Documents made
held-notices = What you were told
held-requests = Your requests about your data
held-opened = When officers opened your case, and for what purpose
held-concluded = What linkage concludes
held-column-at = When
held-column-from = From
held-column-words = In these words
held-column-file = File
held-column-size = Size
held-column-paper = Document
held-column-told = Notice
held-column-asked = Request
held-column-state = Where it stands
held-column-purpose = Purpose
held-column-kind = Data
held-column-value = As your case says it
held-column-users = Complaints that mention it
held-column-worth = What it is worth
held-value-links = It brings these complaints together
held-value-links-not = Alone, it brings nothing together
held-alone = Your complaint is brought together with no other.
held-group =
    { $n ->
        [one] Your complaint is brought together with { $n } other.
       *[other] Your complaint is brought together with { $n } others.
    }
held-group-since = It has been since { $since }.
held-group-suggested = It is a suggestion of the program: nobody has confirmed it for your complaint yet.
held-group-confirmed = A person confirmed it.
held-figures = Version of the settings of the calculation: { $figures }.
held-concluded-means = Being brought together does not say that anybody is guilty. You may contest it: a person looks and answers you.
