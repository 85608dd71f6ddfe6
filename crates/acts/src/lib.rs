//! Legal acts: what is written becomes the paper its addressee reads ([`paper`]), in the words of people ([`words`]). What the law
//! asks of an act, and its life, are pure rules of `domain::act`; nothing here decides them.

pub mod paper;
pub mod words;
