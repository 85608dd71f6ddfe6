# The orientation: simple questions, or a few words, to find the right form.
orientation-choose = Choose an answer
orientation-held = A draft is already open on this device. It stays kept.
orientation-to-search = Search with your own words
orientation-to-list = See every situation
orientation-to-questions = Answer the simple questions

orientation-list-title = What happened?
orientation-search-title = Say it in your own words
orientation-search-label = A few words about what happened
orientation-search-hint = For example: fake text parcel. No names, no numbers. The search is made here, your words are kept nowhere
orientation-search-empty = Write a word or two, or answer the simple questions
orientation-search-do = Search
orientation-search-found = This looks like…
orientation-search-nothing = These words lead to no form.
orientation-search-nothing-text = Try other words, choose from the list, or answer the simple questions.
orientation-search-in-list = Or choose from the list

orientation-help-title = Help exists, right now
orientation-help-lead = These services answer before, during or after what you do here.
orientation-help-waits = Your answers are waiting for you. You can also go on here.
orientation-help-go-on = Continue

orientation-result-title = From your answers: { $type }
orientation-time = Allow 10 to 20 minutes. You can stop and come back.
orientation-know = To know before you start
orientation-checked = Checked on { $day }
orientation-unchecked = Noted on { $day }, not confirmed

orientation-kept = Draft saved
orientation-not-kept = Not saved yet: the connection is cut. Use the Continue button
orientation-carried = What you have just written is kept on this page. Enter your code to add it to your draft.
orientation-carried-list = What you have just written
orientation-carried-lost = The code opens nothing any more? Copy this text before you start again.

orientation-upgrade-link = File a complaint from this report
orientation-upgrade-title = File a complaint from your report
orientation-upgrade-kept = Your answers and exhibits are taken over: you type nothing again.
orientation-upgrade-asked = We ask for your identity and your address.
orientation-upgrade-paper = Your case keeps its reference and its code. You get a new acknowledgement; that of the report stays.
orientation-upgrade-begin = Start
orientation-upgrade-back = Keep the report as it is
orientation-upgrade-give-up = Keep the report only
orientation-upgrade-refused = From your answers, these facts cannot become a complaint here. The report is still received.
orientation-upgrade-read = Read your answers again
orientation-upgraded = Your complaint is registered. The acknowledgement is in your papers.

orientation-take-link = Print my answers for another service
orientation-take-title = Your answers, to take away
orientation-take-lead = Show or copy this page elsewhere. Nothing is sent, and your draft stays kept here.
orientation-take-print = Print this page
orientation-take-where = Where to take it
orientation-take-go-on = Go on here

orientation-by = { $name }, { $quality }
orientation-for = You declare for { $victim }. You are filling this in as: { $by }. An officer will check that you may act.
orientation-for-unnamed = the person concerned
