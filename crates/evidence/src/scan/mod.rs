//! The antivirus: each file of a complaint is shown to a real `clamd`, when the instance has one, after its
//! deposit and before anybody opens it or sees a preview. Changes no file, and loads no list of its own.

pub mod check;
pub mod clamd;
pub mod store;
