# What the regime or the frame of linkage forbids.
regime-forbids-keep-offences = This body has not said in which case of the law it keeps data about offences: nothing is registered.
regime-forbids-take-others-claims = These complaints come from a source that is not declared as that of the persons this body speaks for: they are not taken.
regime-forbids-issue-official-paper = This body may not issue this paper.
regime-forbids-draft-requisition = This body may not draft a requisition.
regime-forbids-name-before-match = Who this person is stays masked until there is a match.
regime-forbids-link-after-inquiry = This complaint is closed or too old to be brought together with others.
regime-forbids-link-lesser-offence = The offence does not reach the threshold of this frame.
