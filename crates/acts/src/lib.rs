//! Legal acts: draft, check, sign, send, track.
