//! Help with a timeline while it is written: its entries in order, and entries made of a chat.

mod chat;
mod sort;

pub use chat::{ChatLine, chat};
pub use sort::{Unsorted, add, sort};
