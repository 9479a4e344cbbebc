//! What the catalog promises to its callers, each test a small transcript.

mod applying;
mod damage;
mod due;
mod facts;
mod linking;
mod lists;
mod make;
mod naming;
mod processes;
mod random;
