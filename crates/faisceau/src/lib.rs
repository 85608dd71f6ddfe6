//! The faisceau binary: wiring, configuration, command line.
