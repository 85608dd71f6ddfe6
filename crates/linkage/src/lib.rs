//! Record linkage: keys, score, group, explain.
