//! Black-box transcripts of the command line, in one binary.

mod cli;
mod crash;
mod support;
mod tidy;
