//! Authorisation: who may do what to which thing, decided by the Cedar policies.
