//! The law pack: dated citations, values and deadlines, with their because.
