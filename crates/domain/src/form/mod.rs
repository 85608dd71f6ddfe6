//! The questionnaire: what is asked, in which order, and what an answer is worth.
