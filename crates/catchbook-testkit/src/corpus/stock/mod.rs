//! The words that records are made of: real sentences of several trades, with slots.
//!
//! Slots: `{thing}` and `{part}` (two nouns of the trade), `{service}`, `{name}` (an identifier made for the
//! record), `{code}` (an error's code), `{file}`, `{number}`, `{span}`, `{person}`, `{host}`, `{word}` (plain English).

mod english;
mod trades;

pub(super) use english::{CAUSES, FINDINGS, FOLLOW_UPS, HAND_CHECKS, PEOPLE, WORDS};
pub(super) use trades::{TRADES, Trade};
