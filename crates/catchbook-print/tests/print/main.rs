//! Printed pages, read back with poppler's own programs.

mod hostile;
mod page;
mod pdf;
