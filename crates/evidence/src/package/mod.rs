//! The evidence package: the exhibits of complaints, their acknowledgements, what the journal tells of them
//! and what proves it, in one file that strangers check with their own tools. A BagIt bag (RFC 8493) in
//! an archive of `tar`, with the same facts as CASE/UCO. Holds no narrative and no answer; what is set aside
//! or kept apart by the antivirus stays out and is counted. Sent as it is read: nothing of it lies anywhere
//! in clear.

mod archive;
mod bag;
mod case_uco;
mod contents;
mod logged;
pub mod make;
pub(crate) mod pages;
pub mod store;
